"""What an answered question is worth to the shop, and the people who take over where the assistant ends.

Owns: hand-offs to a person, leads and bookings, answers promised by e-mail, what waits to leave the box.
Does not own: talking with the visitor (chat), sending anything outwards.
Look here first: hand_off/machine.py, then the folder of what you look for.
"""
