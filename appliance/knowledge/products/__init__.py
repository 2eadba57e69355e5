"""What the shop sells, as typed rows.

Owns: the tables of products, understanding a question about them, searching by words and filters, wording the answer.
Does not own: reading feeds and tables (importers), passages about products (retrieval), how cards look (widget, gui).
Look here first: book.py for a question's way, shelf.py for the rows.
"""
