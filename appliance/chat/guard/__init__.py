"""What is answered before anything costs.

Owns: the reply to greetings, thanks, rudeness, and to what is too long or empty.
Does not own: what the shop knows.
Look here first: small_talk.py.
"""
