"""Owns what is asked about language models."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.jobs import Job
from appliance.contract.models import LocalFile, Model

# A model file that was touched is read whole before it is used: seconds for each gigabyte.
USE_S = 120.0


class ModelCalls(Wire):
    """The catalogue, and the models that are here."""

    def models(self) -> list[Model]:
        """The catalogue, smallest first, then the owner's own files."""
        return self._list("/v1/models", Model)

    def download_model(self, model_id: str) -> Job:
        return parse(self._call("POST", f"/v1/models/{quote(model_id, safe='')}/download"), Job)

    def add_model(self, path: Path) -> Job:
        """Take in a GGUF file that lies on the box's own disk."""
        return parse(self._call("POST", "/v1/models/files", json=LocalFile(path=str(path)).model_dump()), Job)

    def use_model(self, model_id: str) -> Model:
        return parse(self._call("POST", f"/v1/models/{quote(model_id, safe='')}/use", timeout=USE_S), Model)

    def remove_model(self, model_id: str) -> None:
        self._call("DELETE", f"/v1/models/{quote(model_id, safe='')}")
