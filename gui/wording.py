"""Owns the owner's words for everything the box can say with a code: errors, states, kinds, rungs, outcomes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.contract.chat import Outcome, Rung, Stage
from appliance.contract.facts import PolicyKey
from appliance.contract.jobs import JobKind, JobState
from appliance.contract.knowledge import DocumentState, NoteCode
from appliance.contract.problems import ErrorCode
from appliance.contract.status import ProcessState
from appliance.contract.teaching import AnswerState, GapReason
from appliance.contract.website import Change, ReadEvery
from gui.translation import tr

Table = dict[ErrorCode, tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened, what it means for customers, what to do."""

    happened: str
    customers: str
    to_do: str


def error(code: ErrorCode) -> ErrorWords:
    happened, customers, to_do = {**_refused(), **_unavailable()}[code]
    return ErrorWords(happened, customers, to_do)


def _refused() -> Table:
    """The owner asked for something that cannot be."""
    unharmed = tr("Customers notice nothing.")
    return {
        ErrorCode.BAD_INPUT: (
            tr("Shopbell did not understand what was sent."),
            unharmed,
            tr("Change what you entered and try again."),
        ),
        ErrorCode.NOT_ALLOWED: (
            tr("Shopbell did not accept this panel."),
            unharmed,
            tr("Close the panel and open it again, under the name that started Shopbell."),
        ),
        ErrorCode.NOT_FOUND: (
            tr("This is not there any more."),
            unharmed,
            tr("Somebody may have removed it meanwhile. The list shows what is there now."),
        ),
        ErrorCode.TOO_LARGE: (
            tr("This file is too large."),
            tr("Customers get no answers from it yet."),
            tr("Split it into smaller files, or leave out pictures, and add it again."),
        ),
        ErrorCode.UNREADABLE_DOCUMENT: (
            tr("This document could not be read."),
            tr("Customers get no answers from it."),
            tr("Open it on your computer to see whether it is damaged or locked, save it anew and add it again."),
        ),
        ErrorCode.UNSUPPORTED_DOCUMENT: (
            tr("Shopbell cannot read this kind of file."),
            tr("Customers get no answers from it."),
            tr("Save it as one of the kinds Shopbell reads and add it again."),
        ),
        ErrorCode.UNUSABLE_MODEL: (
            tr("This file cannot be used as the assistant's model."),
            unharmed,
            tr("Download the model again, or choose another one."),
        ),
        ErrorCode.IN_USE: (
            tr("This is in use just now."),
            unharmed,
            tr("Choose another model first, or stop what is under way, then try again."),
        ),
        ErrorCode.WRONG_MOMENT: (
            tr("This cannot be done at this moment."),
            unharmed,
            tr("Somebody may have done it already, or it is over. The list shows how it stands now."),
        ),
    }


def _unavailable() -> Table:
    """A part of the box cannot help just now."""
    return {
        ErrorCode.BUSY: (
            tr("Shopbell has its hands full."),
            tr("Some customers wait longer, or are asked to try again."),
            tr("Try again in a minute."),
        ),
        ErrorCode.TOO_LONG_FOR_MODEL: (
            tr("This question is too long for the assistant."),
            tr("A customer would be asked to say it in fewer words."),
            tr("Ask it in fewer words."),
        ),
        ErrorCode.MODEL_UNAVAILABLE: (
            tr("The assistant cannot write answers of its own just now."),
            tr("Customers get your own words from facts and documents instead."),
            tr("Wait a minute: it is started again by itself. Home shows when it is back."),
        ),
        ErrorCode.KNOWLEDGE_UNAVAILABLE: (
            tr("Your documents cannot be opened just now."),
            tr("Customers still get answers about hours, prices and contact."),
            tr("Wait a minute and try again. Home shows when they are back."),
        ),
        ErrorCode.UNREACHABLE: (
            tr("Shopbell does not answer."),
            tr("Customers see your phone number and e-mail address instead of the chat."),
            tr("Start Shopbell on this computer, then try again."),
        ),
        ErrorCode.NO_ROOM: (
            tr("The disk has no room for this."),
            tr("Customers notice nothing yet."),
            tr("Remove what you no longer need from this computer's disk, then start it again."),
        ),
        ErrorCode.DOWNLOAD_FAILED: (
            tr("The download did not come through."),
            tr("Customers notice nothing."),
            tr("Look whether this computer is online, then start it again. It goes on where it stopped."),
        ),
        ErrorCode.WEBSITE_UNREADABLE: (
            tr("Your website could not be read."),
            tr("Customers get answers from what was read of it before."),
            tr("Open the address in a browser to see whether it answers, then read it again."),
        ),
        ErrorCode.CANCELLED: (
            tr("This was stopped."),
            tr("Customers notice nothing."),
            tr("Start it again when you want it."),
        ),
        ErrorCode.INTERNAL: (
            tr("Something went wrong inside Shopbell."),
            tr("Home shows whether customers still get answers."),
            tr("Try again. If it happens again, copy the details for support."),
        ),
    }


