"""Owns what asking the cloud model has cost this day and this month, as it stands in the ledger."""

from __future__ import annotations

from appliance.contract.egress import EgressContent
from appliance.core.clock import Now, iso
from appliance.integrations.cloud.budget import Spent
from appliance.integrations.ports import Ledger

CONTENT = EgressContent.REDACTED_QUESTION
# The name under which the provider's key is kept.
SECRET = "cloud_model"
MONTH_CHARS, DAY_CHARS = len("2026-10"), len("2026-10-07")


async def spent(ledger: Ledger, now: Now) -> Spent:
    moment = iso(now())
    today = await ledger.spent_micros(CONTENT, moment[:DAY_CHARS])
    return Spent(today, await ledger.spent_micros(CONTENT, f"{moment[:MONTH_CHARS]}-01"))
