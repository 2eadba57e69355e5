"""Owns what in a sentence can be checked: numbers, names, addresses of all kinds. Pure."""

from __future__ import annotations

import re

from appliance.core.language import fold, stem, words

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MONEY = re.compile(
    r"[$€£]\s?(\d+(?:[.,]\d+)*)|(\d+(?:[.,]\d+)*)\s?(?:[$€£]|(?:dollars?|euros?|USD|EUR)\b)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"https?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|org|net|de|io|shop|example)\b\S*"
)
_DECIMALS = re.compile(r"^(.*)[.,](\d{2})$")
_SPELLED = {
    **dict.fromkeys(("one", "ein", "eine", "einen", "einem", "einer", "eins"), "1"),
    **dict.fromkeys(("two", "zwei"), "2"),
    **dict.fromkeys(("three", "drei"), "3"),
    **dict.fromkeys(("four", "vier"), "4"),
    **dict.fromkeys(("five", "fünf"), "5"),
    **dict.fromkeys(("six", "sechs"), "6"),
    **dict.fromkeys(("seven", "sieben"), "7"),
    **dict.fromkeys(("eight", "acht"), "8"),
    **dict.fromkeys(("nine", "neun"), "9"),
    **dict.fromkeys(("ten", "zehn"), "10"),
    **dict.fromkeys(("eleven", "elf"), "11"),
    **dict.fromkeys(("twelve", "zwölf", "dozen", "dutzend"), "12"),
    **dict.fromkeys(("thirteen", "dreizehn"), "13"),
    **dict.fromkeys(("fourteen", "vierzehn"), "14"),
    **dict.fromkeys(("fifteen", "fünfzehn"), "15"),
    **dict.fromkeys(("sixteen", "sechzehn"), "16"),
    **dict.fromkeys(("seventeen", "siebzehn"), "17"),
    **dict.fromkeys(("eighteen", "achtzehn"), "18"),
    **dict.fromkeys(("nineteen", "neunzehn"), "19"),
    **dict.fromkeys(("twenty", "zwanzig"), "20"),
    **dict.fromkeys(("thirty", "dreißig", "dreissig"), "30"),
    **dict.fromkeys(("forty", "vierzig"), "40"),
    **dict.fromkeys(("fifty", "fünfzig"), "50"),
    **dict.fromkeys(("sixty", "sechzig"), "60"),
    **dict.fromkeys(("seventy", "siebzig"), "70"),
    **dict.fromkeys(("eighty", "achtzig"), "80"),
    **dict.fromkeys(("ninety", "neunzig"), "90"),
    **dict.fromkeys(("hundred", "hundert"), "100"),
    **dict.fromkeys(("thousand", "tausend"), "1000"),
    **dict.fromkeys(("half", "halbe", "halber", "halben"), "1/2"),
    **dict.fromkeys(("free", "kostenlos", "gratis", "kostenfrei", "complimentary"), "0"),
}
# "one" and "ein" are articles and pronouns more often than counts: they prove a claim but never make one.
_WEAK = frozenset(("one", "ein", "eine", "einen", "einem", "einer", "eins"))
_NEGATION = re.compile(
    r"\b(?:no|not|never|cannot|without|nor|neither|unable|\w+n['’]t|nicht|kein(?:e[nmrs]?)?|nie(?:mals)?|ohne|weder)\b",
    re.IGNORECASE,
)


def numbers(text: str, *, claimed: bool = False) -> frozenset[str]:
    """Every number in normal form: `1,000.00`, `1.000,00` and `1000` are the same, so are `ten` and `10`.

    With `claimed`, words that only may be numbers are left out.
    """
    digits = {_normal(found) for found in _NUMBER.findall(text)}
    spelled = {
        _SPELLED[word]
        for word in map(str.casefold, words(text))
        if word in _SPELLED and not (claimed and word in _WEAK)
    }
    return frozenset(digits | spelled)


def amounts(text: str) -> frozenset[str]:
    """The numbers that are sums of money."""
    return frozenset(_normal(before or after) for before, after in _MONEY.findall(text))


def _normal(number: str) -> str:
    if ":" in number:
        hours, _, minutes = number.partition(":")
        return hours.lstrip("0") if minutes.strip("0") == "" else f"{hours.lstrip('0')}:{minutes}"
    if cents := _DECIMALS.match(number):
        whole, fraction = re.sub(r"[.,]", "", cents[1]), cents[2]
        return whole.lstrip("0") or "0" if fraction == "00" else f"{whole}.{fraction}"
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    return number.replace(",", ".").lstrip("0") or "0"


def addresses(text: str) -> frozenset[str]:
    """Links, hosts and e-mail addresses, folded, without closing punctuation."""
    return frozenset(fold(found).rstrip(".,;:!?)") for found in _ADDRESS.findall(text))


def names(text: str, language: str) -> frozenset[str]:
    """Stems of capitalised words that do not begin the sentence."""
    return frozenset(stem(word, language) for word in words(text)[1:] if word[0].isupper() and word != "I")


def negated(text: str) -> bool:
    return bool(_NEGATION.search(text))
