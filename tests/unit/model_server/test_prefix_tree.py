"""What was computed once is shared; what was not used for longest goes first; nothing in use ever goes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from appliance.model_server.generation.ports import Copy, Forget, MemoryStep, Slice
from appliance.model_server.generation.prefix_tree import Node, PrefixTree
from tests.unit.model_server.fake_model import FakeModel

LIVE = 3


class Kept:
    """A tree and a model that carries out what the tree says, as the engine does."""

    def __init__(self, holders: int = 4) -> None:
        self.model = FakeModel(cells=10_000, sequences=LIVE + holders, batch=1000)
        self.tree = PrefixTree(range(LIVE, LIVE + holders))

    def compute(self, tokens: Sequence[int], sequence: int = 0) -> int:
        """Compute and keep `tokens`; returns how many of them were shared."""
        node = self.attach(tokens, sequence)
        shared = node.end
        self.finish(tokens, sequence, node)
        return shared

    def attach(self, tokens: Sequence[int], sequence: int) -> Node:
        node, steps = self.tree.attach(tokens, sequence)
        self.model.remember(steps)
        return node

    def finish(self, tokens: Sequence[int], sequence: int, node: Node) -> None:
        self.extend(tokens, sequence)
        self.tree.detach(self.insert(tokens, sequence, node))
        self.model.remember([Forget(sequence)])

    def extend(self, tokens: Sequence[int], sequence: int) -> None:
        known = len(self.model.history(sequence))
        if known < len(tokens):
            self.model.decode([Slice(sequence, known, tuple(tokens[known:]), wants_next=False)])

    def insert(self, tokens: Sequence[int], sequence: int, node: Node) -> Node:
        node, steps = self.tree.insert(tokens, sequence, node)
        self.model.remember(steps)
        return node

    def evict(self, cells: int) -> list[MemoryStep]:
        steps = self.tree.evict(cells)
        self.model.remember(steps)
        return steps


def test_the_longest_shared_prefix_is_found() -> None:
    kept = Kept()
    kept.compute([1, 2, 3, 4])
    assert kept.tree.match([1, 2, 9]) == 2
    assert kept.tree.match([1, 2, 3, 4, 5]) == 4
    assert kept.tree.match([7]) == 0


def test_a_shared_beginning_exists_once() -> None:
    kept = Kept()
    kept.compute([1, 2, 3, 4])
    assert kept.compute([1, 2, 3, 9, 9]) == 3
    assert kept.tree.cells == len(kept.model.memory) == 6


def test_two_that_compute_the_same_at_the_same_time_end_up_sharing() -> None:
    kept = Kept()
    first, second = kept.attach([1, 2, 3], 0), kept.attach([1, 2, 3], 1)
    kept.extend([1, 2, 3, 4], 0)
    kept.extend([1, 2, 3, 5], 1)
    assert len(kept.model.memory) == 8
    first = kept.insert([1, 2, 3, 4], 0, first)
    second = kept.insert([1, 2, 3, 5], 1, second)
    assert len(kept.model.memory) == kept.tree.cells == 5
    assert kept.model.history(0) == [1, 2, 3, 4]
    assert kept.model.history(1) == [1, 2, 3, 5]


def test_a_conversation_that_grows_needs_no_second_holder() -> None:
    kept = Kept(holders=1)
    kept.compute([1, 2])
    kept.compute([1, 2, 3, 4])
    assert kept.tree.match([1, 2, 3, 4]) == 4


def test_without_a_free_holder_the_oldest_goes() -> None:
    kept = Kept(holders=2)
    kept.compute([1, 1])
    kept.compute([2, 2])
    kept.compute([1, 1])  # used again
    kept.compute([3, 3])
    assert [kept.tree.match([n, n]) for n in (1, 2, 3)] == [2, 0, 2]


def test_when_every_holder_is_in_use_nothing_is_kept_and_nothing_breaks() -> None:
    kept = Kept(holders=1)
    kept.compute([1, 2])
    in_use = kept.attach([1, 2], 1)
    kept.compute([5, 6], 0)
    assert kept.tree.match([5, 6]) == 0
    assert kept.model.history(1) == [1, 2]
    kept.tree.detach(in_use)


def test_with_no_holders_nothing_is_ever_kept() -> None:
    kept = Kept(holders=0)
    kept.compute([1, 2, 3])
    assert kept.tree.match([1, 2, 3]) == kept.tree.cells == len(kept.model.memory) == 0


def test_what_an_answer_uses_survives_eviction() -> None:
    kept = Kept()
    kept.compute([1, 2, 3, 4])
    node = kept.attach([1, 2], 1)
    kept.evict(100)
    assert kept.tree.match([1, 2, 3, 4]) == 2
    kept.tree.detach(node)
    kept.evict(100)
    assert kept.tree.cells == 0


def test_eviction_takes_no_more_than_it_must() -> None:
    kept = Kept()
    kept.compute([1] * 10)
    kept.compute([2] * 10)
    assert kept.evict(5) == [Forget(LIVE + 3)]
    assert kept.tree.match([2] * 10) == 10
    assert kept.evict(0) == []


def test_sharing_says_which_cells() -> None:
    kept = Kept()
    kept.compute([1, 2, 3])
    _, steps = kept.tree.attach([1, 2, 9], 2)
    assert steps == [Copy(LIVE + 3, 2, 0, 2)]


class TreeAgainstExactModel(RuleBasedStateMachine):
    """Any order of attaching, computing, keeping, leaving and evicting: cells add up and sequences stay whole."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept(holders=3)
        self.live: dict[int, tuple[list[int], Node]] = {}

    @precondition(lambda self: len(self.live) < LIVE)
    @rule(tokens=st.lists(st.integers(1, 3), min_size=1, max_size=8))
    def attach(self, tokens: list[int]) -> None:
        sequence = next(number for number in range(LIVE) if number not in self.live)
        known = self.kept.tree.match(tokens)
        node = self.kept.attach(tokens, sequence)
        assert node.end == known
        assert self.kept.model.history(sequence) == tokens[:known]
        self.live[sequence] = (tokens, node)

    @precondition(lambda self: self.live)
    @rule(data=st.data(), more=st.lists(st.integers(1, 3), max_size=4))
    def compute_and_keep(self, data: st.DataObject, more: list[int]) -> None:
        sequence = data.draw(st.sampled_from(sorted(self.live)))
        tokens, node = self.live[sequence]
        tokens = tokens + more
        self.kept.extend(tokens, sequence)
        node = self.kept.insert(tokens, sequence, node)
        assert self.kept.model.history(sequence) == tokens
        self.live[sequence] = (tokens, node)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        sequence = data.draw(st.sampled_from(sorted(self.live)))
        _, node = self.live.pop(sequence)
        self.kept.tree.detach(node)
        self.kept.model.remember([Forget(sequence)])

    @rule(cells=st.integers(0, 12))
    def evict(self, cells: int) -> None:
        before, possible = self.kept.tree.cells, self.kept.tree.evictable()
        self.kept.evict(cells)
        assert before - self.kept.tree.cells >= min(cells, possible)

    @invariant()
    def every_cell_is_accounted_for(self) -> None:
        own = sum(len(self.kept.model.history(sequence)) - node.end for sequence, (_, node) in self.live.items())
        assert len(self.kept.model.memory) == self.kept.tree.cells + own


TestTreeAgainstExactModel = TreeAgainstExactModel.TestCase
TestTreeAgainstExactModel.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
