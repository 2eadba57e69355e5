"""Owns where everything lies on disk. Standard library only: the supervisor reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "SHOPBELL_HOME"
ASSETS = Path(__file__).resolve().parents[2] / "assets"


@dataclass(frozen=True, slots=True)
class Paths:
    """The data folder of one box. Nothing is created by looking; `prepare` creates."""

    home: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Paths:
        """SHOPBELL_HOME, or `shopbell` in the user's data folder (XDG)."""
        if chosen := environment.get(HOME_VARIABLE):
            return cls(Path(chosen).expanduser().resolve())
        data = environment.get("XDG_DATA_HOME") or str(Path(environment.get("HOME", "/")) / ".local/share")
        return cls(Path(data) / "shopbell")

    @property
    def settings(self) -> Path:
        return self.home / "settings.json"

    @property
    def database(self) -> Path:
        return self.home / "shopbell.db"

    @property
    def documents(self) -> Path:
        return self.home / "documents"

    @property
    def index(self) -> Path:
        return self.home / "index"

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def prefixes(self) -> Path:
        """What the model server computed most often, for its next start. May be deleted at any time."""
        return self.home / "prefixes.npz"

    @property
    def website(self) -> Path:
        """What the website sent last, kept by the worker that reads it. May be deleted at any time."""
        return self.home / "website"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def secrets(self) -> Path:
        """Keys of services outside, sealed; see secret_store/."""
        return self.home / "secrets"

    @property
    def token(self) -> Path:
        """The per-boot token every local caller shows; written by the supervisor, mode 0600."""
        return self.run / "token"

    @property
    def status(self) -> Path:
        return self.run / "status.json"

    @property
    def requests(self) -> Path:
        """Files dropped here ask the supervisor for something; see supervisor/requests.py."""
        return self.run / "requests"

    @property
    def model_refusal(self) -> Path:
        """Which model file the model server would not load, and why; see catalogue/refusal.py."""
        return self.run / "model_refusal.json"

    def prepare(self) -> Paths:
        """Create the folders, readable by this user alone."""
        for folder in (self.home, self.documents, self.index, self.models, self.logs, self.run, self.requests):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A folder that was there before may be open to others; nobody reaches what lies in a closed one.
        if self.home.stat().st_uid == os.geteuid():
            self.home.chmod(0o700)
        return self
