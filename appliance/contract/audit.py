"""Owns what is told about a change of what may leave the box: when, from what to what, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field, JsonValue

from appliance.contract.model import Value


class Changed(StrEnum):
    """What an owner can change of it."""

    CLOUD = "cloud"
    CLOUD_KEY = "cloud_key"
    NOTHING_LEAVES = "nothing_leaves"


class SettingChange(Value):
    """One change, with the entries that differ. `at` is UTC, ISO 8601. Of a key it tells only whether one is kept."""

    at: str
    setting: Changed
    before: Mapping[str, JsonValue]
    after: Mapping[str, JsonValue]
    by: str = Field(description="The role and, as it calls itself, the program: 'owner, shopbell panel'.")
