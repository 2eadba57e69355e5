"""Owns what an owner can set of the cloud model, and what is refused before it can be dear or leak."""

from __future__ import annotations

import pytest

from appliance.contract.problems import Refused
from appliance.contract.settings import CloudSettings
from tests.unit.integrations.conftest import KEY, Sides

FULL = CloudSettings(enabled=True, base_url="https://api.example.com/v1", model="large-1", price_in=3.0, price_out=15.0)


async def test_a_new_box_asks_nobody(sides: Sides) -> None:
    status = await sides.owner.status()
    assert not status.ready
    assert not status.settings.enabled
    assert "switched off" in status.detail
    assert (status.asked_today, status.spent_today, status.nearly_spent) == (0, 0, False)


async def test_it_is_switched_on_only_with_address_key_and_price(sides: Sides) -> None:
    with pytest.raises(Refused, match="key first"):
        await sides.owner.change(FULL)
    await sides.owner.keep_key(KEY)
    with pytest.raises(Refused, match="address and the name"):
        await sides.owner.change(FULL.model_copy(update={"model": ""}))
    with pytest.raises(Refused, match="without a price"):
        await sides.owner.change(FULL.model_copy(update={"price_in": 0.0, "price_out": 0.0}))
    with pytest.raises(Refused, match="https"):
        await sides.owner.change(FULL.model_copy(update={"base_url": "http://api.example.com/v1"}))
    assert not sides.settings().cloud.enabled
    status = await sides.owner.change(FULL)
    assert sides.settings().cloud == FULL
    assert (status.ready, status.has_key) == (False, True)
    assert "Nothing leaves" in status.detail


async def test_all_that_is_said_of_the_key_is_that_it_is_there(sides: Sides) -> None:
    status = await sides.owner.keep_key(KEY)
    assert status.has_key
    assert KEY not in status.model_dump_json()
    assert not (await sides.owner.forget_key()).has_key


async def test_without_its_key_nothing_is_asked(sides: Sides) -> None:
    sides.switch_on()
    assert (await sides.owner.status()).ready
    await sides.owner.forget_key()
    assert "key is missing" in (await sides.owner.status()).detail
    assert await sides.ask("Do you ship?") is None
    assert sides.provider.asked == []
