"""The look of the panel: colours, font, style sheet, icons.

Owns: one table of colours for light and one for dark, and everything made from it.
Does not own: which words are shown in which tone (presenters).
Look here first: colours.py.
"""
