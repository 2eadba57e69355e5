"""The cloud model: any address on the internet that speaks OpenAI's dialect.

Owns: speaking to it, its budget, the job that asks it, what the owner sees and sets of it.
Does not own: hiding personal details (privacy), deciding when to ask (chat).
Look here first: job.py.
"""
