"""Owns what is said about language models: the catalogue's entries, and each model as it stands on this box."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from appliance.contract.jobs import Job
from appliance.contract.model import Value

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# A name in the models folder: no path, nothing hidden, nothing a shell would read otherwise.
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}\.gguf$")]


class MemoryClass(StrEnum):
    """What a machine computes on: its processor alone, or a graphics card of at least so much memory."""

    PROCESSOR = "processor"
    CARD_4_GB = "card_4_gb"
    CARD_8_GB = "card_8_gb"
    CARD_16_GB = "card_16_gb"
    CARD_24_GB = "card_24_gb"


class CommercialUse(StrEnum):
    """May a shop use it? `limited`: yes, under terms that `licence_note` names."""

    YES = "yes"
    LIMITED = "limited"


class CatalogueModel(Value):
    """One entry of assets/appliance/catalogue.json. `url` is None for the model that comes with Shopbell."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,59}$")
    name: str = Field(min_length=1, max_length=80)
    licence: str = Field(min_length=1, description="SPDX identifier, or the licence's own name.")
    commercial_use: CommercialUse
    licence_note: str = ""
    languages: tuple[str, ...] = Field(min_length=1, description="Codes, the strongest first.")
    file: FileName
    size_bytes: int = Field(gt=0)
    size_exact: bool = Field(description="False: about this size; then it bounds the download and proves nothing.")
    memory_bytes: int = Field(gt=0, description="Weights, 8192 tokens of working memory, and what a step needs.")
    context: int = Field(ge=1024, description="Tokens the model was trained to keep in mind.")
    sha256: Sha256 | None = Field(description="None where it is not known; then the first download is recorded.")
    url: str | None = Field(default=None, pattern=r"^https://")
    words: str = Field(min_length=1, max_length=200, description="What an owner may expect, in one sentence.")
    recommended_for: tuple[MemoryClass, ...]

    @model_validator(mode="after")
    def names_its_limits(self) -> CatalogueModel:
        if self.commercial_use is CommercialUse.LIMITED and not self.licence_note:
            raise ValueError(f"{self.id}: a limited licence needs a note")
        return self


class ModelState(StrEnum):
    """How far a model is from answering."""

    ABSENT = "absent"
    ON_ITS_WAY = "on_its_way"
    HERE = "here"
    UNCHECKED = "unchecked"
    REFUSED = "refused"


class Model(Value):
    """One model, of the catalogue or of the owner's own, as it stands on this box.

    `kept_bytes` of an unfinished download wait to be continued; `problem` says why a file is refused.
    """

    id: str
    name: str
    state: ModelState
    in_use: bool
    size_bytes: int
    fits: bool
    fit: str = Field(description="Why it fits this machine or not, in one sentence.")
    recommended: bool
    kept_bytes: int = 0
    problem: str | None = None
    job: Job | None = None
    entry: CatalogueModel | None = None


class LocalFile(Value):
    """POST /v1/models/files: a GGUF file on the box's own disk."""

    path: str = Field(min_length=1, max_length=1000)
