"""Owns what a product may be called besides its name."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("products", sa.Column("heads", sa.String, nullable=False, server_default=""))
