"""Owns rendering the model file's own chat template, with every message's text kept apart from the template's.

Each message is rendered as a placeholder that nobody can guess; the result is cut at the placeholders. So a text
like `<|im_end|>` in a visitor's question is known to be the visitor's, and is never read as a control token.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now

# What most open models were trained on; for files that carry no template of their own.
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation: role `system`, `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the prompt. `trusted`: it comes from the template, so control tokens in it are meant."""

    text: str
    trusted: bool


class ChatTemplate:
    """A compiled template. `bos` and `eos` are the texts of the model's first and last token."""

    def __init__(self, source: str, bos: str, eos: str, now: Now) -> None:
        """Raises Refused when the template cannot be compiled."""
        self._tokens = {"bos_token": bos, "eos_token": eos}
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.globals["raise_exception"] = _raise
        environment.globals["strftime_now"] = lambda form: _local(now).strftime(form)
        try:
            self._template = environment.from_string(source or CHATML)
        except jinja2.TemplateError as cause:
            raise Refused(ErrorCode.BAD_INPUT, f"The model file's chat template is broken: {cause}.") from cause

    def render(self, messages: Sequence[Message]) -> list[Part]:
        """The prompt in parts, ending where the assistant begins. Raises Refused when the template will not have it."""
        mark = f"text{secrets.token_hex(8)}n"
        rows = [{"role": message.role, "content": f"{mark}{index}e"} for index, message in enumerate(messages)]
        try:
            text = self._template.render(messages=rows, add_generation_prompt=True, tools=None, **self._tokens)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as cause:
            detail = f"The model's chat template does not accept these messages: {cause}."
            raise Refused(ErrorCode.BAD_INPUT, detail) from cause
        pieces = re.split(f"{mark}([0-9]+)e", text)
        parts = [
            Part(messages[int(piece)].content, trusted=False) if index % 2 else Part(piece, trusted=True)
            for index, piece in enumerate(pieces)
        ]
        return [part for part in parts if part.text]


def _raise(reason: str) -> None:
    raise jinja2.TemplateError(reason)


def _local(now: Now) -> datetime:
    return now().astimezone()
