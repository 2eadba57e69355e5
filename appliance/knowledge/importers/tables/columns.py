"""Owns what a column holds, told by its heading in the languages shops write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from appliance.core.language import fold


class Column(StrEnum):
    """What the cells below a heading say of the thing that a row is about."""

    NAME = "name"
    PRICE = "price"
    SALE_PRICE = "sale_price"
    REGULAR_PRICE = "regular_price"
    SKU = "sku"
    STOCK = "stock"
    AVAILABLE = "available"
    DESCRIPTION = "description"
    BRAND = "brand"
    CATEGORY = "category"
    URL = "url"
    IMAGE = "image"
    CURRENCY = "currency"
    QUESTION = "question"
    ANSWER = "answer"
    INTERNAL = "internal"
    OTHER = "other"


# Folded, without brackets and units. A name column that several could be is chosen in the order given here.
_WORDS: dict[Column, str] = {
    Column.NAME: "product name|product title|item name|name|title|product|item|article|service|work|treatment|dish"
    "|produktname|artikelname|bezeichnung|produkt|artikel|leistung|titel|ware|gericht|behandlung|arbeit"
    "|nom du produit|nom|produit|prestation|designation|titre|nombre del producto|nombre|producto|servicio|articulo"
    "|titulo|nome prodotto|nome|prodotto|servizio|articolo|titolo|productnaam|naam|omschrijving|dienst",
    Column.PRICE: "price|unit price|retail price|list price|cost|rate|preis|einzelpreis|verkaufspreis|stuckpreis|vk"
    "|bruttopreis|endpreis|kosten|prix|prix ttc|prix unitaire|tarif|precio|pvp|tarifa|prezzo|costo|tariffa|prijs"
    "|stukprijs|amount|betrag",
    Column.SALE_PRICE: "sale price|offer price|special price|discount price|aktionspreis|angebotspreis|sonderpreis"
    "|prix promo|prix solde|precio de oferta|precio oferta|prezzo scontato|prezzo in offerta|actieprijs",
    Column.REGULAR_PRICE: "regular price|compare at price|old price|original price|regularer preis|normalpreis|uvp|rrp"
    "|msrp|prix regulier|prix normal|precio normal|prezzo di listino|normale prijs|adviesprijs",
    Column.SKU: "sku|item number|item no|product code|article number|code|id|ref|reference|artikelnummer|artikelnr"
    "|art nr|artnr|bestellnummer|referencia|codigo|codice|artikelcode|ean|gtin|number|nr|no",
    Column.STOCK: "stock|quantity|qty|stock quantity|inventory|bestand|lagerbestand|lager|menge|quantite|existencias"
    "|cantidad|giacenza|quantita|voorraad|aantal",
    Column.AVAILABLE: "in stock|available|availability|vorratig|auf lager|verfugbar|lieferbar|verfugbarkeit|en stock"
    "|disponible|disponibilite|disponibilidad|disponibile|disponibilita|op voorraad|beschikbaar",
    Column.DESCRIPTION: "description|details|info|notes|note|beschreibung|hinweis|bemerkung|descripcion|descrizione"
    "|beschrijving|remarque|nota|opmerking",
    Column.BRAND: "brand|vendor|manufacturer|maker|marke|hersteller|marque|fabricant|marca|fabricante|produttore|merk",
    Column.CATEGORY: "category|categories|type|product type|group|kategorie|kategorien|warengruppe|gruppe|typ|categorie"
    "|categoria|tipo|soort|groep",
    Column.URL: "url|link|product url|website|webseite|lien|enlace|permalink",
    Column.IMAGE: "image|images|image url|image src|picture|photo|bild|bilder|foto|imagen|immagine|afbeelding",
    Column.CURRENCY: "currency|wahrung|devise|moneda|valuta|divisa",
    Column.INTERNAL: "purchase price|cost price|buying price|wholesale price|margin|markup|supplier|internal note"
    "|internal notes|ek|ek preis|einkaufspreis|einkauf|marge|spanne|gewinn|lieferant|interne notiz|intern|prix d'achat"
    "|fournisseur|note interne|precio de compra|precio de coste|margen|proveedor|prezzo di acquisto|prezzo d'acquisto"
    "|margine|fornitore|inkoopprijs|inkoop|leverancier",
    Column.QUESTION: "question|questions|frage|fragen|pregunta|domanda|vraag|q|faq",
    Column.ANSWER: "answer|answers|antwort|antworten|reponse|respuesta|risposta|antwoord|a",
}  # fmt: skip
_MORE = (
    "size|colour|color|material|weight|length|width|height|dimensions|duration|time|times|unit|vat|tax|day|days|hours"
    "|opening hours|date|status|model|option|variant|email|phone|city|country|region|zone|from|until|year|remarks"
    "|grosse|farbe|gewicht|lange|breite|hohe|dauer|zeit|einheit|mwst|tag|tage|offnungszeiten|uhrzeit|datum|modell"
    "|taille|couleur|poids|duree|jour|horaires|heures|unite|date|talla|tamano|peso|duracion|dia|horario|fecha|unidad"
    "|taglia|colore|durata|giorno|orario|data|unita|maat|kleur|gewicht|duur|dag|openingstijden|eenheid|datum"
)
_KINDS = {word: column for column, words in _WORDS.items() for word in words.split("|")}
_ORDER = {word: at for at, word in enumerate(_KINDS)}
_KNOWN = frozenset((*_KINDS, *_MORE.split("|")))
# Beside a price this is what the shop itself pays; alone it is what a customer pays.
_COSTS = frozenset(("cost", "costs", "kosten", "costo", "coste", "kostprijs"))
# "Price (USD)", "Preis in €", "Preis inkl. MwSt.", "Price*" are headings of the same column.
_ASIDE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|[€$£*:?#.]|\b(?:in|en)?\s*(?:eur|euro|usd|gbp|chf)\b"
    r"|\b(?:inkl|incl|inc|zzgl|excl|exkl|ttc|tva|iva|btw)\b.*$"
)


def column_of(heading: str) -> Column:
    return _KINDS.get(_plain(heading), Column.OTHER)


def internal(header: Sequence[str]) -> list[int]:
    """Columns that only the shop itself may see: what it pays, to whom, and what it makes of it."""
    priced = any(is_price(name) and _plain(name) not in _COSTS for name in header)
    return [
        at
        for at, name in enumerate(header)
        if column_of(name) is Column.INTERNAL or (priced and _plain(name) in _COSTS)
    ]


def is_known(heading: str) -> bool:
    """True when this is a word that tables have above a column."""
    return _plain(heading) in _KNOWN


def is_price(heading: str) -> bool:
    return column_of(heading) in (Column.PRICE, Column.SALE_PRICE, Column.REGULAR_PRICE)


def find(header: Sequence[str], wanted: Column) -> int | None:
    """The position of the column that fits best; of several the one with the clearest heading."""
    fitting = [(_ORDER[_plain(name)], at) for at, name in enumerate(header) if column_of(name) is wanted]
    return min(fitting)[1] if fitting else None


def _plain(heading: str) -> str:
    return " ".join(_ASIDE.sub(" ", fold(heading).replace("_", " ").replace("-", " ")).split())
