"""Owns what asking the cloud model has cost this day and this month, as it stands in the ledger."""

from __future__ import annotations

from appliance.contract.egress import EgressContent
from appliance.core.clock import Now, iso_day
from appliance.integrations.cloud.budget import Spent
from appliance.integrations.ports import Ledger

CONTENT = EgressContent.REDACTED_QUESTION
# The name under which the provider's key is kept.
SECRET = "cloud_model"
MONTH_CHARS = len("2026-10")


async def spent(ledger: Ledger, now: Now) -> Spent:
    today = iso_day(now())
    month = f"{today[:MONTH_CHARS]}-01"
    return Spent(await ledger.spent_micros(CONTENT, today), await ledger.spent_micros(CONTENT, month))
