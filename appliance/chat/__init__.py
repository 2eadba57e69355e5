"""Answers a question, rung by rung.

Owns: the guard, triage, the ladder, the caches, the prompt, grounding, extracts, running questions, kept conversations.
Does not own: finding passages and facts (knowledge), the model (inference), people and leads (business), HTTP (api).
Look here first: ladder/order.py, then the rungs in its order.
"""
