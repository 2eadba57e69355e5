"""Owns where a passage stands in its document, and where a document came from and until when it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("documents", sa.Column("origin", sa.String, nullable=False, server_default="file"))
    op.add_column("documents", sa.Column("url", sa.String))
    op.add_column("documents", sa.Column("expires_on", sa.String))
    op.add_column("documents", sa.Column("notes", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("passages", sa.Column("page", sa.Integer))
    op.add_column("passages", sa.Column("row", sa.Integer))
    op.add_column("passages", sa.Column("anchor", sa.String))
