"""What is quoted of a passage, and how it stands on the page.

Owns: what a quotation should hold, the sentences that are told, paragraphs and lists.
Does not own: which passages are quoted (../extract.py).
Look here first: sentences.py.
"""
