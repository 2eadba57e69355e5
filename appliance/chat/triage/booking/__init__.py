"""What a booking form could be filled with beforehand, out of a visitor's own words. No form is filled with it yet.

Owns: the day, the time and the number of people in a text, in English and German.
Does not own: whether somebody wants to book at all (../triage.py), free times, the form.
Look here first: slots.py.
"""

from appliance.chat.triage.booking.slots import BookingSlots, booking_slots

__all__ = ["BookingSlots", "booking_slots"]
