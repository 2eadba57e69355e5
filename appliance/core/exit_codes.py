"""Owns what a process's exit code tells the supervisor, as in sysexits.h. Standard library only."""

ASKED_TO_STOP = 0
# Something that should not happen; after some of these in a row it is started in safe mode.
FAILED = 70
# Something outside is not as it should be just now: a port is taken, memory is short.
TRY_AGAIN = 75
# It is not started again until somebody asks.
SETTINGS_ARE_WRONG = 78
