"""Owns batches of files that are brought in together."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("job_id", sa.String),
        sa.Column("created_at", sa.String, nullable=False),
    )
    op.create_table(
        "import_items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("import_id", sa.String, sa.ForeignKey("imports.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("document_id", sa.String, index=True),
        sa.Column("archive", sa.String),
        sa.Column("unchanged", sa.Boolean, nullable=False),
        sa.Column("problem", sa.String),
    )
