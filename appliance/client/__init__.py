"""The door to the api for the panel, the command line and tests.

Owns: one method per thing a caller may ask of the box, answers and errors as contract values.
Does not own: what to show of them.
Look here first: client.py.
"""

from appliance.client.client import Client

__all__ = ["Client"]
