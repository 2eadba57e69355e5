"""Owns the state of one answer while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from appliance.contract.problems import ShopbellError
from appliance.core.clock import Monotonic
from appliance.model_server.generation.batcher import Pending
from appliance.model_server.generation.ports import Chance, TokenModel
from appliance.model_server.generation.prefix_cache import Beginning
from appliance.model_server.generation.text_stream import TextStream
from appliance.model_server.generation.values import (
    Begun,
    Broken,
    Chosen,
    Deliver,
    Delta,
    Finished,
    Generation,
    Likely,
    Timings,
)


class LiveAnswer:
    """`tokens` are prompt and answer so far, of which the first `position` are computed."""

    def __init__(
        self, generation: Generation, deliver: Deliver, sequence: int, shared: Beginning, now: Monotonic
    ) -> None:
        self.generation = generation
        self._now = now
        self._began = self._read_at = now()
        self._begun: Begun | None = None  # until it has been told
        self.timings = Timings()  # known when it is finished
        self.sequence = sequence
        self.shared = shared
        self.position = shared.end
        self.tokens = list(generation.prompt)
        self._cached = shared.end
        self._deliver = deliver
        self._text = TextStream(generation.stops)
        self._chosen: list[Chosen] = []

    @property
    def own_cells(self) -> int:
        """Room set aside for it alone, up to its longest possible end."""
        return self.generation.cells - self.shared.end

    @property
    def computed(self) -> int:
        """Tokens of its prompt that had to be computed."""
        return len(self.generation.prompt) - self._cached

    @property
    def prompt_left(self) -> int:
        return max(0, len(self.generation.prompt) - self.position)

    @property
    def in_prompt(self) -> bool:
        return self.position < len(self.generation.prompt)

    def pending(self) -> Pending:
        return Pending(self.sequence, self.position, self.tokens[self.position :])

    def take(self, token: int, model: TokenModel, chances: Sequence[Chance] = ()) -> bool:
        """A token was sampled. True while more should follow; otherwise the answer has been finished."""
        if not self.written:
            self._read()
        if model.is_end(token):
            return self._finish("stop")
        self.tokens.append(token)
        if chances:
            own, *others = (Likely(model.piece(each.token), each.logprob) for each in chances)
            self._chosen.append(Chosen(own, tuple(others)))
        self._send(self._text.feed(model.piece(token)))
        if self._text.stopped:
            return self._finish("stop")
        if self.written >= self.generation.max_tokens:
            return self._finish("length")
        return True

    @property
    def written(self) -> int:
        return len(self.tokens) - len(self.generation.prompt)

    def _read(self) -> None:
        """The prompt has been read: writing begins."""
        self._read_at = self._now()
        timings = Timings(self._began - self.generation.asked_at, self._read_at - self._began)
        self._begun = Begun(len(self.generation.prompt), self._cached, timings)

    def _finish(self, reason: Literal["stop", "length"]) -> Literal[False]:
        self._send(self._text.finish(), last=True)
        began, read = self._began, self._read_at
        self.timings = Timings(began - self.generation.asked_at, read - began, self._now() - read)
        self._deliver(Finished(reason, len(self.generation.prompt), self.written, self._cached, self.timings))
        return False

    def _send(self, text: str, *, last: bool = False) -> None:
        """Tokens whose text is still held back go with the text that follows them."""
        if text or (last and self._chosen):
            self._deliver(Delta(text, tuple(self._chosen), self._begun))
            self._chosen.clear()
            self._begun = None

    def fail(self, error: ShopbellError) -> None:
        self._deliver(Broken(error))
