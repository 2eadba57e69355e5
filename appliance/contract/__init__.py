"""What crosses a border between processes, rooms or people.

Owns: frozen models, enums, error codes, settings, ports.
Does not own: behaviour; nothing here reads a file, a clock or a socket.
Look here first: chat.py for a question's events, problems.py for errors.
"""
