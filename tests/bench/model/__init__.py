"""Figures of the model server beside llama.cpp's own, on the same load in the same run.

Owns: the load of a shop's visitors, starting the servers, the comparison.
Does not own: what is right or wrong in an answer (tests/bench/answering).
Look here first: comparison.py.
"""
