"""Owns the owner's choice of a model: the setting, and the model server's fresh start that makes it true."""

from __future__ import annotations

import threading
from pathlib import Path

from appliance.catalogue import refusal
from appliance.contract.settings import Settings
from appliance.core import settings_file
from appliance.core.paths import Paths
from appliance.core.restart_request import ask_for_restart

MODEL_SERVER = "model-chat"


class Choice:
    """Every method blocks for a moment. Raises Refused when settings.json is not usable."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._one_at_a_time = threading.Lock()

    def chosen(self) -> Path | None:
        """The chosen file; None for the starter model."""
        file = settings_file.read(self._paths.settings).model.file
        return Path(file).expanduser() if file else None

    def problem(self) -> str | None:
        """Why the chosen file is not loaded and the starter model answers instead; None when all is well."""
        chosen = self.chosen()
        return refusal.why_not(self._paths.model_refusal, chosen) if chosen else None

    def choose(self, file: Path | None) -> None:
        """Answer with this file from the next start of the model server on, which is asked for at once."""

        def with_file(settings: Settings) -> Settings:
            return settings.model_copy(update={"model": settings.model.model_copy(update={"file": str(file or "")})})

        with self._one_at_a_time:
            settings_file.change(self._paths.settings, with_file)
        refusal.forget(self._paths.model_refusal)
        ask_for_restart(self._paths.requests, MODEL_SERVER)
