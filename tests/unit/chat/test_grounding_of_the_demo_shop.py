"""Owns grounding on real documents: what they say passes, a swapped price never does, and they do not disagree."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from appliance.chat.grounding.contradictions import contradictions
from appliance.chat.grounding.evidence import Evidence
from appliance.chat.grounding.filter import Filter
from appliance.chat.grounding.turning import turned
from appliance.chat.writing.prompt import TEMPLATE
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.contract.settings import SafetySettings
from appliance.core.language import content_stems, sentences
from appliance.core.paths import ASSETS
from appliance.knowledge.documents.reader import read_here

DOCUMENTS = sorted((ASSETS / "demo/documents").iterdir())
PRICE = re.compile(r"\$\d+(?:,\d{3})*|\d+(?:,\d{3})* \$")
NAMES = [file.name for file in DOCUMENTS]


@cache
def passages(name: str) -> tuple[FoundPassage, ...]:
    read = read_here(ASSETS / "demo/documents" / name, name)
    return tuple(
        FoundPassage(name, at, read.title, tuple(one.heading), one.text, 1.0, 1.0)
        for at, one in enumerate(read.passages)
    )


def language(name: str) -> str:
    return "de" if name == "deutsch.html" else "en"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_document_says_may_be_said(name: str) -> None:
    told = refused = 0
    for passage in (one for one in passages(name) if not turned(one)):
        evidence = Evidence((passage,), Asked(passage.title, language(name)))
        for sentence in sentences(passage.text):
            if not sentence.endswith("?") and content_stems(sentence, language(name)):
                told += 1
                refused += evidence.passage_for(sentence) is None
    assert refused <= 0.1 * told


@pytest.mark.parametrize("name", NAMES)
def test_another_price_of_the_same_document_is_refused(name: str) -> None:
    everything = passages(name)
    prices = sorted({price for passage in everything for price in PRICE.findall(passage.text)})
    for passage in everything:
        near = everything[max(0, passage.position - 2) : passage.position + 3]
        evidence = Evidence(near, Asked(passage.title, language(name)))
        for sentence in sentences(passage.text):
            for price in PRICE.findall(sentence):
                for other in set(prices) - {price}:
                    swapped = sentence.replace(price, other, 1)
                    assert swapped in passage.text or evidence.passage_for(swapped) is None, swapped


def test_the_documents_do_not_disagree() -> None:
    found = [passage for name in NAMES for passage in passages(name)]
    assert contradictions(found, Asked("", "en")) == ()


def test_a_document_that_disagrees_is_the_only_one_noticed() -> None:
    planted = replace(passages("rental-terms.md")[0], document_id="note.txt", title="Note", heading=("Note",))
    wrong = replace(planted, text="City bike rental costs $48 per day.")
    found = [*(passage for name in NAMES for passage in passages(name)), wrong]
    noticed = contradictions(found, Asked("What does city bike rental cost per day?", "en"))
    assert noticed
    assert {one.other.passage for one in noticed} == {wrong}


@pytest.mark.parametrize("name", NAMES)
def test_the_filter_lets_the_shops_own_sentences_pass(name: str) -> None:
    output_filter = Filter(SafetySettings(), ("maplestreetbikes.example",), TEMPLATE, "k7f3a9c1")
    for passage in passages(name):
        for sentence in sentences(passage.text):
            assert output_filter.check(sentence, passage.text, language(name)) is None
