"""Figures on knowledge.

Owns: shops made of data folders, recall, the judgement "not in here", times at many passages, the import manifest.
Does not own: answers (tests/bench/answering).
Look here first: figures.py.
"""
