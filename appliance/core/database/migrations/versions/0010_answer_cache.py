"""Owns counting the changes of what the shop knows, and the answers kept for whoever asks the same."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# What a question can find of a document changes with these; who read it when does not matter.
COLUMNS = ("digest", "state", "title", "language", "url", "expires_on")


def upgrade() -> None:
    op.create_table(
        "knowledge_changes",
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False, index=True),
    )
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
    _count("document_added", "AFTER INSERT ON documents", "new.id")
    _count("document_changed", f"AFTER UPDATE ON documents WHEN {differs}", "new.id")
    _count("document_removed", "AFTER DELETE ON documents", "old.id")
    _count("answer_changed", "AFTER INSERT ON answer_versions", "'answers'")
    _count("index_changed", "AFTER UPDATE OF state ON generations", "'index'")
    op.create_table(
        "cached_answers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("facts", sa.String, nullable=False),
        sa.Column("knowledge", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("embedder", sa.String),
        sa.Column("vector", sa.LargeBinary),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.String, nullable=False, index=True),
    )


def _count(name: str, when: str, subject: str) -> None:
    op.execute(
        f"CREATE TRIGGER knowledge_{name} {when} BEGIN"
        " INSERT OR REPLACE INTO knowledge_changes(subject, revision)"
        f" SELECT {subject}, COALESCE(max(revision), 0) + 1 FROM knowledge_changes; END"
    )
