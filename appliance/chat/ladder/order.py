"""Owns the order in which the rungs try."""

from __future__ import annotations

from appliance.chat.ladder.rungs.approved import Approved
from appliance.chat.ladder.rungs.extracted import Extracted
from appliance.chat.ladder.rungs.facts import Facts
from appliance.chat.ladder.rungs.generated import Generated
from appliance.chat.ladder.rungs.guarded import Guarded
from appliance.chat.ladder.rungs.incident import Incidents
from appliance.chat.ladder.rungs.lead_form import LeadForm
from appliance.chat.ladder.rungs.look_up import LookUp
from appliance.chat.ladder.rungs.products import Products
from appliance.chat.ladder.walk import Step
from appliance.chat.ports import Announcements, Knowledge, Model


def rungs(knowledge: Knowledge, model: Model, calendar: Announcements) -> tuple[Step, ...]:
    """From the cheapest to the one that always answers."""
    return (
        Guarded().step,
        Incidents(calendar).step,
        Facts(knowledge).step,
        Approved(knowledge).step,
        Products(knowledge).step,
        LookUp(knowledge).step,
        Generated(knowledge, model).step,
        Extracted().step,
        LeadForm().step,
    )
