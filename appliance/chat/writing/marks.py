"""Owns keeping other people's words apart from the prompt's: no imitated marks of its parts. Pure."""

from __future__ import annotations

import re

# The marks by which chat templates part roles. Our own model server never reads them in a text; others might.
_MARKS = re.compile(
    r"<\|?/?\s*(?:im_start|im_end|im_sep|system|user|assistant|end|eot_id|endoftext|begin_of_text|start_header_id|"
    r"end_header_id|start_of_turn|end_of_turn|s|bos|eos|pad|tool_call|think)\s*\|?>"
    r"|\[/?INST\]|<</?SYS>>|#{2,}\s*(?:system|user|assistant|instruction|response|input)\b[^\w]{0,2}",
    re.IGNORECASE,
)
_PIPES = re.compile(r"<\||\|>")


def neutral(text: str) -> str:
    """The text on one line, without anything that could pass for a mark of a prompt."""
    line = " ".join(text.split())
    while (cleaned := _PIPES.sub(" ", _MARKS.sub(" ", line))) != line:
        line = " ".join(cleaned.split())
    return line
