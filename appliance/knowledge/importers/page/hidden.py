"""Owns dropping what nobody sees on a page: hidden by an attribute, by its style or by a rule of the page."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from appliance.knowledge.importers.page.tree import taken_out

_BY_ATTRIBUTE = "[hidden], [aria-hidden=true], dialog:not([open])"
_GONE = r"display\s*:\s*none|visibility\s*:\s*hidden"
_TINY = r"font-size\s*:\s*(?:0(?![.\d])|0?\.[01]\d*|[012](?:\.\d+)?px|[01](?:\.\d+)?pt)"
_ASIDE = r"(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"
_NOTHING = r"(?<![-\w])(?:height|width|max-height|max-width)\s*:\s*0(?![.\d])"
_RULE_HIDES = re.compile(rf"{_GONE}|{_TINY}|{_ASIDE}", re.IGNORECASE)
# Pages fade text in by rules on opacity; written on one element it is there to hide.
_STYLE_HIDES = re.compile(rf"{_GONE}|{_TINY}|{_ASIDE}|{_NOTHING}|opacity\s*:\s*0(?![.\d])", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = re.compile(r"^(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255\b.*|transparent)$", re.IGNORECASE)
# What opens with a click is seen by everybody who wants to.
_OPENS = re.compile(
    r"accordi|collaps|expand|toggle|faq|answer|antwort|tab-?pan|tab-?content|panel|disclosure|more", re.I
)
_NESTED = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^;{]+;|/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*)\}")
CSS_MAX = 500_000
RULES_MAX = 200
ABOVE_MAX = 100


class Hidden:
    """Looks at a page's rules and openers while they are there; drops what they hide when the furniture is gone."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page = page
        self._rules = _rules(page)
        self._opened = _opened_by_click(page)

    def drop(self) -> list[str]:
        """Takes hidden elements out of the page; what they said, once each."""
        texts: list[str] = []
        for selector in (_BY_ATTRIBUTE, *self._rules):
            texts += taken_out([node for node in self._page.css(selector) if self._stays_hidden(node)])
        styled = [node for node in self._page.css("[style]") if _hides(node.attributes.get("style") or "", node)]
        texts += taken_out([node for node in styled if self._stays_hidden(node)])
        return list(dict.fromkeys(filter(None, texts)))

    def _stays_hidden(self, node: LexborNode) -> bool:
        return node.tag not in ("html", "body") and not _opens(node, self._opened)


def _hides(style: str, node: LexborNode) -> bool:
    return bool(_STYLE_HIDES.search(style)) or _is_white_on_white(node, style)


def _rules(page: LexborHTMLParser) -> list[str]:
    """The selectors of the page's own rules that hide something."""
    css = "\n".join(node.text() for node in page.css("style"))[:CSS_MAX]
    found = (rule for rule in _RULE.finditer(_NESTED.sub("", css)) if _RULE_HIDES.search(rule[2]))
    selectors = [one.strip() for rule in found for one in rule[1].split(",") if ":" not in one]
    return [one for one in selectors[:RULES_MAX] if _is_selector(page, one)]


def _is_selector(page: LexborHTMLParser, selector: str) -> bool:
    try:
        page.css_first(selector)
    except SelectolaxError:
        return False
    return True


def _is_white_on_white(node: LexborNode, style: str) -> bool:
    """Letters in the colour of their ground; white ones are seen where anything may have set a ground."""
    colour, ground = _COLOUR.search(style), _BACKGROUND.search(style)
    if colour is None:
        return False
    if ground is not None:
        return colour[1].strip().lower() == ground[1].strip().lower()
    return bool(_WHITE.match(colour[1].strip())) and not _has_ground(node)


def _has_ground(node: LexborNode) -> bool:
    here: LexborNode | None = node
    for _ in range(ABOVE_MAX):
        if here is None or here.tag == "html":
            return False
        said = here.attributes
        if said.get("class") or said.get("id") or said.get("bgcolor") or "background" in (said.get("style") or ""):
            return True
        here = here.parent
    return True


def _opened_by_click(page: LexborHTMLParser) -> frozenset[str]:
    """The ids of elements that a button or a link on the page opens."""
    names = ("aria-controls", "data-target", "data-bs-target", "data-toggle-target")
    openers = page.css(", ".join(f"[{name}]" for name in names))
    return frozenset((node.attributes.get(name) or "").lstrip("#") for node in openers for name in names)


def _opens(node: LexborNode, opened: frozenset[str]) -> bool:
    said = node.attributes
    named = f"{said.get('class') or ''} {said.get('id') or ''}"
    return said.get("aria-hidden") != "true" and (said.get("id") in opened - {""} or bool(_OPENS.search(named)))
