"""Owns what a job that asks the cloud model is given: a prompt with its details hidden, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from appliance.contract.model import Value


class Said(Value):
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


class CloudQuestion(Value):
    """What goes from the api through the table of jobs to the scheduler. `until` is UTC, ISO 8601."""

    job_id: str
    messages: tuple[Said, ...]
    max_tokens: int = Field(ge=1, le=4_000)
    until: str

    def payload(self) -> dict[str, str]:
        return {"question": self.model_dump_json()}

    @classmethod
    def of(cls, payload: Mapping[str, str]) -> CloudQuestion:
        return cls.model_validate_json(payload["question"])
