"""Owns the box's own sentences in each language, the sum of what was said, and how long each step took."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest

import appliance
from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.words import FOLDER, say
from appliance.contract.chat import Accepted, Delta, Done, Failed, Outcome, Rung, Source, Sources
from appliance.contract.problems import ErrorCode

TEXTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}


def test_each_language_says_the_same_things() -> None:
    assert {"en", "de", "fr", "es", "ar"} <= TEXTS.keys()
    assert all(sorted(texts) == sorted(TEXTS["en"]) for texts in TEXTS.values())


@pytest.mark.parametrize("language", sorted(TEXTS.keys() - {"en"}))
def test_no_sentence_was_left_in_english(language: str) -> None:
    assert not {key for key, text in TEXTS[language].items() if text == TEXTS["en"][key]}


def test_no_sentence_lies_there_unsaid() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in Path(appliance.__path__[0]).rglob("*.py"))
    assert [key for key in TEXTS["en"] if f'"{key}"' not in code] == []


@pytest.mark.parametrize("key", sorted(TEXTS["en"]))
def test_each_sentence_has_the_same_places_to_fill_in(key: str) -> None:
    fills = [{name for _, name, _, _ in string.Formatter().parse(texts[key]) if name} for texts in TEXTS.values()]
    assert all(names == fills[0] for names in fills)


def test_a_language_without_words_is_answered_in_english() -> None:
    assert say("thanks", "hr") == TEXTS["en"]["thanks"]
    assert say("thanks", "de") == TEXTS["de"]["thanks"]
    assert say("hello", "fr", shop="Acme").startswith("Bonjour")


def test_a_transcript_is_the_sum_of_its_events() -> None:
    source = Source(title="Prices", place="Repairs")
    said = Transcript("q_1", "c_1", "How much?")
    said.events += [Accepted(question_id="q_1", conversation_id="c_1"), Delta(text="It is"), Delta(text=" $22.")]
    assert (said.ended, said.state().running, said.state().outcome) == (False, True, None)
    said.events += [
        Sources(sources=(source,)),
        Failed(code=ErrorCode.MODEL_UNAVAILABLE, detail="gone", partial=True),
        Done(outcome=Outcome.PARTIAL, rung=Rung.GENERATED),
    ]
    state = said.state()
    assert said.ended
    assert (state.running, state.text, state.sources) == (False, "It is $22.", (source,))
    assert (state.outcome, state.rung, state.error) == (Outcome.PARTIAL, Rung.GENERATED, ErrorCode.MODEL_UNAVAILABLE)
    assert state.last_event_id == 6


def test_each_step_is_measured_from_the_moment_of_the_question() -> None:
    times = iter([10.0, 10.25, 10.75, 11.0, 11.5, 12.0])
    watch = Stopwatch(lambda: next(times))
    with watch.step("facts"):
        pass
    with watch.step("retrieval"):
        pass
    assert [(span.name, span.start_ms, span.duration_ms) for span in watch.spans] == [
        ("facts", 250.0, 500.0),
        ("retrieval", 1000.0, 500.0),
    ]
    assert watch.elapsed_ms() == 2000.0


def test_a_step_is_told_in_its_parts() -> None:
    times = iter([10.0, 10.25, 10.75])
    watch = Stopwatch(lambda: next(times))
    with watch.step("generate"):
        pass
    watch.split("generate", (("queue", 0.1), ("prefill", 0.3)))
    assert [(span.name, span.start_ms, span.duration_ms) for span in watch.spans[1:]] == [
        ("generate.queue", 250.0, 100.0),
        ("generate.prefill", 350.0, 300.0),
    ]


def test_a_step_that_fails_is_measured_too() -> None:
    times = iter([0.0, 1.0, 3.0])
    watch = Stopwatch(lambda: next(times))
    with pytest.raises(RuntimeError), watch.step("generate"):
        raise RuntimeError("gone")
    assert [(span.name, span.duration_ms) for span in watch.spans] == [("generate", 2000.0)]
