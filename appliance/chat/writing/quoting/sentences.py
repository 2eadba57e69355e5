"""Owns which sentences of a passage are told: those that answer, with what belongs to them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appliance.chat.writing.quoting.wanted import Wanted
from appliance.core.language import fold, sentences, words

# A passage this short is told as it is: cutting it would lose its condition.
WHOLE_WORDS = 45
# A list is told to its end, which lies here for the longest passage.
LIST_WORDS = 60
# What comes before the sentence that answers is left out when it is worth less than this share of it.
BESIDE = 0.34
QUESTION_WORDS = 25
BUTTON_WORDS = 4
MARK = "- "
"""What a quoted list item begins with."""
_MARKS = re.compile(r"^[-–•*·]\s+")
_QUESTION = re.compile(r"^([^.!?？؟]*[?？؟])[\"”’)\]]*\s+(?:A(?:nswer|ntwort)?\s?[:;.)\-–]\s*)?(?=\S)")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟")
# A sentence that begins so is not understood without the one before it.
_LEANING = re.compile(
    r"(?:it|its|they|them|their|that|this|these|those|he|she|his|her|such|otherwise|then|after|later|both|each|so|and|or|but"
    r"|also|there|one|er|es|sie|ihr|ihre|sein|das|dies|diese|dieser|dieses|dann|danach|sonst|dafur|dabei|davon|und|oder|aber|auch"
    r"|il|elle|ils|elles|ce|cela|ces|cette|alors|ensuite|sinon|et|ou|mais|aussi|son|sa|ses|leur|leurs|ello|ellos|ellas|esto|eso"
    r"|estos|estas|este|esta|luego|despues|entonces|y|o|pero|tambien|su|sus|esso|essa|essi|esse|questo|questa|questi|queste|poi"
    r"|dopo|allora|e|ma|anche|suo|sua|het|hij|zij|ze|dit|dat|deze|die|daarna|dan|anders|en|of|maar|ook|zijn|haar|hun"
    r")$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a passage; a fragment (a row, a few items) needs a heading to be understood."""

    text: str
    fragment: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


def told(text: str, wanted: Wanted, most_words: int) -> Told:
    """The part of a passage that answers: a sentence, and what fits beside it."""
    parts = sentences(without_question(text))
    announces = next((at for at, part in enumerate(parts[:-1]) if part.endswith(":")), None)
    if announces is not None:
        lead, items = parts[: announces + 1], parts[announces + 1 :]
        return Told("\n".join((" ".join(lead), *_items(items, _count(lead), most_words))), fragment=False)
    parts = _without_loose_end(parts)
    if sum(not is_sentence(part) for part in parts) > 1:
        return Told("\n".join(_items(parts, 0, most_words)), fragment=True)
    return Told(" ".join(_answering(parts, wanted, most_words)), fragment=not is_sentence(parts[-1]))


def without_question(text: str) -> str:
    """A question with its answer, without the question; the answer begins with a large letter."""
    asked = _QUESTION.match(text)
    if not asked or len(asked[1].split()) > QUESTION_WORDS:
        return text
    answer = text[asked.end() :]
    return answer[0].upper() + answer[1:]


def is_sentence(text: str) -> bool:
    return text.endswith(_ENDS)


def is_item(text: str) -> bool:
    return text.startswith(MARK)


def leans_back(sentence: str) -> bool:
    return bool(_LEANING.match(fold(next(iter(words(sentence)), ""))))


def _without_loose_end(parts: list[str]) -> list[str]:
    """Without a line that announces what stands in another passage, a button behind sentences, a page's last line."""
    if len(parts) > 1 and parts[-1].startswith("©"):
        parts = parts[:-1]
    *before, last = parts
    button = len(last.split()) <= BUTTON_WORDS and not is_sentence(last) and all(map(is_sentence, before))
    return before if before and (last.endswith(":") or button) else parts


def _items(items: list[str], already: int, most_words: int) -> list[str]:
    """A line an item, as many as make a short answer. One that announces leads into those behind it."""
    lines: list[str] = []
    for item in items:
        already += _count([item])
        if lines and already > min(LIST_WORDS, most_words):
            break
        bare = _MARKS.sub("", item, count=1).rstrip(",;")
        lines.append(bare if bare.endswith(":") else f"{MARK}{bare}")
    return lines[:-1] if lines[-1].endswith(":") else lines


def _answering(parts: list[str], wanted: Wanted, most_words: int) -> list[str]:
    """As many neighbours of the best sentence as make a short answer, from the one on that answers."""
    most = min(WHOLE_WORDS, most_words)
    worth = [wanted.worth(part) for part in parts]
    best = max(range(len(parts)), key=lambda at: worth[at], default=0)
    first, last = best, best + 1
    while sides := [
        at
        for at in (first - 1, last)
        if 0 <= at < len(parts) and _count(parts[min(first, at) : max(last, at + 1)]) <= most
    ]:
        at = max(sides, key=lambda one: (worth[one], one))
        first, last = min(first, at), max(last, at + 1)
    beside = any(worth[at] > BESIDE * worth[best] for at in range(first, best))
    return parts[first if beside or leans_back(parts[best]) else best : last]


def _count(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)
