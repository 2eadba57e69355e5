"""The pieces pages are made of.

Owns: cards, rows, bubbles, the side bar; how each is shown and read aloud.
Does not own: words (wording.py, presenters) or calls to the box (pages).
Look here first: text.py and card.py.
"""
