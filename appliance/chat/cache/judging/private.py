"""Owns which questions and answers are never kept: what depends on the visitor, or on the hour. Pure.

It errs towards not keeping: an answer that is made anew costs seconds, one told to the wrong person costs trust.
"""

from __future__ import annotations

import re

from appliance.chat.cache.keeping.entry import Told
from appliance.chat.cache.keeping.key import conversation_state
from appliance.contract.chat import Outcome, Rung
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Topic, Verdict

# What the model wrote, and what was quoted because the model had nothing better. All others are quick, or the owner's.
RUNGS = (Rung.GENERATED, Rung.CLOUD, Rung.EXTRACT)
TOPICS = (None, Topic.FACT, Topic.PRODUCT, Topic.QUESTION)

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|https?://|\bwww\.", re.IGNORECASE)
# Order numbers, phone numbers, dates. `Excavator Pro 8000` is a product, `1,299.00` a price.
_REFERENCE = re.compile(
    r"#\s?\d|\d(?:[ ()/-]?\d){4,}|\d{3}\.\d{3}\.\d|\b(?=[\w-]*[a-z])[a-z]{1,5}-?\d{4,}\b|\b\d{3,}-\w", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?:order|booking|invoice|tracking|reference|ticket|customer|number|nr\.|bestell\w*|auftrag\w*|buchung\w*"
    r"|rechnung\w*|sendung\w*|kunden\w*|nummer|commande|facture|pedido|factura|ordine|fattura|bestelling|factuur)\b"
    r"\W{0,3}(?:\w+\W+){0,2}\d",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:my|our) name\b|\bi(?:'m| am) (?:called|mr|mrs|ms|dr)\b|\bthis is (?:mr|mrs|ms|dr)\b|\bmein name\b"
    r"|\bich hei(?:ß|ss)e\b|\bich bin (?:herr|frau)\b|\bje m'appelle\b|\bme llamo\b|\bmi chiamo\b|\bik heet\b",
    re.IGNORECASE,
)
_THINGS = (
    "order|booking|reservation|appointment|account|invoice|parcel|package|delivery|shipment|refund|payment|repair"
    "|bestellung|buchung|reservierung|termin|konto|rechnung|paket|lieferung|sendung|erstattung|zahlung|reparatur"
    "|auftrag|commande|facture|colis|pedido|reserva|paquete|ordine|pacco|bestelling|pakket"
)
# How does it stand with what is mine: nobody else's is where mine is.
_MINE = re.compile(
    r"\bwhere(?:'s| is| are) (?:my|our)\b|\bwo (?:ist|sind|bleibt) (?:mein|unser)|\bo[uù] est m[ao]n?\b"
    r"|\bdónde está mi\b|\bdov'è (?:il|la) mi[oa]\b|\bwaar is mijn\b|\bstatus\b"
    rf"|\b(?:is|are|has|have|did|was|were|does|will|ist|hat|wurde|wird|kommt)\b.{{0,12}}"
    rf"\b(?:my|our|meine?|unsere?)\s+(?:\w+\s+)?(?:{_THINGS})",
    re.IGNORECASE,
)
# Facts know the hours; an answer of yesterday does not.
_HOUR = re.compile(
    r"\b(?:now|today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening|week|weekend|month)"
    r"|next (?:week|month)|jetzt|heute|morgen|gestern|diese[nrs]? woche|maintenant|aujourd'hui|demain|ahora|hoy"
    r"|mañana|adesso|oggi|domani|nu|vandaag)\b"
    r"|\b(?:opening|closing|öffnungs)\s?(?:hours|times?|zeiten)\b|\bopen(?:ed)? (?:on|at|from|until|till)\b"
    r"|\b(?:you|u|shop|store|place)\s+(?:still\s+|already\s+|also\s+)?(?:open|closed?|closing|shut)\b"
    r"|\b(?:ihr|sie|laden|geschäft)\s+(?:\w+\s+){0,2}(?:auf|zu|offen|geöffnet|geschlossen)\b"
    r"|\b(?:vous|magasin|abren|tienda|siete|negozio|jullie|winkel)\s+(?:\w+\s+)?"
    r"(?:ouverts?|ferm[ée]s?|abiert[oa]s?|cerrad[oa]s?|aperti?|chiusi?|open|dicht)\b|\babren\b|\bcierran\b",
    re.IGNORECASE,
)
# An answer may name a weekday; it may not speak of the day on which it was made.
_DAY_OF_ANSWER = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|right now|heute|gestern|jetzt|aujourd'hui|demain|hoy|oggi|domani"
    r"|vandaag)\b",
    re.IGNORECASE,
)


def of_one_visitor(asked: Asked) -> bool:
    """True when the answer may be different for the next one who asks, or at another hour."""
    text = asked.text.replace("’", "'")
    patterns = (_ADDRESS, _REFERENCE, _NUMBERED, _NAMED, _MINE, _HOUR)
    return bool(conversation_state(asked)) or any(pattern.search(text) for pattern in patterns)


def worth_keeping(asked: Asked, told: Told) -> bool:
    """Whole, passed, from documents that were all searched, and made for this question alone."""
    return (
        told.outcome is Outcome.ANSWERED
        and told.rung in RUNGS
        and told.verdict is Verdict.PASS
        and told.topic in TOPICS
        and told.asked_by != "owner"
        and bool(told.text.strip() and told.passages and told.found.passages)
        and told.found.complete
        and not asked.history  # what was said before it had its share in what was found
        and not of_one_visitor(asked)
        and not _DAY_OF_ANSWER.search(told.text)
    )


def overturns(asked: Asked, told: Told) -> bool:
    """Does what was told speak against an answer kept for the same question, though it is not worth keeping itself?

    It is not known any more; or it was made anew, to its end, and is now two documents' dispute, or of this hour.
    """
    if asked.history or told.rung is Rung.CACHE or not told.found.complete:
        return False
    anew = told.asked_by == "background" and told.outcome in (Outcome.ANSWERED, Outcome.REFUSED, Outcome.HANDED_OFF)
    return told.outcome is Outcome.NOT_KNOWN or anew
