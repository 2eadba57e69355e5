"""Owns what was computed before, saved in blocks of a few tokens outside the model's own memory.

The prefix tree's sharing costs nothing to set up, but then a token is compared with the cells of all answers. On a
processor that comparison is most of the work; loading a saved beginning takes milliseconds, computing it a second.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appliance.model_server.generation.ports import Block, Forget, HotBlock, Load, MemoryStep, Save

# Tokens in a block. Smaller ones waste less where two prompts part, but there are more of them to put together.
BLOCK_TOKENS = 8
ROOT = 0

Key = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Shared:
    """The first `end` tokens are loaded, not computed."""

    end: int


@dataclass(slots=True)
class _Kept:
    number: int
    block: Block
    uses: int = 0


class BlockCache:
    """Blocks by what stands before them: a block is found only behind the very tokens it was computed after."""

    def __init__(self, tokens: int) -> None:
        """Keeps at most `tokens` tokens."""
        self._most = tokens // BLOCK_TOKENS
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()  # in order of last use
        self._last = ROOT
        self.evicted = 0
        self.cells = 0  # nothing kept here stands in the way of an answer

    def __len__(self) -> int:
        return len(self._kept)

    def match(self, tokens: Sequence[int]) -> int:
        """Length of the longest prefix of `tokens` that is kept."""
        return BLOCK_TOKENS * sum(1 for _ in self._walk(tokens))

    def attach(self, tokens: Sequence[int], sequence: int) -> tuple[Shared, list[MemoryStep]]:
        """Load the longest kept prefix into `sequence`, which is empty."""
        keys = list(self._walk(tokens))
        self._touch(keys)
        for key in keys:
            self._kept[key].uses += 1
        blocks = [self._kept[key].block for key in keys]
        return Shared(BLOCK_TOKENS * len(blocks)), [Load(sequence, tuple(blocks))] if blocks else []

    def detach(self, shared: Shared) -> None:
        """Nothing: an answer has no hold on what it was given."""

    def insert(self, tokens: Sequence[int], sequence: int, shared: Shared) -> tuple[Shared, list[MemoryStep]]:
        """`sequence` has computed `tokens`: save those of their full blocks that are new."""
        keys = list(self._walk(tokens))
        start = BLOCK_TOKENS * len(keys)
        fresh = self._grow(keys, tokens)
        self._touch(keys)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
            self.evicted += BLOCK_TOKENS
        return shared, [Save(sequence, start, tuple(fresh))] if fresh else []

    def release(self, sequence: int, shared: Shared) -> list[MemoryStep]:
        return [Forget(sequence)]

    def hot(self, tokens: int) -> list[HotBlock]:
        """The blocks that served most often, at least once, as far as `tokens` go; what stands before comes first."""
        used = [item for item in self._kept.items() if item[1].uses]
        # What stands before a block was used at least as often and has a lower number: it is always chosen with it.
        used.sort(key=lambda item: (-item[1].uses, item[1].number))
        chosen = sorted(used[: tokens // BLOCK_TOKENS], key=lambda item: item[1].number)
        place = {kept.number: index for index, (_, kept) in enumerate(chosen)}
        return [HotBlock(place.get(key[0], -1), key[1], kept.block.saved) for key, kept in chosen]

    def restore(self, blocks: Sequence[HotBlock]) -> None:
        """Keep what an earlier run kept, as far as there is room. The cache is still empty."""
        numbers: list[int] = []
        for hot in blocks[: self._most]:
            self._last += 1
            parent = numbers[hot.parent] if hot.parent >= 0 else ROOT
            self._kept[parent, hot.tokens] = _Kept(self._last, Block(BLOCK_TOKENS, hot.saved))
            self._kept.move_to_end((parent, hot.tokens), last=False)  # before what follows it is given up
            numbers.append(self._last)

    def evictable(self) -> int:
        return 0

    def evict(self, cells: int) -> list[MemoryStep]:
        """Nothing: what is kept takes no room from answers."""
        return []

    def _walk(self, tokens: Sequence[int]) -> Iterator[Key]:
        number = ROOT
        for start in range(0, len(tokens) - BLOCK_TOKENS + 1, BLOCK_TOKENS):
            key = number, tuple(tokens[start : start + BLOCK_TOKENS])
            kept = self._kept.get(key)
            if kept is None:
                return
            yield key
            number = kept.number

    def _grow(self, keys: list[Key], tokens: Sequence[int]) -> list[Block]:
        """Add what follows `keys`, as far as there could be room for the whole. Lengthens `keys`."""
        number = self._kept[keys[-1]].number if keys else ROOT
        blocks: list[Block] = []
        for index in range(len(keys), min(len(tokens) // BLOCK_TOKENS, self._most)):
            key = number, tuple(tokens[index * BLOCK_TOKENS : (index + 1) * BLOCK_TOKENS])
            number = self._last = self._last + 1
            self._kept[key] = _Kept(number, Block(BLOCK_TOKENS))
            blocks.append(self._kept[key].block)
            keys.append(key)
        return blocks

    def _touch(self, keys: Sequence[Key]) -> None:
        """The first block is the one used last of all, so that what follows a block is always given up before it."""
        for key in reversed(keys):
            self._kept.move_to_end(key)
