"""When two questions are answered by one taught answer.

Owns: that judgement, and masking what is private in a question before it is kept for the owner.
Does not own: what a question asks (core/questions), keeping questions (gaps) or answers (answers.py).
Look here first: same.py.
"""
