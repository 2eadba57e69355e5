"""Figures of what stands before and around an answer.

Owns: the benches of guard, triage and caches, and which texts no head has ever learned from.
Does not own: whole answers (../answers.py), finding (../knowledge).
Look here first: held_out.py.
"""
