"""The pages of the panel.

Owns: the table of pages; each page asks the box and hands what it hears to presenters and widgets.
Does not own: words and tones (presenters), or how a card looks (widgets, theme).
Look here first: PAGES below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gui.pages.conversations import ConversationsPage
from gui.pages.home import HomePage
from gui.pages.knowledge import KnowledgePage
from gui.pages.page import Around, Page
from gui.pages.try_it import TryItPage
from gui.translation import tr


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page: its key, its name when asked for, its icon file, and how it is made."""

    key: str
    name: Callable[[], str]
    icon: str
    make: Callable[[Around], Page]


PAGES: tuple[PageRow, ...] = (
    PageRow("home", lambda: tr("Home"), "home", HomePage),
    PageRow("conversations", lambda: tr("Conversations"), "conversations", ConversationsPage),
    PageRow("knowledge", lambda: tr("Knowledge"), "knowledge", KnowledgePage),
    PageRow("try_it", lambda: tr("Try it"), "try_it", TryItPage),
)