def process(state: ProcessState) -> str:
    return {
        ProcessState.WAITING: tr("waits for its turn"),
        ProcessState.STARTING: tr("is starting"),
        ProcessState.READY: tr("running"),
        ProcessState.BACKING_OFF: tr("starts again soon"),
        ProcessState.STOPPING: tr("is stopping"),
        ProcessState.STOPPED: tr("stopped"),
        ProcessState.GIVEN_UP: tr("does not start"),
    }[state]


def process_name(name: str) -> str:
    """What a process does for the shop; its own name when it is not known here."""
    return {
        "model-chat": tr("Writes answers"),
        "model-embed": tr("Finds the right passage"),
        "api": tr("Talks to visitors"),
        "scheduler": tr("Reads documents"),
        "proxy": tr("Opens the door to your website"),
    }.get(name, name)


def job(state: JobState) -> str:
    return {
        JobState.QUEUED: tr("waiting"),
        JobState.RUNNING: tr("under way"),
        JobState.SUCCEEDED: tr("done"),
        JobState.FAILED: tr("did not work"),
        JobState.CANCELLED: tr("stopped"),
    }[state]


def job_kind(kind: JobKind) -> str:
    return {
        JobKind.READ_DOCUMENT: tr("Reading a document"),
        JobKind.READ_IMPORT: tr("Reading many files"),
        JobKind.REBUILD_INDEX: tr("Reading all documents again"),
        JobKind.READ_WEBSITE: tr("Looking through the website"),
        JobKind.READ_PAGES: tr("Reading pages of the website"),
        JobKind.CHECK_KNOWLEDGE: tr("Comparing documents and index"),
        JobKind.REFRESH_FACTS: tr("Taking out expired facts"),
        JobKind.TIDY_UP: tr("Tidying up"),
        JobKind.DOWNLOAD_MODEL: tr("Downloading a model"),
        JobKind.ADD_MODEL: tr("Adding a model file"),
        JobKind.ASK_CLOUD_MODEL: tr("Asking the cloud model"),
    }[kind]


def document(state: DocumentState) -> str:
    return {
        DocumentState.WAITING: tr("being read"),
        DocumentState.READY: tr("answers questions"),
        DocumentState.UNREADABLE: tr("could not be read"),
    }[state]


def rung(rung: Rung) -> str:
    return {
        Rung.FACTS: tr("from your facts"),
        Rung.APPROVED: tr("answered as you taught"),
        Rung.PRODUCTS: tr("from your products"),
        Rung.CACHE: tr("answered as before"),
        Rung.GENERATED: tr("answered"),
        Rung.EXTRACT: tr("quoted"),
        Rung.CLOUD: tr("answered from outside"),
        Rung.LEAD_FORM: tr("asked for contact"),
        Rung.HAND_OFF: tr("given to your team"),
        Rung.INCIDENT: tr("told your notice"),
    }[rung]


def outcome(outcome: Outcome) -> str:
    return {
        Outcome.ANSWERED: tr("answered"),
        Outcome.PARTIAL: tr("broke off"),
        Outcome.NOT_KNOWN: tr("not known"),
        Outcome.REFUSED: tr("turned away"),
        Outcome.HANDED_OFF: tr("given to your team"),
        Outcome.CANCELLED: tr("stopped"),
    }[outcome]


def stage(stage: Stage) -> str:
    return {
        Stage.LOOKING_UP: tr("Looking it up in your documents …"),
        Stage.WRITING: tr("Writing …"),
        Stage.ASKING_OUTSIDE: tr("Asking outside your house …"),
    }[stage]


def note(code: NoteCode) -> str:
    return {
        NoteCode.SCANNED: tr("holds pages that are pictures"),
        NoteCode.HIDDEN_TEXT: tr("holds hidden text"),
        NoteCode.INSTRUCTIONS: tr("tells the assistant what to do"),
        NoteCode.CUT_SHORT: tr("was not read to its end"),
        NoteCode.LEFT_OUT: tr("was not read in every part"),
    }[code]


def every(how_often: ReadEvery) -> str:
    return {
        ReadEvery.DAY: tr("Every day"),
        ReadEvery.WEEK: tr("Every week"),
        ReadEvery.OFF: tr("By hand"),
    }[how_often]


def change(change: Change) -> str:
    return {Change.NEW: tr("new"), Change.CHANGED: tr("changed"), Change.GONE: tr("gone")}[change]


def gap(reason: GapReason) -> str:
    return {GapReason.NOT_KNOWN: tr("not known"), GapReason.BADLY_RATED: tr("did not help")}[reason]


def taught(state: AnswerState) -> str:
    return {
        AnswerState.IN_FORCE: tr("is told"),
        AnswerState.EXPIRED: tr("has ended"),
        AnswerState.REMOVED: tr("removed"),
    }[state]


def policy(key: PolicyKey) -> str:
    return {
        PolicyKey.PAYMENT: tr("Payment"),
        PolicyKey.SHIPPING: tr("Shipping"),
        PolicyKey.RETURNS: tr("Returns"),
        PolicyKey.WARRANTY: tr("Warranty"),
        PolicyKey.GIFT_CARDS: tr("Gift cards"),
        PolicyKey.PARKING: tr("Parking"),
        PolicyKey.APPOINTMENTS: tr("Appointments"),
        PolicyKey.ACCESSIBILITY: tr("Accessibility"),
        PolicyKey.ALLERGIES: tr("Allergies"),
    }[key]
