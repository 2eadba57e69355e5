"""Owns what is said about the shop's website: its address, how often it is read, what changed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from appliance.contract.jobs import Job
from appliance.contract.model import Value

ADDRESS_MAX_CHARS = 2_000
PAGES_MAX = 2_000
SKIPPED_MAX = 100


class ReadEvery(StrEnum):
    """How often the website is read again by itself."""

    DAY = "day"
    WEEK = "week"
    OFF = "off"


class WebsiteWish(Value):
    """PUT /v1/knowledge/website: which website to read, how often, and how many pages at most."""

    address: str = Field(max_length=ADDRESS_MAX_CHARS)
    every: ReadEvery = ReadEvery.WEEK
    pages: int = Field(200, ge=1, le=PAGES_MAX)


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class ChangedPage(Value):
    """One page that is not as it was at the last reading."""

    url: str
    title: str
    change: Change


class SkippedPage(Value):
    """One page that could not be read, and why: the rest of a sentence, such as `answered 500`."""

    url: str
    why: str


class WebsiteReading(Value):
    """One reading of the website. `words` is such as `2 pages changed, 1 gone`; `note` says why it is not whole."""

    finished_at: str
    pages: int
    words: str
    changes: tuple[ChangedPage, ...]
    skipped: tuple[SkippedPage, ...] = ()
    note: str | None = None
    undone: bool = False


class Website(Value):
    """GET /v1/knowledge/website. Without an address none is read; `problem` says why the last attempt failed.

    `due` is true when it is to be read by itself now; `job` is the reading under way.
    """

    address: str | None = None
    every: ReadEvery = ReadEvery.WEEK
    pages: int = 200
    due: bool = False
    can_undo: bool = False
    problem: str | None = None
    last: WebsiteReading | None = None
    job: Job | None = None


class KnownPage(Value):
    """A page as it was read last; `digest` is the SHA-256 of its main text."""

    url: str
    digest: str


class HandedPage(Value):
    """A page whose main text is another one than was known; its file is sent along."""

    url: str = Field(max_length=ADDRESS_MAX_CHARS)
    title: str = Field(min_length=1, max_length=500)
    name: str = Field(min_length=1, max_length=200)
    digest: str = Field(min_length=1, max_length=64)


class ReadAddress(Value):
    """POST /v1/knowledge/website/readings: the address that was read; another one may have been set meanwhile."""

    address: str


class OpenReading(Value):
    """A reading into which pages are being handed in."""

    id: str


class ReadingReport(Value):
    """What a reading found, handed in after its pages: which are there, and which are gone for good."""

    read: tuple[str, ...]
    gone: tuple[str, ...] = ()
    skipped: tuple[SkippedPage, ...] = Field(default=(), max_length=SKIPPED_MAX)
    note: str | None = None
