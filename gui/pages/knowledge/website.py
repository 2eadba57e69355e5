"""Owns the section Website: which one is read and how often, what the last reading changed, taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit
from typing_extensions import override

from appliance.contract.jobs import Job
from appliance.contract.problems import Problem
from appliance.contract.website import ADDRESS_MAX_CHARS, ReadEvery, Website, WebsiteWish
from gui import wording
from gui.pages.knowledge.section import Section
from gui.pages.page import Around, scrolling
from gui.presenters.progress import WEBSITE_KINDS, Progress
from gui.presenters.website import PageView, WebsiteView, undo_title, website_view
from gui.translation import tr
from gui.widgets.ask_first import AskFirst
from gui.widgets.button import button
from gui.widgets.card import Card
from gui.widgets.choices import Choices
from gui.widgets.list_dialog import ListDialog
from gui.widgets.page_row import PageRow
from gui.widgets.progress_card import ProgressCard
from gui.widgets.rows import Rows
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

QUIET_EVERY_MS = 3_000
BUSY_EVERY_MS = 1_000
# The rest stands in a list of its own.
PAGES_SHOWN = 12


class WebsiteSection(Section):
    """What is chosen is saved at once; reading goes on when the window closes."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Website"))
        self._website: Website | None = None
        self._view: WebsiteView | None = None
        self._progress = Progress(WEBSITE_KINDS)
        self.address = QLineEdit()
        self.read = button(tr("Read website"), self._read, "primary")
        self.every = Choices(tr("Read again"), [(str(one), wording.every(one)) for one in ReadEvery], self._set_every)
        self.forget = button(tr("Forget"), self._ask_forget, "quiet", tr("Forgets this website and all its pages."))
        self.work = ProgressCard(self._cancel)
        self.headline, self.when, self.remark = Text(look="heading"), Text(look="soft"), Text(look="warn")
        self.undo = button(tr("Undo"), self._ask_undo)
        self.all_changes = button(tr("Show all pages"), lambda: self._show_pages(tr("What changed"), "changes"))
        self.skipped = button(tr("Show what could not be read"), lambda: self._show_pages(tr("Not read"), "skipped"))
        self.changes: Rows[PageView] = Rows(PageRow)
        self.result = Card()
        self._lay_out()
        self._poll = self.watch(lambda client: client.website(), self._take, QUIET_EVERY_MS)

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        self.address.setFocus()

    def _lay_out(self) -> None:
        self.address.setMaxLength(ADDRESS_MAX_CHARS)
        self.address.setPlaceholderText(tr("The address of your website"))
        self.address.setAccessibleName(tr("The address of your website"))
        self.address.returnPressed.connect(self._read)
        self.address.textChanged.connect(lambda _text: self._tell())
        wish = Card(tr("Your website"))
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.address, 1)
        first.addWidget(self.read)
        second.addWidget(self.every, 1)
        second.addWidget(self.forget)
        wish.column.addLayout(first)
        wish.column.addSpacing(8)
        wish.column.addLayout(second)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for each in (self.undo, self.all_changes, self.skipped):
            buttons.addWidget(each)
        buttons.addStretch(1)
        for text in (self.headline, self.when, self.remark, self.changes):
            self.result.column.addWidget(text)
        self.result.column.addSpacing(8)
        self.result.column.addLayout(buttons)
        column = scrolling(self, (0, 0, 8, 0))
        column.addLayout(self.head())
        for widget in (self.note, wish, self.work, self.result):
            column.addWidget(widget)
        column.addStretch(1)
        self.result.hide()
        self.every.mark(str(ReadEvery.WEEK))
        self._tell()

    def _take(self, website: Website) -> None:
        before, self._website = self._website, website
        if before is None or before.address != website.address:
            self.address.setText(website.address or "")
        self.every.mark(str(website.every))
        self.line.say(_about(website))
        view = self._view = website_view(website, self.around.now())
        look = self._progress.look([website.job] if website.job else [], self.around.monotonic())
        self.work.present(look.rows)
        self._poll.every(BUSY_EVERY_MS if look.rows else QUIET_EVERY_MS)
        self._show_result(view)
        self._tell()

    def _show_result(self, view: WebsiteView) -> None:
        self.result.setVisible(bool(view.headline or view.remark))
        for text, words in ((self.headline, view.headline), (self.when, view.detail), (self.remark, view.remark)):
            text.say(words)
            text.setVisible(bool(words))
        self.when.setToolTip(view.detail_exactly)
        self.changes.present(view.changes[:PAGES_SHOWN])
        self.undo.setVisible(view.can_undo)
        self.all_changes.setVisible(len(view.changes) > PAGES_SHOWN)
        self.skipped.setVisible(bool(view.skipped))

    def _tell(self) -> None:
        """Which buttons can be used now."""
        set_already = bool(self._website and self._website.address)
        self.read.setEnabled(bool(self.address.text().strip()) and not (self._website and self._website.job))
        self.forget.setVisible(set_already)
        self.every.setEnabled(set_already)

    def _wish(self) -> WebsiteWish:
        pages = self._website.pages if self._website else WebsiteWish.model_fields["pages"].default
        return WebsiteWish(address=self.address.text().strip(), every=ReadEvery(self.every.value()), pages=pages)

    def _read(self) -> None:
        if not self.read.isEnabled():
            return
        wish = self._wish()
        is_new = not self._website or wish.address != self._website.address

        def read(client: Client) -> Job:
            if is_new:
                client.set_website(wish)
            return client.read_website()

        self.read.setEnabled(False)
        self.around.box.call(read, lambda _job: self._poll.now(), self._not_done)

    def _set_every(self, _key: str) -> None:
        if self._website and self._website.address:
            wish = self._wish().model_copy(update={"address": self._website.address})
            self.ask(lambda client: client.set_website(wish), self._saved)

    def _saved(self, website: Website) -> None:
        self.around.toast(tr("Saved"))
        self._take(website)

    def _not_done(self, problem: Problem) -> None:
        self._tell()
        self.failed(problem)

    def _cancel(self, job_id: str) -> None:
        self.ask(lambda client: client.cancel_job(job_id), lambda _job: self._poll.now())

    def _ask_undo(self) -> None:
        if self._view:
            detail = tr("The next reading brings in again what your website says then.")
            AskFirst(undo_title(self._view), detail, tr("Undo the last reading"), self._undo, self).open()

    def _undo(self) -> None:
        self.ask(lambda client: client.undo_website(), self._saved)

    def _ask_forget(self) -> None:
        title = tr("Visitors will get no more answers from your website.")
        detail = tr("All its pages are forgotten here; the website itself stays as it is.")
        AskFirst(title, detail, tr("Forget this website"), self._forget, self).open()

    def _forget(self) -> None:
        def done(_none: None) -> None:
            self.address.clear()
            self.around.toast(tr("Forgotten"))
            self._poll.now()

        self.ask(lambda client: client.forget_website(), done)

    def _show_pages(self, heading: str, which: str) -> None:
        if self._view:
            pages = self._view.changes if which == "changes" else self._view.skipped
            ListDialog(heading, [(page.title, f"{page.badge} · {page.url}") for page in pages], self).open()


def _about(website: Website) -> str:
    if website.address:
        return tr("Visitors get answers from your website as it was read last.")
    return tr("Enter the address of your website: the assistant reads its pages and answers from them.")
