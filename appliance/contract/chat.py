"""Owns a question's life on the wire: the request, the events of its stream, its state when polled.

A stream is server-sent events. Each event has a growing integer `id`, its name in `event` and one
JSON object in `data`. The order is accepted, then position, stage and delta in any number, then sources,
cards and form when there are any, then done. A `replace` may come after sources: a better answer takes the
place of all words so far, and its own sources follow. A stream that ends without `done` has failed.
Of an answer that ended a while ago, or before a restart, the whole is told as one `replace`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from appliance.contract.handoff import HandOffState
from appliance.contract.leads import FormKind
from appliance.contract.model import Value
from appliance.contract.problems import ErrorCode

QUESTION_MAX_CHARS = 2_000


class Rung(StrEnum):
    """Which part of the answer ladder an answer came from."""

    FACTS = "facts"
    APPROVED = "approved"
    PRODUCTS = "products"
    CACHE = "cache"
    GENERATED = "generated"
    EXTRACT = "extract"
    CLOUD = "cloud"
    LEAD_FORM = "lead_form"
    HAND_OFF = "hand_off"
    INCIDENT = "incident"


class Stage(StrEnum):
    """What the box is doing, for words beside the moving dots."""

    LOOKING_UP = "looking_up"
    WRITING = "writing"
    ASKING_OUTSIDE = "asking_outside"


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_KNOWN = "not_known"
    REFUSED = "refused"
    HANDED_OFF = "handed_off"
    CANCELLED = "cancelled"


class ChatRequest(Value):
    """POST /v1/chat. Leave `conversation_id` out to begin a conversation."""

    question: str = Field(min_length=1, max_length=QUESTION_MAX_CHARS * 4)
    conversation_id: str | None = Field(default=None, max_length=64)
    page: str | None = Field(default=None, max_length=500, description="Path of the page the visitor is on.")


class Source(Value):
    """Where an answer stands: a document and the place in it, or the shop's own facts."""

    title: str
    place: str = Field(description="Heading path, or the kind of fact; empty when the whole document is meant.")
    document_id: str | None = None
    url: str | None = Field(default=None, description="Where a visitor can read it, with the anchor when there is one.")
    page: int | None = Field(default=None, description="Page of a PDF, from 1.")
    row: int | None = Field(default=None, description="Row of a table, from 1.")


class ProductCard(Value):
    """One product as a visitor sees it. Prices are words in the visitor's language: `$18`, `from 18 €`."""

    name: str
    detail: str = Field(default="", description="Which of its variants is meant: 'M / red'; empty for all of them.")
    price: str | None = None
    regular_price: str | None = Field(default=None, description="The price before a sale.")
    url: str | None = None
    image: str | None = None
    in_stock: bool | None = Field(default=None, description="None when nobody knows.")
    document_id: str


class Span(Value):
    """How long one step took. `start_ms` counts from the moment the question was accepted."""

    name: str
    start_ms: float
    duration_ms: float


class Accepted(Value):
    event: Literal["accepted"] = "accepted"
    question_id: str
    conversation_id: str


class Staged(Value):
    event: Literal["stage"] = "stage"
    stage: Stage


class Position(Value):
    """Where the question stands in the line for the model; sent again whenever that changes."""

    event: Literal["position"] = "position"
    ahead: int = Field(ge=0, description="How many are before it.")
    eta_s: float = Field(ge=0, description="Seconds until its turn, as far as one can tell.")


class Delta(Value):
    """More words of the answer. The text is all deltas joined as they are, after the last `replace`."""

    event: Literal["delta"] = "delta"
    text: str


class Replaced(Value):
    """A better answer in place of all words so far. Sources sent before it no longer hold."""

    event: Literal["replace"] = "replace"
    text: str


class Sources(Value):
    event: Literal["sources"] = "sources"
    sources: tuple[Source, ...]


class Cards(Value):
    """The products an answer speaks of, best first. The words before it say the same without them."""

    event: Literal["cards"] = "cards"
    cards: tuple[ProductCard, ...]


class Form(Value):
    """Ask the visitor for contact details; they are sent with this question's id to where its kind says."""

    event: Literal["form"] = "form"
    kind: FormKind = FormKind.LEAD
    question_id: str


class HandedOff(Value):
    """A person is asked to take over, or has. What they say comes over the conversation's own stream."""

    event: Literal["handoff"] = "handoff"
    state: HandOffState


class Failed(Value):
    """Something went wrong on the way. Words already sent stay; `done` still follows."""

    event: Literal["error"] = "error"
    code: ErrorCode
    detail: str
    partial: bool = Field(description="True when part of the answer was already sent.")


class Done(Value):
    event: Literal["done"] = "done"
    outcome: Outcome
    rung: Rung | None
    spans: tuple[Span, ...] = ()


ChatEvent = Annotated[
    Accepted | Position | Staged | Delta | Replaced | Sources | Cards | Form | HandedOff | Failed | Done,
    Field(discriminator="event"),
]


class QuestionState(Value):
    """GET /v1/chat/{id}: everything said so far about one question."""

    question_id: str
    conversation_id: str
    question: str
    running: bool
    text: str
    sources: tuple[Source, ...]
    cards: tuple[ProductCard, ...] = ()
    form: FormKind | None = Field(default=None, description="What the visitor is asked to fill in.")
    handoff: HandOffState | None = Field(default=None, description="A person is asked to take over, or has.")
    position: Position | None = Field(default=None, description="Where it stands in the line while no word has come.")
    outcome: Outcome | None
    rung: Rung | None
    spans: tuple[Span, ...]
    error: ErrorCode | None
    last_event_id: int


class WidgetSettings(Value):
    """GET /v1/widget: what the widget needs to greet and to fall back, without any model."""

    shop: str
    greeting: str
    phone: str | None
    email: str | None
    languages: tuple[str, ...]
    notice: str | None = Field(default=None, description="What is not as usual just now, in one line.")


class ConversationSummary(Value):
    """One line of the owner's list of recent questions. `asked_at` is UTC, ISO 8601."""

    question_id: str
    conversation_id: str
    question: str
    answer: str
    asked_at: str
    outcome: Outcome | None
    rung: Rung | None
    first_words_ms: float | None
