"""Owns that a prompt fits: counts are exact once the model has counted, from above before; nobody waits for them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chat.writing.budget import BATCH, TokenCounts, estimate, fit
from appliance.chat.writing.prompt import note
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.inference import Message, TextTokens
from tests.unit.chat.played import passage


class Counter:
    """Each word is one token; remembers what it was asked."""

    def __init__(self, model: str = "small") -> None:
        self.model = model
        self.asked: list[Sequence[str]] = []
        self.broken = False

    async def count_tokens(self, texts: Sequence[str]) -> TextTokens:
        self.asked.append(texts)
        if self.broken:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "It cannot count.", 2)
        return TextTokens(self.model, tuple(len(text.split()) for text in texts))


async def test_a_text_is_exact_once_it_has_been_counted() -> None:
    counts, counter = TokenCounts(), Counter()
    assert counts.of("two words") > 2
    await counts.catch_up(counter)
    assert counts.of("two words") == 2


async def test_one_call_counts_all_and_none_is_made_twice() -> None:
    counts, counter = TokenCounts(), Counter()
    for text in ("one", "two words", "one"):
        counts.of(text)
    await counts.catch_up(counter)
    await counts.catch_up(counter)
    assert [sorted(texts) for texts in counter.asked] == [["one", "two words"]]


async def test_a_call_is_never_too_long() -> None:
    counts, counter = TokenCounts(), Counter()
    for number in range(BATCH * 2):
        counts.of(f"text {number}")
    await counts.catch_up(counter)
    assert len(counter.asked[0]) == BATCH


async def test_a_server_that_cannot_count_changes_nothing() -> None:
    counts, counter = TokenCounts(), Counter()
    before = counts.of("two words")
    counter.broken = True
    await counts.catch_up(counter)
    assert counts.of("two words") == before


async def test_another_model_begins_anew() -> None:
    counts, counter = TokenCounts(), Counter()
    before = counts.of("two words")
    await counts.catch_up(counter)
    counter.model = "large"
    counts.of("other words here")
    await counts.catch_up(counter)
    assert counts.of("two words") == before


async def test_estimates_learn_from_what_was_counted() -> None:
    counts, counter = TokenCounts(), Counter()
    texts = [" ".join(["bicycle"] * number) for number in range(1, 20)]
    first = [counts.of(text) for text in texts]
    await counts.catch_up(counter)
    unseen = " ".join(["bicycle"] * 25)
    assert 25 <= counts.of(unseen) < estimate(unseen, 1.0)
    assert all(mine >= len(text.split()) for mine, text in zip(first, texts, strict=True))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_every_estimate_is_positive_and_grows_with_the_text(text: str) -> None:
    assert 1 <= estimate(text, 1.0) <= estimate(f"{text} more", 1.0)


def test_a_prompt_counts_its_messages_and_their_marks() -> None:
    counts = TokenCounts()
    one = counts.of_prompt([Message("user", "How much is it?")])
    assert one > counts.of("How much is it?")
    assert counts.of_prompt([Message("system", "Be short."), Message("user", "How much is it?")]) > one


PASSAGES = [passage(f"Sentence number {at} is here. And another one follows it.", "Terms", at=at) for at in range(4)]


def test_what_fits_stays_as_it_is() -> None:
    assert fit(PASSAGES, 10_000, TokenCounts()) == PASSAGES


def test_the_last_ones_go_first() -> None:
    counts = TokenCounts()
    two = sum(counts.of(note(one)) + 2 for one in PASSAGES[:2])
    assert fit(PASSAGES, two, counts) == PASSAGES[:2]


def test_the_only_one_left_is_cut_at_a_sentence() -> None:
    counts = TokenCounts()
    (left,) = fit(PASSAGES, counts.of(note(PASSAGES[0])), counts)
    assert left.text == "Sentence number 0 is here."


def test_where_nothing_fits_nothing_is_told() -> None:
    assert fit(PASSAGES, 3, TokenCounts()) == []


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=6), st.integers(min_value=0, max_value=400))
def test_it_always_fits(texts: list[str], room: int) -> None:
    counts = TokenCounts()
    kept = fit([passage(text, "Terms") for text in texts], room, counts)
    assert sum(counts.of(note(one)) + 2 for one in kept) <= room
