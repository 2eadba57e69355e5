"""Owns reading the catalogue: every entry checked, no name twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import model_validator

from appliance.contract.model import Value
from appliance.contract.models import CatalogueModel
from appliance.contract.problems import ErrorCode, Refused


class Entries(Value):
    """The whole of catalogue.json, in the order in which an owner reads it: smallest first."""

    models: tuple[CatalogueModel, ...]

    @classmethod
    def read(cls, assets: Path) -> Entries:
        """Raises pydantic's error when the catalogue itself is wrong: it is ours, and a test reads it."""
        return cls.model_validate_json((assets / "appliance/catalogue.json").read_bytes())

    @model_validator(mode="after")
    def is_without_doubles(self) -> Entries:
        for names in ([model.id for model in self.models], [model.file for model in self.models]):
            if len(set(names)) < len(names):
                raise ValueError("two models have the same id or file")
        if sum(model.url is None for model in self.models) != 1:
            raise ValueError("exactly one model comes with Shopbell")
        return self

    def __contains__(self, model_id: str) -> bool:
        return any(model.id == model_id for model in self.models)

    def get(self, model_id: str) -> CatalogueModel:
        """Raises Refused when there is none of this id."""
        for model in self.models:
            if model.id == model_id:
                return model
        raise Refused(ErrorCode.NOT_FOUND, f"The catalogue has no model {model_id}.")

    def by_file(self, name: str) -> CatalogueModel | None:
        """The entry whose file is called so; None for a file of the owner's own."""
        return next((model for model in self.downloadable() if model.file == name), None)

    def by_hash(self, sha256: str) -> CatalogueModel | None:
        return next((model for model in self.downloadable() if model.sha256 == sha256), None)

    def downloadable(self) -> Iterator[CatalogueModel]:
        return (model for model in self.models if model.url)
