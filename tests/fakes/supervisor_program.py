"""Owns a real supervisor with a table of children made by a test.

python -m tests.fakes.supervisor_program HOME TABLE      TABLE is a file with a pickled sequence of Child
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from appliance.contract.ports import Ports
from appliance.core.paths import Paths
from appliance.supervisor.process import run

if __name__ == "__main__":
    home, table = map(Path, sys.argv[1:])
    sys.exit(run(Paths(home), Ports.from_base(8600), children=pickle.loads(table.read_bytes())))
