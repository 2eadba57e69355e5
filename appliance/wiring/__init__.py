"""The parts of each process, put together.

Owns: one file a process that makes its parts and hands them to each other; the start of the whole box.
Does not own: any behaviour of the parts.
Look here first: api.py, the richest of them.
"""
