"""Owns what an owner sees and sets of the cloud model."""

from __future__ import annotations

from pydantic import Field

from appliance.contract.audit import SettingChange
from appliance.contract.model import Value
from appliance.contract.settings import CloudSettings, Settings


class CloudStatus(Value):
    """GET /v1/cloud: its settings, whether it answers, what it has cost, the latest changes. Days and months in UTC."""

    settings: CloudSettings
    has_key: bool
    ready: bool = Field(description="Nothing stands in the way, and the last question was answered.")
    detail: str = Field(description="One sentence: that it is asked, or why not.")
    asked_today: int
    spent_today: float
    spent_this_month: float
    nearly_spent: bool = Field(description="Four fifths of a budget are spent.")
    changes: tuple[SettingChange, ...] = Field(description="Who changed what may leave, newest first.")


class CloudKey(Value):
    """PUT /v1/cloud/key: the provider's key. It is never told again."""

    key: str = Field(min_length=1, max_length=1000, pattern=r"^[\x21-\x7e]+$", repr=False)


def closed(settings: Settings) -> str | None:
    """Why no visitor's words may go to the cloud model, whoever asks; None when they may."""
    cloud = settings.cloud
    if not cloud.enabled:
        return "The cloud model is switched off."
    if settings.privacy.nothing_leaves:
        return "Nothing leaves this box: that is how it is set."
    if not (cloud.base_url and cloud.model):
        return "The cloud model has no address or no name yet."
    return None
