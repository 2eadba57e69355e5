"""Words of an answer: what the model is asked, what it writes, what is quoted.

Owns: the prompt and its budget of tokens, the stream of sentences, the extract.
Does not own: whether a sentence may be shown (grounding).
Look here first: prompt.py.
"""
