"""Small trained heads on the vector of a question.

Owns: a head's weights, its calibrated probabilities, asking the embedder within a short deadline.
Does not own: what follows from a probability (guard, triage), the training of heads (packaging/heads).
Look here first: linear.py.
"""

from appliance.chat.heads.linear import LinearHead, load
from appliance.chat.heads.opinion import opinion

__all__ = ["LinearHead", "load", "opinion"]
