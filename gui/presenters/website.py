"""Owns the shop's website in words: how often it is read, how it went, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from appliance.contract.website import Change, ChangedPage, Website, WebsiteReading
from gui import wording
from gui.presenters import moments
from gui.presenters.tone import Tone
from gui.translation import counted, tr

TONES = {Change.NEW: Tone.OK, Change.CHANGED: Tone.QUIET, Change.GONE: Tone.WARN}


@dataclass(frozen=True, slots=True)
class PageView:
    """One page that changed, or could not be read: what it is called, where it is, what became of it."""

    title: str
    url: str
    badge: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class WebsiteView:
    """`headline` says what the last reading found, `detail` when and how much; `remark` what the owner should mind."""

    headline: str
    detail: str
    detail_exactly: str
    remark: str
    changes: tuple[PageView, ...]
    skipped: tuple[PageView, ...]
    can_undo: bool


def website_view(website: Website, now: datetime) -> WebsiteView:
    last = website.last
    if last is None:
        return WebsiteView(_before(website), "", "", website.problem or "", (), (), can_undo=False)
    finished = moments.parse(last.finished_at)
    skipped = tuple(PageView(_short(page.url), page.url, page.why, Tone.WARN) for page in last.skipped)
    return WebsiteView(
        headline=_headline(last),
        detail=_detail(last, finished, now),
        detail_exactly=moments.exact(finished, now),
        remark=" ".join(words for words in (website.problem, last.note) if words),
        changes=tuple(_page(change) for change in last.changes),
        skipped=skipped,
        can_undo=website.can_undo and not website.job,
    )


def undo_title(view: WebsiteView) -> str:
    """The question before the last reading is taken back, with its consequence."""
    return tr("Visitors get answers from your website as it was before: {words}.").format(words=view.headline)


def _before(website: Website) -> str:
    if website.job:
        return tr("It is being read for the first time.")
    return tr("It has not been read yet.") if website.address else ""


def _headline(last: WebsiteReading) -> str:
    words = last.words[:1].upper() + last.words[1:]
    return tr("Taken back: {words}").format(words=last.words) if last.undone else words


def _detail(last: WebsiteReading, finished: datetime, now: datetime) -> str:
    parts = [
        tr("read {when}").format(when=moments.ago(finished, now)),
        counted(last.pages, tr("1 page"), tr("{n} pages")),
    ]
    if last.skipped:
        count = len(last.skipped)
        parts.append(counted(count, tr("1 could not be read"), tr("{n} could not be read")))
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def _page(page: ChangedPage) -> PageView:
    return PageView(page.title or _short(page.url), page.url, wording.change(page.change), TONES[page.change])


def _short(url: str) -> str:
    """The address without what every page of the website begins with."""
    path = url.partition("://")[2].partition("/")[2]
    return f"/{path}"
