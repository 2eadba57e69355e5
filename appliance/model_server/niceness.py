"""Owns letting others go first: the threads that compute step back behind those that answer."""

from __future__ import annotations

import os
import sys
import threading

# A visitor waits for a word without noticing, but not for a button.
ANSWERS = 5
# Nobody waits for passages: they are made when nobody else needs the processor.
PASSAGES = 15


def step_back(niceness: int) -> None:
    """The calling thread, and threads it starts later, go after others. Only Linux knows this for single threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
