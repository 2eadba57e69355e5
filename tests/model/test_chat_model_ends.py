"""Owns the end of the chat model while others still read its vocabulary."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.model.conftest import ROOT, starter_model

pytestmark = pytest.mark.model

PROGRAM = """
import queue, sys, threading
from pathlib import Path
from appliance.model_server.generation.engine_thread import EngineThread
from appliance.model_server.llama.context import Room
from appliance.model_server.llama.model import LlamaModel
room = Room(1024, "f16", 128, 1, 1, 0, own_cells=True, saved=512)
thread = EngineThread(lambda stop: LlamaModel(Path(sys.argv[1]), room, stop), 1)
ended = queue.Queue()
thread.start(ended.put)
while (model := thread.model) is None:
    pass
text, begun, read = "The quick brown fox jumps over it. " * 20_000, threading.Event(), []
def count():
    begun.set()
    read.append(len(model.tokenize(text)))
reader = threading.Thread(target=count)
reader.start()
begun.wait()
thread.stop()
code = ended.get(timeout=20)
reader.join()
print(code, read[0] > 100_000)
"""


def test_who_counts_tokens_while_it_is_stopped_comes_to_an_end() -> None:
    command = [sys.executable, "-c", PROGRAM, str(starter_model())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "0 True\n")
