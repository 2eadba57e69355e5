"""Owns `shopbell products`: what the shop sells, as its documents tell it."""

from __future__ import annotations

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.products import KnownProduct, Product

app = typer.Typer(help="What the shop sells, as its documents tell it.", no_args_is_help=True)
MOST = 1_000


@app.command("list")
def list_products(document_id: str | None = None, limit: int = 100, as_json: AsJson = False) -> None:
    """Every product by name; `--document-id ID` for those of one document."""
    _show(ask_box(lambda client: client.products(document_id=document_id, limit=min(limit, MOST))), as_json)


@app.command()
def search(words: list[str], limit: int = 100, as_json: AsJson = False) -> None:
    """Products whose name, brand, category or description holds every word."""
    _show(ask_box(lambda client: client.products(" ".join(words), limit=min(limit, MOST))), as_json)


def _show(found: list[KnownProduct], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows = [_row(one.product, one.document) for one in found]
    screen.print(table(("product", "price", "in stock", "kind", "document"), rows))


def _row(product: Product, document: str) -> tuple[str, ...]:
    kind = " · ".join(part for part in (product.brand, product.category) if part)
    return escape(product.name), _price(product), _stock(product), escape(kind), escape(document)


def _price(product: Product) -> str:
    prices = [variant.price for variant in product.variants if variant.price is not None]
    if not prices:
        return "-"
    low, high = min(prices), max(prices)
    told = f"{low:.2f}" if low == high else f"{low:.2f} - {high:.2f}"
    return f"{told} {product.currency or ''}".strip()


def _stock(product: Product) -> str:
    """Pieces when all are counted, else yes or no as far as anybody knows."""
    counted = [variant.stock for variant in product.variants]
    if counted and None not in counted:
        return str(sum(count or 0 for count in counted))
    known = [variant.in_stock for variant in product.variants]
    return "yes" if True in known else "no" if False in known else "-"
