"""Words that products are called by.

Owns: cutting texts into tokens and stems, the phrases of each language, the words the table knows, misspellings.
Does not own: what a question means (asked), SQL (query.py).
Look here first: lexicon.py.
"""
