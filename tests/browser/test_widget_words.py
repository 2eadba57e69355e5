"""Every way a request can fail has words for the visitor, in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appliance.contract.chat import QUESTION_MAX_CHARS
from appliance.contract.problems import ErrorCode

WIDGET = Path(__file__).parents[2] / "assets" / "appliance" / "widget"


# About models, files, the website's reading and talks taken over, which only the owner's routes deal with.
OWNERS_ONLY = {
    ErrorCode.UNUSABLE_MODEL,
    ErrorCode.IN_USE,
    ErrorCode.WRONG_MOMENT,
    ErrorCode.NO_ROOM,
    ErrorCode.DOWNLOAD_FAILED,
    ErrorCode.WEBSITE_UNREADABLE,
}


@pytest.mark.parametrize("texts", sorted((WIDGET / "texts").glob("*.json")), ids=lambda path: path.stem)
def test_every_error_code_that_visitors_can_meet_has_words(texts: Path) -> None:
    words = json.loads(texts.read_text(encoding="utf-8"))["trouble"]
    assert {code.value for code in set(ErrorCode) - OWNERS_ONLY} <= set(words)


def test_the_widget_counts_as_far_as_the_box_allows() -> None:
    contract = (WIDGET / "src" / "contract.ts").read_text(encoding="utf-8")
    assert f"QUESTION_MAX_CHARS = {QUESTION_MAX_CHARS};" in contract
