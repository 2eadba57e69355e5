"""What stands in a web page's HTML.

Owns: links, wishes to readers like us, the blocks of text, what repeats from page to page; the process that looks.
Does not own: passages (documents), fetching (wire).
Look here first: page.py for one page, reader.py for the process around it.
"""
