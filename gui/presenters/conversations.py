"""Owns what the Conversations page says: who wrote, who waits for a person, what was said and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from appliance.contract.chat import ConversationSummary
from appliance.contract.handoff import HandOff, HandOffMessage, HandOffState, Speaker
from gui import wording
from gui.presenters import moments
from gui.presenters.tone import Tone
from gui.translation import counted, tr

_ORDER = {HandOffState.WAITING: 0, HandOffState.TALKING: 1, HandOffState.MISSED: 2, HandOffState.ENDED: 3, None: 3}


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that is known of one conversation: its questions, oldest first, and its latest hand-off."""

    id: str
    questions: tuple[ConversationSummary, ...]
    hand_off: HandOff | None

    @property
    def open_hand_off(self) -> HandOff | None:
        return self.hand_off if self.hand_off and self.hand_off.state is not HandOffState.ENDED else None

    @property
    def state(self) -> HandOffState | None:
        """Where its hand-off stands; None when the assistant answers as ever."""
        return self.open_hand_off.state if self.open_hand_off else None

    @property
    def latest_at(self) -> str:
        return max(
            [question.asked_at for question in self.questions] + ([self.hand_off.asked_at] if self.hand_off else [])
        )


@dataclass(frozen=True, slots=True)
class RowView:
    """One conversation in the list. `badge` is empty when it needs nobody."""

    id: str
    line: str
    badge: str
    tone: Tone
    when: str
    when_exactly: str
    chosen: bool


class Voice(StrEnum):
    """Whose words a line is. A note is the box telling how a talk stands."""

    VISITOR = "visitor"
    ASSISTANT = "assistant"
    PERSON = "person"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    voice: Voice
    text: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """Above the thread: who, how it stands, and the words of the buttons; an empty one is not shown."""

    title: str
    detail: str
    take: str
    end: str
    talking: bool


def conversations(questions: Sequence[ConversationSummary], hand_offs: Sequence[HandOff]) -> list[Conversation]:
    """Who needs a person first, then the latest. `questions` newest first, `hand_offs` in any order."""
    asked: dict[str, list[ConversationSummary]] = {}
    for question in questions:
        asked.setdefault(question.conversation_id, []).insert(0, question)
    latest: dict[str, HandOff] = {}
    for hand_off in sorted(hand_offs, key=lambda each: each.asked_at):
        latest[hand_off.conversation_id] = hand_off
    found = [Conversation(key, tuple(asked.get(key, ())), latest.get(key)) for key in {**asked, **latest}]
    found.sort(key=lambda each: each.latest_at, reverse=True)
    return sorted(found, key=lambda each: _ORDER[each.state])


def needing(found: Sequence[Conversation]) -> int:
    """How many wait for a person."""
    return sum(each.state is HandOffState.WAITING for each in found)


def row(conversation: Conversation, now: datetime, chosen: bool) -> RowView:
    at = moments.parse(conversation.latest_at)
    badge, tone = _badge(conversation)
    return RowView(
        conversation.id, _latest_words(conversation), badge, tone, moments.ago(at, now), moments.exact(at, now), chosen
    )


def head(conversation: Conversation, now: datetime) -> HeadView:
    state, hand_off = conversation.state, conversation.open_hand_off
    if state is HandOffState.TALKING and hand_off:
        detail = tr("{name} is talking with this visitor. The assistant is silent.").format(name=hand_off.person or "")
        return HeadView(tr("Visitor"), detail, "", tr("Hand back to assistant"), talking=True)
    if state is HandOffState.WAITING and hand_off:
        since = moments.ago(moments.parse(hand_off.asked_at), now)
        detail = tr("Asked for a person {when}. The assistant goes on answering.").format(when=since)
        return HeadView(tr("Visitor"), detail, tr("Take over"), tr("Nobody can come"), talking=False)
    asked = counted(len(conversation.questions), tr("1 question"), tr("{n} questions"))
    detail = tr("{asked} · the assistant answers").format(asked=asked)
    if state is HandOffState.MISSED:
        detail = tr("Asked for a person, and nobody came.")
    return HeadView(tr("Visitor"), detail, tr("Take over"), "", talking=False)


def lines(conversation: Conversation, messages: Sequence[HandOffMessage]) -> list[Line]:
    """Everything said, in order. Words to a person stand among the questions too; they are shown once."""
    said: list[tuple[str, Line]] = []
    to_person = {message.text for message in messages if message.said_by is Speaker.VISITOR}
    for question in conversation.questions:
        if question.question in to_person and not question.answer:
            continue
        said.append((question.asked_at, Line(Voice.VISITOR, question.question)))
        answer = question.answer or (wording.outcome(question.outcome) if question.outcome else "")
        if answer:
            said.append((question.asked_at, Line(Voice.ASSISTANT if question.answer else Voice.NOTE, answer)))
    said += [(message.at, _line(message)) for message in messages if message.text or message.state]
    return [line for _, line in sorted(said, key=lambda each: each[0])]


def _line(message: HandOffMessage) -> Line:
    if message.said_by is Speaker.BOX:
        return Line(Voice.NOTE, _told(message))
    return Line(Voice.PERSON if message.said_by is Speaker.PERSON else Voice.VISITOR, message.text)


def _told(message: HandOffMessage) -> str:
    if message.state is HandOffState.TALKING:
        return tr("{name} took over. The assistant is silent.").format(name=message.name or tr("Your team"))
    return {
        HandOffState.WAITING: tr("The visitor asked for a person."),
        HandOffState.MISSED: tr("Nobody came. The visitor was told so."),
        HandOffState.ENDED: tr("The assistant answers again."),
    }.get(message.state or HandOffState.TALKING, message.text)


def _latest_words(conversation: Conversation) -> str:
    if conversation.questions:
        return conversation.questions[-1].question
    return (conversation.hand_off.question if conversation.hand_off else "") or tr("Asked for a person")


def _badge(conversation: Conversation) -> tuple[str, Tone]:
    return {
        HandOffState.WAITING: (tr("waits for you"), Tone.WARN),
        HandOffState.TALKING: (tr("you are talking"), Tone.OK),
        HandOffState.MISSED: (tr("nobody came"), Tone.BAD),
    }.get(conversation.state or HandOffState.ENDED, ("", Tone.QUIET))
