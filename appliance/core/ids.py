"""Owns identifiers: unguessable, sortable by time of making within a second, safe in a URL."""

from __future__ import annotations

import secrets
import time


def new_id(prefix: str) -> str:
    """For example `q_68a1f2c3_9fJk…`: prefix, seconds in hex, 96 random bits."""
    return f"{prefix}_{int(time.time()):08x}_{secrets.token_urlsafe(12)}"
