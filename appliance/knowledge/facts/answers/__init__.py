"""Facts found for a question.

Owns: for each kind of fact, which of the shop's own a question asks for and the sentence that tells it.
Does not own: whether they are the whole answer (book.py), taking questions apart (asked/), wording (telling/).
Look here first: match.py, then the file of the kind of fact.
"""
