"""Owns what asking costs and whether there is still money for it. Pure. Sums are millionths of the currency."""

from __future__ import annotations

import math
from dataclasses import dataclass

from appliance.contract.egress import MICROS
from appliance.contract.settings import CloudSettings
from appliance.integrations.cloud.model import Reply

NEARLY = 0.8
# No tokenizer makes more tokens than bytes; where a provider counts none, a token has about three of them.
BYTES_A_TOKEN = 3
# What a chat template puts around each message.
AROUND = 8


@dataclass(frozen=True, slots=True)
class Spent:
    """Since midnight and since the first of the month, in UTC; what is under way counts with the most it can be."""

    today: int
    month: int


def cost(cloud: CloudSettings, read_tokens: int, written_tokens: int) -> int:
    # The price of a million tokens is the price of one token in millionths.
    return math.ceil(read_tokens * cloud.price_in + written_tokens * cloud.price_out)


def worst(cloud: CloudSettings, message_bytes: int, messages: int, max_tokens: int) -> int:
    """The most that one question can cost."""
    return cost(cloud, message_bytes + AROUND * messages, max_tokens)


def cost_of(cloud: CloudSettings, reply: Reply, body_bytes: int) -> int:
    """What an answer has cost: as counted by the provider, or about, from the size of what was sent."""
    written = (
        math.ceil(len(reply.text.encode()) / BYTES_A_TOKEN) if reply.written_tokens is None else reply.written_tokens
    )
    read = math.ceil(body_bytes / BYTES_A_TOKEN) if reply.read_tokens is None else reply.read_tokens
    return cost(cloud, read, written)


def refusal(cloud: CloudSettings, spent: Spent, more: int) -> str | None:
    """Why `more` cannot be spent; None when it can."""
    if spent.today + more > cloud.daily_budget * MICROS:
        return "The budget of this day is spent."
    if spent.month + more > cloud.monthly_budget * MICROS:
        return "The budget of this month is spent."
    return None


def nearly(cloud: CloudSettings, spent: Spent) -> bool:
    """Four fifths of a budget are spent."""
    shares = ((spent.today, cloud.daily_budget), (spent.month, cloud.monthly_budget))
    return any(sum_ > 0 and sum_ >= NEARLY * budget * MICROS for sum_, budget in shares)
