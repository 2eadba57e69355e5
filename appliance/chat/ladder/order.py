"""Owns the order in which the rungs try."""

from __future__ import annotations

from appliance.chat.ladder.rungs.approved import Approved
from appliance.chat.ladder.rungs.extracted import Extracted
from appliance.chat.ladder.rungs.facts import Facts
from appliance.chat.ladder.rungs.generated import Generated
from appliance.chat.ladder.rungs.guarded import Guarded
from appliance.chat.ladder.rungs.lead_form import LeadForm
from appliance.chat.ladder.rungs.look_up import LookUp
from appliance.chat.ladder.rungs.products import Products
from appliance.chat.ladder.walk import Step
from appliance.chat.ports import Knowledge, Model
from appliance.contract.settings import AnswerSettings


def rungs(knowledge: Knowledge, model: Model, settings: AnswerSettings) -> tuple[Step, ...]:
    """From the cheapest to the one that always answers."""
    return (
        Guarded().step,
        Facts(knowledge).step,
        Approved(knowledge).step,
        Products(knowledge).step,
        LookUp(knowledge).step,
        Generated(knowledge, model, settings).step,
        Extracted().step,
        LeadForm().step,
    )
