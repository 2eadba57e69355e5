"""A question's life: accepted, answered, followed, resumed, cancelled, rated, kept.

Owns: running questions, their transcripts, kept conversations, ratings.
Does not own: what is said (ladder), HTTP (api).
Look here first: desk.py.
"""
