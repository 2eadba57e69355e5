"""What happened, in figures: the base of every report. Never a word of what was said.

Owns: the record of every answer, and its sums.
Does not own: conversations (chat), the health of processes (status).
Look here first: answers.py.
"""
