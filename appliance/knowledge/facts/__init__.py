"""Typed facts answer first, without any model.

Owns: the shop's facts and their history, what answers from them, what documents propose for them.
Does not own: prose from documents (retrieval/), the shape of facts (contract/facts.py, contract/opening.py).
Look here first: book.py for a question's way, editor.py for the owner's.
"""
