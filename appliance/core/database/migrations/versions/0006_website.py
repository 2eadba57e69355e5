"""Owns the shop's website: its address, its pages, its readings, and what pages were before the last one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "website",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("every", sa.String, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("read_at", sa.String),
        sa.Column("problem", sa.String),
    )
    op.create_table(
        "website_pages",
        sa.Column("url", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
    )
    op.create_table(
        "website_readings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("finished_at", sa.String),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        sa.Column("note", sa.String),
        sa.Column("undone", sa.Boolean, nullable=False),
    )
    op.create_table(
        "website_earlier",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reading_id", sa.String, sa.ForeignKey("website_readings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("change", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("digest", sa.String),
        sa.Column("name", sa.String),
        sa.Column("content", sa.LargeBinary),
    )
    op.create_index("website_earlier_page", "website_earlier", ["reading_id", "url"], unique=True)
