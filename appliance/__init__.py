"""Shopbell: an AI front desk for a small shop, on one box in the back room.

Owns: everything that runs on the box except the control panel.
Does not own: the panel (gui/), delivery (packaging/), words and pictures (assets/).
Look here first: README.md has the map; __main__.py wires the parts.
"""

__version__ = "0.1.0"
