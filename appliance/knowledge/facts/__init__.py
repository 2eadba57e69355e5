"""Typed facts answer first, without any model.

Owns: keeping the shop's facts, recognising questions about them, wording their answers.
Does not own: prose from documents (retrieval.py).
Look here first: book.py.
"""
