"""Owns turning a JSON schema into a grammar that llama.cpp understands."""

from __future__ import annotations

import json
import re
from typing import Any

from appliance.model_server.llama.library import lib
from appliance.model_server.llama.sampling import open_grammar

SCHEMA_MAX_BYTES = 16_384
GRAMMAR_MAX_CHARS = 200_000
DEPTH_MAX = 24
# Lengths and counts in a schema become that many rules.
COUNT_MAX = 1_000
COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems"})


def grammar_of(schema: dict[str, Any], vocab: Any) -> str:
    """Raises ValueError, saying why, when no grammar can be made of the schema."""
    text = json.dumps(schema)
    if len(text) > SCHEMA_MAX_BYTES:
        raise ValueError(f"the schema is longer than {SCHEMA_MAX_BYTES} bytes")
    _check(schema, DEPTH_MAX)
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    try:
        grammar: str = json_schema_to_gbnf(text)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError) as cause:
        raise ValueError(f"the schema cannot be followed: {cause}") from cause
    if len(grammar) > GRAMMAR_MAX_CHARS:
        raise ValueError("the schema has too many possibilities")
    lib.llama_sampler_free(open_grammar(vocab, grammar))
    return grammar


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError(f"the schema is nested more than {DEPTH_MAX} deep")
    if isinstance(value, list):
        for each in value:
            _check(each, depth - 1)
    if isinstance(value, dict):
        for key, each in value.items():
            counts = [each] if key in COUNTS else re.findall(r"\d+", str(each)) if key == "pattern" else []
            if any(not str(count).isdecimal() or int(count) > COUNT_MAX for count in counts):
                raise ValueError(f"{key}: numbers up to {COUNT_MAX} are allowed")
            _check(each, depth - 1)
