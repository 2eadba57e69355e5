"""Owns addresses of pages: one spelling for each, which belong to the site, which lead nowhere useful. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.website.rules.addresses import may_ask

LONGEST = 2_000
_SEGMENTS_MOST = 12
_SAME_SEGMENT_MOST = 3
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
# They say where a visitor came from or who they are, never what the page shows.
_TRACKING = re.compile(
    r"utm_\w*|(?:g|gb|wb|d|fb|ms|y|tt|tw)clid|g(?:braid|clsrc)|wbraid|srsltid|igshid|mc_[ce]id|_g[al]|_hs\w+"
    r"|li_fat_id|phpsessid|jsessionid|sessionid|aspsessionid\w*|cftoken|cfid|ref_src|share",
    re.IGNORECASE,
)
# Following such a link does something in the shop, or opens a form.
_ACTS = re.compile(
    r"add[-_]to[-_](?:cart|wishlist|compare)|remove_(?:item|from_wishlist)|undo_item|replytocom|_wpnonce|logout",
    re.IGNORECASE,
)
_NO_PAGES = frozenset((
    ".7z", ".aac", ".apk", ".avi", ".avif", ".bmp", ".bz2", ".css", ".csv", ".dmg", ".doc", ".docx", ".eot",
    ".epub", ".exe", ".flac", ".gif", ".gz", ".ico", ".ics", ".iso", ".jpeg", ".jpg", ".js", ".json", ".m4a",
    ".m4v", ".map", ".mjs", ".mov", ".mp3", ".mp4", ".mpeg", ".mpg", ".msi", ".odt", ".ogg", ".otf", ".png",
    ".ppt", ".pptx", ".rar", ".rss", ".svg", ".tar", ".tgz", ".tif", ".tiff", ".ttf", ".wasm", ".wav",
    ".webm", ".webmanifest", ".webp", ".wmv", ".woff", ".woff2", ".xls", ".xlsx", ".xml", ".xz", ".zip",
))  # fmt: skip
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
# Names that no network shares with the world.
_AT_HOME = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".onion")
_DEFAULT_PORTS = (None, 80, 443)


def normal(url: str, base: str = "") -> str | None:
    """The one spelling of an http(s) address, without fragment, session and tracking; None when it is none."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        where, path, query = _where(parts), _path(parts.path), _query(parts.query)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not where or parts.username or parts.password:
        return None
    made = urlunsplit((parts.scheme, where, path, query, ""))
    return made if len(made) <= LONGEST else None


def website_address(text: str) -> str:
    """What an owner types, as a normal address. Raises Refused when it is none that everybody can reach."""
    typed = text.strip()
    url = normal(typed if "://" in typed else f"https://{typed}")
    host = urlsplit(url or "").hostname or ""
    if url is None or not (_NAME.fullmatch(host) or _is_address(host)):
        raise Refused(ErrorCode.BAD_INPUT, f"{text} is not the address of a website, such as www.example.com.")
    if host.endswith(_AT_HOME) or (_is_address(host) and not may_ask(ip_address(host))):
        detail = f"{host} lies inside your own network; Shopbell reads only websites that everybody can see."
        raise Refused(ErrorCode.BAD_INPUT, detail)
    return url


def in_one_spelling(text: str, safe: str) -> str:
    """Percent signs as RFC 3986 wants them: nothing escaped that need not be, everything else in capitals."""
    return _PERCENT.sub(_escape, quote(text, safe=safe + "%"))


def leads_nowhere(url: str) -> bool:
    """True for addresses that are no pages, do something, or look like a path that goes round in circles."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    names = [part.partition("=")[0] for part in parts.query.split("&")]
    return (
        PurePosixPath(parts.path).suffix.lower() in _NO_PAGES
        or any(_ACTS.fullmatch(name) for name in names)
        or len(segments) > _SEGMENTS_MOST
        or any(segments.count(segment) > _SAME_SEGMENT_MOST for segment in set(segments))
    )


@dataclass(frozen=True, slots=True)
class Site:
    """One host, with or without `www.`, and the folder in which the owner's address stands."""

    scheme: str
    netloc: str
    folder: str

    @classmethod
    def of(cls, url: str) -> Site:
        """The site of a normal address."""
        parts = urlsplit(url)
        return cls(parts.scheme, parts.netloc, parts.path.rpartition("/")[0] + "/")

    def has(self, url: str) -> bool:
        """Is this normal address on the same host? The folder does not matter here."""
        return _who(urlsplit(url)) == _who(urlsplit(f"{self.scheme}://{self.netloc}"))

    def holds(self, url: str) -> bool:
        """Does this normal address lie in the owner's folder of the same host?"""
        return self.has(url) and urlsplit(url).path.startswith(self.folder)

    def home(self, url: str) -> str:
        """The same page under the host and scheme that the site itself uses."""
        parts = urlsplit(url)
        return urlunsplit((self.scheme, self.netloc, parts.path, parts.query, ""))

    def root(self, path: str) -> str:
        return f"{self.scheme}://{self.netloc}{path}"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _where(parts: SplitResult) -> str:
    """Host and port as everybody writes them; raises ValueError when they are none."""
    host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    shown = f"[{host}]" if ":" in host else host
    usual = 80 if parts.scheme == "http" else 443
    return shown if not host or parts.port in (None, usual) else f"{shown}:{parts.port}"


def _who(parts: SplitResult) -> tuple[str, int | None]:
    port = None if parts.port in _DEFAULT_PORTS else parts.port
    return (parts.hostname or "").removeprefix("www."), port


def _path(path: str) -> str:
    clean: list[str] = []
    for segment in in_one_spelling(_SESSION.sub("", path), "/:@!$&'()*+,;=").split("/")[1:]:
        if segment == "..":
            clean = clean[:-1]
        elif segment != ".":
            clean.append(segment)
    folder = path.endswith(("/.", "/.."))
    return "/" + "/".join(clean) + ("/" if folder and clean else "")


def _query(query: str) -> str:
    parts = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    spelled = [in_one_spelling(part, "/:@!$'()*+,;=?") for part in parts]
    return "&".join(sorted(spelled, key=lambda part: part.partition("=")[0]))


def _escape(found: re.Match[str]) -> str:
    if not found[1]:
        return "%25"
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else f"%{found[1].upper()}"
