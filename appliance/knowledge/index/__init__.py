"""Where passages are found again: rows, words and vectors of each generation.

Owns: the generations of the index, Chroma, the keyword index, the middle of all vectors.
Does not own: which passage is the best one (retrieval/), where passages come from (documents/).
Look here first: generations.py.
"""
