"""Owns what has been computed before: tokens -> cached sequences, shared also while answers still use them.

Each node is a run of tokens whose cells exist once. Each leaf has a *holder*: a sequence number of the model that
keeps the cells from the root to that leaf. Nothing here touches a model: the memory steps to carry out are returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from appliance.model_server.generation.ports import Copy, Forget, MemoryStep


@dataclass(eq=False, slots=True)
class Node:
    """A run of tokens. While `pins` is above 0 an answer uses it, and it stays."""

    parent: Node | None
    start: int
    tokens: tuple[int, ...]
    holder: int | None = None
    pins: int = 0
    used: int = 0
    children: dict[int, Node] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.start + len(self.tokens)

    def path(self) -> Iterator[Node]:
        """From here up to the root."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def common(one: Sequence[int], other: Sequence[int], start: int = 0) -> int:
    """How many tokens `one[start:]` and `other` have in common at their beginning."""
    count = min(len(one) - start, len(other))
    if tuple(one[start : start + count]) == tuple(other[:count]):
        return count
    return next(index for index in range(count) if one[start + index] != other[index])


class PrefixTree:
    """All prefixes that are kept. `holders` are the sequence numbers it may use; with none it keeps nothing."""

    def __init__(self, holders: Iterable[int]) -> None:
        self._root = Node(None, 0, ())
        self._free = list(holders)
        self._clock = 0
        self.evicted = 0
        self.cells = 0

    def match(self, tokens: Sequence[int]) -> int:
        """Length of the longest kept prefix of `tokens`."""
        return self._walk(tokens)[1]

    def attach(self, tokens: Sequence[int], sequence: int) -> tuple[Node, list[MemoryStep]]:
        """Share the longest kept prefix with `sequence`. The node returned is pinned and ends where sharing ends."""
        node = self._node_at(tokens)
        self._pin(node)
        return node, [Copy(_holder(node), sequence, 0, node.end)] if node.end else []

    def detach(self, node: Node) -> None:
        node.pins -= 1

    def release(self, sequence: int, node: Node) -> list[MemoryStep]:
        """An answer has ended: `sequence` gives up everything; what was inserted stays."""
        self.detach(node)
        return [Forget(sequence)]

    def insert(self, tokens: Sequence[int], sequence: int, pinned: Node) -> tuple[Node, list[MemoryStep]]:
        """Keep what `sequence` has computed for `tokens`, which begins with what `pinned` shares with it.

        Where somebody else has computed the same meanwhile, `sequence` gives up its own cells for the shared ones.
        Afterwards the node returned is pinned instead of `pinned`, and `sequence` owns no cell before its end.
        """
        node = self._node_at(tokens)
        steps: list[MemoryStep] = []
        if node.end > pinned.end:
            steps += [Forget(sequence, pinned.end, node.end), Copy(_holder(node), sequence, pinned.end, node.end)]
        self._pin(node)
        self.detach(pinned)
        if node.end < len(tokens):
            grown, more = self._grow(node, tuple(tokens[node.end :]), sequence)
            return grown, steps + more
        return node, steps

    def evictable(self) -> int:
        """Cells that would be free if everything unused were forgotten."""
        kept = {id(node) for leaf in self._nodes() if leaf.pins for node in leaf.path()}
        return sum(len(node.tokens) for node in self._nodes() if id(node) not in kept)

    def evict(self, cells: int) -> list[MemoryStep]:
        """Forget what was not used for longest until `cells` are freed, or nothing unused is left."""
        steps: list[MemoryStep] = []
        goal = self.cells - cells
        while self.cells > goal and (leaf := self._oldest_leaf()):
            steps.append(self._remove(leaf))
        return steps

    def _grow(self, node: Node, tokens: tuple[int, ...], sequence: int) -> tuple[Node, list[MemoryStep]]:
        """A new leaf below the pinned `node`; without a free holder everything stays as it is."""
        steps: list[MemoryStep] = []
        while node.holder is None and not self._free and (oldest := self._oldest_leaf()):
            steps.append(self._remove(oldest))
        if node.holder is not None:  # a leaf grows longer: its holder moves down
            holder, node.holder, start = node.holder, None, node.end
        elif self._free:
            holder, start = self._free.pop(), 0
        else:
            return node, steps
        leaf = Node(node, node.end, tokens, holder)
        node.children[tokens[0]] = leaf
        self.cells += len(tokens)
        self._pin(leaf)
        self.detach(node)
        return leaf, [*steps, Copy(sequence, holder, start, leaf.end)]

    def _remove(self, leaf: Node) -> Forget:
        parent, holder = leaf.parent, leaf.holder
        assert parent is not None
        assert holder is not None
        del parent.children[leaf.tokens[0]]
        self.cells -= len(leaf.tokens)
        self.evicted += len(leaf.tokens)
        if parent.parent is None or parent.children:
            self._free.append(holder)
            return Forget(holder)
        parent.holder = holder  # the parent is a leaf now and needs one
        return Forget(holder, leaf.start)

    def _oldest_leaf(self) -> Node | None:
        leaves = (node for node in self._nodes() if node.holder is not None and not node.pins)
        return min(leaves, key=lambda leaf: leaf.used, default=None)

    def _walk(self, tokens: Sequence[int]) -> tuple[Node, int]:
        """The deepest node that shares a token with `tokens`, and how many are shared down to there."""
        node, length = self._root, 0
        while length == node.end and length < len(tokens) and (child := node.children.get(tokens[length])):
            node, length = child, length + common(tokens, child.tokens, length)
        return node, length

    def _node_at(self, tokens: Sequence[int]) -> Node:
        """The node that ends exactly where sharing with `tokens` ends; a run is cut in two when it has to be."""
        node, length = self._walk(tokens)
        return node if length == node.end else self._cut(node, length)

    def _cut(self, lower: Node, at: int) -> Node:
        parent = _parent(lower)
        upper = Node(parent, lower.start, lower.tokens[: at - lower.start], used=lower.used)
        parent.children[upper.tokens[0]] = upper
        lower.parent, lower.start, lower.tokens = upper, at, lower.tokens[at - lower.start :]
        upper.children[lower.tokens[0]] = lower
        return upper

    def _pin(self, node: Node) -> None:
        node.pins += 1
        self._clock += 1
        for each in node.path():
            each.used = self._clock

    def _nodes(self) -> Iterator[Node]:
        waiting = list(self._root.children.values())
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children.values()


def _parent(node: Node) -> Node:
    assert node.parent is not None
    return node.parent


def _holder(node: Node) -> int:
    """A sequence that holds everything down to `node`: the holder of any leaf below it."""
    while node.holder is None:
        node = next(iter(node.children.values()))
    return node.holder
