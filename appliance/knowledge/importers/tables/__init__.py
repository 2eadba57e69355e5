"""Tables become rows that can be read alone, and products.

Owns: which row is a header, what a column holds, amounts of money, shop feeds, the words a product is told in.
Does not own: taking tables out of a file (the formats), finding products for a question (products/).
Look here first: grid.py for any table, feeds.py for what a shop program exports.
"""
