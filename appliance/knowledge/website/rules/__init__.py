"""What may be read of a website, decided without touching it.

Owns: addresses of pages and of machines, robots.txt, sitemaps, which page comes next, every limit. All pure.
Does not own: asking for anything (wire).
Look here first: limits.py.
"""
