"""Figures, printed by packaging/bench.

Owns: what is measured and how.
Does not own: passing or failing; a busy machine must not turn a test red.
Look here first: __main__.py.
"""
