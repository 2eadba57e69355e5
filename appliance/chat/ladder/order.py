"""Owns the order in which the rungs try."""

from __future__ import annotations

from appliance.chat.ladder.rungs.allergies import Allergies
from appliance.chat.ladder.rungs.approved import Approved
from appliance.chat.ladder.rungs.ask_person import AskPerson
from appliance.chat.ladder.rungs.cached import Cached
from appliance.chat.ladder.rungs.cloud import AskOutside
from appliance.chat.ladder.rungs.disputed import Disputed
from appliance.chat.ladder.rungs.extracted import Extracted
from appliance.chat.ladder.rungs.facts import Facts
from appliance.chat.ladder.rungs.generated import Generated
from appliance.chat.ladder.rungs.guarded import Guarded
from appliance.chat.ladder.rungs.incident import Incidents
from appliance.chat.ladder.rungs.lead_form import LeadForm
from appliance.chat.ladder.rungs.look_up import LookUp
from appliance.chat.ladder.rungs.person_talks import PersonTalks
from appliance.chat.ladder.rungs.products import Products
from appliance.chat.ladder.rungs.sorting import Sorting
from appliance.chat.ladder.standing import Standing
from appliance.chat.ladder.walk import Step
from appliance.contract.chat import Rung
from appliance.core.clock import Monotonic
from appliance.inference.deadline import Deadline

# Each of these takes milliseconds on a healthy box.
QUICK_S = 2.0
# In the first seconds of a box the search waits for its index to be opened.
SEARCH_S = 8.0

Place = tuple[Rung | None, Step]
"""A step, and the rung whose words it speaks: only that of a plan's. None: it always tries."""


def rungs(on: Standing, clock: Monotonic) -> tuple[Place, ...]:
    """From the cheapest to the one that always answers."""

    def limit(name: str, seconds: float = QUICK_S) -> Deadline:
        return Deadline(name, seconds, clock)

    cached = Cached(on.memory, limit("cache"))
    return (
        (None, PersonTalks(on.people).step),
        (None, Guarded(on.guard).step),
        (None, Sorting(on.triage).step),
        (Rung.INCIDENT, Incidents(on.calendar).step),
        (Rung.HAND_OFF, AskPerson(on.people).step),
        (Rung.FACTS, Facts(on.knowledge, on.scribe, limit("facts")).step),
        (Rung.APPROVED, Approved(on.knowledge, on.scribe, limit("approved")).step),
        (None, Allergies(on.knowledge, on.scribe, limit("allergies", SEARCH_S)).step),
        (Rung.PRODUCTS, Products(on.knowledge, on.scribe, limit("products")).step),
        (Rung.CACHE, cached.step),
        (Rung.EXTRACT, LookUp(on.memory, limit("retrieval", SEARCH_S)).step),
        (Rung.CACHE, cached.confirmed),
        (Rung.EXTRACT, Disputed(on.scribe).step),
        (Rung.GENERATED, Generated(on.scribe).step),
        (Rung.EXTRACT, Extracted(on.scribe).step),
        (Rung.CLOUD, AskOutside(on.scribe, on.cloud).step),
        (None, LeadForm(on.people, on.scribe).step),
    )
