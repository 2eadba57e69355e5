"""The process that starts the others, watches them and starts them again.

Owns: the table of children, their start order, restarts, safe mode, run/status.json, the token of this boot.
Does not own: anything its children do; it imports the standard library and nothing that could fail with them.
Look here first: children.py for who is kept, restart_policy.py for what follows a crash, process.py for the whole.
"""
