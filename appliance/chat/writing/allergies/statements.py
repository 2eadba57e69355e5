"""Owns what the documents say of the very thing and the very ingredient that are asked about, and of all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from appliance.chat.triage.allergies.concern import Concern
from appliance.chat.triage.allergies.vocabulary import every, ingredients_in, of_allergies
from appliance.chat.triage.phrases import plain
from appliance.chat.writing.allergies.legend import resolved
from appliance.chat.writing.quoting.sentences import is_sentence, leans_back
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import content_stems, sentences
from appliance.core.questions.concepts import held

# A short answer; who must know more is to ask a person anyway.
OF_THING = 3
OF_ALL = 2

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Statements:
    """Passages cut down to what they say of it. `sure`: they tell of every ingredient."""

    of_thing: tuple[FoundPassage, ...]
    of_all: tuple[FoundPassage, ...]
    sure: bool

    @property
    def all(self) -> tuple[FoundPassage, ...]:
        return (*self.of_thing, *self.of_all)


def statements(about: Concern, language: str, passages: Sequence[FoundPassage]) -> Statements:
    """Of a thing only sentences that name it; of all only what the shop says of itself."""
    known = resolved(passages)

    def of_ingredient(sentence: str) -> bool:
        named = ingredients_in(plain(sentence))
        return bool(named & about.ingredients if about.ingredients else named)

    of_thing = _of_thing(about, language, known, of_ingredient) if about.things else []
    proofs = [one for one in of_thing if any(map(of_ingredient, _said_of(about, language, one)))]
    others = [one for one in of_thing if one not in proofs]
    places = {(one.document_id, one.position) for one in of_thing}
    rest = [one for one in known if (one.document_id, one.position) not in places]
    of_all = sorted(_of_all(about, rest), key=lambda one: not of_ingredient(one.text))[:OF_ALL]
    proven = frozenset[str]().union(*(ingredients_in(plain(one.text)) for one in (proofs if about.things else of_all)))
    sure = bool(proven) and proven >= about.ingredients
    return Statements((*proofs, *others)[:OF_THING], tuple(of_all), sure)


def _of_thing(
    about: Concern, language: str, passages: Iterable[FoundPassage], of_ingredient: Test
) -> list[FoundPassage]:
    def tells(sentence: str) -> bool:
        return of_ingredient(sentence) or of_allergies(plain(sentence))

    found = []
    for one in passages:
        wanted = frozenset(sentence for sentence in _said_of(about, language, one) if tells(sentence))
        if wanted:
            found.append(_named(about, language, _from(one, wanted.__contains__)))
    return found


def _of_all(about: Concern, passages: Iterable[FoundPassage]) -> list[FoundPassage]:
    """What the shop says of itself; asked of one thing, only of allergies: no ingredients of another."""

    def tells(sentence: str) -> bool:
        said = plain(sentence)
        if not (is_sentence(sentence) and any(one.shop.search(said) for one in every())):
            return False
        return of_allergies(said) or (not about.things and bool(ingredients_in(said) & about.ingredients))

    return [one for one in passages if any(map(tells, sentences(one.text)))]


def _said_of(about: Concern, language: str, passage: FoundPassage) -> list[str]:
    """The sentences that name the thing, themselves or by the heading they stand under."""
    above = " ".join((passage.title, *passage.heading))
    return [
        sentence
        for sentence in sentences(passage.text)
        if all(held(thing, content_stems(f"{above} {sentence}", language)) for thing in about.things)
    ]


def _from(passage: FoundPassage, tells: Test) -> FoundPassage:
    """From the first sentence that tells to the end: what comes behind it may be its condition."""
    parts = sentences(passage.text)
    first = next(at for at, part in enumerate(parts) if tells(part))
    first -= bool(first and leans_back(parts[first]))
    text = " ".join(parts[first:])
    return replace(passage, text=text if is_sentence(text) else f"{text}.")


def _named(about: Concern, language: str, passage: FoundPassage) -> FoundPassage:
    """With its heading where only that names the thing."""
    stems = content_stems(passage.text, language)
    if all(held(thing, stems) for thing in about.things):
        return passage
    heading = passage.heading[-1] if passage.heading else passage.title
    return replace(passage, text=f"{heading}: {passage.text}")
