"""What is answered, or judged, before anything costs.

Owns: the reply to greetings, thanks, rudeness, and to what is too long or empty; the verdict on every other message.
Does not own: what the shop knows, what a question is about (triage), what follows from a verdict (ladder).
Look here first: guard.py, then signs.py; the patterns lie in assets/appliance/guard.
"""
