"""llama.cpp itself, through the one file that imports it."""

from __future__ import annotations

import functools
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import llama_cpp._utils
import pytest

from appliance.model_server.generation.ports import Block, Copy, Forget, Load, Sampling, Save, Slice
from appliance.model_server.llama.context import Room
from appliance.model_server.llama.model import LlamaModel
from tests.model.conftest import starter_model

pytestmark = pytest.mark.model

GREEDY = Sampling()
NESTED: dict[str, Any] = functools.reduce(lambda inner, _: {"items": inner}, range(40), {})
LISTS_OF_LISTS: dict[str, Any] = {
    "type": "object",
    "properties": {"a": {"$ref": "#/$defs/any"}},
    "$defs": {
        "any": {"oneOf": [{"type": "array", "maxItems": most, "items": {"$ref": "#/$defs/any"}} for most in (1, 2)]}
    },
}
FREE = Sampling(temperature=1.0)


@pytest.fixture(scope="module")
def loaded() -> Iterator[LlamaModel]:
    room = Room(cells=512, precision="f16", batch=512, sequences=4, threads=1, gpu_layers=0)
    model = LlamaModel(starter_model(), room, lambda: False)
    yield model
    model.close()
    # The package opens these when it is imported and leaves them to a warning at the very end.
    llama_cpp._utils.outnull_file.close()
    llama_cpp._utils.errnull_file.close()


@pytest.fixture
def model(loaded: LlamaModel) -> LlamaModel:
    loaded.remember([Forget(sequence) for sequence in range(loaded.sequences)])
    return loaded


def prompt(model: LlamaModel, text: str) -> tuple[int, ...]:
    start, end = model.control["<|im_start|>"], model.control["<|im_end|>"]
    ask, answer = model.tokenize(f"user\n{text}"), model.tokenize("assistant\n")
    return (start, *ask, end, *model.tokenize("\n"), start, *answer)


def compute(model: LlamaModel, tokens: tuple[int, ...], sequence: int = 0, position: int = 0) -> None:
    model.decode([Slice(sequence, position, tokens, wants_next=True)])


def draw(model: LlamaModel, sampling: Sampling, sequence: int = 0) -> int:
    """The token that this sampling takes from what was computed last."""
    model.start_sampling(sequence, sampling)
    token = model.sample(sequence)
    model.stop_sampling(sequence)
    return token


def write(model: LlamaModel, position: int, sequence: int, length: int) -> str:
    model.start_sampling(sequence, GREEDY)
    data = b""
    for offset in range(length):
        token = model.sample(sequence)
        data += model.piece(token)
        compute(model, (token,), sequence, position + offset)
    model.stop_sampling(sequence)
    return data.decode()


def follow(model: LlamaModel, sampling: Sampling) -> str:
    """What the model writes, at most 60 tokens, under a grammar that is far from the question."""
    tokens = prompt(model, "Tell me a story about a bicycle.")
    model.remember([Forget(0)])
    compute(model, tokens)
    model.start_sampling(0, sampling)
    data, at = b"", len(tokens)
    while not model.is_end(token := model.sample(0)) and at < len(tokens) + 60:
        data += model.piece(token)
        compute(model, (token,), 0, at)
        at += 1
    model.stop_sampling(0)
    return data.decode()


def test_text_becomes_tokens_and_text_again(model: LlamaModel) -> None:
    text = "Grüße, 日本語 🚲\n\tand  spaces "
    assert b"".join(map(model.piece, model.tokenize(text))).decode() == text
    assert model.tokenize("") == []


def test_control_tokens_are_known_and_silent(model: LlamaModel) -> None:
    end = model.control["<|im_end|>"]
    assert model.is_end(end)
    assert model.piece(end) == b""
    assert end not in model.tokenize("<|im_end|>")
    assert (model.bos, model.eos) == ("<|im_start|>", "<|im_end|>")
    assert "add_generation_prompt" in model.chat_template


