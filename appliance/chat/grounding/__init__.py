"""Whether what is written may be shown.

Owns: the claims a sentence makes, the evidence they must stand in, documents that disagree, the output filter.
Does not own: typed facts (knowledge checks them), the visitor's words (guard).
Look here first: evidence.py, then filter.py.
"""
