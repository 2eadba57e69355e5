"""Owns putting together what makes gaps of missed questions and answers of what the owner taught."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.ports import Embedder
from appliance.knowledge.teaching.answers import Answers
from appliance.knowledge.teaching.approved import Approved
from appliance.knowledge.teaching.catch_up import CatchUp
from appliance.knowledge.teaching.gaps.gaps import Gaps
from appliance.knowledge.teaching.gaps.placing import Placing
from appliance.knowledge.teaching.taught import TaughtAnswers
from appliance.knowledge.teaching.ways import Ways


@dataclass(frozen=True, slots=True)
class Teaching:
    """The parts that share one memory of what was taught."""

    known: TaughtAnswers
    gaps: Gaps
    answers: Answers
    approved: Approved
    catch_up: CatchUp


def teaching(database: Database, facts: FactStore, embedder: Embedder, centre: Centre, now: Now) -> Teaching:
    async def in_force() -> Collection[str]:
        return known.in_force(await facts.today())

    known = TaughtAnswers()
    gaps = Gaps(database, facts.languages, in_force, now)
    ways = Ways(database, embedder, known)
    placing = Placing(database, embedder, lambda: centre.questions, now)
    return Teaching(
        known=known,
        gaps=gaps,
        answers=Answers(database, known, ways, gaps, facts.languages, facts.today, now),
        approved=Approved(known, embedder, lambda: centre.questions, facts.today),
        catch_up=CatchUp(gaps, placing, ways),
    )
