"""Owns what a chat request may say, with bounds; unknown fields are passed over, as OpenAI does."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from appliance.model_server.generation.ports import Sampling
from appliance.model_server.prompt.chat_template import Message
from appliance.model_server.web.openai_errors import refuse

MAX_TOKENS_DEFAULT = 512
MAX_TOKENS_MOST = 131_072
BIASES_MOST = 300
CHANCES_MOST = 20

Penalty = Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
TokenCount = Annotated[int, Field(ge=1, le=MAX_TOKENS_MOST)]
StopText = Annotated[str, Field(min_length=1, max_length=200)]


class Said(BaseModel):
    """Strict: a number is a number. Null stands for "not said", as with OpenAI."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class TextPart(Said):
    type: Literal["text"]
    text: str


class ChatMessage(Said):
    role: Literal["system", "developer", "user", "assistant"]
    content: str | Annotated[list[TextPart], Field(max_length=100)]

    def plain(self) -> Message:
        text = self.content if isinstance(self.content, str) else "".join(part.text for part in self.content)
        return Message("system" if self.role == "developer" else self.role, text)


class StreamOptions(Said):
    include_usage: bool = False


class JsonSchema(Said):
    name: Annotated[str, Field(max_length=64)] | None = None
    schema_: Annotated[dict[str, Any], Field(alias="schema")] = {}


class ResponseFormat(Said):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None

    def schema_wanted(self) -> dict[str, Any] | None:
        if self.type == "text":
            return None
        return (self.json_schema and self.json_schema.schema_) or {"type": "object"}


class ChatRequest(Said):
    """POST /v1/chat/completions. `model` may say anything: there is one model."""

    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=500)]
    model: Annotated[str, Field(max_length=500)] | None = None
    max_tokens: TokenCount | None = None
    max_completion_tokens: TokenCount | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Share | None = None
    top_k: Annotated[int, Field(ge=0, le=100_000)] | None = None
    min_p: Share | None = None
    repeat_penalty: Annotated[float, Field(ge=0.1, le=3, allow_inf_nan=False)] | None = None
    frequency_penalty: Penalty | None = None
    presence_penalty: Penalty | None = None
    logit_bias: dict[str, Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    n: Annotated[int, Field(ge=1, le=4)] | None = None
    stop: StopText | Annotated[list[StopText], Field(max_length=4)] | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    response_format: ResponseFormat | None = None
    tools: list[object] | None = None
    functions: list[object] | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0, le=CHANCES_MOST)] | None = None
    user: str | None = None

    def check(self, vocabulary: int) -> None:
        """Raises Refused for what this server does not offer, and for tokens that the model does not have."""
        if self.tools or self.functions:
            raise refuse("tools: this model server does not call tools; leave the field out.")
        if self.top_logprobs is not None and not self.logprobs:
            raise refuse("top_logprobs: only allowed together with logprobs.")
        if self.stream_options and not self.stream:
            raise refuse("stream_options: only allowed together with stream.")
        if len(self.logit_bias or {}) > BIASES_MOST:
            raise refuse(f"logit_bias: at most {BIASES_MOST} tokens.")
        for token in self.logit_bias or {}:
            if not (token.isascii() and token.isdecimal() and len(token) < 10 and int(token) < vocabulary):
                raise refuse("logit_bias: each key must be the number of one of the model's tokens.")

    def conversation(self) -> list[Message]:
        return [message.plain() for message in self.messages]

    @property
    def chances(self) -> int | None:
        """How many of the likeliest tokens are to be told for each token; None when nothing is."""
        return (self.top_logprobs or 0) if self.logprobs else None

    def schema_wanted(self) -> dict[str, Any] | None:
        """The JSON schema that the answer must follow."""
        return self.response_format.schema_wanted() if self.response_format else None

    @property
    def choices(self) -> int:
        return self.n or 1

    def stops(self) -> tuple[str, ...]:
        return (self.stop,) if isinstance(self.stop, str) else tuple(self.stop or ())

    def length(self, room: int) -> int:
        """Tokens the answer may have: what was asked for or a default, as far as it fits into `room` tokens."""
        return max(1, min(self.max_completion_tokens or self.max_tokens or MAX_TOKENS_DEFAULT, room))

    def sampling(self, choice: int, grammar: str | None) -> Sampling:
        """How the tokens of the choice with this index are chosen: its own seed, so that choices differ."""
        return Sampling(
            temperature=1.0 if self.temperature is None else self.temperature,
            top_k=self.top_k or 0,
            top_p=1.0 if self.top_p is None else self.top_p,
            min_p=self.min_p or 0.0,
            repeat_penalty=self.repeat_penalty or 1.0,
            frequency_penalty=self.frequency_penalty or 0.0,
            presence_penalty=self.presence_penalty or 0.0,
            seed=None if self.seed is None else self.seed + choice,
            logit_bias=tuple((int(token), bias) for token, bias in (self.logit_bias or {}).items()),
            grammar=grammar,
        )
