"""Personal details in text: found in many countries' formats, hidden behind marks, put back.

Owns: what counts as a detail, the check sums of the countries, the marks. Pure but for one file of words.
Does not own: where redacted text goes.
Look here first: redact.py, then finders.py for the order in which details are looked for.
"""
