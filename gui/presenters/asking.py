"""Owns one question as it is being answered: each event of its stream changes what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from appliance.contract.chat import (
    QUESTION_MAX_CHARS,
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
    Source,
    Sources,
    Staged,
)
from appliance.contract.problems import Problem
from gui import wording
from gui.presenters import moments
from gui.presenters.problem import problem_view
from gui.translation import counted, tr

LONGEST = QUESTION_MAX_CHARS


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where an answer stands. `opens` is a web address, or the title of a document in the panel, or nothing."""

    title: str
    place: str
    opens: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One product: its name, what is told of it in one line, and its web page or nothing."""

    name: str
    line: str
    opens: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the bubble shows. `status` stands below the words while they come and says how it ended after."""

    text: str = ""
    sources: tuple[SourceView, ...] = ()
    cards: tuple[CardView, ...] = ()
    status: str = ""
    note: str = ""
    for_support: str = ""
    running: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """One question under way. Moments are seconds of the clock that was handed in."""

    asked_at: float
    view: AnswerView
    question_id: str | None = None
    conversation_id: str | None = None
    first_words_at: float | None = None


def begin(now: float) -> Asking:
    return Asking(now, AnswerView(status=tr("Asking …")))


def after(asking: Asking, event: ChatEvent, now: float) -> Asking:
    """The question after one more event."""
    view = asking.view
    match event:
        case Accepted():
            return replace(asking, question_id=event.question_id, conversation_id=event.conversation_id)
        case Staged():
            return replace(asking, view=replace(view, status=wording.stage(event.stage)))
        case Delta():
            first = now if asking.first_words_at is None else asking.first_words_at
            return replace(asking, first_words_at=first, view=replace(view, text=view.text + event.text))
        case Position():
            return replace(asking, view=replace(view, status=_place(event)))
        case Replaced():
            return replace(asking, view=replace(view, text=event.text, sources=(), cards=()))
        case HandedOff():
            return replace(asking, view=replace(view, note=tr("Your team would now be called.")))
        case Sources():
            return replace(asking, view=replace(view, sources=source_views(event.sources)))
        case Cards():
            return replace(asking, view=replace(view, cards=tuple(_card_view(card) for card in event.cards)))
        case Form():
            note = tr("The visitor would now be asked for contact details.")
            return replace(asking, view=replace(view, note=note))
        case Failed():
            note = f"{wording.error(event.code).happened} {event.detail}"
            return replace(asking, view=replace(view, note=note, for_support=f"code: {event.code}\n{event.detail}"))
        case Done():
            return replace(asking, view=replace(view, status=_ended(asking, event, now), running=False))


def stopped(asking: Asking) -> Asking:
    return replace(asking, view=replace(asking.view, status=tr("You stopped this answer."), running=False))


def broken(asking: Asking, problem: Problem) -> Asking:
    words = problem_view(problem)
    note = f"{words.title} {words.detail}"
    return replace(
        asking, view=replace(asking.view, status="", note=note, for_support=words.for_support, running=False)
    )


def source_views(sources: tuple[Source, ...]) -> tuple[SourceView, ...]:
    """Each place once, in the order of the answer."""
    return tuple(dict.fromkeys(_source_view(source) for source in sources))


def is_web(opens: str) -> bool:
    return opens.startswith(("https://", "http://"))


def spoken(view: AnswerView) -> str:
    """The whole answer as a screen reader says it once it is complete."""
    named = ", ".join(source.title for source in view.sources)
    sources = tr("from {sources}").format(sources=named) if named else ""
    return " ".join(part for part in (view.text, sources, view.note) if part)


def _place(event: Position) -> str:
    line = counted(event.ahead, tr("1 question before it"), tr("{n} questions before it")) if event.ahead else ""
    time = tr("about {time} to go").format(time=moments.seconds(event.eta_s * 1000))
    return " · ".join(part for part in (line, time) if part)


def _source_view(source: Source) -> SourceView:
    if source.url and is_web(source.url):
        return SourceView(source.title, source.place, source.url)
    return SourceView(source.title, source.place, source.title if source.document_id else "")


def _card_view(card: ProductCard) -> CardView:
    before = tr("instead of {price}").format(price=card.regular_price) if card.regular_price else ""
    price = " ".join(part for part in (card.price, before) if part)
    stock = {True: tr("in stock"), False: tr("out of stock"), None: ""}[card.in_stock]
    line = " · ".join(part for part in (card.detail, price, stock) if part)
    return CardView(card.name, line, card.url if card.url and is_web(card.url) else "")


def _ended(asking: Asking, done: Done, now: float) -> str:
    how = wording.outcome(done.outcome)
    if done.rung is not None and done.outcome in (Outcome.ANSWERED, Outcome.NOT_KNOWN):
        how = wording.rung(done.rung)
    whole = moments.seconds((now - asking.asked_at) * 1000)
    begun = now if asking.first_words_at is None else asking.first_words_at
    first = moments.seconds((begun - asking.asked_at) * 1000)
    times = [tr("first words after {time}").format(time=first)] if first != whole else []
    return " · ".join([how[:1].upper() + how[1:], *times, tr("complete after {time}").format(time=whole)])
