"""Owns the state of one answer while it is written."""

from __future__ import annotations

from typing import Literal

from appliance.contract.problems import ShopbellError
from appliance.model_server.generation.batcher import Pending
from appliance.model_server.generation.ports import TokenModel
from appliance.model_server.generation.prefix_cache import Beginning
from appliance.model_server.generation.text_stream import TextStream
from appliance.model_server.generation.values import Broken, Deliver, Delta, Finished, Generation


class LiveAnswer:
    """`tokens` are prompt and answer so far, of which the first `position` are computed."""

    def __init__(self, generation: Generation, deliver: Deliver, sequence: int, shared: Beginning) -> None:
        self.generation = generation
        self.sequence = sequence
        self.shared = shared
        self.position = shared.end
        self.tokens = list(generation.prompt)
        self._cached = shared.end
        self._deliver = deliver
        self._text = TextStream(generation.stops)

    @property
    def own_cells(self) -> int:
        """Room set aside for it alone, up to its longest possible end."""
        return self.generation.cells - self.shared.end

    @property
    def in_prompt(self) -> bool:
        return self.position < len(self.generation.prompt)

    def pending(self) -> Pending:
        return Pending(self.sequence, self.position, self.tokens[self.position :])

    def take(self, token: int, model: TokenModel) -> bool:
        """A token was sampled. True while more should follow; otherwise the answer has been finished."""
        if model.is_end(token):
            return self._finish("stop")
        self.tokens.append(token)
        self._send(self._text.feed(model.piece(token)))
        if self._text.stopped:
            return self._finish("stop")
        if self._written >= self.generation.max_tokens:
            return self._finish("length")
        return True

    @property
    def _written(self) -> int:
        return len(self.tokens) - len(self.generation.prompt)

    def _finish(self, reason: Literal["stop", "length"]) -> Literal[False]:
        self._send(self._text.finish())
        self._deliver(Finished(reason, len(self.generation.prompt), self._written, self._cached))
        return False

    def _send(self, text: str) -> None:
        if text:
            self._deliver(Delta(text))

    def fail(self, error: ShopbellError) -> None:
        self._deliver(Broken(error))
