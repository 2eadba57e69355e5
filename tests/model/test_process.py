"""The model server as a process: when it listens, what it says when it cannot, and how it ends."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx2
import pytest

from tests.model.conftest import Served, serve, starter_model, wait_until_ready

pytestmark = pytest.mark.model


def ended(served: Served) -> tuple[int, str]:
    """Exit code and what was said on standard error."""
    _, said = served.process.communicate(timeout=20)
    return served.process.returncode, said


@pytest.mark.parametrize(("role", "safe"), [("chat", ""), ("chat", "safe"), ("embed", "")])
def test_asked_to_stop_it_ends_well(role: str, safe: str) -> None:
    served = serve(role, starter_model() if role == "chat" else None, safe)
    wait_until_ready(served)
    assert served.end() == 0
    assert ended(served) == (0, "")


def test_what_was_hot_is_there_again_after_a_restart(tmp_path: Path) -> None:
    said = [{"role": "user", "content": "Count from 1 to 10, slowly, and then stop."}]
    cached, words = [], []
    for questions in (2, 1):
        served = serve("chat", starter_model(), prefixes=tmp_path / "prefixes.npz")
        wait_until_ready(served)
        for _ in range(questions):
            with served.http as http:
                body = {"messages": said, "max_tokens": 12, "temperature": 0}
                answer = http.post("/v1/chat/completions", json=body, timeout=30).json()
            cached.append(answer["usage"]["prompt_tokens_details"]["cached_tokens"])
            words.append(answer["choices"][0]["message"]["content"])
        served.process.terminate()
        assert ended(served)[0] == 0
    assert cached[0] == 0
    assert cached[1] == cached[2] > 0
    assert words[0] == words[1] == words[2]


def test_asked_to_stop_in_the_middle_of_an_answer_it_tells_the_reader() -> None:
    served = serve("chat", starter_model())
    wait_until_ready(served)
    body = {"messages": [{"role": "user", "content": "Tell a story."}], "max_tokens": 3000, "stream": True}
    with served.http as http, http.stream("POST", "/v1/chat/completions", json=body) as response:
        lines = response.iter_lines()
        for _ in range(4):
            next(lines)
        assert served.end() == 0
        rest = "\n".join(lines)
    assert "The model server is stopping." in rest
    assert "[DONE]" not in rest
    assert ended(served)[0] == 0


@pytest.mark.parametrize("content", [b"", b"GGUF", b"this is no model at all" * 1000])
def test_a_file_that_is_no_model_is_not_tried_again(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(content)
    code, said = ended(serve("chat", file))
    assert code == 78
    assert "broken.gguf cannot be loaded" in said
    assert said.count("\n") == 1


def test_a_truncated_model_is_not_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "half.gguf"
    file.write_bytes(starter_model().read_bytes()[:40_000_000])
    code, said = ended(serve("chat", file))
    assert code == 78
    assert "half.gguf cannot be loaded" in said


def test_a_file_that_is_not_there_is_not_tried_again(tmp_path: Path) -> None:
    code, said = ended(serve("chat", tmp_path / "gone.gguf"))
    assert code == 78
    assert "gone.gguf" in said


def test_without_a_model_file_it_does_not_start() -> None:
    code, said = ended(serve("chat", None))
    assert (code, said) == (78, "The model server was started without a model file.\n")


def test_a_port_that_is_taken_is_tried_again() -> None:
    first = serve("embed", None)
    wait_until_ready(first)
    port = int(first.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)):
        pass
    second = serve("embed", None, port=port)
    code, said = ended(second)
    assert code == 75
    assert str(port) in said
    assert first.end() == 0
    ended(first)


def test_it_lives_before_its_model_is_loaded() -> None:
    served = serve("chat", starter_model())
    seen = set()
    with served.http as http:
        while served.process.poll() is None and 200 not in seen:
            try:
                assert http.get("/livez").json()["alive"] is True
                seen.add(http.get("/readyz").status_code)
            except httpx2.ConnectError:
                continue
    assert seen == {503, 200}
    assert served.end() == 0
    ended(served)