def test_the_likeliest_token_is_always_the_same(model: LlamaModel) -> None:
    compute(model, prompt(model, "Count from 1 to 10."))
    assert {draw(model, GREEDY) for _ in range(5)} == {draw(model, Sampling(temperature=1.0, top_k=1))}


def test_a_seed_decides_and_without_one_it_varies(model: LlamaModel) -> None:
    compute(model, prompt(model, "Say any word."))
    assert len({draw(model, Sampling(temperature=1.5, seed=7)) for _ in range(5)}) == 1
    assert len({draw(model, Sampling(temperature=1.5, seed=seed)) for seed in range(30)}) > 1
    assert len({draw(model, Sampling(temperature=1.5)) for _ in range(30)}) > 1


def test_narrow_choices_leave_only_the_likeliest(model: LlamaModel) -> None:
    compute(model, prompt(model, "Say any word."))
    best = draw(model, GREEDY)
    for narrow in (Sampling(1.5, top_k=1), Sampling(1.5, top_p=1e-6), Sampling(1.5, min_p=1.0)):
        assert {draw(model, narrow) for _ in range(10)} == {best}


def test_a_forbidden_token_never_comes_and_a_wanted_one_always(model: LlamaModel) -> None:
    compute(model, prompt(model, "Say any word."))
    best = draw(model, GREEDY)
    assert draw(model, Sampling(logit_bias=((best, -100.0),))) != best
    wanted = Counter(draw(model, Sampling(1.0, logit_bias=((1234, 100.0),))) for _ in range(5))
    assert wanted == {1234: 5}


def test_a_penalty_keeps_a_word_from_coming_again(model: LlamaModel) -> None:
    compute(model, prompt(model, "Say any word."))
    model.start_sampling(0, Sampling(frequency_penalty=2.0, presence_penalty=2.0, repeat_penalty=3.0))
    drawn = [model.sample(0) for _ in range(6)]
    model.stop_sampling(0)
    assert len(set(drawn)) > 1


def test_a_shared_prefix_is_as_good_as_a_computed_one(model: LlamaModel) -> None:
    tokens = prompt(model, "Count from 1 to 10.")
    compute(model, tokens)
    model.remember([Copy(0, 2, 0, len(tokens) - 1)])
    alone = write(model, len(tokens), 0, 12)
    model.remember([Forget(0)])
    compute(model, tokens[-1:], 2, len(tokens) - 1)
    assert write(model, len(tokens), 2, 12) == alone
    assert alone.startswith("1. ")


def test_a_grammar_binds_even_a_model_that_wants_to_say_something_else(model: LlamaModel) -> None:
    grammar = model.grammar({"type": "object", "properties": {"sum": {"type": "integer"}}, "required": ["sum"]})
    for sampling in (Sampling(grammar=grammar), Sampling(1.5, seed=3, grammar=grammar)):
        assert isinstance(json.loads(follow(model, sampling))["sum"], int)


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ({"type": "nonsense"}, "cannot be followed"),
        ({"$ref": "#/definitions/none"}, "cannot be followed"),
        ({"$ref": "https://example.com/schema.json"}, "cannot be followed"),
        ({"type": "string", "maxLength": 10**9}, "maxLength"),
        ({"type": "string", "minLength": -1}, "minLength"),
        ({"type": "string", "pattern": "^a{1,99999}$"}, "pattern"),
        ({"type": "string", "pattern": "^(a?){200}$"}, "pattern"),
        ({"type": "string", "pattern": "^((a{50}){50}){50}$"}, "pattern"),
        ({"type": "string", "pattern": "^(( +)+)+$"}, "pattern"),
        ({"type": "string", "pattern": "^" + "a?" * 100 + "$"}, "pattern"),
        ({"type": "string", "pattern": "^}$"}, "pattern"),
        (LISTS_OF_LISTS, r"\$ref"),
        ({"enum": list(range(65))}, "possibilities"),
        ({"anyOf": [{"enum": [f"{one} {other}" for other in range(9)]} for one in range(9)]}, "possibilities"),
        ({"type": "object", "properties": {f"p{number}": {} for number in range(65)}}, "possibilities"),
        ({"enum": ["x" * 20_000]}, "longer"),
        (NESTED, "nested"),
    ],
)
def test_a_hostile_schema_is_refused(model: LlamaModel, schema: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        model.grammar(schema)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"^[A-Z]{3}-[0-9]{5}\[.$", r'"[A-Z]{3}-[0-9]{5}\[." ?'),
        (r"^[A-Z]+-[0-9]{1,3}x?$", r'"[A-Z]+(-([0-9]{1,3}(x?(" ?)?)?)?)?'),
    ],
)
def test_patterns_are_followed(model: LlamaModel, pattern: str, written: str) -> None:
    grammar = model.grammar({"type": "string", "pattern": pattern})
    assert re.fullmatch(written, follow(model, Sampling(1.5, seed=3, grammar=grammar)))


