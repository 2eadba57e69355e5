"""What a question asks of the facts.

Owns: taking a question apart: which kind of fact, which day, which time, which named thing, what is left over.
Does not own: whether facts answer it (book.py), how they are told (telling/).
Look here first: question.py.
"""
