"""Owns what the website needs: the widget's settings and files, and the demo shop's page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header

from appliance.api.access import Anybody
from appliance.api.services import Parts
from appliance.contract.chat import WidgetSettings

router = APIRouter(prefix="/v1", tags=["widget"])


@router.get("/widget")
async def widget_settings(
    caller: Anybody, parts: Parts, accept_language: Annotated[str, Header()] = ""
) -> WidgetSettings:
    """What the widget greets with and falls back to; the notice in the language that the visitor's browser prefers."""
    facts, incident = await parts.facts.read(), parts.calendar.announced().incident
    return WidgetSettings(
        shop=facts.name,
        greeting=parts.settings.widget.greeting,
        phone=facts.phone,
        email=facts.email,
        languages=facts.languages,
        notice=incident.notice_in(_preferred(accept_language), facts.languages[0]) if incident else None,
    )


def _preferred(accept_language: str) -> list[str]:
    """`de-AT,de;q=0.9,en;q=0.8`, which browsers write in this order, as codes of languages."""
    return [tag.partition(";")[0].partition("-")[0].strip().lower() for tag in accept_language.split(",")]
