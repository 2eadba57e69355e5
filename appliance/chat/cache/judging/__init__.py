"""Whether an answer may be told to somebody else.

Owns: when two questions are one, which questions and answers are a visitor's own.
Does not own: what a question's words stand for (core/questions).
Look here first: matching.py.
"""
