"""llama.cpp through its low-level API.

Owns: loading, computing a step, sampling, saving and loading sequences; the only files that import llama_cpp.
Does not own: what is computed when (generation), how much memory it may take (memory).
Look here first: model.py.
"""
