"""What a visitor may rely on: personal details stay here, and whatever leaves is written down.

Owns: finding and hiding personal details, the egress ledger and who changed what may leave, asking the cloud
model without personal details.
Does not own: the connectors that speak outwards (integrations), when something runs (scheduler).
Look here first: redaction/redact.py, then egress.py.
"""
