"""Owns walking through a page's tree without ever calling itself: pages are nested twenty thousand deep, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

# Words of links that stand on every page of a site.
_EVERYWHERE = re.compile(
    r"^(?:home|start(?:seite)?|shop|log ?in|sign in|anmelden|cart.*|basket|warenkorb|checkout|(?:my )?account"
    r"|mein konto|imprint|impressum|legal notice|privacy.*|datenschutz.*|agb|terms.*|site ?map|search|suche"
    r"|prev(?:ious)?|next|up|zurück|weiter|accueil|panier|connexion|mentions légales|confidentialité|inicio|carrito"
    r"|aviso legal|privacidad|carrello|accedi|note legali|winkelwagen|inloggen|facebook|instagram|twitter|youtube|x)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Measure:
    """What an element holds: letters, those in links, digits, links that stand everywhere, the page's heading.

    `tables` counts those inside, `headed` says whether any heading is.
    """

    letters: int = 0
    in_links: int = 0
    digits: int = 0
    everywhere: int = 0
    is_core: bool = False
    tables: int = 0
    headed: bool = False

    def add(self, other: Measure) -> None:
        self.letters += other.letters
        self.in_links += other.in_links
        self.digits += other.digits
        self.everywhere += other.everywhere
        self.is_core |= other.is_core
        self.tables += other.tables
        self.headed |= other.headed

    @property
    def link_share(self) -> float:
        return self.in_links / self.letters if self.letters else 0.0


def walk(
    root: LexborNode, descend: Callable[[LexborNode], bool] = lambda node: True
) -> Iterator[tuple[LexborNode, bool]]:
    """Each node on the way in (False) and again on the way out (True), in document order."""
    node = root
    while True:
        yield node, False
        child = node.first_child if descend(node) else None
        if child is not None:
            node = child
            continue
        while True:
            yield node, True
            if node.mem_id == root.mem_id:
                return
            if (following := node.next) is not None:
                node = following
                break
            parent = node.parent
            if parent is None:
                return
            node = parent


Measures = Mapping[int, Measure]


def measures(root: LexborNode) -> dict[int, Measure]:
    """Of every element, by its `mem_id`; one walk for all of them."""
    found: dict[int, Measure] = {}
    stack: list[Measure] = []
    for node, leaving in walk(root):
        if not leaving:
            stack.append(Measure(is_core=node.tag in ("h1", "main")))
            continue
        here = stack.pop()
        if node.tag == "-text":
            said = " ".join((node.text_content or "").split())
            here.letters, here.digits = len(said), sum(map(str.isdigit, said))
        elif node.tag == "a":
            here.in_links = here.letters
            here.everywhere = here.letters < 40 and bool(_EVERYWHERE.match(words(node)))
        found[node.mem_id] = here
        if stack:
            stack[-1].add(here)
            stack[-1].tables += node.tag == "table"
            stack[-1].headed |= node.tag in ("h1", "h2", "h3")
    return found


def words(node: LexborNode | None) -> str:
    """What an element says, in one line."""
    return " ".join(node.text(separator=" ").split()) if node is not None else ""


def taken_out(nodes: Iterator[LexborNode] | list[LexborNode]) -> Iterator[str]:
    """Takes each out, in document order; what it said. One inside another is gone with it and must not be touched."""
    gone: set[int] = set()
    for node in list(nodes):
        if node.mem_id not in gone:
            gone.update(inner.mem_id for inner in node.css("*"))
            said = words(node)
            node.decompose()
            yield said


def take_out(nodes: Iterator[LexborNode] | list[LexborNode]) -> None:
    for _ in taken_out(nodes):
        pass
