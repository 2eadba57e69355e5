"""Owns the tables of ratings, of what visitors asked in vain, and of what the owner taught."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "ratings",
        sa.Column("question_id", sa.String, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("rated_at", sa.String, nullable=False),
    )
    _gaps()
    _answers()


def _gaps() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("embedder", sa.String, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("dismissed_at", sa.String),
    )
    op.create_table(
        "missed_questions",
        sa.Column("question_id", sa.String, primary_key=True),
        sa.Column("gap_id", sa.String, sa.ForeignKey("gaps.id", ondelete="SET NULL"), index=True),
        sa.Column("conversation_id", sa.String, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("asked_at", sa.String, nullable=False, index=True),
        sa.Column("answer_id", sa.String),
    )


def _answers() -> None:
    op.create_table(
        "answer_versions",
        sa.Column("answer_id", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("change", sa.String, nullable=False),
        sa.Column("restores", sa.Integer),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.Column("body", sa.JSON),
    )
    op.create_table(
        "taught_questions",
        sa.Column("answer_id", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("embedder", sa.String),
        sa.Column("vector", sa.LargeBinary),
    )
    op.create_table(
        "golden_questions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("answer_id", sa.String, nullable=False, index=True),
        sa.Column("expected", sa.Text, nullable=False),
        sa.Column("added_at", sa.String, nullable=False),
    )
