"""Owns the one loop over all answers: what is computed in a step, and what follows from it. One thread only."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

from appliance.contract.problems import ShopbellError
from appliance.core.clock import Monotonic, monotonic
from appliance.model_server.generation.admission import Verdict
from appliance.model_server.generation.batcher import OLDEST_EVERY, next_batch
from appliance.model_server.generation.block_cache import BlockCache
from appliance.model_server.generation.forecast import Forecast
from appliance.model_server.generation.live import LiveAnswer
from appliance.model_server.generation.pace import Pace
from appliance.model_server.generation.ports import HotBlock, Slice, TokenModel
from appliance.model_server.generation.prefix_cache import PrefixCache
from appliance.model_server.generation.prefix_tree import PrefixTree, common
from appliance.model_server.generation.turns import starts_s
from appliance.model_server.generation.values import Deliver, Generation, Timings

# A prompt that another answer is computing just now is worth waiting for from this many shared tokens on.
WORTH_WAITING = 32
GAPS_KEPT = 512
# Kept for the next run: the shop's prompt and its favourite passages.
HOT_TOKENS = 2048


class Engine:
    """Writes up to `at_once` answers together. Sequences 0..at_once-1 are theirs, the others keep prefixes."""

    def __init__(self, model: TokenModel, at_once: int, clock: Monotonic = monotonic) -> None:
        self._model = model
        self._clock = clock
        self._free = list(range(at_once))
        self._live: list[LiveAnswer] = []
        self._tree = _prefixes(model, range(at_once, model.sequences))
        self._pace = Pace(model.batch - at_once)
        self._gaps: deque[float] = deque(maxlen=GAPS_KEPT)
        self.forecast = Forecast()
        self.admitted = 0
        self.timings = Timings()  # of all finished answers together
        self.steps = 0
        self.prompt_tokens = 0
        self.cached_tokens = 0
        self.written_tokens = 0

    @property
    def running(self) -> int:
        return len(self._live)

    @property
    def visitors(self) -> Counter[str]:
        """Whose answers are being written."""
        return Counter(answer.generation.visitor for answer in list(self._live) if answer.generation.visitor)

    @property
    def names(self) -> set[str]:
        """Of the requests whose answers are being written."""
        return {answer.generation.name for answer in list(self._live) if answer.generation.name}

    @property
    def used_cells(self) -> int:
        """Cells that hold something: of running answers, and in one pool also of kept prefixes, which they share."""
        own = self._model.own_cells
        live = list(self._live)
        return self._tree.cells + sum(answer.position - (0 if own else answer.shared.end) for answer in live)

    @property
    def evicted_tokens(self) -> int:
        return self._tree.evicted

    @property
    def gap_p95_s(self) -> float:
        """Of the latest pauses between two words that readers saw; 19 of 20 were not longer."""
        gaps = sorted(self._gaps)
        return gaps[int(0.95 * len(gaps))] if gaps else 0.0

    def starts_s(self, line: Sequence[float]) -> list[float]:
        """Seconds until each in `line` begins, of whom it says how long they go on waiting; last, one that came now."""
        forecast, room = self.forecast, self._pace.prompt_room(someone_reads=True)
        left = [
            forecast.work_left(answer.prompt_left, answer.written, answer.generation.max_tokens)
            for answer in list(self._live)
        ]
        return starts_s(left, len(self._free), line, forecast.usual, forecast.costs, room)

    @property
    def free_cells(self) -> int:
        """Room that nobody has been promised."""
        return self._model.cells - self._tree.cells - sum(answer.own_cells for answer in self._live)

    def restore(self, blocks: Sequence[HotBlock]) -> None:
        """Begin with what an earlier run kept."""
        if isinstance(self._tree, BlockCache):
            self._tree.restore(blocks)

    def hot(self) -> list[HotBlock]:
        """What a later run should begin with."""
        return self._tree.hot(HOT_TOKENS) if isinstance(self._tree, BlockCache) else []

    def start(self, generation: Generation, deliver: Deliver) -> Verdict:
        """Begin an answer if there is room for it up to its longest possible end."""
        if not self._free:
            return Verdict.NO_ROOM
        if self._computed_by_another(generation.prompt):
            return Verdict.LET_OTHERS_PASS
        sequence = min(self._free)  # llama.cpp computes neighbouring sequences in one go
        # The last token is computed anew, since its result says what comes next, and never alone (see batcher.py).
        shared, steps = self._tree.attach(generation.prompt[:-2], sequence)
        needed = generation.cells - shared.end - self.free_cells
        if needed > self._tree.evictable():
            self._tree.detach(shared)
            return Verdict.NO_ROOM
        self._model.remember([*steps, *self._tree.evict(needed)])
        self._free.remove(sequence)
        self._model.start_sampling(sequence, generation.sampling)
        self._live.append(LiveAnswer(generation, deliver, sequence, shared, self._clock))
        self.admitted += 1
        self.prompt_tokens += len(generation.prompt)
        self.cached_tokens += shared.end
        return Verdict.STARTED

    def step(self) -> None:
        """Compute one batch; every answer whose prompt is done gains one token."""
        someone_reads = any(not answer.in_prompt for answer in self._live)
        room = self._pace.prompt_room(someone_reads=someone_reads)
        pending = [answer.pending() for answer in self._live]
        batch = next_batch(pending, self._model.batch, room, oldest_first=self.steps % OLDEST_EVERY == 0)
        began = self._clock()
        for part in _parts(batch) if self._model.own_cells else [batch]:
            self._model.decode(part)
            by_sequence = {answer.sequence: answer for answer in self._live}
            for piece in part:
                self._advance(by_sequence[piece.sequence], len(piece.tokens), piece.wants_next)
        tokens, took = sum(len(piece.tokens) for piece in batch), self._clock() - began
        written = sum(len(piece.tokens) == 1 for piece in batch)
        self._pace.took(tokens, took)
        self.forecast.stepped(tokens - written, written, took)
        if someone_reads:
            self._gaps.append(took)
        self.steps += 1

    def cancel(self, ids: frozenset[str]) -> None:
        """Stop these answers. One that was being written has its prompt whole: that is kept, and its length counts.

        Many are stopped on purpose, at the first sentence that nobody may read: they are how long answers are.
        """
        for answer in [answer for answer in self._live if answer.generation.id in ids]:
            if answer.written:
                self.forecast.finished(answer.computed, answer.written)
                self._keep(answer)
            self._end(answer)

    def _advance(self, answer: LiveAnswer, tokens: int, wants_next: bool) -> None:
        in_prompt = answer.in_prompt
        answer.position += tokens
        if in_prompt:  # others may share it from now on, while this answer is still written
            self._keep(answer)
        if not wants_next:
            return
        token, most = self._model.sample(answer.sequence), answer.generation.chances
        chances = () if most is None else self._model.chances(answer.sequence, token, most)
        written = answer.written
        goes_on = answer.take(token, self._model, chances)
        self.written_tokens += answer.written - written
        if not goes_on:
            self.forecast.finished(answer.computed, answer.written)
            self.timings += answer.timings
            self._keep(answer)
            self._end(answer)

    def _keep(self, answer: LiveAnswer) -> None:
        tokens = answer.tokens[: answer.position]
        answer.shared, steps = self._tree.insert(tokens, answer.sequence, answer.shared)
        self._model.remember(steps)

    def _end(self, answer: LiveAnswer) -> None:
        self._live.remove(answer)
        self._model.stop_sampling(answer.sequence)
        steps = self._tree.release(answer.sequence, answer.shared)
        too_many = self._tree.cells - self._model.keep
        self._model.remember([*steps, *self._tree.evict(too_many)])
        self._free.append(answer.sequence)

    def _computed_by_another(self, prompt: Sequence[int]) -> bool:
        if not self._model.shares_prefixes:
            return False
        known = self._tree.match(prompt) + WORTH_WAITING
        return any(answer.in_prompt and common(prompt, answer.generation.prompt) >= known for answer in self._live)

    def fail_all(self, error: ShopbellError) -> None:
        """Tell everyone that no more will come. The model is not touched: it may be the one that failed."""
        for answer in self._live:
            answer.fail(error)
        self._live.clear()


def _parts(batch: Sequence[Slice]) -> list[list[Slice]]:
    """Running answers together, each prompt for itself. llama.cpp would compute the first token of a prompt together
    with the answers, for no gain, and then its result would depend on them."""
    answers = [piece for piece in batch if len(piece.tokens) == 1]
    return [part for part in (answers, *([piece] for piece in batch if len(piece.tokens) > 1)) if part]


def _prefixes(model: TokenModel, holders: range) -> PrefixCache[Any]:
    if not model.shares_prefixes:
        return PrefixTree(())
    return BlockCache(model.keep) if model.own_cells else PrefixTree(holders)
