"""A web page as a person sees it.

Owns: what is hidden, what is only furniture of the site, the outline of the rest as blocks.
Does not own: opening the file (html.py), what a page says to machines (schema_org.py).
Look here first: outline.py.
"""
