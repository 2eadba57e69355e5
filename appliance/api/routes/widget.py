"""Owns what the website needs: the widget's settings and files, and the demo shop's page."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Anybody
from appliance.api.services import Parts
from appliance.contract.chat import WidgetSettings

router = APIRouter(prefix="/v1", tags=["widget"])


@router.get("/widget")
async def widget_settings(caller: Anybody, parts: Parts) -> WidgetSettings:
    """What the widget greets with and falls back to."""
    facts, incident = await parts.facts.read(), parts.calendar.announced().incident
    return WidgetSettings(
        shop=facts.name,
        greeting=parts.settings.widget.greeting,
        phone=facts.phone,
        email=facts.email,
        languages=facts.languages,
        notice=incident.notice if incident else None,
    )
