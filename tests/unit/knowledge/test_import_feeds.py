"""A shop program's export becomes products: variants with their product, hidden ones not shown, sales known."""

from __future__ import annotations

from decimal import Decimal

from appliance.contract.products import Product
from appliance.knowledge.importers import csv
from appliance.knowledge.importers.reading import Reading

WOO = (
    "ID,Type,SKU,Name,Published,Visibility in catalog,Short description,Description,Date sale price ends,"
    "In stock?,Stock,Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)\n"
)
SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
    "Variant SKU,Variant Price,Variant Compare At Price,Variant Inventory Qty,Variant Inventory Policy,Status\n"
)


def woo(*rows: str) -> Reading:
    return csv.read((WOO + "\n".join(rows)).encode())


def shopify(*rows: str) -> Reading:
    return csv.read((SHOPIFY + "\n".join(rows)).encode())


def variants(product: Product) -> list[tuple[str, Decimal | None, bool | None]]:
    return [(one.name, one.price, one.in_stock) for one in product.variants]


def test_woocommerce_variations_stand_with_their_parent_by_sku_or_id() -> None:
    reading = woo(
        "7,variable,mug,Mug,1,visible,A <b>strong</b> mug.\\nFor tea.,,,1,,,,Kitchen,https://shop.example/m.jpg,,"
        'Colour,"Red, Blue"',
        "8,variation,mug-r,Mug - Red,1,visible,,,,1,3,,12,,,mug,Colour,Red",
        "9,variation,,Mug - Blue,1,visible,,,,0,,9.50,12,,,id:7,Colour,Blue",
    )  # fmt: skip
    (mug,) = reading.products
    assert (mug.key, mug.description, mug.category) == ("mug", "A strong mug. For tea.", "Kitchen")
    assert mug.image == "https://shop.example/m.jpg"
    assert variants(mug) == [("Red", Decimal(12), True), ("Blue", Decimal("9.50"), False)]
    assert (mug.variants[0].stock, mug.variants[1].regular_price) == (3, Decimal(12))
    assert [(block.text, block.place.row) for block in reading.blocks] == [
        ("Mug: Price 9.50–12, in stock, Colour Red, Blue, Category Kitchen. A strong mug. For tea.", 2),
        ("Mug, Red: Price 12, in stock", 3),
        ("Mug, Blue: Price 9.50, was 12, out of stock", 4),
    ]


def test_woocommerce_products_that_the_shop_hides_are_left_out_and_named() -> None:
    reading = woo(
        "1,simple,a,Shown,1,visible,,,,1,,,10,,,,,",
        "2,simple,b,Secret,1,hidden,,,,1,,,10,,,,,",
        "3,simple,c,Draft,0,visible,,,,1,,,10,,,,,",
        "4,variable,d,Old,-1,visible,,,,1,,,,,,,,",
        "5,variation,e,Old - Red,1,visible,,,,1,,,10,,,d,Colour,Red",
    )
    assert [product.name for product in reading.products] == ["Shown"]
    assert not any(word in block.text for block in reading.blocks for word in ("Secret", "Draft", "Old"))
    assert reading.notes[0].detail.endswith("not shown to visitors: Secret, Draft, Old.")


def test_a_woocommerce_sale_with_an_end_is_no_price_that_always_holds() -> None:
    (mug,) = woo("1,simple,mug,Mug,1,visible,,,2026-12-24,1,,9,12,,,,,").products
    assert (mug.variants[0].price, mug.variants[0].regular_price) == (Decimal(12), None)


def test_a_german_woocommerce_export_is_one_too_and_is_told_in_german() -> None:
    reading = csv.read(
        "ID;Typ;Artikelnummer;Name;Veröffentlicht;Sichtbarkeit im Katalog;Beschreibung;Vorrätig?;Angebotspreis;"
        "Regulärer Preis;Übergeordnetes Produkt;Attribut 1 Name;Attribut 1 Wert(e)\n"
        "1;simple;s;Stuhl;1;visible;Ein bequemer Stuhl aus massiver Eiche für die Küche;1;39,90;49,90;;;\n".encode()
    )
    assert reading.blocks[0].text == (
        "Stuhl: Preis 39.90, vorher 49.90, vorrätig. Ein bequemer Stuhl aus massiver Eiche für die Küche"
    )
    assert reading.products[0].variants[0].price == Decimal("39.90")


def test_shopify_variants_are_joined_by_their_handle() -> None:
    reading = shopify(
        "tent,Tent,<p>Fits <em>four</em>.</p>,Maker,Tents,TRUE,Size,Small,Colour,Green,T-S,100.00,120.00,5,deny,active",
        "tent,,,,,,,Large,,Green,T-L,150.00,,0,deny,",
        "tent,,,,,,,Huge,,Green,T-H,199.90,,0,continue,",
        "tent,,,,,,,,,,,,,,,",
    )
    (tent,) = reading.products
    assert (tent.key, tent.name, tent.brand, tent.description) == ("tent", "Tent", "Maker", "Fits four .")
    assert variants(tent) == [
        ("Small / Green", Decimal("100.00"), True), ("Large / Green", Decimal("150.00"), False),
        ("Huge / Green", Decimal("199.90"), True),
    ]  # fmt: skip
    assert tent.variants[0].attributes == {"Size": "Small", "Colour": "Green"}
    assert tent.variants[0].regular_price == Decimal("120.00")
    assert [block.place.row for block in reading.blocks] == [2, 2, 3, 4]


def test_shopify_drafts_and_unpublished_products_are_left_out_and_the_only_variant_has_no_name() -> None:
    reading = shopify(
        "card,Gift card,,Maker,Cards,TRUE,Title,Default Title,,,,25.00,,,,active",
        "old,Old tent,,Maker,Tents,TRUE,Title,Default Title,,,,25.00,,,,archived",
        "new,New tent,,Maker,Tents,FALSE,Title,Default Title,,,,25.00,,,,active",
    )
    assert [(product.name, variants(product)) for product in reading.products] == [
        ("Gift card", [("", Decimal("25.00"), None)])
    ]
    assert "Old tent, New tent" in reading.notes[0].detail


def test_the_newer_shopify_layout_is_one_too() -> None:
    (mug,) = csv.read(
        b"Title,URL handle,Description,Vendor,Published on online store,Status,SKU,Option1 name,Option1 value,Price,"
        b"Compare-at price,Inventory quantity\nMug,mug,Nice,Maker,TRUE,Active,M-1,Size,Small,9.50,,4\n"
    ).products
    assert (mug.key, variants(mug)) == ("mug", [("Small", Decimal("9.50"), True)])
