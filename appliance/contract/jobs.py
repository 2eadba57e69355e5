"""Owns long work as seen from outside: kinds, states, progress."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from appliance.contract.model import Value


class JobKind(StrEnum):
    READ_DOCUMENT = "read_document"
    READ_IMPORT = "read_import"
    REBUILD_INDEX = "rebuild_index"
    READ_WEBSITE = "read_website"
    READ_PAGES = "read_pages"
    CHECK_KNOWLEDGE = "check_knowledge"
    REFRESH_FACTS = "refresh_facts"
    TIDY_UP = "tidy_up"
    DOWNLOAD_MODEL = "download_model"
    ADD_MODEL = "add_model"
    ASK_CLOUD_MODEL = "ask_cloud_model"


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Value):
    """One piece of long work. Times are UTC, ISO 8601; `done` of `total` steps are finished."""

    id: str
    kind: JobKind
    state: JobState
    subject: str = Field(description="What it works on, in words: a document's name, 'all documents'.")
    done: int
    total: int
    detail: str | None = None
    created_at: str
    finished_at: str | None = None
