"""Writing several answers at the same moment with one model.

Owns: who is let in, what is computed next, what is remembered of it, when an answer ends.
Does not own: llama.cpp (behind ports.TokenModel), HTTP (web).
Look here first: engine.py.
"""
