"""The way through a website, on the worker's side.

Owns: where it begins and ends, what is found on it, the found pages as documents.
Does not own: a single request (wire), a single page (pages), what becomes of the documents (readings.py above).
Look here first: crawler.py.
"""
