"""Owns the table of traces of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "answer_traces",
        sa.Column("question_id", sa.String, primary_key=True),
        sa.Column("at", sa.String, nullable=False, index=True),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("rung", sa.String),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("first_words_ms", sa.Double),
        sa.Column("trace", sa.JSON, nullable=False),
    )
