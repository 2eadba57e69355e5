"""A person takes over a conversation, and gives it back: a state machine, never a promise of the assistant.

Owns: which state follows which, timers, the thread, the visitor's stream, who is told of it.
Does not own: answering questions (chat), sending alerts (outbox and its connectors), the words (assets).
Look here first: machine.py.
"""

from appliance.business.hand_off.hand_off import HandOffs

__all__ = ["HandOffs"]
