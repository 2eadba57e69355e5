"""Answers that visitors want by e-mail, because they do not wait for them.

Owns: who waits for which answer, what becomes of each when the question has ended.
Does not own: answering (chat), sending the e-mail (outbox and its connectors).
Look here first: later.py.
"""

from appliance.business.later.later import Later

__all__ = ["Later"]
