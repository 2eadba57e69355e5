"""Owns turning a JSON schema into a grammar that llama.cpp understands."""

from __future__ import annotations

import json
import re
from typing import Any

from appliance.model_server.llama.grammar_width import PLACES_MAX, width
from appliance.model_server.llama.library import lib
from appliance.model_server.llama.sampling import open_grammar

SCHEMA_MAX_BYTES = 16_384
GRAMMAR_MAX_CHARS = 200_000
DEPTH_MAX = 24
# Lengths and counts in a schema become that many rules.
COUNT_MAX = 1_000
COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems"})
# Without groups: when those repeat, a token of sixteen characters can fit in thousands of ways, and llama.cpp tries
# them all. A few characters or classes that may repeat take thirty milliseconds a token at the worst.
_ATOM = r"(?:\[(?:\\.|[^]\\\n])+\]|\\[^\w\s]|[^][\\(){}|*+?^$\n])"
_VARIES = r"(?:[*+?]|\{\d{1,2},\d{0,2}\})"
VARIES_MAX = 8
_FIXED = rf"{_ATOM}(?:\{{\d{{1,2}}\}})?"
PLAIN_PATTERN = re.compile(rf"\^(?:{_FIXED})*(?:{_ATOM}{_VARIES}(?:{_FIXED})*){{0,{VARIES_MAX}}}\$")
# A choice among several of these, used by reference within itself, can be followed in more ways with each level.
SCALARS = frozenset({"string", "number", "integer", "boolean", "null"})
REFERS = frozenset({"$ref", "anyOf", "oneOf", "allOf"})


def grammar_of(schema: dict[str, Any], vocab: Any) -> str:
    """Raises ValueError, saying why, when no grammar can be made of the schema."""
    text = json.dumps(schema)
    if len(text) > SCHEMA_MAX_BYTES:
        raise ValueError(f"the schema is longer than {SCHEMA_MAX_BYTES} bytes")
    _check(schema, DEPTH_MAX, refers='"$ref"' in text)
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    try:
        grammar: str = json_schema_to_gbnf(text)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError) as cause:
        raise ValueError(f"the schema cannot be followed: {cause}") from cause
    if len(grammar) > GRAMMAR_MAX_CHARS or width(grammar) > PLACES_MAX:
        raise ValueError(f"the schema has too many possibilities; up to {PLACES_MAX} are allowed in one place")
    lib.llama_sampler_free(open_grammar(vocab, grammar))
    return grammar


def _check(value: Any, depth: int, refers: bool) -> None:
    if depth == 0:
        raise ValueError(f"the schema is nested more than {DEPTH_MAX} deep")
    if isinstance(value, list):
        for each in value:
            _check(each, depth - 1, refers)
    if isinstance(value, dict):
        for key, each in value.items():
            _check_entry(key, each, refers)
            _check(each, depth - 1, refers)


def _check_entry(key: str, value: Any, refers: bool) -> None:
    """A property may have any of these names; then its value is a schema, which is a dict."""
    if key in COUNTS and not isinstance(value, dict) and not (str(value).isdecimal() and int(value) <= COUNT_MAX):
        raise ValueError(f"{key}: numbers up to {COUNT_MAX} are allowed")
    if key == "pattern" and isinstance(value, str) and not PLAIN_PATTERN.fullmatch(value):
        raise ValueError("pattern: only characters and [classes] that repeat are allowed, no groups, from ^ to $")
    if (
        key in {"anyOf", "oneOf"}
        and isinstance(value, list)
        and refers
        and sum(not _is_scalar(each) for each in value) > 1
    ):
        raise ValueError(f"{key}: in a schema with $ref only one of the possibilities may be a list or an object")


def _is_scalar(schema: Any) -> bool:
    return isinstance(schema, dict) and str(schema.get("type")) in SCALARS and REFERS.isdisjoint(schema)
