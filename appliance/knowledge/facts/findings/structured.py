"""Owns reading a shop's facts out of the JSON-LD of its pages (schema.org LocalBusiness and its kin). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from appliance.contract.facts import FactFinding, Policy, PolicyKey, Price, ServiceArea
from appliance.knowledge.facts.findings.json_ld import Node, finding, listed, quoted, text_of
from appliance.knowledge.facts.findings.structured_hours import structured_hours

DEPTH_MAX = 8
PRICES_MAX = 40
_NOT_SHOPS = frozenset(
    ("Person", "Event", "Product", "ProductGroup", "JobPosting", "Offer", "Article", "NewsArticle", "BlogPosting")
)
_A_SHOPS_OWN = frozenset(("openingHours", "openingHoursSpecification", "telephone", "address", "geo", "email"))


def structured_findings(objects: Iterable[Node]) -> Iterator[FactFinding]:
    """What the page's business says of itself; of several the one that says most."""
    business = max(_businesses(objects), key=lambda node: len(node.keys() & _A_SHOPS_OWN), default=None)
    if business is not None:
        yield from _of_business(business)


def _businesses(objects: Iterable[Any], depth: int = 0) -> Iterator[Node]:
    for node in objects:
        if not isinstance(node, Mapping) or depth > DEPTH_MAX:
            continue
        kinds = {str(kind) for kind in listed(node.get("@type"))}
        if not kinds & _NOT_SHOPS and node.keys() & _A_SHOPS_OWN:
            yield node
        inner = [one for value in node.values() for one in listed(value) if isinstance(one, Mapping)]
        yield from _businesses(inner, depth + 1)


def _of_business(node: Node) -> Iterator[FactFinding]:
    for field, key in (("name", "name"), ("phone", "telephone"), ("website", "url")):
        if text := text_of(node.get(key)):
            yield finding(field, text, text)
    if email := text_of(node.get("email")).removeprefix("mailto:"):
        yield finding("email", email, email)
    if address := _address(node.get("address")):
        yield finding("address", address, address)
    if where := _map(node):
        yield finding("map_url", where, where)
    if currency := re.fullmatch(r"[A-Z]{3}", text_of(node.get("currenciesAccepted"))):
        yield finding("currency", currency[0], currency[0])
    yield from structured_hours(node)
    yield from _others(node)


def _others(node: Node) -> Iterator[FactFinding]:
    """Ways of payment, the area served, and what services cost."""
    if ways := text_of(node.get("paymentAccepted")):
        policy = Policy(key=PolicyKey.PAYMENT, text={"en": f"We accept: {ways}."})
        yield finding("policies", [policy.model_dump(mode="json")], ways)
    places = tuple(filter(None, (text_of(one) for one in listed(node.get("areaServed")))))
    if places:
        yield finding("service_area", ServiceArea(places=places).model_dump(mode="json"), ", ".join(places))
    offers = [*listed(node.get("makesOffer")), *_catalogue(node.get("hasOfferCatalog"))]
    for offer in offers[:PRICES_MAX]:
        if isinstance(offer, Mapping) and (price := _price(offer)):
            yield finding("prices", [price.model_dump(mode="json")], quoted(offer))


def _catalogue(catalogue: Any) -> list[Any]:
    return [
        one for part in listed(catalogue) if isinstance(part, Mapping) for one in listed(part.get("itemListElement"))
    ]


def _price(offer: Node) -> Price | None:
    specification: Any = next(iter(listed(offer.get("priceSpecification"))), None)
    amount = offer.get("price", specification.get("price") if isinstance(specification, Mapping) else None)
    item = text_of(offer.get("itemOffered")) or text_of(offer.get("name"))
    try:
        return Price(item={"en": item}, amount=amount) if item else None
    except ValidationError:
        return None


def _address(value: Any) -> str:
    """One line: street, then place as its country writes it."""
    node = next(iter(listed(value)), None)
    if not isinstance(node, Mapping):
        return text_of(node)
    street, place, region, code = (
        text_of(node.get(key)) for key in ("streetAddress", "addressLocality", "addressRegion", "postalCode")
    )
    if text_of(node.get("addressCountry")) in ("US", "USA", "CA", "United States") or (region and len(region) == 2):
        return ", ".join(filter(None, (street, place, f"{region} {code}".strip())))
    return ", ".join(filter(None, (street, f"{code} {place}".strip())))


def _map(node: Node) -> str:
    if (url := text_of(node.get("hasMap"))).startswith("http"):
        return url
    geo: Any = next(iter(listed(node.get("geo"))), None)
    try:
        latitude, longitude = float(geo["latitude"]), float(geo["longitude"])
    except (KeyError, TypeError, ValueError):
        return ""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
