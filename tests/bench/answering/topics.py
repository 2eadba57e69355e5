"""Owns messages whose topic is known: our own, and the sets under --data with the topics their labels stand for.

Outside labels are coarser or cut elsewhere: `also` holds the topics that are no less right for a message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.contract.triage import Topic
from tests.bench.answering.meanings import (
    ANGRY,
    ASKED,
    BITEXT,
    CLINC_BOOKING,
    CLINC_FOR_SOME_SHOP,
    CLINC_LEFT_OUT,
    CLINC_SMALL_TALK,
    HINT3,
    MIN_WORDS,
    NLU_ASKS,
    NLU_BOOKS,
    NLU_SMALL_TALK,
    ORDER,
)

OWN = Path(__file__).parents[3] / "packaging/heads/examples/triage.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """`only_test` marks sets whose licence allows measuring alone."""

    text: str
    topic: Topic
    also: frozenset[Topic]
    source: str
    language: str = "en"
    only_test: bool = False

    def is_right(self, said: Topic) -> bool:
        """A question stands for whatever the shop may know, so it is never wrong for a fact or a product."""
        return said == self.topic or said in self.also or (said is Topic.QUESTION and self.topic in ASKED)


def labelled(data: Path) -> list[Labelled]:
    """Each text once; the first source that has it counts."""
    found = [*_own(), *_clinc(data), *_hotels(data), *_restaurants(data), *_questions(data), *_tickets(data)]
    found += [*_waiting_for_cards(data), *_only_measured(data)]
    return list({one.text: one for one in reversed(found)}.values())[::-1]


def _own() -> Iterator[Labelled]:
    for row in rows(OWN):
        yield Labelled(row["text"], Topic(row["label"]), frozenset(), "own", row["language"])


def _clinc(data: Path) -> Iterator[Labelled]:
    for row in rows(data / "intents/clinc_out_of_scope.jsonl"):
        label = row["label"]
        if label in CLINC_LEFT_OUT:
            continue
        topic = Topic.SMALL_TALK if label in CLINC_SMALL_TALK else Topic.OFF_TOPIC
        topic = Topic.BOOKING if label in CLINC_BOOKING else topic
        topic = Topic.ORDER_STATUS if label == "order_status" else topic
        open_to_some = topic is Topic.OFF_TOPIC and bool(CLINC_FOR_SOME_SHOP.search(row["text"].lower()))
        also = ASKED | ORDER if open_to_some else frozenset[Topic]()
        yield Labelled(row["text"], topic, also, "CLINC150", only_test=open_to_some)


def _hotels(data: Path) -> Iterator[Labelled]:
    for row in rows(data / "booking/nlupp_hotels.jsonl"):
        if topic := _hotel(frozenset(row["intents"]), row["slots"], row["text"]):
            also = ASKED if topic in ASKED else frozenset[Topic]()
            yield Labelled(row["text"], topic, also, "NLU++")


def _hotel(intents: frozenset[str], slots: dict[str, str], text: str) -> Topic | None:
    """None where the label leaves it open: a broken shower, something lost, room service."""
    if "handoff" in intents:
        return Topic.HAND_OFF
    if intents and intents <= NLU_SMALL_TALK and not slots:
        return Topic.SMALL_TALK
    if intents & {"wrong_notworking_notshowing", "lost_stolen", "room_service", "housekeeping"}:
        return None
    if intents & NLU_ASKS:
        return None if "booking" in intents else Topic.FACT if intents & {"how_much", "when"} else Topic.QUESTION
    if "booking" in intents and intents & NLU_BOOKS:
        return Topic.BOOKING
    return Topic.BOOKING if not intents and slots and len(text.split()) >= MIN_WORDS else None


def _restaurants(data: Path) -> Iterator[Labelled]:
    for row in rows(data / "booking/restaurant8k.jsonl"):
        if row["slots"] and len(row["text"].split()) >= MIN_WORDS:
            yield Labelled(row["text"], Topic.BOOKING, frozenset(), "Restaurant8k")


def _questions(data: Path) -> Iterator[Labelled]:
    for name in ("first_turn", "follow_up", "unanswerable"):
        for row in rows(data / f"doc2dial/questions_{name}.jsonl"):
            yield Labelled(row["query"], Topic.QUESTION, ASKED, "doc2dial")
    for file, source in (("eshop/questions_manual_missing", "eShopSupport"), ("shop_contoso/questions", "Contoso")):
        for row in rows(data / f"{file}.jsonl"):
            yield Labelled(row["query"], Topic.PRODUCT, ASKED, source)


def _tickets(data: Path) -> Iterator[Labelled]:
    meanings = {"Question": (Topic.PRODUCT, ASKED | ANGRY), "Complaint": (Topic.COMPLAINT, frozenset[Topic]())}
    for row in rows(data / "eshop/tickets.jsonl"):
        if row["type"] in meanings:
            yield Labelled(row["turns"][0]["text"], *meanings[row["type"]], "eShopSupport")


def _waiting_for_cards(data: Path) -> Iterator[Labelled]:
    for row in rows(data / "cache/pairs.jsonl"):
        if row["label_a"] == "card_arrival":
            yield Labelled(row["a"], Topic.ORDER_STATUS, frozenset(), "banking77")


def _only_measured(data: Path) -> Iterator[Labelled]:
    for file, source, meanings in (
        ("hint3_sofmattress", "HINT3", HINT3),
        ("bitext_train60", "Bitext", BITEXT),
    ):
        for row in rows(data / f"intents/{file}.jsonl"):
            if meaning := meanings.get(row["generic"]):
                yield Labelled(row["text"], *meaning, source, only_test=True)


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
