"""Owns the saved blocks: what is loaded for whom, what is given up, and that nothing false is shared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.block_cache import BLOCK_TOKENS, BlockCache
from appliance.model_server.generation.ports import Forget, Load, Save

SHOP = tuple(range(6 * BLOCK_TOKENS))


def answer(cache: BlockCache, prompt: tuple[int, ...], sequence: int = 0) -> int:
    """Write one whole answer as a model would; how many tokens of its prompt were loaded."""
    shared, steps = cache.attach(prompt, sequence)
    loaded: tuple[int, ...] = ()
    for step in steps:
        assert isinstance(step, Load)
        loaded += tuple(token for block in step.blocks for token in block.saved)
    assert loaded == prompt[: shared.end], "what was loaded is not what was asked for"
    _, steps = cache.insert(prompt, sequence, shared)
    for step in steps:
        assert isinstance(step, Save)
        assert step.start % BLOCK_TOKENS == 0
        for number, block in enumerate(step.blocks):
            at = step.start + number * BLOCK_TOKENS
            block.saved = prompt[at : at + block.tokens]
            assert len(block.saved) == BLOCK_TOKENS
    assert cache.release(sequence, shared) == [Forget(sequence)]
    return shared.end


def test_what_was_computed_is_loaded_for_the_next() -> None:
    cache = BlockCache(1000)
    assert answer(cache, (*SHOP, 7)) == 0
    assert answer(cache, (*SHOP, 8, 9)) == len(SHOP)


def test_only_whole_blocks_are_kept() -> None:
    cache = BlockCache(1000)
    answer(cache, SHOP[: BLOCK_TOKENS - 1])
    assert len(cache) == 0
    answer(cache, SHOP[: BLOCK_TOKENS + 5])
    assert cache.match(SHOP) == BLOCK_TOKENS


def test_the_same_tokens_behind_others_are_something_else() -> None:
    cache = BlockCache(1000)
    passage = tuple(range(500, 500 + BLOCK_TOKENS))
    answer(cache, SHOP + passage)
    assert cache.match(passage) == 0
    assert cache.match(SHOP[:BLOCK_TOKENS] + passage) == BLOCK_TOKENS


def test_what_was_unused_for_longest_is_given_up_from_its_end() -> None:
    cache = BlockCache(4 * BLOCK_TOKENS)
    first, second, third = (tuple(range(base, base + 2 * BLOCK_TOKENS)) for base in (1000, 2000, 3000))
    answer(cache, first)
    answer(cache, second)
    answer(cache, first)
    answer(cache, third[:BLOCK_TOKENS])
    assert cache.match(first) == len(first)
    assert cache.match(second) == BLOCK_TOKENS
    assert len(cache) == 4


def test_a_prompt_longer_than_the_whole_room_is_kept_in_part() -> None:
    cache = BlockCache(2 * BLOCK_TOKENS)
    answer(cache, SHOP)
    assert cache.match(SHOP) == 2 * BLOCK_TOKENS


def test_without_room_nothing_is_kept() -> None:
    cache = BlockCache(0)
    assert answer(cache, SHOP) == 0
    assert answer(cache, SHOP) == 0


def test_an_answer_that_never_began_leaves_nothing() -> None:
    cache = BlockCache(1000)
    answer(cache, SHOP)
    shared, _ = cache.attach((*SHOP, 1), 0)
    cache.detach(shared)
    assert cache.match((*SHOP, 1)) == len(SHOP)
    assert cache.evict(10) == []
    assert cache.evictable() == cache.cells == 0


def test_what_others_saved_meanwhile_is_not_saved_again() -> None:
    cache = BlockCache(1000)
    one, _ = cache.attach(SHOP, 0)
    two, _ = cache.attach(SHOP, 1)
    assert len(cache.insert(SHOP, 0, one)[1]) == 1
    assert cache.insert(SHOP, 1, two)[1] == []


def test_what_served_most_is_handed_on_with_all_that_stands_before_it() -> None:
    cache = BlockCache(1000)
    rare, hot = (*SHOP, *range(700, 700 + BLOCK_TOKENS)), (*SHOP, *range(800, 800 + BLOCK_TOKENS))
    answer(cache, rare)
    for _ in range(3):
        answer(cache, hot)
    later = BlockCache(1000)
    later.restore(cache.hot(len(hot)))
    assert answer(later, hot) == len(hot)
    assert later.match(rare) == len(SHOP)


def test_what_never_served_is_not_handed_on() -> None:
    cache = BlockCache(1000)
    answer(cache, SHOP)
    assert cache.hot(1000) == []


@given(
    asked=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12),
    tokens=st.integers(0, 150),
    most=st.integers(0, 150),
)
def test_whatever_is_handed_on_is_right_and_bounded(asked: list[tuple[int, int]], tokens: int, most: int) -> None:
    cache = BlockCache(1000)
    prompts = [(*(shop,) * 20, *(passage,) * 20) for shop, passage in asked]
    for prompt in prompts:
        answer(cache, prompt)
    later = BlockCache(most)
    later.restore(cache.hot(tokens))
    assert len(later) <= min(tokens, most) // BLOCK_TOKENS
    for prompt in prompts:
        answer(later, prompt)
    assert len(later) <= most // BLOCK_TOKENS


@given(
    most=st.integers(0, 12),
    asked=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.lists(st.integers(0, 1), max_size=40)), max_size=30
    ),
)
def test_whatever_is_asked_nothing_is_shared_that_differs(most: int, asked: list[tuple[int, int, list[int]]]) -> None:
    cache = BlockCache(most * BLOCK_TOKENS)
    for shop, passage, question in asked:
        prompt = (*(shop,) * 20, *(passage,) * 20, *question)
        assert answer(cache, prompt) <= len(prompt)
        assert len(cache) <= most
