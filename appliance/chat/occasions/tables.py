"""Owns the table of what the owner announced."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class OccasionRow(Table):
    """One incident and one sale at most: `name` is incident or sale_day."""

    __tablename__ = "occasions"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
