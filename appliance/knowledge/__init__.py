"""What the shop knows and where it says so.

Owns: shop facts, documents, importers, the website, passages, keyword index, Chroma, retrieval, gaps, taught answers.
Does not own: wording an answer (chat), making vectors (inference), when a job runs (scheduler).
Look here first: front.py for a question's way in, documents/catalogue.py for a document's.
"""
