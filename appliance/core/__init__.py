"""Bricks without business.

Owns: paths, clock, atomic files, ids, database session, logs, loop delay, language, what a question asks.
Does not own: anything a shop owner would recognise.
Look here first: paths.py for where everything lies on disk.
"""
