"""Answers that were told before, for whoever asks the same; and the passages found for a question.

Owns: the key of an answer, when two questions are one, what is never kept, fresh and stale, dropping what has changed,
    hit rates of all layers.
Does not own: the vectors of questions (inference keeps them), prompt states (the model server), where in the ladder
    it is asked (ladder).
Look here first: answers.py.
"""
