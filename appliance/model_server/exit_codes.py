"""Owns what the process's exit code tells the supervisor."""

ASKED_TO_STOP = 0
TRY_AGAIN = 75
DO_NOT_RESTART = 78
