"""Owns what triage's head learns from: messages with the topic they are about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from example import OWN, Credit, Example, Task

from appliance.chat.triage.triage import SURE_FROM
from appliance.contract.triage import Topic
from tests.bench.answering.topics import labelled

HASTY_MAX_CHARS = 200
CREDITS = (
    Credit(OWN, "packaging/heads/examples/triage.jsonl", "Apache-2.0"),
    Credit("CLINC150", "clinc/oos-eval", "CC BY 3.0"),
    Credit("NLU++", "PolyAI-LDN/task-specific-datasets, hotels", "CC BY 4.0"),
    Credit("Restaurant8k", "PolyAI-LDN/task-specific-datasets", "CC BY 4.0"),
    Credit("banking77", "PolyAI-LDN/task-specific-datasets, card_arrival", "CC BY 4.0"),
    Credit("doc2dial", "doc2dial/sharedtask-dialdoc2021", "CC BY 3.0"),
    Credit("eShopSupport", "dotnet/eShopSupport", "MIT"),
    Credit("Contoso", "Azure-Samples/contoso-chat", "MIT"),
    Credit("HINT3", "hellohaptik/HINT3", "ODbL 1.0, tested only"),
    Credit("Bitext", "bitext/customer-support-intent-detection-training-dataset", "CDLA-Sharing 1.0, tested only"),
)


def examples(data: Path) -> list[Example]:
    """Each message, and again as hasty people type it: CLINC is all lower case, which must not be what is learned."""
    found = [Example(one.text, one.topic.value, one.source, one.only_test) for one in labelled(data)]
    return found + [replace(one, text=hasty) for one in found if not one.only_test and (hasty := _hasty(one.text))]


def _hasty(text: str) -> str | None:
    """None for a letter, and for what is written so already."""
    hasty = " ".join(text.lower().rstrip("?!. ").split())
    return hasty if hasty != text and len(hasty) <= HASTY_MAX_CHARS else None


TRIAGE = Task(
    about="What a visitor's message is about. Labels of HINT3 and Bitext are cut elsewhere: "
    "`packaging/bench triage` counts what is no less right there as right, this card does not.",
    labels=tuple(topic.value for topic in Topic if topic in SURE_FROM),
    examples=examples,
    credits=CREDITS,
)
