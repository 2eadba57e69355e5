"""An answer is told across two keys only when everything it depends on is equal."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.cache.keeping.key import CacheKey, conversation_state, digest
from appliance.chat.cache.keys import Keys
from appliance.contract.cache import Versions
from appliance.contract.retrieval import Asked
from appliance.contract.retrieval import Shop as ShopTold
from appliance.contract.settings import AnswerSettings, CloudSettings, SafetySettings, Settings
from appliance.core.clock import utc_now
from appliance.knowledge.front import KnowledgeFront
from appliance.knowledge.index.centre import Centre
from appliance.wiring.caches import caches
from tests.unit.chat.kept import Kept, Shop, told_of

VERSIONS = Versions("facts 1", 1, date(2026, 10, 7))
KEY = CacheKey("shop", "en", "persona", "model", VERSIONS, "experiment", "", 80)
TEXTS = ("site", "language", "persona", "model", "experiment", "conversation")
MAPLE = ShopTold("Maple Street Bikes", ("en", "de"))

names = st.text(max_size=12)
keys = st.builds(
    CacheKey,
    names,
    names,
    names,
    names,
    st.builds(Versions, names, st.integers(0), st.just(VERSIONS.day)),
    names,
    names,
    st.integers(20, 400),
)


@given(keys, st.sampled_from(TEXTS), st.text(min_size=1))
def test_any_text_that_differs_is_another_scope(key: CacheKey, field: str, more: str) -> None:
    other = replace(key, **{field: getattr(key, field) + more})
    assert other.scope() != key.scope()
    assert other.name("Do you rent tandems?") != key.name("Do you rent tandems?")


@given(keys, st.text(min_size=1), st.integers(1))
def test_other_facts_are_another_scope_and_a_count_of_changes_is_not(key: CacheKey, more: str, later: int) -> None:
    versions = key.versions
    assert replace(key, versions=replace(versions, facts=versions.facts + more)).scope() != key.scope()
    assert replace(key, versions=replace(versions, knowledge=versions.knowledge + later)).scope() == key.scope()


@given(st.lists(names, max_size=4), st.lists(names, max_size=4))
def test_only_equal_texts_have_an_equal_digest(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(keys, st.integers(1))
def test_an_answer_of_another_length_is_another_scope(key: CacheKey, more: int) -> None:
    assert replace(key, max_words=key.max_words + more).scope() != key.scope()


def test_one_question_has_one_name_however_it_is_spelled() -> None:
    assert KEY.name("Do you rent TANDEMS?") == KEY.name("do you rent tandems")
    assert KEY.name("Do you rent tandems?") != KEY.name("Do you rent trailers?")


@pytest.mark.parametrize("field", TEXTS)
async def test_any_dimension_that_differs_finds_nothing(kept: Kept, field: str) -> None:
    asked = Asked("Do you rent out tandems?", "en")
    await kept.cache.keep(asked, KEY, told_of())
    assert await kept.cache.find(asked, KEY) is not None
    changed: dict[str, Any] = {field: "another"}
    other = replace(KEY, **changed)
    assert await kept.cache.find(asked, other) is None
    assert await kept.cache.find(Asked("Do you have tandems for rent?", "en"), other) is None


def test_a_question_that_leans_on_what_was_said_is_another_one_after_other_words() -> None:
    rent = Asked("How much is it?", "en", ("Do you rent tandems?",))
    repair = Asked("How much is it?", "en", ("Do you repair chains?",))
    assert conversation_state(rent) != conversation_state(repair) != ""
    assert conversation_state(Asked("Do you sell helmets?", "en", ("Do you rent tandems?",))) == ""


async def test_the_key_of_a_moment_holds_what_is_in_force() -> None:
    shop, names = Shop(), ["starter", None, "larger"]

    async def model() -> str | None:
        return names.pop(0)

    made = Keys(shop, model, ("You are the front desk.",))
    await made.ask_model()
    key = await made.key(Asked("Do you rent tandems?", "en"), MAPLE, 80)
    assert (key.site, key.language, key.model, key.versions) == ("shop", "en", "starter", await shop.versions())
    assert (await made.key(Asked("?", "de"), MAPLE, 80, experiment="b")).experiment == "b"
    await made.ask_model()
    assert (await made.key(Asked("?", "en"), MAPLE, 80)).model == "starter"  # away: its last name holds
    await made.ask_model()
    assert (await made.key(Asked("?", "en"), MAPLE, 80)).model == "larger"


async def test_a_model_that_hangs_keeps_no_question_waiting() -> None:
    asked, answers = asyncio.Event(), asyncio.Event()

    async def model() -> str | None:
        asked.set()
        await answers.wait()
        return "starter"

    made = Keys(Shop(), model, ())
    following = asyncio.create_task(made.follow_model())
    await asked.wait()
    assert (await made.key(Asked("?", "en"), MAPLE, 80)).model == ""
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def test_another_prompt_or_shop_name_is_another_persona() -> None:
    async def model() -> str | None:
        return "starter"

    async def persona(shop: str, *prompts: str) -> str:
        return (await Keys(Shop(), model, prompts).key(Asked("?", "en"), ShopTold(shop, ("en",)), 80)).persona

    told = [await persona("Maple", "kind"), await persona("Maple", "short"), await persona("Oak", "kind")]
    assert len(set(told)) == 3


async def test_what_the_owner_forbids_and_another_version_reach_what_was_kept_before(kept: Kept) -> None:
    async def model() -> str | None:
        return "starter"

    async def tokens() -> tuple[int, int] | None:
        return None

    async def persona(settings: Settings, version: str = "1") -> str:
        front, centre = cast(KnowledgeFront, kept.shop), Centre(kept.vectors)
        made = caches(
            kept.database, front, model, tokens, kept.vectors, lambda: (0, 0, 0), centre, settings, version, utc_now
        )
        return (await made.keys.key(Asked("Do you rent tandems?", "en"), MAPLE, 80)).persona

    before = await persona(Settings())
    assert before == await persona(Settings())
    for settings in (
        Settings(safety=SafetySettings(never_say=("lifetime guarantee",))),
        Settings(safety=SafetySettings(competitors=("Oak Lane Cycles",))),
        Settings(answers=AnswerSettings(max_words=30)),
        Settings(cloud=CloudSettings(enabled=True, model="large")),
    ):
        assert await persona(settings) != before
    assert await persona(Settings(), "2") != before
