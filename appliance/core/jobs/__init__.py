"""Long work as rows that survive a restart.

Owns: the durable table of jobs; adding, claiming with a lease, progress, cancelling, ending.
Does not own: what a job does (features) or when it runs (scheduler).
Look here first: queue.py.
"""

from appliance.core.jobs.queue import Claimed, JobQueue, Open, Taken

__all__ = ["Claimed", "JobQueue", "Open", "Taken"]
