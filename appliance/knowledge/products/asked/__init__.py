"""What a question wants of the table of products. Pure.

Owns: prices, attributes and things in a question, and what it leaves out because it was named before.
Does not own: searching (shelf.py), wording (told).
Look here first: understanding.py.
"""
