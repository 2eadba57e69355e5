"""Owns the first form of the database: documents, passages, facts, questions, leads, jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _documents()
    _passages()
    _visitors()
    _jobs()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False, unique=True),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("problem", sa.String),
        sa.Column("added_at", sa.String, nullable=False),
    )
    op.create_table(
        "generations",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("embedder", sa.String),
        sa.Column("created_at", sa.String, nullable=False),
    )
    op.create_table(
        "shop_facts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("generation_id", sa.String, sa.ForeignKey("generations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_index("passages_place", "passages", ["generation_id", "document_id", "position"], unique=True)
    op.create_index("passages_document", "passages", ["document_id"])
    # The stems live once, in `passages`; the keyword index holds only its postings and is kept by triggers.
    op.execute(
        "CREATE VIRTUAL TABLE passage_stems USING fts5(stems, content='passages', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER passage_stems_in AFTER INSERT ON passages BEGIN"
        " INSERT INTO passage_stems(rowid, stems) VALUES (new.id, new.stems); END"
    )
    op.execute(
        "CREATE TRIGGER passage_stems_out AFTER DELETE ON passages BEGIN"
        " INSERT INTO passage_stems(passage_stems, rowid, stems) VALUES ('delete', old.id, old.stems); END"
    )


def _visitors() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("conversation_id", sa.String, nullable=False, index=True),
        sa.Column("asked_at", sa.String, nullable=False, index=True),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("page", sa.String),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("outcome", sa.String),
        sa.Column("rung", sa.String),
        sa.Column("error", sa.String),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("first_words_ms", sa.Double),
    )
    op.create_table(
        "leads",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("question_id", sa.String, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("email", sa.String),
        sa.Column("phone", sa.String),
        sa.Column("left_at", sa.String, nullable=False, index=True),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("detail", sa.String),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("cancel_wanted", sa.Boolean, nullable=False),
        sa.Column("due_at", sa.String, nullable=False),
        sa.Column("lease_until", sa.String),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("finished_at", sa.String),
    )
    op.create_index("jobs_due", "jobs", ["state", "due_at"])
