"""Owns what the panel says of what the box says, tried without Qt."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from appliance.contract.chat import Outcome, Rung
from appliance.contract.jobs import JobKind, JobState
from appliance.contract.knowledge import DocumentState
from appliance.contract.leads import BookingWish, FormKind
from appliance.contract.opening import SpecialDay
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.status import Answering, ProcessState
from gui import presenters
from gui.presenters import documents, home, leads, moments, opening
from gui.presenters.needs import Help, needs
from gui.presenters.problem import problem_view
from gui.presenters.progress import Progress, sending
from gui.presenters.tone import Tone
from tests.gui import a_shop, a_shop_knows

SATURDAY = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_presenters_and_wording_load_no_qt() -> None:
    names = [f"gui.presenters.{file.stem}" for file in Path(presenters.__file__).parent.glob("[!_]*.py")]
    code = (
        f"import sys, gui.wording, gui.theme.style_sheet, {', '.join(names)};"
        " sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert len(names) > 15
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "just now"),
        (60, "1 minute ago"),
        (130, "2 minutes ago"),
        (3_700, "1 hour ago"),
        (23 * 3_600, "23 hours ago"),
        (2 * 86_400, "2 days ago"),
        (9 * 86_400, "12 November 2026"),
    ],
)
def test_moments_are_relative(seconds: int, words: str) -> None:
    assert moments.ago(START - timedelta(seconds=seconds), START) == words


def test_a_moment_is_exact_in_the_owners_own_time() -> None:
    assert moments.exact(datetime(2026, 11, 21, 17, 4, tzinfo=UTC), SATURDAY) == "Saturday 21 November 2026, 09:04"


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(2, "0.01 s"), (18, "0.02 s"), (412, "0.4 s"), (3_100, "3.1 s"), (12_400, "12 s")]
)
def test_lengths_carry_their_unit(milliseconds: float, words: str) -> None:
    assert moments.seconds(milliseconds) == words


@pytest.mark.parametrize(("hour", "words"), [(8, "Good morning"), (13, "Good afternoon"), (21, "Good evening")])
def test_the_greeting_follows_the_hour(hour: int, words: str) -> None:
    assert opening.greeting("Maple Street Bikes", SATURDAY.replace(hour=hour)) == f"{words}, Maple Street Bikes"


def test_the_day_says_when_the_shop_is_open() -> None:
    assert opening.day_line(None, SATURDAY) == "Saturday 21 November"
    assert opening.day_line(a_shop_knows.facts(), SATURDAY) == "Saturday 21 November · open today 10:00 – 18:00"
    assert opening.day_line(a_shop_knows.facts(), SATURDAY + timedelta(days=1)) == "Sunday 22 November · closed today"


def test_a_special_day_replaces_the_usual_hours() -> None:
    closed = SpecialDay(date=SATURDAY.date(), name={"en": "Stocktaking"})
    facts = a_shop_knows.facts().model_copy(update={"special_days": (closed,)})
    assert opening.day_line(facts, SATURDAY) == "Saturday 21 November · closed today"


def test_the_banner_answers_whether_the_desk_is_open() -> None:
    open_desk = home.banner(a_shop.status())
    assert (open_desk.tone, open_desk.title) == (Tone.OK, "Your front desk is open.")
    assert open_desk.detail == "Every part is working. First words in 0.4 s."
    loading = home.banner(a_shop.status(Answering.LIMITED, "The assistant's model is being loaded."))
    assert (loading.tone, loading.detail) == (Tone.WARN, "The assistant's model is being loaded.")
    closed = home.banner(a_shop.status(Answering.NO, "No part answers."))
    assert closed.tone is Tone.BAD
    assert "phone number" in closed.detail
    assert "No part answers." in closed.for_support


def test_a_box_that_is_gone_says_what_to_do() -> None:
    view = home.gone(Unavailable(ErrorCode.UNREACHABLE, "Shopbell is not running on this computer.").problem())
    assert view.tone is Tone.BAD
    assert "Shopbell is not running on this computer." in view.detail
    assert "Start Shopbell" in view.detail
    assert view.for_support


def test_tiles_count_today_and_invent_nothing() -> None:
    asked, without, left, first = home.tiles(a_shop.status(questions=38, not_known=3, leads=2))
    assert (asked.value, asked.note) == ("38", "3 not known")
    assert (without.value, without.note) == ("89 %", "34 of 38 questions")
    assert (left.value, first.value) == ("2", "0.4 s")
    quiet_day = home.tiles(a_shop.status(questions=0))
    assert [tile.value for tile in quiet_day] == ["0", "–", "0", "–"]
    assert [tile.value for tile in home.tiles(None)] == ["–"] * 4


def test_a_part_that_gave_up_is_bad_and_one_with_care_is_a_warning() -> None:
    running, given_up = a_shop.process("api"), a_shop.process("model-chat", ProcessState.GIVEN_UP)
    careful = running.model_copy(update={"safe_mode": True})
    views = home.parts((running, given_up, careful))
    assert [view.tone for view in views] == [Tone.OK, Tone.BAD, Tone.WARN]
    assert views[1].name == "Writes answers"
    assert views[1].state == "does not start"


def test_each_question_shows_its_answer_its_rung_and_its_times() -> None:
    tuned, thanksgiving = home.right_now(a_shop.questions(), SATURDAY)
    assert tuned.words == "“How much is a full tune-up?” → “A full tune-up is $140 and takes 2 to 3 days.”"
    assert (tuned.badge, tuned.took, tuned.asked) == ("answered", "0.3 s", "2 minutes ago")
    assert (thanksgiving.badge, thanksgiving.tone) == ("from your facts", Tone.OK)


@pytest.mark.parametrize(
    ("outcome", "rung", "badge", "tone"),
    [
        (None, None, "being answered", Tone.QUIET),
        (Outcome.ANSWERED, None, "answered", Tone.QUIET),
        (Outcome.PARTIAL, Rung.GENERATED, "broke off", Tone.WARN),
        (Outcome.NOT_KNOWN, Rung.LEAD_FORM, "asked for contact", Tone.WARN),
        (Outcome.CANCELLED, None, "stopped", Tone.QUIET),
    ],
)
def test_badges_name_how_it_ended(outcome: Outcome | None, rung: Rung | None, badge: str, tone: Tone) -> None:
    (row,) = home.right_now([a_shop.question("Why?", "", outcome, rung)], SATURDAY)
    assert (row.badge, row.tone) == (badge, tone)
    assert row.words == "“Why?”"


def test_needs_come_most_urgent_first() -> None:
    given_up = a_shop.process("model-chat", ProcessState.GIVEN_UP, "The model file is damaged.")
    status = a_shop.status(processes=(given_up,), leads=2, not_known=3)
    unreadable = a_shop.document("scan.pdf", DocumentState.UNREADABLE)
    unknown = a_shop.question("Do you service Bosch batteries?", "", Outcome.NOT_KNOWN, Rung.LEAD_FORM)
    found = needs(status, [unreadable], [a_shop.lead()], [unknown])
    assert [need.help for need in found] == [
        Help.COPY_DETAILS,
        Help.SHOW_LEADS,
        Help.SHOW_DOCUMENTS,
        Help.ANSWER_QUESTIONS,
    ]
    assert "The model file is damaged." in found[0].for_support
    assert found[1].title == "2 visitors asked to hear from you today"
    assert found[1].detail == "Dana R.: “Could you hold the blue Trek until Saturday?” · and 1 more"
    assert found[3].detail == "Do you service Bosch batteries? · and 2 more"


def test_a_quiet_day_needs_nobody_and_an_empty_shop_needs_documents() -> None:
    assert needs(a_shop.status(), a_shop.documents(), [], []) == ()
    assert needs(a_shop.status(), None, [], []) == ()
    (need,) = needs(a_shop.status(), [], [], [])
    assert need.title == "The assistant has nothing to read yet"


def test_a_lead_says_how_to_reach_the_visitor() -> None:
    (view,) = leads.lead_views([a_shop.lead()], SATURDAY)
    assert view.contact == "503 555 0142 · dana@example.org"
    assert view.question.endswith("20 minutes ago")
    assert view.wish == ""


def test_a_lead_says_when_the_visitor_would_like_to_come_and_that_the_shop_is_closed_then() -> None:
    wish = BookingWish.model_validate({"date": "2026-12-25", "time": "03:00", "people": 4, "open": False})
    wanted = a_shop.lead().model_copy(update={"kind": FormKind.BOOKING, "booking": wish, "note": "By the window."})
    (view,) = leads.lead_views([wanted], SATURDAY)
    assert view.wish == (
        "Would like to come on Friday 25 December 2026 at 03:00. 4 people. The shop is closed then.\nBy the window."
    )
    (view,) = leads.lead_views([a_shop.lead().model_copy(update={"kind": FormKind.EMAIL_ANSWER})], SATURDAY)
    assert view.wish == "Waits for an e-mail."


def test_documents_are_described_and_summed_up() -> None:
    broken = a_shop.document("scan.pdf", DocumentState.UNREADABLE, 0, "It is locked.")
    price_list, *_, scan = documents.document_views([*a_shop.documents(), broken], SATURDAY)
    assert (price_list.title, price_list.kind, price_list.state) == ("Service price list", "Text", "answers questions")
    assert (scan.kind, scan.tone, scan.problem) == ("PDF", Tone.BAD, "It is locked.")
    assert documents.summary(a_shop.documents()) == "3 documents with 49 passages to answer from."
    assert documents.unreadable([broken]) == 1
    assert documents.kind("notes") == "File"


def test_removing_says_its_consequence() -> None:
    views = documents.document_views(a_shop.documents(), SATURDAY)
    assert documents.removal_title(views[:1]) == "Visitors will get no more answers from “Service price list”."
    assert documents.removal_title(views) == "Visitors will get no more answers from 3 documents."
    assert documents.removed(views[:1]) == "Removed “Service price list”"
    assert documents.removed(views) == "Removed 3 documents"


def test_the_list_can_be_taken_along() -> None:
    views = documents.document_views(a_shop.documents()[:1], SATURDAY)
    lines = documents.as_lines(views, ",").splitlines()
    assert lines[0] == "Document,Kind,State,Passages,Added"
    assert lines[1] == 'Service price list,Text,answers questions,18,"Friday 20 November 2026, 10:04"'


def test_progress_counts_and_says_the_time_left_once_it_is_known() -> None:
    progress = Progress()
    (first,) = progress.look([a_shop.job("j", "a.md", JobState.RUNNING, 1, 11)], now=0.0).rows
    assert (first.title, first.detail) == ("Reading “a.md”", "1 of 11 passages")
    (later,) = progress.look([a_shop.job("j", "a.md", JobState.RUNNING, 3, 11)], now=40.0).rows
    assert later.detail == "3 of 11 passages · about 3 minutes left"
    (soon,) = progress.look([a_shop.job("j", "a.md", JobState.RUNNING, 10, 11)], now=41.0).rows
    assert soon.detail.endswith("less than a minute left")


def test_progress_tells_what_ended_since_the_last_look_and_only_that() -> None:
    progress = Progress()
    old = a_shop.job("old", "b.md", JobState.FAILED)
    assert progress.look([a_shop.job("j", "a.md", JobState.QUEUED), old], now=0.0).ended == ()
    look = progress.look([a_shop.job("j", "a.md", JobState.SUCCEEDED), old], now=1.0)
    assert [job.id for job in look.ended] == ["j"]
    assert look.rows == ()
    assert progress.look([a_shop.job("j", "a.md", JobState.SUCCEEDED)], now=2.0).ended == ()


def test_running_work_stands_before_waiting_work_and_housekeeping_is_not_shown() -> None:
    jobs = [
        a_shop.job("wait", "a.md", JobState.QUEUED),
        a_shop.job("run", "all documents", JobState.RUNNING, 2, 9, JobKind.REBUILD_INDEX),
        a_shop.job("tidy", "", JobState.RUNNING, 0, 0, JobKind.TIDY_UP),
    ]
    rows = Progress().look(jobs, now=0.0).rows
    assert [row.id for row in rows] == ["run", "wait"]
    assert (rows[0].title, rows[0].detail) == ("Reading all documents again", "2 of 9 documents")
    assert rows[1].detail == "waiting"


def test_files_on_their_way_are_counted() -> None:
    assert sending("a.md", 0, 1).detail == "on its way"
    assert sending("a.md", 2, 5).detail == "2 of 5 files"


def test_a_problem_says_what_happened_what_it_means_and_what_to_do() -> None:
    view = problem_view(Refused(ErrorCode.TOO_LARGE, "At most 20 MB.").problem(), "catalogue.pdf")
    assert view.title == "catalogue.pdf: This file is too large."
    assert view.detail.startswith("At most 20 MB. Customers get no answers from it yet. Split it")
    assert "code: too_large (413)" in view.for_support
    assert "subject: catalogue.pdf" in view.for_support
