"""Owns a web page for the tests of reading one."""

from __future__ import annotations

from appliance.knowledge.importers import html
from appliance.knowledge.importers.reading import Reading


def read(body: str) -> Reading:
    return html.read(f"<html><head><title>Page title</title></head><body>{body}</body></html>".encode())


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


def paths(body: str) -> list[str]:
    return [" › ".join((*block.heading, block.text)) for block in read(body).blocks]
