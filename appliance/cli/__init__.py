"""The command line for owner and technician: `shopbell status`, `ask`, `knowledge`, `gaps`, `answers`, `models`…

Owns: commands, what they print for people and for programs, exit codes.
Does not own: doing anything; every command asks the box through its client.
Look here first: app.py.
"""
