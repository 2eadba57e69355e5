"""What is told of products that were found, or that come near.

Owns: sentences, cards and sources of an answer, what is given up when nothing fulfils every filter.
Does not own: the words themselves (assets/appliance/products), searching (shelf.py).
Look here first: answer.py.
"""
