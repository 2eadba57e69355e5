"""Owns many files brought in together: what is in the batch and what became of each."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from appliance.contract.jobs import Job
from appliance.contract.model import Value

FILES_MAX = 5_000


class ItemState(StrEnum):
    """What became of one file. One that is `unchanged` was known already and was not read again."""

    WAITING = "waiting"
    READ = "read"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"
    REMOVED = "removed"


class ImportItem(Value):
    """One file of an import; `problem` says why it could not be read."""

    name: str
    state: ItemState
    document_id: str | None = None
    problem: str | None = None


class NewImport(Value):
    """POST /v1/knowledge/imports: a batch begins; `name` is that of the folder or archive."""

    name: str = Field(min_length=1, max_length=200)


class Import(Value):
    """One batch. `states` counts its files by state; `job` reads them, None until it was started.

    `created_at` is UTC, ISO 8601. `problems` are the first hundred files that could not be read.
    """

    id: str
    name: str
    created_at: str
    files: int
    states: dict[ItemState, int]
    problems: tuple[ImportItem, ...]
    job: Job | None


class WaitingFile(Value):
    """A file of an import that the worker has yet to read: a stored document, or an archive to unpack."""

    name: str
    document_id: str | None = None
    archive: str | None = Field(default=None, description="Where an archive lies on this machine.")
    item_id: int


class Unpacked(Value):
    """PUT …/archives/{item}: an archive was unpacked, or why it was not."""

    problem: str | None = Field(default=None, max_length=1_000)
