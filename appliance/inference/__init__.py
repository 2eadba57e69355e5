"""The door to any model server that speaks the OpenAI dialect.

Owns: streaming an answer, making vectors, time limits, the circuit breaker.
Does not own: prompts (chat), which model is loaded (model_server).
Look here first: chat_model.py.
"""

from appliance.inference.chat_model import ChatModel, CutOff, Message, Place, TextTokens, Usage
from appliance.inference.embedder import HttpEmbedder
from appliance.inference.large_first import LargeFirst
from appliance.inference.nearby import Nearby

__all__ = ["ChatModel", "CutOff", "HttpEmbedder", "LargeFirst", "Message", "Nearby", "Place", "TextTokens", "Usage"]
