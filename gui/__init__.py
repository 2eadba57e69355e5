"""The owner's panel on the desktop.

Owns: the window, its pages, their words and their look.
Does not own: anything that lasts; it asks the box through appliance.client and shows what it hears.
Look here first: app.py for how it starts, pages/__init__.py for the table of pages.
"""
