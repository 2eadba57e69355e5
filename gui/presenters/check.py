"""Owns what a check of the knowledge found, in one sentence."""

from __future__ import annotations

from appliance.contract.knowledge import KnowledgeCheck
from gui.presenters.tone import Tone
from gui.translation import counted, tr


def check_words(check: KnowledgeCheck) -> tuple[str, Tone]:
    """`31 documents with 431 passages compared: all of it agrees.`"""
    compared = tr("{documents} with {passages} compared").format(
        documents=counted(check.documents, tr("1 document"), tr("{n} documents")),
        passages=counted(check.passages, tr("1 passage"), tr("{n} passages")),
    )
    if not check.flaws:
        return tr("{compared}: all of it agrees.").format(compared=compared), Tone.OK
    details = " ".join(flaw.detail for flaw in check.flaws)
    mended = all(flaw.repaired for flaw in check.flaws)
    end = tr("It was mended.") if mended else tr("Not all of it could be mended.")
    words = tr("{compared}. {details} {end}").format(compared=compared, details=details, end=end)
    return words, Tone.OK if mended else Tone.WARN
