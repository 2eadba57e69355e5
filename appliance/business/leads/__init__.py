"""What visitors leave so that the team can answer: contact details, wishes for a call back, for a table, for a date.

Owns: checking the forms, keeping each of them once, marking them handled.
Does not own: calendars, and sending leads to other programs (outbox and its connectors).
Look here first: leads.py.
"""

from appliance.business.leads.leads import Leads

__all__ = ["Leads"]
