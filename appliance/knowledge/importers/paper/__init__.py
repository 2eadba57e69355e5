"""What stands on pages that only know where each letter is.

Owns: letters into lines, lines into headings, paragraphs and tables, what repeats on every page.
Does not own: opening the file (pdf.py), telling a table's rows (tables/).
Look here first: layout.py.
"""
