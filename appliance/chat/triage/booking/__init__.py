"""What a visitor's own words say of a booking. No rung asks it: the form asks for day, time and people itself.

For whoever fills that form beforehand; how well it reads is measured by `packaging/bench triage`.

Owns: the day, the time and the number of people in a text, in English and German.
Does not own: whether somebody wants to book at all (../triage.py), free times, the form.
Look here first: slots.py.
"""

from appliance.chat.triage.booking.slots import BookingSlots, booking_slots

__all__ = ["BookingSlots", "booking_slots"]
