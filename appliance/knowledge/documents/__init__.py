"""Documents on their way in.

Owns: the list of documents, their files, reading one in a process of its own, cutting it into passages.
Does not own: formats (importers/), where passages are searched (index/), when a job runs (scheduler).
Look here first: catalogue.py for the api's side, indexing.py for the worker's.
"""
