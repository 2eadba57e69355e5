"""What is to leave the box, written down before anything is sent, so that nothing is lost and nothing sent as two.

Owns: the rows that wait, what has been tried, when to try again, when to give up.
Does not own: sending; a connector takes what is due and says how it went.
Look here first: outbox.py.
"""

from appliance.business.outbox.outbox import Outbox, Outgoing

__all__ = ["Outbox", "Outgoing"]
