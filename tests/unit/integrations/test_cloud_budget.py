"""Owns that money set aside is never less than what is spent, and that a spent budget refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.egress import MICROS
from appliance.contract.problems import Refused
from appliance.contract.settings import CloudSettings
from appliance.integrations.cloud import budget
from appliance.integrations.cloud.budget import Spent
from appliance.integrations.cloud.model import Reply, address, is_near

CLOUD = CloudSettings(price_in=3.0, price_out=15.0, daily_budget=1.0, monthly_budget=10.0)
COUNTS = st.integers(0, 100_000)


def test_the_price_of_a_million_tokens_is_what_a_million_tokens_cost() -> None:
    assert budget.cost(CLOUD, 1_000_000, 0) == 3 * MICROS
    assert budget.cost(CLOUD, 0, 1_000_000) == 15 * MICROS


@given(COUNTS, COUNTS, st.integers(1, 4_000))
def test_the_worst_case_is_never_less_than_what_it_costs(size: int, read: int, most: int) -> None:
    reply = Reply("word " * 10, min(read, size), most, 0)
    assert budget.cost_of(CLOUD, reply, size) <= budget.worst(CLOUD, size, 2, most)


def test_what_a_provider_does_not_count_is_estimated() -> None:
    assert budget.cost_of(CLOUD, Reply("x" * 30, None, None, 0), 300) == budget.cost(CLOUD, 100, 10)


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (Spent(0, 0), None),
        (Spent(MICROS, MICROS), "day"),
        (Spent(0, 10 * MICROS), "month"),
        (Spent(MICROS - 1, 0), None),
    ],
)
def test_a_spent_budget_refuses(spent: Spent, words: str | None) -> None:
    why = budget.refusal(CLOUD, spent, 1)
    assert (words is None and why is None) or (words and words in str(why))


def test_four_fifths_are_nearly_all() -> None:
    assert not budget.nearly(CLOUD, Spent(0, 0))
    assert not budget.nearly(CLOUD, Spent(MICROS * 79 // 100, 0))
    assert budget.nearly(CLOUD, Spent(MICROS * 8 // 10, 0))
    assert budget.nearly(CLOUD, Spent(0, 8 * MICROS))


@pytest.mark.parametrize(
    "url", ["http://api.example.com/v1", "http://8.8.8.8/v1", "ftp://127.0.0.1", "https://exa mple:x"]
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        address(url)


def test_an_address_in_the_shops_own_network_needs_no_encryption() -> None:
    assert str(address("http://192.168.1.20:8000/v1/")) == "http://192.168.1.20:8000/v1/chat/completions"
    assert is_near("http://localhost:1")
    assert str(address("https://api.example.com/v1")) == "https://api.example.com/v1/chat/completions"
