"""What the panel says of what the box says.

Owns: contract values turned into view models: words, tones, numbers. No Qt, no calls, no clock of its own.
Does not own: widgets, or the words of single codes (wording.py).
Look here first: home.py.
"""
