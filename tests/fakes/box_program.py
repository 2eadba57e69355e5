"""Owns a whole box whose chat model is played: `python -m tests.fakes.box_program`; everything else is real."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from appliance.contract.ports import Ports
from appliance.core.paths import Paths
from appliance.supervisor.children import table
from appliance.supervisor.process import run

FAKE = (sys.executable, "-m", "tests.fakes.model_program")


def main() -> int:
    ports = Ports.from_environment(os.environ)
    arguments = ("--role", "chat", "--port", str(ports.model_chat))
    children = [
        replace(child, program=FAKE, arguments=arguments) if child.name == "model-chat" else child
        for child in table(ports)
    ]
    return run(Paths.from_environment(os.environ), ports, children=children)


if __name__ == "__main__":
    sys.exit(main())
