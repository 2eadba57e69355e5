"""Owns the table of products: replacing a document's, searching it, counting it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import Select, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.products import KnownProduct, Product
from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.knowledge.products import query
from appliance.knowledge.products.rows import product_columns, product_of, variant_columns, variant_of
from appliance.knowledge.products.tables import ProductRow, VariantRow
from appliance.knowledge.products.values import NOTHING, Filters, FoundProduct, ProductsFound, Word
from appliance.knowledge.products.words.lexicon import Lexicon
from appliance.knowledge.products.words.tokens import tokens
from appliance.knowledge.tables import DocumentRow

PRODUCTS_MAX = 50_000
BATCH = 250
_TERMS = text("SELECT term, col FROM product_terms")


class ProductShelf:
    """The products of all documents. The api alone writes; a removed document takes its products with it."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now
        self._writing = asyncio.Lock()
        self._known: tuple[tuple[int, int], Lexicon] | None = None

    async def put(self, document_id: str, products: Sequence[Product], language: str | None) -> None:
        """Replace what one document says of products.

        The new ones come first, a batch at a time: between two of them questions are answered and others may write.
        """
        async with self._writing:
            before = await self._newest()
            for at in range(0, min(len(products), PRODUCTS_MAX), BATCH):
                await self._add(document_id, products[at : at + BATCH], language or "en")
            while await self._drop(document_id, up_to=before):
                pass

    async def _add(self, document_id: str, products: Sequence[Product], language: str) -> None:
        rows = await asyncio.to_thread(lambda: [product_columns(document_id, one, language) for one in products])
        added = insert(ProductRow).returning(ProductRow.id, sort_by_parameter_order=True)
        async with self._database.session() as session:
            ids = (await session.scalars(added, rows)).all()
            variants = [row for key, one in zip(ids, products, strict=True) for row in variant_columns(key, one)]
            await session.execute(insert(VariantRow), variants)

    async def _drop(self, document_id: str, up_to: int) -> int:
        """Remove a batch of a document's older rows; how many there were."""
        older = select(ProductRow.id).where(ProductRow.document_id == document_id, ProductRow.id <= up_to).limit(BATCH)
        async with self._database.session() as session:
            ids = (await session.scalars(older)).all()
            await session.execute(delete(ProductRow).where(ProductRow.id.in_(ids)))
        return len(ids)

    async def _newest(self) -> int:
        async with self._database.session() as session:
            return await session.scalar(select(func.max(ProductRow.id))) or 0

    async def count(self) -> int:
        async with self._database.session() as session:
            return await session.scalar(select(func.count()).select_from(ProductRow)) or 0

    async def lexicon(self) -> Lexicon | None:
        """The words of the table as it is now; None while it is empty."""
        async with self._database.session() as session:
            newest = select(func.count(), func.coalesce(func.max(ProductRow.id), 0)).select_from(ProductRow)
            count, last = (await session.execute(newest)).one()
            if not count:
                return None
            if self._known and self._known[0] == (count, last):
                return self._known[1]
            terms = (await session.execute(_TERMS)).all()
            choices = (await session.scalars(select(VariantRow.choices).distinct())).all()
            languages = (await session.scalars(select(ProductRow.language).distinct())).all()
        stems, said = ([term for term, column in terms if column == name] for name in ("stems", "said"))
        lexicon = await asyncio.to_thread(Lexicon.of, stems, said, choices, languages)
        self._known = (count, last), lexicon
        return lexicon

    async def search(self, filters: Filters, limit: int) -> ProductsFound:
        """Products with a variant that fulfils all filters, best first; documents that have expired do not count."""
        async with self._database.session() as session:
            chosen = (await session.execute(query.products(filters, self._now().date(), limit))).all()
            if not chosen:
                return NOTHING
            ids = [product_id for product_id, _, _ in chosen]
            told = {row.id: (row, title, url) for row, title, url in await session.execute(_with_documents(ids))}
            variants = await _variants_of(session, ids)
            fitting = set(await session.scalars(query.fitting(filters, ids)))
        found = []
        for product_id, whole, _ in chosen:
            row, title, url = told[product_id]
            fits = tuple(variant_of(one) for one in variants[product_id] if one.id in fitting)
            product = product_of(row, variants[product_id])
            found.append(FoundProduct(product_id, row.document_id, title, url, product, fits, bool(whole)))
        return ProductsFound(tuple(found), chosen[0].total)

    async def first_code(self, codes: Sequence[str]) -> str | None:
        """The first of these article numbers that a variant has; they are written as `stems.code` does."""
        async with self._database.session() as session:
            return await session.scalar(select(VariantRow.code).where(VariantRow.code.in_(codes)).limit(1))

    async def listed(self, words: str = "", document_id: str | None = None, limit: int = 100) -> list[KnownProduct]:
        """Products for the owner, by name: all, one document's, those that hold every word somewhere."""
        wanted = _with_documents().order_by(ProductRow.name, ProductRow.id).limit(limit)
        if document_id is not None:
            wanted = wanted.where(ProductRow.document_id == document_id)
        if asked := [token.folded for token in tokens(words) if token.folded[0].isalnum()]:
            lexicon = await self.lexicon()
            if lexicon is None:
                return []
            wanted = wanted.where(query.looked_up([[_anywhere(lexicon, word) for word in asked]]))
        async with self._database.session() as session:
            rows = (await session.execute(wanted)).all()
            variants = await _variants_of(session, [row.id for row, _, _ in rows])
        return [
            KnownProduct(document_id=row.document_id, document=title, product=product_of(row, variants[row.id]))
            for row, title, _ in rows
        ]


def _with_documents(ids: Sequence[int] | None = None) -> Select[ProductRow, str, str | None]:
    """Products, all or those with these ids, each with its document's title and web address."""
    wanted = select(ProductRow, DocumentRow.title, DocumentRow.url)
    wanted = wanted.join(DocumentRow, DocumentRow.id == ProductRow.document_id)
    return wanted if ids is None else wanted.where(ProductRow.id.in_(ids))


async def _variants_of(session: AsyncSession, ids: Sequence[int]) -> dict[int, list[VariantRow]]:
    """Every variant of these products, in the order of the feed."""
    wanted = select(VariantRow).where(VariantRow.product_id.in_(ids)).order_by(VariantRow.position)
    found: dict[int, list[VariantRow]] = {product_id: [] for product_id in ids}
    for variant in await session.scalars(wanted):
        found[variant.product_id].append(variant)
    return found


def _anywhere(lexicon: Lexicon, folded: str) -> Word:
    stems = {*lexicon.stems_of(folded, "en"), *lexicon.described_stems_of(folded, "en")}
    return Word(folded, tuple(stems) or (folded,), described=True)
