"""Owns dropping what a site puts around every page: menus, cookie banners, teasers for other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from appliance.knowledge.importers.page.tree import Measure, Measures, measures, take_out, words

_NEVER_TEXT = (
    "script, style, noscript, template, svg, iframe, canvas, video, audio, object, input, select, textarea, head, "
    "nav, [role=navigation], [role=search], [role=dialog], [role=alertdialog]"
)
_BOXES = "div, section, aside, ul, ol, header, table, span, p, form, dl"
_SURELY = re.compile(
    r"cookie|consent|gdpr|breadcrumb|paginat|newsletter|pop-?up|modal|skip-?(?:link|to)|mini-?cart|wishlist"
    r"|share-?(?:button|link)|social-?(?:link|icon|media|share|nav)|related|up-?sell|cross-?sell|recommend|recently"
    r"|also-?(?:like|bought|viewed)|you-?may|similar-?(?:product|item)"
    r"|(?<![a-z])(?:site|main|top|bottom|page)?-?nav(?:bar|igation|header|footer|menu|links?)?(?![a-z])",
    re.IGNORECASE,
)
# These hold links on most pages, and on some the text itself: a restaurant's menu is no navigation.
_PERHAPS = re.compile(r"nav|menu|side-?bar|toolbar|top-?bar|banner|social|share|toc\b|links|widget", re.IGNORECASE)
_TEASER = re.compile(
    r"^(?:customers? (?:who bought|also)|others? also|you (?:may|might) also|related (?:products|items|articles)"
    r"|similar (?:products|items)|recommended|recently viewed|frequently bought|people also|more from"
    r"|kunden (?:kauften|kaufen) auch|andere kunden|das könnte (?:ihnen|dir|sie)|ähnliche (?:produkte|artikel)"
    r"|passend dazu|zuletzt angesehen|oft zusammen gekauft|empfohlene|wird oft zusammen"
    r"|vous aimerez|produits (?:similaires|associés|apparentés)|les clients|articles similaires|récemment consultés"
    r"|también te|productos (?:relacionados|similares)|clientes (?:también|que)|te puede"
    r"|potrebbe (?:interessarti|piacerti)|prodotti (?:correlati|simili)|chi ha acquistato"
    r"|klanten kochten|gerelateerde|vergelijkbare producten|misschien vind je|anderen bekeken)",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_ACCEPT = re.compile(
    r"(?:i |alle |alles |all )?(?:accept|agree|allow|got it|ok(?:ay)?\b|reject|decline|zustimmen|akzeptier|ablehnen"
    r"|einverstanden|annehmen|verstanden|tout accepter|j'accepte|accepter|refuser|aceptar|acepto|rechazar|accett"
    r"|rifiuta|accepteren|akkoord|weigeren)",
    re.IGNORECASE,
)
ACCEPT_LETTERS, BANNER_DEPTH = 40, 5
# The share of an element's letters that stand in links: most, and all but a few.
MOST, ALL = 0.6, 0.85
TEASER_LETTERS = 60
FORM_LETTERS = 400
# A page of a few words may be smaller than the banner on it.
SMALL_LETTERS = 400

_NOTHING = Measure()


def drop_furniture(page: LexborHTMLParser) -> None:
    take_out(page.css(_NEVER_TEXT))
    if page.body is None:
        return
    held = measures(page.body)
    total = held[page.body.mem_id].letters
    take_out(list(_banners(page, held)))
    take_out([node for node in page.css("form") if not _holds_text(_of(node, held))])
    take_out([node for node in page.css("button") if not _asks(node)])
    take_out([node for node in page.css(_BOXES) if _is_furniture(node, _of(node, held), total)])
    take_out(list(_teasers(page, held, total)))


def _of(node: LexborNode, held: Measures) -> Measure:
    return held.get(node.mem_id, _NOTHING)


def _holds_text(form: Measure) -> bool:
    """Some sites put a whole page into a form."""
    return form.is_core or form.letters > FORM_LETTERS


def _asks(button: LexborNode) -> bool:
    """The line of a question that opens its answer is a button on many pages."""
    said = button.attributes
    opens = "aria-controls" in said or "aria-expanded" in said or "accordi" in (said.get("class") or "")
    return words(button).endswith("?") or (opens and len(words(button).split()) > 1)


def _is_furniture(node: LexborNode, held: Measure, total: int) -> bool:
    """By the names that its makers gave it or by its links, unless the page's own text stands in it."""
    if held.is_core or held.letters > max(total / 2, SMALL_LETTERS):
        return False
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    if _SURELY.search(named) or (held.everywhere > 1 and held.link_share > ALL):
        return True
    if node.tag == "aside":  # with a number in it, it may tell hours or a telephone
        return held.link_share > MOST or not held.digits
    return held.link_share > MOST and bool(_PERHAPS.search(named))


def _banners(page: LexborHTMLParser, held: Measures) -> Iterator[LexborNode]:
    """What asks to accept cookies, whatever its makers called it."""
    for control in page.css("button, a"):
        if not 0 < _of(control, held).letters < ACCEPT_LETTERS or not _ACCEPT.match(words(control)):
            continue
        box = control.parent
        for _ in range(BANNER_DEPTH):
            if box is None or _of(box, held).is_core or _of(box, held).letters > SMALL_LETTERS:
                break
            if _COOKIES.search(words(box)):
                yield box
                break
            box = box.parent


def _teasers(page: LexborHTMLParser, held: Measures, total: int) -> Iterator[LexborNode]:
    """Under a line such as "Customers also bought" other things are told, not this one."""
    for line in page.css("h2, h3, h4, h5, h6, strong, p, div, span"):
        box, letters = line.parent, _of(line, held).letters
        says_all = box is not None and _of(box, held).letters == letters  # then the box itself is the line
        if says_all or not 0 < letters <= TEASER_LETTERS or not _TEASER.match(words(line)):
            continue
        if box is not None and _begins_with(box, line) and _is_small(box, held, total):
            yield box
            continue
        yield line
        following = line.next
        while following is not None and (following.tag == "-text" or _of(following, held).link_share > MOST):
            if following.tag != "-text":
                yield following
            following = following.next


def _begins_with(box: LexborNode, line: LexborNode) -> bool:
    return words(box).startswith(words(line))


def _is_small(box: LexborNode, held: Measures, total: int) -> bool:
    here = _of(box, held)
    return box.tag not in ("body", "main", "article") and not here.is_core and here.letters <= total / 2
