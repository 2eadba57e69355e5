"""Owns what a site says again on page after page, its header and footer: it shall be known once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

# With fewer pages nothing can be told apart.
PAGES_LEAST = 4


def repeated(pages: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each page the marks to leave out, given the marks of its blocks.

    What stands on more than half of at least four pages stays on the first of them alone. The pages must come in
    the same order every time, or the one that keeps it would change and look as if it were another.
    """
    if len(pages) < PAGES_LEAST:
        return {url: frozenset() for url in pages}
    counted = Counter(mark for marks in pages.values() for mark in set(marks))
    common = {mark for mark, count in counted.items() if 2 * count > len(pages)}
    kept: set[str] = set()
    left_out: dict[str, frozenset[str]] = {}
    for url, marks in pages.items():
        here = common & set(marks)
        left_out[url] = frozenset(here & kept)
        kept |= here
    return left_out
