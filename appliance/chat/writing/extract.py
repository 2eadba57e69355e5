"""Owns answering with the documents' own words: the best sentences of the best passages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from appliance.chat.grounding.claims import numbers
from appliance.chat.writing.quoting.layout import laid_out
from appliance.chat.writing.quoting.sentences import Told, is_sentence, told
from appliance.chat.writing.quoting.wanted import Wanted
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences

# Others are told too when they are nearly as good and all together are still a short answer.
NEARLY = 0.8
RELATED = 0.83
# What stands in another place must be nearer still, and what is told of it be about what is asked: customers see at
# once what has nothing to do with their question.
ELSEWHERE = 0.87
AS_MUCH = 0.5
# What repeats this share of what was told says nothing more.
SAID = 0.7
TOGETHER_WORDS = 80
# A list item is no longer than this.
ITEM_WORDS = 15


@dataclass(frozen=True, slots=True)
class Extract:
    """Text in the documents' words and the passages it was taken from."""

    text: str
    passages: tuple[FoundPassage, ...]


def extract(asked: Asked, passages: Sequence[FoundPassage], most_words: int = TOGETHER_WORDS) -> Extract | None:
    """The answer in the documents' own words; None when there is no passage. `passages` are best first.

    It is cut between sentences alone: the best one is told whole, however few words are wanted.
    """
    if not passages:
        return None
    best, *others = passages
    quoted = _quoted(best, others, Wanted.of(asked, passages), min(TOGETHER_WORDS, most_words))
    beside = sorted((one for one in quoted if _beside(one, best)), key=lambda one: one.position)
    elsewhere = _runners_up(quoted, best)
    text = laid_out(beside, [quoted[one] for one in beside])
    if elsewhere:
        text += f"\n{laid_out(elsewhere, [quoted[one] for one in elsewhere], behind=beside)}"
    return Extract(text, (*beside, *elsewhere))


def _quoted(
    best: FoundPassage, others: Sequence[FoundPassage], wanted: Wanted, most_words: int
) -> dict[FoundPassage, Told]:
    """The best passage, what adds to it, one from elsewhere, and the items that the best leads into."""
    quoted = {best: told(best.text, wanted, most_words)}
    for passage in others:
        more = _news(told(passage.text, wanted, most_words), quoted.values())
        elsewhere = not _beside(passage, best)
        if elsewhere and (_runners_up(quoted, best) or _is_said(more.text, quoted.values(), wanted)):
            continue
        if more.text and _adds(passage, more, best, wanted) and _fits(quoted, more, most_words):
            quoted[passage] = more
    for passage in _items_behind(best, others):
        item = Told(passage.text, fragment=not is_sentence(passage.text))
        if passage not in quoted and _fits(quoted, item, most_words):
            quoted[passage] = item
    return quoted


def _fits(quoted: Mapping[FoundPassage, Told], more: Told, most_words: int) -> bool:
    return sum(one.words for one in quoted.values()) + more.words <= most_words


def worth_quoting(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """The best passage, others under its heading that are nearly as good, or the nearest runner-up."""
    if not passages:
        return []
    best, *others = passages
    related = [one for one in others if _beside(one, best) and one.score >= RELATED * best.score]
    return [best, *(related or [one for one in others[:1] if one.score >= NEARLY * best.score])]


def _items_behind(best: FoundPassage, others: Sequence[FoundPassage]) -> Iterator[FoundPassage]:
    """The short items that follow a longer text under its heading: what it leads into."""
    if len(best.text.split()) <= ITEM_WORDS or not is_sentence(best.text):
        return
    at = {one.position: one for one in others if _beside(one, best) and len(one.text.split()) <= ITEM_WORDS}
    for position in count(best.position + 1):
        if position not in at:
            return
        yield at[position]


def _runners_up(quoted: Iterable[FoundPassage], best: FoundPassage) -> list[FoundPassage]:
    return [one for one in quoted if not _beside(one, best)]


def _adds(passage: FoundPassage, more: Told, best: FoundPassage, wanted: Wanted) -> bool:
    """Is it nearly as good, and does it know no less of what is asked? Another row of the table has another price.

    `more` is what would be told of it.
    """
    if wanted.told_in(_all(best)) and not wanted.told_in(_all(passage)):
        return False
    if _beside(passage, best):
        return passage.score >= RELATED * best.score and wanted.own(best) <= wanted.own(passage)
    about = wanted.about(more.text)
    near = passage.score >= ELSEWHERE * best.score
    return near and about > 0 and about >= AS_MUCH * wanted.about(_all(best))


def _news(more: Told, quoted: Iterable[Told]) -> Told:
    """Without the sentences that were told word for word; a list stays whole."""
    if more.fragment or "\n" in more.text:
        return more
    said = {sentence for one in quoted for sentence in sentences(one.text)}
    kept = [sentence for sentence in sentences(more.text) if sentence not in said]
    return Told(" ".join(kept), more.fragment)


def _is_said(text: str, quoted: Iterable[Told], wanted: Wanted) -> bool:
    """Do most of its words stand there already, or all its numbers when one is asked for: in another language?"""
    known = " ".join(one.text for one in quoted)
    told = numbers(text, claimed=True)
    if wanted.told_in(text) and told and told <= numbers(known, claimed=True):
        return True
    said, words = set(content_stems(known, wanted.language)), content_stems(text, wanted.language)
    return sum(word in said for word in words) > SAID * len(words)


def _beside(one: FoundPassage, other: FoundPassage) -> bool:
    return (one.document_id, one.heading) == (other.document_id, other.heading)


def _all(passage: FoundPassage) -> str:
    return " ".join((passage.title, *passage.heading, passage.text))
