"""The supervisor depends on nothing that could fail with its children, and says what the contract promises."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appliance.contract.ports import Ports
from appliance.contract.status import SupervisorStatus
from appliance.core.paths import Paths
from appliance.supervisor import status_file
from appliance.supervisor.child import ChildStateMachine
from appliance.supervisor.children import table
from appliance.supervisor.process import run

LIST_FOREIGN = """
import sys
before = set(sys.modules)
import appliance.supervisor.process
new = {name.split(".")[0] for name in set(sys.modules) - before}
print(*sorted(new - sys.stdlib_module_names - {"appliance"}))
print(*sorted(name for name in sys.modules if name.startswith("appliance.") and ".supervisor" not in name))
"""


def test_it_imports_the_standard_library_and_a_few_bricks() -> None:
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", LIST_FOREIGN], cwd=root, capture_output=True, text=True, check=True)
    foreign, bricks = done.stdout.splitlines()
    assert foreign == ""
    assert set(bricks.split()) == {
        "appliance.contract", "appliance.contract.ports",
        "appliance.core", "appliance.core.atomic", "appliance.core.clock", "appliance.core.exit_codes",
        "appliance.core.paths", "appliance.core.restart_request",
    }  # fmt: skip


def test_what_it_writes_is_what_the_contract_reads() -> None:
    def now() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    machines = [ChildStateMachine(child, lambda: None, now, lambda: 0.0) for child in table(Ports.from_base(8600))]
    machines[0].started(pid=12)
    text = status_file.as_text(11, (machine.row() for machine in machines), now)
    status = SupervisorStatus.model_validate_json(text)
    assert status.pid == 11
    assert [row.name for row in status.processes] == ["model-chat", "model-embed", "api", "scheduler"]
    assert [row.pid for row in status.processes] == [12, None, None, None]


def test_a_home_that_cannot_be_used_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    assert run(Paths(tmp_path / "home"), Ports.from_base(8600)) == 75
    assert capsys.readouterr().err == f"The data folder {tmp_path / 'home'} cannot be used: File exists.\n"
