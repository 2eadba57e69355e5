"""The model server's face: HTTP on loopback in the OpenAI dialect.

Owns: requests, responses and errors in OpenAI's shapes, the token at the door, health, metrics.
Does not own: writing answers (generation), making vectors (embed_worker).
Look here first: app_chat.py.
"""
