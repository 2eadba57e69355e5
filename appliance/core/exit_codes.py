"""Owns what a process's exit code tells the supervisor, as in sysexits.h. Standard library only."""

ASKED_TO_STOP = 0
TRY_AGAIN = 75
# It is not started again until somebody asks.
SETTINGS_ARE_WRONG = 78
