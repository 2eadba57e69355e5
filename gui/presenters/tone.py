"""Owns how something is meant: good, mind it, bad, or neither. The theme has a colour and a sign for each."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"
