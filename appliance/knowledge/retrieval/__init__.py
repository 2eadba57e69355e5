"""From a question to passages.

Owns: asking the index by words and by meaning, joining both into one order, judging whether it is in there at all.
Does not own: keeping passages (index/), wording an answer (chat).
Look here first: search.py.
"""
