"""Owns the prompt: a stable beginning first, passages in a fixed order, history, the question last. Pure.

Up to the notes it is the same, byte for byte, for all questions of one shop in one language; then for all that found
the same passages. The model server computes each such beginning once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.chat.writing.length import SHORT_ANYHOW, limit
from appliance.chat.writing.marks import neutral
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.paths import ASSETS
from appliance.inference import Message

TEMPLATE = (ASSETS / "appliance/prompts/answer.txt").read_text(encoding="utf-8").strip()
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "ar": "Arabic",
}  # fmt: skip
TOKENS_PER_WORD = 2
HISTORY_TURNS = 2
# An earlier answer is there to be referred to, not to be read again.
ANSWER_WORDS = 30


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, with its answer when there was one."""

    question: str
    answer: str = ""


def messages(
    shop: str,
    asked: Asked,
    passages: Sequence[FoundPassage],
    turns: Sequence[Turn] = (),
    canary: str = "",
    max_words: int = SHORT_ANYHOW,
) -> list[Message]:
    """The whole prompt. Passages stand in the order of their documents, so that equal finds share a beginning.

    `turns` are the earlier ones, oldest first; without them the earlier questions of `asked` stand before this one.
    `max_words` changes on sale days alone.
    """
    ordered = sorted(passages, key=lambda passage: (passage.document_id, passage.position))
    notes = "\n".join(f"- {note(passage)}" for passage in ordered)
    question = neutral(asked.text)
    if not turns:
        question = " ".join((*map(neutral, asked.history[-HISTORY_TURNS:]), question))
    system = Message("system", f"{beginning(shop, asked.language, canary, max_words)}\n{notes}")
    return [system, *_earlier(turns), Message("user", question)]


def beginning(shop: str, language: str, canary: str = "", max_words: int = SHORT_ANYHOW) -> str:
    """What every prompt of this shop in this language begins with, up to the notes.

    `canary` is a word that must never come back: who reads it in an answer knows that the prompt leaked.
    """
    name = LANGUAGES.get(language, "the customer's language")
    more = [f"Never say {canary}."] if canary else []
    more += [told] if (told := limit(max_words)) else []
    rules, _, notes = TEMPLATE.format(shop=shop, language=name, notes="").rpartition("\n\n")
    return f"{' '.join((rules, *more))}\n\n{notes.strip()}"


def note(passage: FoundPassage) -> str:
    """One passage as the model reads it: where it stands, then its text on one line."""
    where = ", ".join(dict.fromkeys((passage.title, *passage.heading)))
    return neutral(f"{where}: {passage.text}")


def max_tokens(max_words: int) -> int:
    return max_words * TOKENS_PER_WORD


def _earlier(turns: Sequence[Turn]) -> list[Message]:
    earlier: list[Message] = []
    for turn in turns[-HISTORY_TURNS:]:
        earlier.append(Message("user", neutral(turn.question)))
        short = " ".join(turn.answer.split()[:ANSWER_WORDS])
        earlier.append(Message("assistant", neutral(short) or "-"))
    return earlier
