"""The shop's own website: read politely, compared with last time, undone when the owner wants.

Owns: the job that reads it, its address, its pages as they were shown last, what changed, and taking that back.
Does not own: passages and the index (documents, index), when a job runs (scheduler).
Look here first: jobs.py for the worker's side, record.py and readings.py for the api's; walk/ for how it is read.
"""
