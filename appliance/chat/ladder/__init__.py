"""The answer ladder: each rung ends the answer or lets the next one try.

Owns: the order of the rungs, one file a rung, how long each step took.
Does not own: what the rungs stand on (guard, cache, writing, grounding; knowledge through ports).
Look here first: order.py.
"""
