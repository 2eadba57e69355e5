"""The door to what must never be read by accident: keys of services outside.

Owns: keeping a secret under a name, encrypted, readable by this user alone.
Does not own: which secrets there are, asking the owner for them.
Look here first: sealed_file.py.
"""

from appliance.secret_store.sealed_file import SealedFile

__all__ = ["SealedFile"]