def test_a_property_may_be_called_like_a_rule_of_a_schema(model: LlamaModel) -> None:
    called: dict[str, Any] = {"pattern": {"type": "integer"}, "maxLength": {"type": "integer"}}
    grammar = model.grammar({"type": "object", "properties": called, "required": list(called)})
    assert set(json.loads(follow(model, Sampling(grammar=grammar)))) == set(called)


@pytest.mark.parametrize("temperature", [1e-40, 1e-9, 1e-3])
def test_hardly_any_temperature_is_as_good_as_none(model: LlamaModel, temperature: float) -> None:
    """As it was divided by so small a number, each chance became infinite, and the token drawn was no token."""
    grammar = model.grammar({"type": "object"})
    assert follow(model, Sampling(temperature, grammar=grammar)) == follow(model, Sampling(grammar=grammar))
    assert draw(model, Sampling(temperature)) == draw(model, Sampling())


def test_the_likeliest_token_has_the_best_chance_and_all_add_up(model: LlamaModel) -> None:
    compute(model, prompt(model, "What is 2+2?"))
    model.start_sampling(0, GREEDY)
    token = model.sample(0)
    own, *others = model.chances(0, token, model.vocabulary)
    model.stop_sampling(0)
    assert own == others[0]
    assert sum(math.exp(each.logprob) for each in others) == pytest.approx(1.0)
    assert others == sorted(others, key=lambda each: -each.logprob)


def test_what_was_saved_and_loaded_is_as_good_as_computed() -> None:
    room = Room(cells=1024, precision="f16", batch=64, sequences=4, threads=1, gpu_layers=0, own_cells=True, saved=512)
    model = LlamaModel(starter_model(), room, lambda: False)
    assert model.shares_prefixes
    tokens = prompt(model, "Count from 1 to 10.")
    compute(model, tokens)
    alone = write(model, len(tokens), 0, 12)
    first, second = Block(5), Block(len(tokens) - 6)
    model.remember([Save(0, 0, (first,)), Save(0, 5, (second,)), Load(3, (first, second))])
    compute(model, tokens[-1:], 3, len(tokens) - 1)
    assert write(model, len(tokens), 3, 12) == alone
    model.close()


def test_what_is_forgotten_makes_room(model: LlamaModel) -> None:
    filler = tuple(model.tokenize("word " * 600)[: model.cells])
    for _ in range(3):
        compute(model, filler)
        with pytest.raises(RuntimeError, match="llama_decode returned 1"):
            compute(model, (1,), 1)
        model.remember([Forget(0, 10)])
        compute(model, filler[10:20], 0, 10)
        model.remember([Forget(0)])


def test_several_sequences_are_computed_in_one_step(model: LlamaModel) -> None:
    one, two = prompt(model, "Count from 1 to 10."), prompt(model, "What is 2+2?")
    model.decode([Slice(0, 0, one, wants_next=True), Slice(1, 0, two[:-1], wants_next=False)])
    first = draw(model, GREEDY, 0)
    model.decode([Slice(0, len(one), (first,), wants_next=True), Slice(1, len(two) - 1, two[-1:], wants_next=True)])
    assert model.piece(first) + model.piece(draw(model, GREEDY, 0)) == b"1."
    assert model.piece(draw(model, GREEDY, 1)) == b"The"
