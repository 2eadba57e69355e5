"""What is turned down, or judged, before anything costs.

Owns: the reply to what is too long or empty; the verdict on every other message.
Does not own: what a message is about, be it a greeting or rudeness (triage); what follows from a verdict (ladder).
Look here first: guard.py, then signs.py; the patterns lie in assets/appliance/guard.
"""
