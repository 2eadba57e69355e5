"""What visitors asked and nobody could answer well.

Owns: missed questions, gathering those that ask the same, dismissing, settling, forgetting.
Does not own: what answers them (answers.py), ratings (chat).
Look here first: gaps.py.
"""
