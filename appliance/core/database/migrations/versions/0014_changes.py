"""Owns the table of changes of what may leave the box, which the database itself keeps from being changed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "setting_changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("setting", sa.String, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    for what in ("DELETE", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER setting_changes_refuse_{what.lower()} BEFORE {what} ON setting_changes "
            "BEGIN SELECT RAISE(ABORT, 'the record of changes is append-only'); END"
        )
