"""Owns the promise that the demo shop is whole: its facts, documents and questions agree with each other."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import TypeAdapter

from appliance.contract.facts import ShopFacts
from appliance.contract.model import Value
from appliance.core.language import sentences

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "assets/demo/documents"
FACTS = ROOT / "assets/demo/facts.json"
QUESTIONS = ROOT / "tests/data/demo_questions.jsonl"
COUNTS = {"answerable": 34, "follow_up": 10, "unanswerable": 8, "out_of_scope": 5, "rude": 3}


class DemoQuestion(Value):
    """One line of the questions. Each group in `expect` holds the words of which an answer must contain one."""

    id: str
    kind: Literal["answerable", "follow_up", "unanswerable", "out_of_scope", "rude"]
    language: Literal["en", "de"]
    history: tuple[str, ...]
    question: str
    expect: tuple[tuple[str, ...], ...]
    forbid: tuple[str, ...]
    document: str | None


def plain(text: str) -> str:
    """Words only: no markup, one space between words, lower case."""
    text = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split()).casefold()


def documents() -> dict[str, str]:
    return {path.name: plain(path.read_text(encoding="utf-8")) for path in sorted(DOCUMENTS.iterdir())}


def facts() -> ShopFacts:
    return ShopFacts.model_validate_json(FACTS.read_text(encoding="utf-8"))


def questions() -> list[DemoQuestion]:
    reader = TypeAdapter(DemoQuestion)
    return [reader.validate_json(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def evidence(name: str) -> str:
    return plain(FACTS.read_text(encoding="utf-8")) if name == "facts" else documents()[name]


def texts_by_language(shop: ShopFacts) -> Iterator[dict[str, str]]:
    yield shop.directions
    yield from (day.name for day in shop.special_days)
    for price in shop.prices:
        yield price.item
        yield from (text for text in (price.unit, price.note) if text)
    for policy in shop.policies:
        yield policy.subject
        yield policy.text
    yield shop.service_area.text


def test_a_small_shops_worth_of_documents_of_several_kinds() -> None:
    lengths = {name: len(text.split()) for name, text in documents().items()}
    assert 15 <= len(lengths) <= 25
    assert {Path(name).suffix for name in lengths} == {".md", ".txt", ".html"}
    assert {name for name, words in lengths.items() if not 150 <= words <= 500} == set()


def test_every_fact_is_said_in_english_and_german() -> None:
    assert all(set(texts) == {"en", "de"} for texts in texts_by_language(facts()))


def test_english_and_german_name_the_same_numbers() -> None:
    for texts in texts_by_language(facts()):
        english, german = (sorted(re.findall(r"\d+", texts[code])) for code in ("en", "de"))
        assert english == german, texts


def test_the_documents_name_the_same_prices_as_the_facts() -> None:
    everything = " ".join(documents().values())
    amounts = [amount for price in facts().prices for amount in (price.amount, price.up_to) if amount is not None]
    missing = [amount for amount in amounts if not re.search(rf"\${amount:.0f}(?![\d,.]*\d)", everything)]
    assert missing == []


def test_the_documents_word_policies_as_the_facts_do() -> None:
    everything = " ".join(documents().values())
    said = [sentence for policy in facts().policies for sentence in sentences(policy.text["en"])]
    assert [sentence for sentence in said if plain(sentence) not in everything] == []


def test_the_hours_page_agrees_with_the_facts() -> None:
    page, shop = evidence("hours-and-directions.md"), facts()
    spans = {f"{hours.opens:%H:%M} to {hours.closes:%H:%M}" for hours in shop.hours}
    dates = {f"{day.date.day} {day.date:%B %Y}".casefold() for day in shop.special_days if day.date}
    contact = {str(text).casefold() for text in (shop.address, shop.phone, shop.email, shop.website)}
    assert {text for text in spans | dates | contact if text not in page} == set()


def test_sixty_questions_of_five_kinds() -> None:
    asked = questions()
    assert len({question.id for question in asked}) == 60
    assert Counter(question.kind for question in asked) == COUNTS
    assert len({(question.history, question.question) for question in asked}) == 60


def test_only_follow_ups_have_a_history() -> None:
    assert all(bool(question.history) == (question.kind == "follow_up") for question in questions())


def test_only_questions_with_an_answer_expect_one() -> None:
    for question in questions():
        has_answer = question.kind in {"answerable", "follow_up"}
        assert bool(question.expect) == (question.document is not None) == has_answer, question.id


@pytest.mark.parametrize("question", [q for q in questions() if q.document], ids=lambda question: question.id)
def test_the_expected_words_stand_where_the_question_says(question: DemoQuestion) -> None:
    source = evidence(question.document or "")
    for group in question.expect:
        assert any(plain(words) in source for words in group)


def test_no_question_forbids_what_it_expects() -> None:
    for question in questions():
        expected = [words for group in question.expect for words in group]
        assert not [bad for bad in question.forbid for words in expected if plain(bad) in plain(words)], question.id
