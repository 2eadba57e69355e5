"""The process that keeps time and runs long work.

Owns: the schedule, the worker that claims jobs, tidying up.
Does not own: what a job does (features), the table of jobs (core/jobs).
Look here first: schedule.py for when, worker.py for how.
"""
