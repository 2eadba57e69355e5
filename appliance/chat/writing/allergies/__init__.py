"""What documents say of allergens and ingredients.

Owns: the statements of one thing and one ingredient, what a shop says of all it sells, the letters of menus.
Does not own: whether a question asks for it (triage), what is told when they say nothing (ladder).
Look here first: statements.py.
"""
