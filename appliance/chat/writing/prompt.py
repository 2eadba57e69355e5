"""Owns the prompt: a stable beginning first, passages in a fixed order, history, the question last. Pure.

Up to the notes it is the same, byte for byte, for all questions of one shop in one language; then for all that found
the same passages. The model server computes each such beginning once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.chat.writing.length import SHORT_ANYHOW, limit
from appliance.chat.writing.spotlight import neutral, spotlighted
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
# Each line costs every question time; a small model is confused by many.
FACTS_MOST = 3


@dataclass(frozen=True, slots=True)
class Persona:
    """How one shop's assistant speaks, in the owner's words, and the few facts that hardly ever change, one a line.

    `canary` is a word that must never come back: who reads it in an answer knows that the prompt leaked.
    `max_words` changes on sale days alone.
    """

    tone: str = ""
    facts: tuple[str, ...] = ()
    canary: str = ""
    max_words: int = SHORT_ANYHOW


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, with its answer when there was one."""

    question: str
    answer: str = ""


PLAIN = Persona()


def messages(
    shop: str,
    asked: Asked,
    passages: Sequence[FoundPassage],
    persona: Persona = PLAIN,
    turns: Sequence[Turn] = (),
    careful: bool = False,
) -> list[Message]:
    """The whole prompt. Passages stand in the order of their documents, so that equal finds share a beginning.

    `turns` are the earlier ones, oldest first; without them the earlier questions of `asked` stand before this one.
    A `careful` question is fenced: it is told to the model as words of the customer, not as instructions.
    """
    ordered = sorted(passages, key=lambda passage: (passage.document_id, passage.position))
    notes = "\n".join(f"- {note(passage)}" for passage in ordered)
    question = spotlighted(asked.text) if careful else neutral(asked.text)
    if not turns:
        question = " ".join((*map(neutral, asked.history[-HISTORY_TURNS:]), question))
    system = Message("system", f"{beginning(shop, asked.language, persona)}\n{notes}")
    return [system, *_earlier(turns), Message("user", question)]


def beginning(shop: str, language: str, persona: Persona = PLAIN) -> str:
    """What every prompt of this shop in this language begins with, up to the notes."""
    name = LANGUAGES.get(language, "the customer's language")
    more = [persona.tone] if persona.tone else []
    more += [f"Never say {persona.canary}."] if persona.canary else []
    more += [told] if (told := limit(persona.max_words)) else []
    rules, _, notes = TEMPLATE.format(shop=shop, language=name, notes="").rpartition("\n\n")
    facts = "".join(f"\n- {neutral(line)}" for line in persona.facts[:FACTS_MOST])
    return f"{' '.join((rules, *more))}\n\n{notes.strip()}{facts}"


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
