"""What is written in a Word document, in the order a person reads it.

Owns: the words of a paragraph, its level, the cells of a table.
Does not own: opening the file (docx.py), telling a table's rows (tables/).
Look here first: flow.py.
"""
