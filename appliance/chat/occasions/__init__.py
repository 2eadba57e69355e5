"""Days that are not like others: incidents and sales.

Owns: what the owner announced, the answers that go with it, how answering changes meanwhile, warming up before.
Does not own: the usual settings (contract/settings.py).
Look here first: calendar.py.
"""
