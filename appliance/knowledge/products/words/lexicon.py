"""Owns which words the table of products knows: stems, values of attributes, names of attributes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from appliance.core.language import stem
from appliance.knowledge.products.words.phrases import COLOR, Phrases, every_attribute, every_value
from appliance.knowledge.products.words.spelling import nearest
from appliance.knowledge.products.words.tokens import Phrase, phrase

# In these languages a word may end in what it is a kind of: ein Kuppelzelt ist ein Zelt.
COMPOUNDING = frozenset(("de", "nl"))
HEAD_LETTERS = 4
HALF_LETTERS = 3
LONGEST_WORD = 30
# In shorter words one letter makes another word: boats, boots.
CORRECTED_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`stems` stand in names, brands and categories, `described` in descriptions. `pairs` lead from a value to
    `name=value` as the table has it, `attributes` from a name to the names the table uses for it."""

    stems: frozenset[str]
    described: frozenset[str]
    pairs: Mapping[Phrase, frozenset[str]]
    attributes: Mapping[Phrase, frozenset[str]]
    languages: tuple[str, ...]

    @classmethod
    def of(
        cls, stems: Iterable[str], described: Iterable[str], choices: Iterable[str], languages: Iterable[str]
    ) -> Lexicon:
        """`choices` are the texts of VariantRow.choices."""
        pairs = {pair for text in choices for pair in text.split("|") if pair}
        return cls(
            frozenset(stems), frozenset(described), _by_value(pairs), _by_attribute(pairs), tuple(sorted(languages))
        )

    def stems_of(self, folded: str, language: str) -> tuple[str, ...]:
        """The stems that a word stands for, compounds that end in it included; none when it is unknown."""
        forms, found = self._forms(folded, language), self._known(folded, language)
        if COMPOUNDING.intersection((language, *self.languages)):
            heads = [one for one in forms if len(one) >= HEAD_LETTERS]
            found += tuple(known for known in self.stems if any(known.endswith(head) for head in heads))
        return tuple(sorted(set(found)))

    def described_stems_of(self, folded: str, language: str) -> tuple[str, ...]:
        return tuple(one for one in self._forms(folded, language) if one in self.described)

    def halves(self, folded: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The stems of two words that were written as one: `sleepingbag`."""
        for at in range(HALF_LETTERS, min(len(folded), LONGEST_WORD) - HALF_LETTERS + 1):
            first, second = (self._known(part, language) for part in (folded[:at], folded[at:]))
            if first and second:
                return first, second
        return None

    def meant(self, folded: str, language: str) -> str | None:
        """The stem that a misspelled word was probably meant for."""
        if len(folded) < CORRECTED_LETTERS:
            return None
        return next((found for one in self._forms(folded, language) if (found := nearest(one, self.stems))), None)

    def pairs_of(self, words: Phrase, phrases: Phrases, names: Collection[str] = ()) -> tuple[str, ...]:
        """What the table has for a value as asked, of the attributes with these names or of any."""
        ours = phrases.values.get(words)
        found = self.pairs.get(words, frozenset()) | (self.pairs.get((ours[1],), frozenset()) if ours else frozenset())
        return tuple(sorted(pair for pair in found if not names or pair.partition("=")[0] in names))

    def names_of(self, words: Phrase, phrases: Phrases) -> frozenset[str]:
        """What the table calls an attribute as asked."""
        ours = phrases.attributes.get(words)
        return self.attributes.get(words, frozenset()) | (
            self.attributes.get((ours,), frozenset()) if ours else frozenset()
        )

    def _known(self, folded: str, language: str) -> tuple[str, ...]:
        return tuple(one for one in self._forms(folded, language) if one in self.stems)

    def _forms(self, folded: str, language: str) -> list[str]:
        """The word as its stem in the question's language, in those of the table, and as it is."""
        languages = dict.fromkeys((language, *self.languages))
        return list(dict.fromkeys((*(stem(folded, one) for one in languages), folded.replace("-", ""))))


def _by_value(pairs: Iterable[str]) -> dict[Phrase, frozenset[str]]:
    """By the value as it stands there, by our name of it, and by each colour in it: `dark blue` is blue too."""
    ours = every_value()
    found: dict[Phrase, set[str]] = defaultdict(set)
    for pair in pairs:
        words = phrase(pair.partition("=")[2])
        colors = [(word,) for word in words if ours.get((word,), ("", ""))[0] == COLOR]
        for key in {words, *((ours[one][1],) for one in (words, *colors) if one in ours)} - {()}:
            found[key].add(pair)
    return {key: frozenset(there) for key, there in found.items()}


def _by_attribute(pairs: Iterable[str]) -> dict[Phrase, frozenset[str]]:
    ours = every_attribute()
    found: dict[Phrase, set[str]] = defaultdict(set)
    for name in {pair.partition("=")[0] for pair in pairs} - {""}:
        words = phrase(name)
        for key in {words, (ours.get(words, name),)} - {()}:
            found[key].add(name)
    return {key: frozenset(names) for key, names in found.items()}
