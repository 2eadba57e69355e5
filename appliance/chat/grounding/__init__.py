"""Whether what is written may be shown.

Owns: the claims a sentence makes, and the evidence they must stand in.
Does not own: typed facts (knowledge checks them).
Look here first: evidence.py.
"""
