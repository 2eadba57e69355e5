"""Owns the egress ledger, which the database itself keeps from being changed, and what a job leaves behind."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# A row is closed once, when it is known how it ended; what it says of its beginning stays.
FIXED = ("id", "at", "host", "why", "content", "job_id", "bytes_out")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("result", sa.Text))
    op.create_table(
        "egress",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String, nullable=False, index=True),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("job_id", sa.String, nullable=False),
        sa.Column("bytes_out", sa.Integer, nullable=False),
        sa.Column("bytes_in", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("cost_micros", sa.Integer, nullable=False),
    )
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in FIXED)
    _refuse("egress_stays", "BEFORE DELETE ON egress")
    _refuse("egress_is_closed_once", f"BEFORE UPDATE ON egress WHEN old.outcome IS NOT 'leaving' OR {differs}")


def _refuse(name: str, when: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'the egress ledger is append-only'); END")
