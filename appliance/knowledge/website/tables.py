"""Owns the tables of the website: its address, its pages, its readings, and what pages were before the last one."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class WebsiteRow(Table):
    """The website of the shop; there is one row, with id 1, or none. `read_at` is when it was read last."""

    __tablename__ = "website"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    every: Mapped[str]
    pages: Mapped[int]
    read_at: Mapped[str | None]
    problem: Mapped[str | None]


class WebsitePageRow(Table):
    """A page that the website has shown; `digest` is the SHA-256 of its main text as it was shown last.

    `document_id` is None when the owner took the page's coming back. `missed` counts readings in a row without it.
    A page that is `held` was taken back by the owner after it had gone, and stays until the website shows it again.
    """

    __tablename__ = "website_pages"

    url: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    digest: Mapped[str]
    document_id: Mapped[str | None]
    missed: Mapped[int] = mapped_column(default=0)
    held: Mapped[bool] = mapped_column(default=False)


class WebsiteReadingRow(Table):
    """One reading; open until `finished_at` is set. Of the finished ones the last is kept."""

    __tablename__ = "website_readings"

    id: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[str]
    finished_at: Mapped[str | None]
    pages: Mapped[int]
    changes: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    skipped: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    note: Mapped[str | None]
    undone: Mapped[bool] = mapped_column(default=False)


class WebsiteEarlierRow(Table):
    """What a page was before a reading changed it: its document's name and packed content, None for a new page."""

    __tablename__ = "website_earlier"
    __table_args__ = (Index("website_earlier_page", "reading_id", "url", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reading_id: Mapped[str] = mapped_column(ForeignKey("website_readings.id", ondelete="CASCADE"))
    url: Mapped[str]
    change: Mapped[str]
    title: Mapped[str]
    digest: Mapped[str | None]
    name: Mapped[str | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
