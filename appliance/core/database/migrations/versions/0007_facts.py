"""Owns the tables of earlier facts, of proposals for facts, and of proposals that were turned down."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "earlier_facts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("replaced_at", sa.String, nullable=False),
    )
    op.create_table(
        "fact_proposals",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "document_id",
            sa.String,
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("digest", sa.String, nullable=False, index=True),
    )
    op.create_table(
        "dismissed_facts",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("dismissed_at", sa.String, nullable=False),
    )
