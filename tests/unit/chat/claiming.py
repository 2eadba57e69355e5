"""Owns asking what a sentence claims, for the tests of claims."""

from __future__ import annotations

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Claim

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")


def only(text: str, language: str = "en") -> Claim:
    (claim,) = claims.read(text, language).claims
    return claim


def proves(held: str, said: str, language: str = "en") -> bool:
    """Whether every claim of `said` is proven by one of `held`."""
    there = claims.read(held, language).claims
    here = claims.read(said, language).claims
    return bool(here) and all(any(claims.proves(one, claim) for one in there) for claim in here)
