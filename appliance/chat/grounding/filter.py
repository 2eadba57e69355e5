"""Owns the last look at a sentence before it is shown: what no evidence excuses, what only its own words do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from appliance.chat.grounding.leaks import Leaks
from appliance.chat.grounding.word_lists import built_in, pattern
from appliance.contract.settings import SafetySettings
from appliance.core.language import fold

# What makes each of them an address: "Technical data: 36 V" and "Ask us about: sizes" are plain words.
_MEDIA = "text|image|audio|video|font|application|multipart|message|model"
_SCHEME = re.compile(
    rf"\b(?:(?:java|vb)script:(?=\S)|data:(?:(?:{_MEDIA})/\w|;|,)|file:[/\\]|blob:(?:\w+:|null)"
    r"|about:(?:blank|srcdoc|config)|intent:[/#])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:\w+://)?(?:[^\s/@<>\"]+@)?((?:[\w-]{2,}\.)+[a-z]{2,24})(?![\w-])(?!\.\w)", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*://(?:[^\s/@]*@)?([^\s/:?#]+)", re.IGNORECASE)


class Reason(StrEnum):
    """Why a sentence is not shown."""

    LEAK = "leak"
    ACTIVE = "active"
    LINK = "link"
    NEVER_SAY = "never_say"
    COMPETITOR = "competitor"
    INSULT = "insult"
    PROMISE = "promise"
    SECRET = "secret"
    POLITICS = "politics"


class Filter:
    """The output filter of one shop. `hosts`: its own website and those that its sources stand on."""

    def __init__(self, settings: SafetySettings, hosts: Iterable[str], template: str, canary: str) -> None:
        """`template` and `canary` are what stands in every prompt and must not come back."""
        self._hosts = frozenset(_bare(host) for host in (*hosts, *settings.hosts))
        self._leaks = Leaks(template, canary)
        self._owners = {
            Reason.NEVER_SAY: pattern(settings.never_say),
            Reason.COMPETITOR: pattern(settings.competitors),
        }

    def check(self, sentence: str, evidence_text: str, language: str = "en") -> str | None:
        """The reason why this sentence must not be shown, or None. `evidence_text` is what the answer may stand on."""
        if self._leaks.found_in(sentence):
            return Reason.LEAK
        if _SCHEME.search(sentence):
            return Reason.ACTIVE
        if not hosts_in(sentence) <= self._hosts | hosts_in(evidence_text):
            return Reason.LINK
        folded = fold(sentence)
        for reason, words in self._owners.items():
            if words and words.search(folded):
                return reason
        for name, words in built_in(language).items():
            if words.search(folded) and not _stands_in(sentence, evidence_text):
                return Reason(name)
        return None


def hosts_in(text: str) -> frozenset[str]:
    """Every host that a text names: of links, of e-mail addresses, and bare ones."""
    return frozenset(_bare(host) for host in (*_ADDRESS.findall(text), *_WITH_SCHEME.findall(text)))


def _bare(host: str) -> str:
    # Accents are kept: to a browser "mäple" is another host.
    address = re.sub(r"^\w+://", "", host.lower()).partition("/")[0].partition(":")[0]
    return address.removeprefix("www.").rstrip(".")


def _stands_in(sentence: str, evidence_text: str) -> bool:
    """Word for word."""
    said, there = (" ".join(re.findall(r"\w+", fold(text))) for text in (sentence, evidence_text))
    return bool(said) and f" {said} " in f" {there} "
