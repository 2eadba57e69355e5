"""Owns what a question asks of the table of products: its filters, what it wants to know, what remains unexplained.

Pure. Every word must be explained, by a list of words or by the table: `can I wear the boots in winter` has one
that is not, so it is no question for a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from appliance.knowledge.products.asked.choices import ChoiceReader, Choices
from appliance.knowledge.products.asked.prices import PriceRange, read_price
from appliance.knowledge.products.values import NO_FILTERS, Filters, Order, Word
from appliance.knowledge.products.words.lexicon import Lexicon
from appliance.knowledge.products.words.phrases import Phrases, phrases
from appliance.knowledge.products.words.tokens import Line, tokens

TOKENS_MAX = 40
ORDERS = (("cheapest", Order.CHEAPEST), ("dearest", Order.DEAREST), ("cheap", Order.CHEAP))


@dataclass(frozen=True, slots=True)
class Understood:
    """Filters and what is to be told: the price, whether there is any (`have`, `stock`), values of attributes.

    `anything`: products of whatever kind. `bare`: the name of a thing alone. `model`: a name with a number that
    nothing has. `vague`: the thing was named in a question that was not understood whole. `spare`: words that nothing
    explains.
    """

    filters: Filters = NO_FILTERS
    price: bool = False
    have: bool = False
    stock: bool = False
    anything: bool = False
    bare: bool = False
    asked_for: tuple[str, ...] = ()
    model: str | None = None
    vague: bool = False
    spare: tuple[str, ...] = ()

    @property
    def for_table(self) -> bool:
        """Does it name a thing, or limit products of any kind, and ask something that the table tells?"""
        filters = self.filters
        wide = (self.anything or filters.on_sale) and replace(filters, in_stock=False).narrow
        asks = self.price or self.have or self.stock or self.anything or self.bare or self.asked_for or filters.narrow
        return bool(not self.spare and asks and (filters.words or filters.code or wide))

    @property
    def follows(self) -> bool:
        """Can it be meant of what was named before: `and in blue?`, `how much is it?`"""
        named = self.filters.words or self.filters.code or self.spare
        return bool(not named and (self.price or self.stock or self.asked_for or self.filters.narrow))


@dataclass(slots=True)
class _Sorted:
    """The words of a question by what they are. `groups` are things named side by side: tents or backpacks.

    `named` are the words of `groups` and `models` as they were written, in their order.
    """

    groups: list[list[Word]] = field(default_factory=lambda: [[]])
    also: list[Word] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    frames: int = 0
    have: bool = False
    anything: bool = False


def understand(question: str, language: str, lexicon: Lexicon) -> Understood:
    """What the question wants of the table with this lexicon. One that is too long has spare words."""
    said = phrases(language)
    found = tokens(question, said.whole)
    if len(found) > TOKENS_MAX:
        return Understood(spare=tuple(token.text for token in found))
    line = Line(found)
    sold = lexicon.stems
    price = read_price(line, said, lambda word: bool(lexicon.stems_of(word, language))) or PriceRange()
    on_sale, in_stock = line.sweep(said["on_sale"], sold), line.sweep(said["in_stock"], sold)
    orders = [order for name, order in ORDERS if line.sweep(said[name], sold)]
    how_many, price_asked = line.sweep(said["how_many"]), line.sweep(said["price"], sold)
    choices = ChoiceReader(line, lexicon, said, language).read()
    sorted_ = _Sorter(line, lexicon, said, language).sort()
    filters = Filters(
        words=tuple(tuple(group) for group in sorted_.groups if group),
        also=tuple(sorted_.also),
        price_min=price.low,
        price_max=price.high,
        currency=price.currency,
        choices=choices.chosen,
        in_stock=in_stock,
        on_sale=on_sale,
        order=orders[0] if orders else None,
    )
    return _judged(filters, sorted_, choices, price_asked, how_many)


def _judged(filters: Filters, found: _Sorted, choices: Choices, price: bool, how_many: bool) -> Understood:
    # A word of descriptions, or one only guessed at, is too weak to make a question one for the table by itself.
    words = filters.all_words
    weak = [word for word in words if word.described or (word.instead_of and len(words) == 1)]
    spare = [*found.spare, *(word.instead_of or word.text for word in weak if not filters.narrow)]
    model = " ".join(found.named) if found.models and words and not spare else None
    return Understood(
        filters=filters,
        price=price,
        have=found.have,
        stock=how_many or filters.in_stock,
        anything=found.anything,
        bare=not found.frames,
        asked_for=choices.asked_for,
        model=model,
        spare=tuple(spare if model or not found.models else (*spare, *found.models)),
    )


class _Sorter:
    """Sorts what filters have left of a question."""

    def __init__(self, line: Line, lexicon: Lexicon, said: Phrases, language: str) -> None:
        self._line = line
        self._lexicon = lexicon
        self._said = said
        self._language = language
        self._found = _Sorted()
        self._name_ends = -2

    def sort(self) -> _Sorted:
        for at in self._line.rest():
            folded = self._line.folded(at)
            if folded is not None and not (self._small_talk(at, folded) or self._known(at, folded)):
                self._unknown(at, folded)
        return self._found

    def _small_talk(self, at: int, folded: str) -> bool:
        """Words around the things that are asked for; some are part of a name all the same."""
        self._found.have |= self._said.word("have", folded)
        self._found.anything |= self._said.word("anything", folded)
        if self._said.word("either", folded) and self._found.groups[-1]:
            self._found.groups.append([])
        if self._said.word("plain", folded):
            small = True
        else:
            small = any(self._said.word(name, folded) for name in ("frame", "have", "anything"))
            self._found.frames += small
        if small and folded in self._lexicon.stems:
            self._found.also.append(Word(self._line.tokens[at].text, (folded,)))
        return small

    def _known(self, at: int, folded: str) -> bool:
        """A word of the table, as it is, or written as one with its neighbour, or as two."""
        text = self._line.tokens[at].text
        following = self._line.folded(at + 1)
        stems = self._lexicon.stems_of(folded, self._language)
        alone = following and stems and self._lexicon.stems_of(following, self._language)
        joined = self._lexicon.stems_of(folded + following, self._language) if following and not alone else ()
        if joined:
            self._add(at + 1, Word(f"{text} {self._line.tokens[at + 1].text}", joined))
            self._line.take(at + 1, 1)
        elif stems:
            self._add(at, Word(text, stems))
        elif halves := self._lexicon.halves(folded, self._language):
            self._add(at, Word(text, halves[0]), Word("", halves[1]))
        elif described := self._lexicon.described_stems_of(folded, self._language):
            self._add(at, Word(text, described, described=True))
        else:
            return False
        return True

    def _unknown(self, at: int, folded: str) -> None:
        """A number behind a name is a model that nothing has; a word may be misspelled; the rest is spare."""
        text = self._line.tokens[at].text
        if any(char.isdigit() for char in folded) and (self._name_ends == at - 1 or not folded.isdigit()):
            self._found.models.append(text)
            self._found.named.append(text)
        elif meant := self._lexicon.meant(folded, self._language):
            self._add(at, Word(meant, (meant,), instead_of=text))
        else:
            self._found.spare.append(text)

    def _add(self, ends: int, *words: Word) -> None:
        """Words of a name that ends at this place so far."""
        self._found.groups[-1].extend(words)
        self._found.named.extend(word.text for word in words if word.text)
        self._name_ends = ends


def texts(words: Iterable[Word]) -> str:
    """The words as they were written."""
    return " ".join(word.text for word in words if word.text)
