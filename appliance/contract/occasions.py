"""Owns days that are not like others: an incident the shop tells its visitors of, a sale that many come for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from appliance.contract.model import Value
from appliance.contract.teaching import Language

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Notice = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class CannedAnswer(Value):
    """Told word for word to whoever asks about one of these things while the incident lasts."""

    about: tuple[Word, ...] = Field(min_length=1, max_length=20, description="Any of these words: delivery, parcel.")
    text: Text
    language: Language | None = Field(
        default=None, description="Whoever asks in it is told this one; without any, it is the shop's first."
    )


class Incident(Value):
    """Something is not as usual: a line every visitor reads, and answers that come before all others."""

    notice: Notice = Field(description="In the shop's first language; read by all for whom there is no other.")
    notices: dict[Language, Notice] = Field(default_factory=dict, max_length=20, description="By language.")
    answers: tuple[CannedAnswer, ...] = Field(default=(), max_length=20)
    until: AwareDatetime | None = Field(default=None, description="It ends by itself then.")

    def over(self, now: datetime) -> bool:
        return self.until is not None and now >= self.until

    def notice_in(self, languages: Iterable[str], first: str) -> str:
        """The notice in the first of these languages that there is; `first` is the shop's."""
        texts = {first: self.notice, **self.notices}
        return next((texts[one] for one in languages if one in texts), self.notice)


class SaleDay(Value):
    """Many visitors are expected: what is written or quoted is shorter and comes at once, the usual is made before.

    What the owner typed or taught is told whole.
    """

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    max_words: int = Field(default=50, ge=20, le=400, description="Answers have about so many words at most.")
    questions: tuple[Question, ...] = Field(
        default=(), max_length=50, description="Answered beforehand, besides what visitors asked most."
    )

    def over(self, now: datetime) -> bool:
        return now >= self.ends_at

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> SaleDay:
        if self.ends_at <= self.starts_at:
            raise ValueError("a sale ends after it starts")
        return self


class Occasions(Value):
    """GET /v1/occasions: what is planned or going on."""

    incident: Incident | None = None
    sale_day: SaleDay | None = None
