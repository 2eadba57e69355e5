"""The whole box, started as its owner starts it, and asked as its visitors ask.

Owns: tests over real processes, real sockets, the real models, a real browser.
Does not own: what one room alone can show (tests/unit).
Look here first: box.py.
"""
