"""The process that speaks HTTP to visitors, the owner and the technician.

Owns: two listeners (public, private), roles, errors as problem+json, server-sent events.
Does not own: deciding anything; routes translate and services decide.
Look here first: apps.py for what is mounted where, routes/ for one noun a file.
"""
