"""What in a sentence can be checked, in normal form, in six languages.

Owns: numbers, money, percent, durations, measures, dates, weekdays, times, addresses, names, yes and no.
Does not own: whether they stand in the evidence (evidence.py).
Look here first: reading.py, and claim.py for when one claim proves another.
"""

from __future__ import annotations

from appliance.chat.grounding.claims.claim import ADDRESSES, QUANTITIES, Bound, Claim, Kind, proves
from appliance.chat.grounding.claims.clauses import clauses
from appliance.chat.grounding.claims.reading import read
from appliance.chat.grounding.claims.vocabulary import vocabulary
from appliance.chat.grounding.claims.words import free_of_claims, names, negation

__all__ = [
    "ADDRESSES",
    "QUANTITIES",
    "Bound",
    "Claim",
    "Kind",
    "clauses",
    "free_of_claims",
    "names",
    "negation",
    "numbers",
    "proves",
    "read",
    "vocabulary",
]


def numbers(text: str, language: str = "en", *, claimed: bool = False) -> frozenset[str]:
    """Every number of a text in normal form, whatever is counted by it.

    With `claimed`, words that only may be numbers ("one", "ein") are left out.
    """
    found: set[str] = set()
    for claim in read(text, language).claims:
        if claim.kind not in ADDRESSES | {Kind.WEEKDAY} and not (claimed and claim.weak):
            found |= {claim.value, claim.upto} if claim.kind is not Kind.DATE else {*claim.value.split("-")}
    return frozenset(found - {"", "*"})
