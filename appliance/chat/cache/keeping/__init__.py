"""Kept answers, in memory and on disk.

Owns: the key of an answer, the answer as it is kept, the shelf, its table, writing without anybody waiting.
Does not own: which answers are kept and to whom they are told (judging), when they are dropped (answers.py).
Look here first: entry.py.
"""
