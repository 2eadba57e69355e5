"""What a visitor wants, before anything is looked up.

Owns: the topic of a question and how sure that is, which rungs may answer it, what the box says to small talk itself,
order numbers, and the date, time and people of a booking.
Does not own: attacks and nonsense (guard), the order of the rungs (ladder), weights (heads).
Look here first: triage.py.
"""

from appliance.chat.triage.booking import BookingSlots, booking_slots
from appliance.chat.triage.order_reference import order_reference
from appliance.chat.triage.plan import Plan, plan
from appliance.chat.triage.replies import reply
from appliance.chat.triage.triage import Triage

__all__ = ["BookingSlots", "Plan", "Triage", "booking_slots", "order_reference", "plan", "reply"]
