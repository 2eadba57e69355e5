"""Owns the section Products as the owner uses it: how many, finding, sorting, copying."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.contract.products import KnownProduct, Product, Variant
from gui.main_window import MainWindow
from gui.pages.knowledge.products import ProductsSection
from gui.presenters.money import money, span
from gui.presenters.products import product_views, summary
from gui.widgets.products_table import Column
from tests.gui import a_shop_knows
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import FakeClient
from tests.gui.sections import open_section


def products_of(qtbot: QtBot, window: MainWindow) -> ProductsSection:
    return open_section(qtbot, window, "products", ProductsSection)


def test_products_are_counted_and_listed(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_products = a_shop_knows.products()
    section = products_of(qtbot, open_window())
    assert section.line.text() == "2 products in your documents."
    assert [(view.name, view.price, view.stock, view.document) for view in section.table.shown()] == [
        ("Folding lock", "$79", "out of stock", "Shop export"),
        ("Wool beanie", "$18 – $20", "3 pieces", "Shop export"),
    ]
    section.table.sortByColumn(Column.PRICE, Qt.SortOrder.AscendingOrder)
    assert [view.name for view in section.table.shown()] == ["Wool beanie", "Folding lock"]


def test_the_box_looks_for_the_words(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_products = a_shop_knows.products()
    section = products_of(qtbot, open_window())
    section.search.setText("beanie ")
    qtbot.waitUntil(lambda: [view.name for view in section.table.shown()] == ["Wool beanie"])
    assert "products beanie" in client.calls
    assert section.line.text() == "2 products in your documents. 1 shown."
    section.search.setText("tandem")
    qtbot.waitUntil(lambda: section.line.text().endswith("None of them holds these words."))


def test_a_shop_without_products_is_told_what_to_do(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.go("knowledge", "", "products")
    section = window.pages["knowledge"].sections["products"]  # type: ignore[attr-defined]
    qtbot.waitUntil(section.empty.isVisible)
    assert "Add a product list to Documents" in section.empty.text()
    assert not section.table.isVisible()


def test_rows_are_copied(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_products = a_shop_knows.products()
    section = products_of(qtbot, open_window())
    QTest.keyClick(section.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QApplication.clipboard().text().splitlines()) == 3
    section.table.selectRow(1)
    QTest.keyClick(section.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[1:] == ["Wool beanie\t$18 – $20\t3 pieces\tShop export"]


@pytest.mark.parametrize(
    ("variants", "price", "stock"),
    [
        ((), "–", "–"),
        ((Variant(price=Decimal("9.50"), stock=1),), "€9.50", "1 piece"),
        ((Variant(in_stock=True), Variant(in_stock=False)), "–", "in stock"),
        ((Variant(stock=0),), "–", "out of stock"),
    ],
)
def test_price_and_stock_in_words(variants: tuple[Variant, ...], price: str, stock: str) -> None:
    known = KnownProduct(document_id="d", document="List", product=Product(key="k", name="Bell", variants=variants))
    view = product_views([known], "EUR")[0]
    assert (view.price, view.stock) == (price, stock)


def test_sums_have_their_currency() -> None:
    assert money(Decimal(1_200), "CHF") == "CHF 1,200"
    assert money(Decimal("3.5"), None) == "3.50"
    assert span(Decimal(1), Decimal(1), "USD") == "$1"
    assert summary(500, 200, "") == "500 products in your documents. 200 shown."
