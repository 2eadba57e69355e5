"""Answers a question, rung by rung.

Owns: the guard, the ladder, the prompt, grounding, extracts, running questions, kept conversations.
Does not own: finding passages and facts (knowledge), the model (inference), HTTP (api).
Look here first: service.py, from top to bottom.
"""
