"""The process that holds a model: `chat` writes answers with llama.cpp, `embed` makes vectors with e5.

Owns: loading a model, many answers at the same moment, the OpenAI dialect on loopback.
Does not own: which file is loaded (wiring), what is asked (chat), when it is restarted (supervisor).
Look here first: process.py, then generation/engine.py.
"""
