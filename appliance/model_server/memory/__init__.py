"""How much memory a model will need, decided before it is loaded.

Owns: reading a model file's shape, free memory, the plan and its words.
Does not own: loading (llama), what the owner asked for (contract/settings.py).
Look here first: plan.py.
"""
