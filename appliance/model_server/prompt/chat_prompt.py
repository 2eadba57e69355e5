"""Owns the way from messages to tokens for one loaded model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from appliance.core.clock import Now, utc_now
from appliance.model_server.prompt.chat_template import ChatTemplate, Message, Part
from appliance.model_server.prompt.tokens import Tokenizer, Vocabulary


class PromptModel(Vocabulary, Protocol):
    """What a model file says about its prompts. `chat_template` is empty when it has none."""

    @property
    def chat_template(self) -> str: ...
    @property
    def bos(self) -> str: ...
    @property
    def eos(self) -> str: ...


class ChatPrompt:
    """Messages -> tokens. Raises Refused: on making, for a broken template; later, for messages it does not accept."""

    def __init__(self, model: PromptModel, now: Now = utc_now) -> None:
        self._template = ChatTemplate(model.chat_template, model.bos, model.eos, now)
        self._tokenizer = Tokenizer(model)

    def tokens(self, messages: Sequence[Message]) -> tuple[int, ...]:
        return self._tokenizer.tokens(self._template.render(messages))

    def count(self, text: str) -> int:
        """Tokens of a text as it stands within a prompt: nobody's words are control tokens, and nothing begins."""
        return len(self._tokenizer.tokens([Part(text, trusted=False)])) - self._tokenizer.begins
