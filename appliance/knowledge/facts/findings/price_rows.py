"""Owns reading prices out of rows and the ways of payment out of a sentence. Pure but for the guess of a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from appliance.contract.facts import FactFinding, Policy, PolicyKey, Price
from appliance.core.language import language_of, sentences
from appliance.knowledge.facts.telling.money import Money, sums
from appliance.knowledge.facts.telling.phrases import SHIPPED
from appliance.knowledge.importers.reading import Block

PRICES_MAX = 40
CENT = Decimal("0.01")
ITEM_WORDS = 8
WAYS_TO_PAY = 3
SUMS_OF_A_CURRENCY = 3
QUOTE_MAX = 300
_ROW = re.compile(r"^(?P<item>[^:$€£\d][^:$€£]{1,60}?):\s*(?P<sum>(?:[^,;]|,(?=\d))+)")
_UNIT = re.compile(r",\s((?:per|pro|je|each)\b.*)$", re.I)
_NOT_FOR_SALE = re.compile(r"\b(?:pay|wage|salary|lohn|gehalt|deposit|kaution|pfand|fine)\b", re.I)
_FROM = re.compile(r"\b(?:from|ab|starting|up to|bis zu)\b|\+|%", re.I)
_WAYS = re.compile(
    r"\b(?:cash|visa|master ?card|amex|american express|discover|maestro|paypal|apple pay|google pay"
    r"|debit cards?|credit cards?"
    r"|ec-karte|girocard|bar|bargeld|kreditkarten?|rechnung|überweisung|vorkasse|klarna|sepa|twint|ideal)\b",
    re.I,
)
_TAKES = re.compile(r"\b(?:take|accept|pay|payment|nehmen|akzeptieren|zahlen|bezahlen|zahlung\w*)\b", re.I)


def price_findings(blocks: Sequence[Block]) -> Iterator[FactFinding]:
    """The shop's currency, how to pay, and each row that names one thing and one sum."""
    spoken = Counter(one.currency for block in blocks for one in sums(block.text)).most_common(1)
    rows = [(block, row) for block in blocks if block.whole and (row := _row(block.text))]
    paying = next((one for block in blocks for one in sentences(block.text) if _says_how_to_pay(one)), None)
    if not rows and not paying:
        return
    language = language_of(" ".join(block.text for block in blocks)[:2000], SHIPPED)
    if spoken and spoken[0][1] >= SUMS_OF_A_CURRENCY:
        yield FactFinding(field="currency", value=spoken[0][0], quote=rows[0][0].text[:QUOTE_MAX] if rows else "")
    if paying:
        policy = Policy(key=PolicyKey.PAYMENT, text={language: paying})
        yield FactFinding(field="policies", value=[policy.model_dump(mode="json")], quote=paying[:QUOTE_MAX])
    for block, (item, amount) in rows[:PRICES_MAX]:
        unit = _UNIT.search(item)
        price = Price(
            item={language: _UNIT.sub("", item)},
            amount=amount.amount.quantize(CENT),
            unit={language: unit[1]} if unit else {},
        )
        yield FactFinding(field="prices", value=[price.model_dump(mode="json")], quote=block.text[:QUOTE_MAX])


def _row(text: str) -> tuple[str, Money] | None:
    """The thing and its price; None when the row names several sums, a share, or where a price begins."""
    found = _ROW.match(text)
    if not found or len(sums(text)) != 1 or len(found["item"].split()) > ITEM_WORDS:
        return None
    if _FROM.search(found["sum"]) or _NOT_FOR_SALE.search(found["item"]):
        return None
    first = next(iter(sums(found["sum"])), None)
    return (found["item"].strip(), first) if first and first.amount == round(first.amount, 2) else None


def _says_how_to_pay(sentence: str) -> bool:
    return len({way.casefold() for way in _WAYS.findall(sentence)}) >= WAYS_TO_PAY and bool(_TAKES.search(sentence))
