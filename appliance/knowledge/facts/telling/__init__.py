"""How facts are told.

Owns: the words of facts in each shipped language, what holds on a date, sentences made of typed facts.
Does not own: recognising a question (asked/), what the facts are (contract/facts.py).
Look here first: wording.py, and assets/appliance/facts/ for the words.
"""
