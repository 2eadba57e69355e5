"""Owns the tables of hand-offs, of answers wanted by e-mail, of the outbox; leads are of many kinds now."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _hand_offs()
    _outbox()
    _leads()


def _hand_offs() -> None:
    op.create_table(
        "hand_offs",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("conversation_id", sa.String, nullable=False, index=True),
        sa.Column("question_id", sa.String),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("person", sa.String),
        sa.Column("asked_at", sa.String, nullable=False, index=True),
        sa.Column("due_at", sa.String),
        sa.Column("ended_at", sa.String),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("form", sa.String),
    )
    op.create_index("hand_offs_due", "hand_offs", ["state", "due_at"])
    op.create_table(
        "hand_off_messages",
        sa.Column("conversation_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "hand_off_id", sa.String, sa.ForeignKey("hand_offs.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("said_by", sa.String, nullable=False),
        sa.Column("name", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("state", sa.String),
        sa.Column("form", sa.String),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("idempotency_key", sa.String, nullable=False, unique=True),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try_at", sa.String),
        sa.Column("created_at", sa.String, nullable=False, index=True),
        sa.Column("last_error", sa.Text),
    )
    op.create_index("outbox_due", "outbox", ["state", "next_try_at"])
    op.create_table(
        "email_answers",
        sa.Column("question_id", sa.String, primary_key=True),
        sa.Column("email", sa.String, primary_key=True),
        sa.Column("consent_text", sa.Text),
        sa.Column("asked_at", sa.String, nullable=False),
        sa.Column("settled_at", sa.String, index=True),
    )


def _leads() -> None:
    # Made anew and filled from the old one: a lead may now belong to a conversation without a question.
    with op.batch_alter_table("leads") as leads:
        leads.alter_column("question_id", existing_type=sa.String, nullable=True)
        leads.add_column(sa.Column("conversation_id", sa.String))
        leads.add_column(sa.Column("kind", sa.String, nullable=False, server_default="lead"))
        leads.add_column(sa.Column("fields", sa.JSON, nullable=False, server_default="{}"))
        leads.add_column(sa.Column("handled_at", sa.String))
        leads.add_column(sa.Column("consent_at", sa.String))
        leads.add_column(sa.Column("consent_text", sa.Text))
        leads.add_column(sa.Column("consent_version", sa.String))
        leads.add_column(sa.Column("once_key", sa.String))
        leads.create_unique_constraint("leads_once", ["once_key"])
