"""Owns the whole walk: one question through every real part, asked in the browser, the panel and the shell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from appliance.contract.chat import Done, Form, Outcome, Rung, Sources
from appliance.contract.status import Answering, ProcessState
from tests.browser.visitor import Visitor
from tests.whole.box import Box, until

CHROMIUM = "/usr/bin/chromium"
QUESTION = "Do you service Shimano e-bikes?"
ANSWER = "Shimano STEPS"


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium.new_page()
        chromium.close()


def test_a_visitor_in_the_browser_reads_a_streamed_answer_with_its_source(demo_box: Box, page: Page) -> None:
    visitor = Visitor(page)
    visitor.open(f"{demo_box.website}/")
    visitor.ask(QUESTION)
    expect(visitor.log).to_contain_text(ANSWER, timeout=30_000)
    expect(visitor.log).to_contain_text("E-bike service", timeout=30_000)
    assert visitor.errors == []
    assert visitor.read("window.breaches") == []


def test_a_fact_is_answered_without_a_model(demo_box: Box) -> None:
    events = demo_box.ask("How much is a flat fix?")
    done = events[-1]
    assert isinstance(done, Done)
    assert (done.outcome, done.rung) == (Outcome.ANSWERED, Rung.FACTS)
    assert "$22" in demo_box.text("How much is a flat fix?")


def test_a_question_from_the_documents_is_answered_with_its_source(demo_box: Box) -> None:
    demo_box.client.clear_cache()  # another test may have asked the same
    events = demo_box.ask(QUESTION)
    sources = next(event for event in events if isinstance(event, Sources))
    assert sources.sources[0].document_id
    done = events[-1]
    assert isinstance(done, Done)
    assert done.rung in (Rung.GENERATED, Rung.EXTRACT)
    assert {"facts", "retrieval", "generate"} <= {span.name for span in done.spans}


def test_what_nobody_wrote_down_ends_in_the_form(demo_box: Box) -> None:
    assert any(isinstance(event, Form) for event in demo_box.ask("What is the wifi password?"))


def test_the_box_says_that_it_answers(demo_box: Box) -> None:
    status = until(lambda: _answering(demo_box), 30, "the model is loaded")
    assert status.shop == "Maple Street Bikes"
    assert {process.name for process in status.processes} == {"model-chat", "model-embed", "api", "scheduler"}
    assert {process.state for process in status.processes} == {ProcessState.READY}


def _answering(box: Box):  # type: ignore[no-untyped-def]
    status = box.client.status()
    return status if status.answering is Answering.YES else None


def test_the_shell_asks_and_shows_the_source(demo_box: Box) -> None:
    told = demo_box.shopbell("ask", QUESTION)
    assert told.returncode == 0
    assert ANSWER in told.stdout
    assert "from E-bike service" in told.stdout


def test_the_shell_speaks_json(demo_box: Box) -> None:
    events = [
        json.loads(line) for line in demo_box.shopbell("ask", "--json", "Are you open on Monday?").stdout.splitlines()
    ]
    assert [event["event"] for event in events] == ["accepted", "delta", "sources", "done"]
    status = json.loads(demo_box.shopbell("status", "--json").stdout)
    assert status["shop"] == "Maple Street Bikes"
    documents = json.loads(demo_box.shopbell("knowledge", "list", "--json").stdout)
    assert len([one for one in documents if one["origin"] == "file"]) == 24
    assert all(job["state"] == "succeeded" for job in json.loads(demo_box.shopbell("jobs", "--json").stdout))


def test_a_document_added_in_the_shell_answers_and_once_removed_does_not(demo_box: Box, tmp_path: Path) -> None:
    file = tmp_path / "unicycles.md"
    file.write_text(
        "# Unicycles\n\nUnicycle lessons take place on Wednesdays and cost $31 per lesson.\n", encoding="utf-8"
    )
    added = demo_box.shopbell("knowledge", "add", str(file))
    assert added.returncode == 0, added.stderr
    question = "How much is a unicycle lesson?"
    assert "$31" in demo_box.text(question)
    document = next(one for one in demo_box.client.documents() if one.name == "unicycles.md")
    assert demo_box.shopbell("knowledge", "remove", document.id).returncode == 0
    assert "$31" not in demo_box.text(question)


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(demo_box: Box, tmp_path: Path) -> None:
    file = tmp_path / "song.mp3"
    file.write_bytes(b"ID3")
    refused = demo_box.shopbell("knowledge", "add", str(file))
    assert refused.returncode == 1
    assert refused.stderr.startswith("song.mp3 cannot be read;")


def test_the_index_is_rebuilt_while_questions_are_answered(demo_box: Box) -> None:
    before = demo_box.client.knowledge()
    job = demo_box.client.rebuild_index()
    assert ANSWER in demo_box.text(QUESTION)
    until(lambda: demo_box.client.job(job.id).finished_at, 120, "the index is rebuilt")
    after = demo_box.client.knowledge()
    assert after.generation != before.generation
    assert after.passages == before.passages
    assert ANSWER in demo_box.text(QUESTION)
