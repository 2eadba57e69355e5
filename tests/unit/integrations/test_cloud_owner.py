"""Owns what an owner can set of the cloud model, and what is refused before it can be dear or leak."""

from __future__ import annotations

import json

import pytest

from appliance.contract.audit import Changed
from appliance.contract.problems import Refused
from appliance.contract.settings import CloudSettings
from appliance.privacy.report import Egress
from tests.unit.integrations.conftest import KEY, Sides

BY = "owner, shopbell command line"
FULL = CloudSettings(enabled=True, base_url="https://api.example.com/v1", model="large-1", price_in=3.0, price_out=15.0)


async def test_a_new_box_asks_nobody(sides: Sides) -> None:
    status = await sides.owner.status()
    assert not status.ready
    assert not status.settings.enabled
    assert "switched off" in status.detail
    assert (status.asked_today, status.spent_today, status.nearly_spent) == (0, 0, False)


async def test_it_is_switched_on_only_with_address_key_and_price(sides: Sides) -> None:
    with pytest.raises(Refused, match="key first"):
        await sides.owner.change(FULL, BY)
    await sides.owner.keep_key(KEY, BY)
    with pytest.raises(Refused, match="address and the name"):
        await sides.owner.change(FULL.model_copy(update={"model": ""}), BY)
    with pytest.raises(Refused, match="without a price"):
        await sides.owner.change(FULL.model_copy(update={"price_in": 0.0, "price_out": 0.0}), BY)
    with pytest.raises(Refused, match="https"):
        await sides.owner.change(FULL.model_copy(update={"base_url": "http://api.example.com/v1"}), BY)
    assert not sides.settings().cloud.enabled
    status = await sides.owner.change(FULL, BY)
    assert sides.settings().cloud == FULL
    assert (status.ready, status.has_key) == (False, True)
    assert "Nothing leaves" in status.detail


async def test_all_that_is_said_of_the_key_is_that_it_is_there(sides: Sides) -> None:
    status = await sides.owner.keep_key(KEY, BY)
    assert status.has_key
    assert KEY not in status.model_dump_json()
    assert not (await sides.owner.forget_key(BY)).has_key


async def test_without_its_key_nothing_is_asked(sides: Sides) -> None:
    sides.switch_on()
    assert (await sides.owner.status()).ready
    await sides.owner.forget_key(BY)
    assert "key is missing" in (await sides.owner.status()).detail
    assert await sides.ask("Do you ship?") is None
    assert sides.provider.asked == []


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, b'{"error": {"code": "invalid_api_key"}}', "refuses the key (401, invalid_api_key)."),
        (404, b'{"error": {"code": "model_not_found"}}', "the name of the model is wrong (404, model_not_found)."),
        (400, b"<html>Do you ship?</html>", "does not take what it is sent (400)."),
        (400, b'{"error": {"code": "Do you ship?"}}', "does not take what it is sent (400)."),
        (500, b"", "The cloud model answered 500."),
    ],
)
async def test_the_owner_is_told_why_the_last_question_got_no_answer(
    sides: Sides, status: int, body: bytes, told: str
) -> None:
    sides.switch_on()
    sides.provider.status, sides.provider.body = status, body
    await sides.ask("Do you ship?")
    found = await sides.owner.status()
    assert not found.ready
    assert found.detail.startswith("The last question got no answer from outside.")
    assert found.detail.endswith(told)
    assert "Do you ship" not in found.detail
    sides.provider.status, sides.provider.body = 200, None
    sides.clock.seconds += 1
    await sides.ask("Do you ship?")
    assert (await sides.owner.status()).ready


async def test_what_is_left_alone_after_failures_is_told_with_the_reason(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status = 401
    for _ in range(4):
        sides.clock.seconds += 1
        await sides.ask("Do you ship?")
    detail = (await sides.owner.status()).detail
    assert "left alone for a while" in detail
    assert "refuses the key (401)" in detail


async def test_a_question_that_nobody_of_this_box_takes_is_told(sides: Sides) -> None:
    sides.switch_on()
    await sides.ask("Do you ship?", working=False)
    assert "No worker of this box" in (await sides.owner.status()).detail


async def test_after_another_key_the_old_failure_is_no_news(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status = 401
    await sides.ask("Do you ship?")
    sides.clock.seconds += 1
    assert (await sides.owner.keep_key("sk-test-other", BY)).ready


async def test_every_change_is_told_with_what_it_was_and_by_whom(sides: Sides) -> None:
    egress = Egress(sides.paths.settings, sides.settings, sides.ledger, sides.audit)
    await sides.owner.keep_key(KEY, BY)
    await sides.owner.change(FULL, BY)
    await sides.owner.change(FULL, BY)
    await egress.let_nothing_leave(False, "owner, shopbell panel")
    await sides.owner.change(FULL.model_copy(update={"daily_budget": 2.0, "enabled": False}), BY)
    await sides.owner.forget_key(BY)
    changes = (await sides.owner.status()).changes
    assert [(change.setting, dict(change.before), dict(change.after)) for change in changes] == [
        (Changed.CLOUD_KEY, {"key": "kept"}, {"key": "none"}),
        (Changed.CLOUD, {"enabled": True, "daily_budget": 1.0}, {"enabled": False, "daily_budget": 2.0}),
        (Changed.NOTHING_LEAVES, {"nothing_leaves": True}, {"nothing_leaves": False}),
        (
            Changed.CLOUD,
            {"enabled": False, "base_url": "", "model": "", "price_in": 0.0, "price_out": 0.0},
            {"enabled": True, "base_url": FULL.base_url, "model": "large-1", "price_in": 3.0, "price_out": 15.0},
        ),
        (Changed.CLOUD_KEY, {"key": "none"}, {"key": "kept"}),
    ]
    assert [change.by for change in changes] == [BY, BY, "owner, shopbell panel", BY, BY]
    assert KEY not in json.dumps([change.model_dump() for change in changes])


async def test_a_change_that_is_refused_is_none(sides: Sides) -> None:
    with pytest.raises(Refused, match="key first"):
        await sides.owner.change(FULL, BY)
    assert (await sides.owner.status()).changes == ()
