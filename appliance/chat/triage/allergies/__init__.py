"""Questions on which somebody's health may hang: allergies, intolerances, what is in a thing.

Owns: when a question is one, the thing and the ingredients it names.
Does not own: what is answered (ladder), the words themselves (`assets/appliance/allergies`).
Look here first: concern.py.
"""
