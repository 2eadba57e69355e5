"""Which language models there are, and which are here.

Owns: the catalogue, downloading, the models folder and the hash of each file in it, the owner's choice.
Does not own: running a model (model_server), when a download runs (scheduler).
Look here first: models.py for what an owner may do, download.py for how a file comes.
"""
