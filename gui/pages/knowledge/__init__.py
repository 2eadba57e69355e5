"""Knowledge: everything the assistant answers from, a section for each kind.

Owns: the tabs, and for each section what is asked of the box and what a click does.
Does not own: words and tones (presenters), or how a row looks (widgets).
Look here first: page.py, then the file of the section.
"""

from __future__ import annotations

from gui.pages.knowledge.page import KnowledgePage

__all__ = ["KnowledgePage"]
