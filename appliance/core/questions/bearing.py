"""Owns which words of a question bear on which: `2 adults and 1 child` is not `1 adult and 2 children`. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from appliance.core.language import stem

NOT = "not"
"""Stands for every word that denies."""

Bearing = frozenset[tuple[str, str]]
"""Each word that bears on another, with that other one."""

# Besides the words that shops and visitors use with one meaning, these turn a question round wherever they stand.
_TURNING = {
    "en": "before after up until since within during early late earlier later first last next under over above below"
    " between left right front rear behind same old big large small short long high low once twice half up down"
    " inside outside only red blue green yellow black white grey gray brown pink purple orange",
    "de": "vor nach bis ab seit während früh spät erst letzte nächste zweite unter über zwischen innen außen links"
    " rechts vorn hinten nur beide gleich andere eigene mehr weniger neu alt gebraucht groß klein kurz lang hoch"
    " tief halb doppelt einzeln kaufen kauft kauf rot blau grün gelb schwarz weiß grau braun",
    "fr": "grand petit long court vieux neuf rouge bleu vert jaune noir blanc avant après",
    "es": "grande pequeño largo corto viejo nuevo rojo azul verde amarillo negro blanco antes después",
    "it": "grande piccolo lungo corto vecchio nuovo rosso blu verde giallo nero bianco prima dopo",
    "nl": "groot klein lang kort oud nieuw rood blauw groen geel zwart wit voor na",
}
# What is given for something else stands before it.
_TRADING = {
    "en": "exchange swap switch trade tradein convert transfer upgrade downgrade replace instead",
    "de": "umtausch umtauschen tauschen tausch tausche tauscht eintauschen wechseln ersetzen statt anstatt",
    "fr": "échanger échange remplacer",
    "es": "cambiar cambio reemplazar",
    "it": "cambiare scambiare sostituire",
    "nl": "ruilen omruilen vervangen",
}
# `A discount on a helmet when I buy a bike` is none on a bike when I buy a helmet.
_CONDITIONS = {
    "en": frozenset(("when", "if", "while", "unless")),
    "de": frozenset(("wenn", "falls", "sofern", "beim")),
    "fr": frozenset(("si", "quand")),
    "es": frozenset(("si", "cuando")),
    "it": frozenset(("se", "quando")),
    "nl": frozenset(("als", "wanneer")),
}


@lru_cache
def turning(language: str) -> frozenset[str]:
    """The keys of words that turn a question round."""
    return _keys(_TURNING.get(language, ""), language)


def bearing(order: Sequence[str], heard: Sequence[str], language: str) -> Bearing:
    """What numbers, negations and opposites stand before; of a trade or a condition, what everything stands before.

    `order` holds the keys of the words that were `heard`, as they stand, and NOT. Empty where there is nothing else to
    bear on.
    """
    things = [key for key in order if not key.startswith("@")]
    trading = _trading(language)
    conditions = _CONDITIONS.get(language, frozenset()) if len({*things}) > 2 else frozenset()
    if not (trading.isdisjoint(things) and conditions.isdisjoint(heard)):
        return frozenset(pairwise((*(key for key in things if key not in trading), "")))
    turns = {key for key in things if key == NOT or key in turning(language) or any(map(str.isdigit, key))}
    if len(turns) == 1 and len({*things} - turns) == 1:
        return frozenset()
    return frozenset((key, after) for key, after in pairwise((*things, "")) if key in turns)


@lru_cache
def _trading(language: str) -> frozenset[str]:
    return _keys(_TRADING.get(language, ""), language)


def _keys(words: str, language: str) -> frozenset[str]:
    """A word's key is its stem, or the word itself where it stands for its kind."""
    return frozenset(key for word in words.split() for key in (word, stem(word, language)))
