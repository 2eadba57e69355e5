"""Programs outside that the box speaks to, one room a connector. Run by the scheduler alone.

Owns: their dialects, time limits, budgets, and what their owner may set.
Does not own: what is asked and hidden (privacy), the egress ledger (privacy), when it runs (scheduler).
Look here first: cloud/job.py.
"""
