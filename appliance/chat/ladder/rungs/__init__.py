"""The rungs of the ladder.

Owns: one file a rung; each yields events, and `done` when it has answered.
Does not own: their order (order.py), what they stand on.
Look here first: generated.py.
"""
