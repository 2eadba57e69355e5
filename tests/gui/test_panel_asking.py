"""Owns one question in the panel, event by event, tried without Qt."""

from __future__ import annotations

from appliance.contract.chat import (
    Accepted,
    Cards,
    ChatEvent,
    Delta,
    Done,
    Failed,
    Form,
    HandedOff,
    Outcome,
    Position,
    ProductCard,
    Replaced,
    Rung,
    Source,
    Sources,
    Stage,
    Staged,
)
from appliance.contract.handoff import HandOffState
from appliance.contract.problems import ErrorCode, Unavailable
from gui.presenters import asking
from gui.presenters.asking import Asking, CardView, SourceView
from tests.gui import a_shop


def told(*events: ChatEvent, every_s: float = 0.2) -> Asking:
    """The question after these events, `every_s` apart, asked at second 100."""
    state = asking.begin(100.0)
    for at, event in enumerate(events, start=1):
        state = asking.after(state, event, 100.0 + at * every_s)
    return state


def test_there_are_words_before_the_first_word_arrives() -> None:
    assert asking.begin(0.0).view.status == "Asking …"
    assert told(Staged(stage=Stage.LOOKING_UP)).view.status == "Looking it up in your documents …"


def test_words_are_joined_as_they_are() -> None:
    assert told(Delta(text="We are"), Delta(text=" open.")).view.text == "We are open."


def test_an_answer_ends_with_its_rung_and_its_times() -> None:
    state = told(*a_shop.answer())
    assert not state.view.running
    assert state.view.status == "Answered · first words after 0.8 s · complete after 1.4 s"
    assert (state.question_id, state.conversation_id) == ("q_1", "c_7")


def test_an_answer_in_one_piece_names_one_time() -> None:
    state = told(Delta(text="10 to 18."), Done(outcome=Outcome.ANSWERED, rung=Rung.FACTS), every_s=0.001)
    assert state.view.status == "From your facts · complete after 0.01 s"


def test_each_source_is_named_once_and_opens_its_document_or_its_page() -> None:
    price_list = Source(title="Prices", place="Tune-ups", document_id="d_1")
    page = Source(title="Our page", place="", url="https://maplestreetbikes.example/faq")
    odd = Source(title="Odd", place="", url="file:///etc/passwd")
    views = told(Sources(sources=(price_list, price_list, page, odd))).view.sources
    assert views == (
        SourceView("Prices", "Tune-ups", "Prices"),
        SourceView("Our page", "", "https://maplestreetbikes.example/faq"),
        SourceView("Odd", "", ""),
    )


def test_each_product_is_one_line_and_opens_its_page() -> None:
    page = "https://maplestreetbikes.example/beanie"
    beanie = ProductCard(name="Beanie", price="$18", regular_price="$20", in_stock=True, url=page, document_id="d_1")
    odd = ProductCard(name="Odd", detail="M / red", in_stock=False, url="javascript:alert(1)", document_id="d_1")
    assert told(Cards(cards=(beanie, odd))).view.cards == (
        CardView("Beanie", "$18 instead of $20 · in stock", page),
        CardView("Odd", "M / red · out of stock", ""),
    )


def test_the_form_is_told_instead_of_shown() -> None:
    state = told(
        Accepted(question_id="q", conversation_id="c"),
        Delta(text="I could not find that."),
        Form(question_id="q"),
        Done(outcome=Outcome.NOT_KNOWN, rung=Rung.LEAD_FORM),
    )
    assert state.view.note == "The visitor would now be asked for contact details."
    assert state.view.status.startswith("Asked for contact")


def test_an_error_on_the_way_keeps_the_words_and_offers_details() -> None:
    failed = Failed(code=ErrorCode.MODEL_UNAVAILABLE, detail="The rest did not arrive.", partial=True)
    state = told(Delta(text="We are"), failed, Done(outcome=Outcome.PARTIAL, rung=Rung.GENERATED))
    assert state.view.text == "We are"
    assert "The rest did not arrive." in state.view.note
    assert "model_unavailable" in state.view.for_support
    assert state.view.status.startswith("Broke off")


def test_a_stream_that_breaks_says_what_to_do() -> None:
    problem = Unavailable(ErrorCode.INTERNAL, "The answer broke off.").problem()
    view = asking.broken(told(Delta(text="We are")), problem).view
    assert not view.running
    assert "The answer broke off." in view.note
    assert "copy the details for support" in view.note
    assert view.for_support


def test_stopping_keeps_what_was_said() -> None:
    view = asking.stopped(told(Delta(text="We are"))).view
    assert (view.text, view.status, view.running) == ("We are", "You stopped this answer.", False)


def test_a_screen_reader_hears_answer_and_sources() -> None:
    assert asking.spoken(told(*a_shop.answer()).view) == (
        "We can collect a bike inside the city for $25. We are open until 18:00 today. from Services & prices"
    )


def test_a_place_in_the_line_is_told_in_words() -> None:
    assert told(Position(ahead=2, eta_s=20)).view.status == "2 questions before it · about 20 s to go"
    assert told(Position(ahead=0, eta_s=2)).view.status == "about 2.0 s to go"


def test_a_better_answer_takes_the_place_of_the_quotation_and_its_sources() -> None:
    quoted = (Delta(text="A long quotation."), Sources(sources=(Source(title="Prices", place="", document_id="d_1"),)))
    view = told(*quoted, Replaced(text="It is $140"), Delta(text=" and takes 3 days.")).view
    assert view.text == "It is $140 and takes 3 days."
    assert view.sources == ()


def test_the_owner_reads_that_the_team_would_be_called() -> None:
    state = told(HandedOff(state=HandOffState.WAITING), Done(outcome=Outcome.HANDED_OFF, rung=Rung.HAND_OFF))
    assert state.view.note == "Your team would now be called."
    assert state.view.status.startswith("Given to your team")
