"""Owns the cache of whole streams: what is copied from where, what makes room, and that nothing false is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.ports import Copy, Forget, MemoryStep
from appliance.model_server.generation.stream_cache import WORTH_COPYING, StreamCache

SHOP = tuple(range(100))


class Streams:
    """The streams as a model would hold them: what each step does to their tokens."""

    def __init__(self, answers: int, holders: int) -> None:
        self.cache = StreamCache(range(answers, answers + holders))
        self.held: dict[int, tuple[int, ...]] = {}

    def carry_out(self, steps: list[MemoryStep]) -> None:
        for step in steps:
            if isinstance(step, Copy):
                assert step.start == 0
                assert len(self.held.get(step.source, ())) >= step.end, "copied from what was never computed"
                self.held[step.target] = self.held[step.source][: step.end]
            else:
                assert step == Forget(step.sequence)
                self.held[step.sequence] = ()

    def answer(self, prompt: tuple[int, ...], sequence: int = 0) -> int:
        """Write one whole answer; how many tokens of its prompt were copied."""
        shared, steps = self.cache.attach(prompt, sequence)
        self.carry_out(steps)
        assert self.held.get(sequence, ())[: shared.end] == prompt[: shared.end]
        self.held[sequence] = prompt
        self.cache.insert(prompt, sequence, shared)
        self.carry_out(self.cache.release(sequence, shared))
        return shared.end


def test_what_an_ended_answer_computed_is_copied_for_the_next() -> None:
    streams = Streams(2, 2)
    assert streams.answer((*SHOP, 200)) == 0
    assert streams.answer((*SHOP, 300, 301)) == len(SHOP)


def test_an_answer_still_being_written_is_copied_from() -> None:
    streams = Streams(2, 2)
    shared, _ = streams.cache.attach(SHOP, 0)
    streams.cache.insert(SHOP, 0, shared)
    again, steps = streams.cache.attach((*SHOP, 7), 1)
    assert steps == [Copy(0, 1, 0, len(SHOP))]
    assert again.end == len(SHOP)


def test_a_few_tokens_are_computed_rather_than_copied() -> None:
    streams = Streams(2, 2)
    streams.answer(SHOP)
    _, steps = streams.cache.attach((*SHOP[: WORTH_COPYING - 1], 999), 0)
    assert steps == []


def test_the_newer_of_two_alike_takes_the_place_of_the_older() -> None:
    streams = Streams(1, 2)
    other = tuple(range(1000, 1100))
    for question in (1, 2, 3):
        streams.answer((*SHOP, 5000 + question))
    streams.answer(other)
    assert streams.cache.match((*SHOP, 1)) == len(SHOP)
    assert streams.cache.match(other) == len(other)


def test_what_was_unused_for_longest_is_given_up() -> None:
    streams = Streams(1, 2)
    first, second, third = (tuple(range(base, base + 50)) for base in (1000, 2000, 3000))
    streams.answer(first)
    streams.answer(second)
    streams.answer(first)
    streams.answer(third)
    assert streams.cache.match(first) == 50
    assert streams.cache.match(second) == 0


def test_an_answer_that_never_began_leaves_nothing() -> None:
    streams = Streams(1, 1)
    streams.answer(SHOP)
    shared, _ = streams.cache.attach((*SHOP, 1), 0)
    streams.cache.detach(shared)
    assert streams.cache.match((*SHOP, 1)) == len(SHOP)
    assert streams.cache.evict(10) == []
    assert streams.cache.evictable() == 0


def test_without_holders_nothing_is_kept() -> None:
    streams = Streams(1, 0)
    assert streams.answer(SHOP) == 0
    assert streams.answer(SHOP) == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.lists(st.integers(0, 1), max_size=40), st.integers(0, 2)),
        max_size=30,
    )
)
def test_whatever_is_asked_nothing_is_shared_that_differs(
    asked: list[tuple[int, int, list[int], int]],
) -> None:
    streams = Streams(3, 2)
    for shop, passage, question, sequence in asked:
        prompt = (*(shop,) * 20, *(passage,) * 20, *question)
        assert streams.answer(prompt, sequence) <= len(prompt)
        for holder, tokens in streams.cache._kept.items():  # what it believes is what the model holds
            assert streams.held.get(holder, ()) == tokens
