"""Owns that the address of the model server in the network is one, or the owner is told where it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.core import settings_file
from appliance.inference import ChatModel


def written(tmp_path: Path, address: str) -> Path:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"model": {"endpoint": address}}))
    return file


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://10.0.0.5:8000",
        "https://big-box.local/llm",
        "http://big_box:65535",
        "http://[fd00::7]:8000",
        "http://owner:word@10.0.0.5:8000/v1",
    ],
)
async def test_what_a_server_can_have_is_taken(tmp_path: Path, address: str) -> None:
    taken = settings_file.read(written(tmp_path, address)).model.endpoint
    assert taken == address
    await ChatModel(taken, "none").close()


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.5:abc",
        "http://10.0.0.5:80000",
        "http://10.0.0.999:8000",
        "http://[fd00::7",
        "http://[fd00:::7]:8000",
        "http://a..b:8000",
        f"http://{'a' * 70}.local",
        "http://:8000",
        "http://10.0.0.5:8000?model=large",
        "http://big box:8000",
        "http://box:8000/\x7f",
        "ftp://10.0.0.5",
        "10.0.0.5:8000",
    ],
)
def test_what_none_can_have_is_refused_in_a_sentence_that_names_the_field(tmp_path: Path, address: str) -> None:
    with pytest.raises(Refused, match=r"model\.endpoint: the address of the model server must be like http://"):
        settings_file.read(written(tmp_path, address))
