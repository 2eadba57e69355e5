"""Asking a website, politely and safely.

Owns: the line to checked addresses, one request with its redirects and limits, pauses, what came last time.
Does not own: which page is asked for (walk), what a page says (pages).
Look here first: revisit.py from outside, transport.py for what keeps us out of private networks.
"""
