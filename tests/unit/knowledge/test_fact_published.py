"""The facts as documents: one a language, found by meaning, gone when they expire."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from appliance.contract.facts import CustomFact, Policy, PolicyKey, Price, ServiceArea, ShopFacts
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.paths import ASSETS
from appliance.knowledge.documents.reader import read_here
from appliance.knowledge.facts.published import FactFile, published
from appliance.knowledge.importers import SHOP_FACTS, SUFFIXES, check_name, importer_for

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes())
TODAY = date(2026, 10, 7)
SHOP = ShopFacts(
    name="Garden",
    languages=("en", "de"),
    address="12 Rose Lane",
    directions={"en": "Next to the mill."},
    service_area=ServiceArea(places=("Salem", "Keizer"), text={"en": "From $15."}),
    prices=(
        Price(item={"en": "Lawn cut", "de": "Rasen mähen"}, amount=Decimal("30"), also=("mowing",)),
        Price(item={"en": "Hedge cut"}, amount=Decimal("45"), expires_on=date(2026, 10, 31)),
        Price(item={"en": "Old price"}, amount=Decimal("1"), expires_on=date(2026, 10, 6)),
    ),
    policies=(Policy(key=PolicyKey.GIFT_CARDS, text={"en": "They never expire."}, also=("present",)),),
    custom=(CustomFact(ask=("wifi password", "wlan"), text={"en": "Ask at the till."}),),
)


def told(file: FactFile) -> dict[str, str]:
    return {fact["heading"]: fact["text"] for fact in json.loads(file.data)["facts"]}


def test_a_file_for_each_language_and_for_each_last_day() -> None:
    files = {file.name: file for file in published(SHOP, TODAY)}
    assert list(files) == [f"en{SHOP_FACTS}", f"en.2026-10-31{SHOP_FACTS}", f"de{SHOP_FACTS}"]
    assert told(files[f"en{SHOP_FACTS}"]) == {
        "How to find us": "You find us at 12 Rose Lane. Next to the mill.",
        "Service area": "We come to: Salem, Keizer. From $15.",
        "Lawn cut": "Lawn cut: $30.",
        "Gift cards": "They never expire.",
        "wifi password": "Ask at the till.",
    }
    assert told(files[f"de{SHOP_FACTS}"]) == {
        "Einzugsgebiet": "Wir kommen nach: Salem, Keizer.",
        "Rasen mähen": "Rasen mähen: $30.",
    }
    expiring = files[f"en.2026-10-31{SHOP_FACTS}"]
    assert (told(expiring), expiring.expires_on) == ({"Hedge cut": "Hedge cut: $45."}, date(2026, 10, 31))


def test_what_has_expired_is_left_out_and_the_rest_stays_as_it_is() -> None:
    before, after = published(SHOP, date(2026, 10, 31)), published(SHOP, date(2026, 11, 1))
    assert [file for file in before if file.expires_on is None] == after


def test_a_shop_without_such_facts_has_no_documents() -> None:
    assert published(ShopFacts(name="New", phone="12345"), TODAY) == []


def test_they_are_read_as_passages_with_words_that_find_them(tmp_path: Path) -> None:
    file = published(SHOP, TODAY)[0]
    (tmp_path / "stored").write_bytes(file.data)
    read = read_here(tmp_path / "stored", file.name)
    gift = next(one for one in read.passages if one.heading == ("Gift cards",))
    assert (read.title, gift.text) == ("Shop facts", "They never expire.")
    assert "voucher" in gift.also
    assert "present" in gift.also
    assert "voucher" not in gift.text


def test_a_word_that_asks_for_a_fact_is_kept_once_and_only_when_it_is_new() -> None:
    price = Price(item={"en": "City bike rental"}, amount=Decimal(45), also=("rent a bike", "bike hire", "hire a bike"))
    [file] = published(ShopFacts(name="Bikes", prices=(price,)), TODAY)
    assert json.loads(file.data)["facts"][0]["also"] == "rent a hire"


def test_every_demo_fact_becomes_one_passage_or_more(tmp_path: Path) -> None:
    for file in published(FACTS, TODAY):
        (tmp_path / "stored").write_bytes(file.data)
        headings = {passage.heading[0] for passage in read_here(tmp_path / "stored", file.name).passages}
        assert headings == set(told(file))


def test_an_owner_cannot_bring_such_a_file() -> None:
    assert SHOP_FACTS not in SUFFIXES
    with pytest.raises(Refused) as refusal:
        check_name(f"en{SHOP_FACTS}")
    assert refusal.value.code is ErrorCode.UNSUPPORTED_DOCUMENT


@pytest.mark.parametrize("data", [b"", b"[]", b'{"facts": [{}]}', b'{"title": "x"}', b"\xff\xfe"])
def test_damaged_facts_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        importer_for(f"en{SHOP_FACTS}")(data)
