"""What a question asks, told by its words.

Owns: the words that mean the same in a language, a question's fingerprint, follow-ups, how near two vectors are.
Does not own: when one answer serves two questions (knowledge for taught answers, chat for its cache).
Look here first: fingerprint.py.
"""
