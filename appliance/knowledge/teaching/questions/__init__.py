"""What a question asks, and when two questions ask the same.

Owns: the words that mean the same in a language, a question's fingerprint, masking, follow-ups, likeness.
Does not own: keeping questions (gaps) or answers (answers.py).
Look here first: same.py.
"""
