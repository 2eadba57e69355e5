"""What an answered question is worth to the shop.

Owns: leads.
Does not own: talking with the visitor (chat).
Look here first: leads.py.
"""
