"""Owns which thing a question asks for, and for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.core.questions.thing import things


@pytest.mark.parametrize(
    ("language", "question", "named"),
    [
        ("en", "how much is a power meter", [("power", "meter")]),
        ("en", "do you rent out snowboards in winter", [("snowboards",)]),
        ("en", "is there a first checkup for my bike", [("first", "checkup")]),
        ("en", "how much does it cost to rent a kayak for a day", [("kayak",), ("day",)]),
        ("en", "how much is winter storage for a motorbike", [("winter", "storage"), ("motorbike",)]),
        ("en", "how much is a flat fix for my aunt", [("flat", "fix")]),
        ("en", "do you have e-bikes", [("e-bikes",)]),
        ("en", "flying to japan with my bike, can you box it", []),
        ("en", "how much is it", []),
        ("de", "was kostet ein motorroller zur miete", [("motorroller",)]),
        ("de", "verkauft ihr auch zelte?", [("zelte",)]),
        ("fr", "Avez-vous des trottinettes ?", [("trottinettes",)]),
        ("xx", "do you have tents", []),
    ],
)
def test_a_question_asks_for_things(language: str, question: str, named: list[tuple[str, ...]]) -> None:
    assert things(question, language) == named


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", "nl", "xx"]))
def test_any_text_asks_for_few_things_or_none(question: str, language: str) -> None:
    assert all(one for one in things(question, language))
