"""Owns the tables of what the shop sells, their keyword index, and the cards that were shown with an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("questions", sa.Column("cards", sa.JSON, nullable=False, server_default="[]"))
    _products()
    _variants()
    _words()


def _products() -> None:
    op.create_table(
        "products",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("brand", sa.String),
        sa.Column("category", sa.String),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("url", sa.String),
        sa.Column("image", sa.String),
        sa.Column("currency", sa.String),
        sa.Column("attributes", sa.JSON, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("price_min", sa.Integer),
        sa.Column("price_max", sa.Integer),
        sa.Column("name_stems", sa.String, nullable=False),
        sa.Column("name_words", sa.Integer, nullable=False),
        sa.Column("stems", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("products_document", "products", ["document_id"])


def _variants() -> None:
    op.create_table(
        "product_variants",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("product_id", sa.Integer, sa.ForeignKey("products.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sku", sa.String),
        sa.Column("code", sa.String),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("attributes", sa.JSON, nullable=False),
        sa.Column("price", sa.Integer),
        sa.Column("regular_price", sa.Integer),
        sa.Column("stock", sa.Integer),
        sa.Column("in_stock", sa.Boolean),
        sa.Column("choices", sa.Text, nullable=False),
    )
    op.create_index("product_variants_product", "product_variants", ["product_id"])
    op.create_index("product_variants_code", "product_variants", ["code"])


def _words() -> None:
    """As with passages: the stems live once, in `products`; the keyword index is kept by triggers."""
    op.execute(
        "CREATE VIRTUAL TABLE product_stems USING fts5(stems, said, content='products', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE product_terms USING fts5vocab(product_stems, 'col')")
    op.execute(
        "CREATE TRIGGER product_stems_in AFTER INSERT ON products BEGIN"
        " INSERT INTO product_stems(rowid, stems, said) VALUES (new.id, new.stems, new.said); END"
    )
    op.execute(
        "CREATE TRIGGER product_stems_out AFTER DELETE ON products BEGIN"
        " INSERT INTO product_stems(product_stems, rowid, stems, said)"
        " VALUES ('delete', old.id, old.stems, old.said); END"
    )
