"""HTTP, one noun a file.

Owns: paths, shapes, roles.
Does not own: decisions; every route hands over to a service in one line or two.
Look here first: chat.py for visitors, knowledge.py for the owner.
"""
