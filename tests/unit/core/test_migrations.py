"""A new box and an old one end with the tables the rooms declare."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

import appliance.business.hand_off.tables
import appliance.business.later.tables
import appliance.business.leads.tables
import appliance.business.outbox.tables
import appliance.chat.cache.keeping.tables
import appliance.chat.occasions.tables
import appliance.chat.tables
import appliance.core.jobs.tables
import appliance.insights.tables
import appliance.knowledge.facts.tables
import appliance.knowledge.products.tables
import appliance.knowledge.tables
import appliance.knowledge.teaching.tables
import appliance.knowledge.website.tables
import appliance.privacy.audit
import appliance.privacy.egress  # noqa: F401
from appliance.core.database import Database, Table, migrate

NOT_OURS = ("passage_stems", "product_stems", "product_terms", "alembic_version")


def test_the_newest_form_named_in_code_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_a_migrated_database_is_what_the_rooms_declare(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    migrate.upgrade(file)
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _not_made_by_fts})
        differences = compare_metadata(context, Table.metadata)
    engine.dispose()
    assert differences == []


def test_upgrading_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    migrate.upgrade(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO shop_facts VALUES (1, '{}', 'today')")
    before = file.read_bytes()
    migrate.upgrade(file)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    file.write_text("not a database at all, but a letter that was saved in the wrong place " * 20)
    before = file.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        migrate.upgrade(file)
    assert file.read_bytes() == before


async def test_an_error_in_a_session_takes_back_all_of_it(database: Database) -> None:
    async def twice_the_same_row() -> None:
        async with database.session() as session:
            await session.execute(text("INSERT INTO shop_facts VALUES (1, '{}', 'today')"))
            await session.execute(text("INSERT INTO shop_facts VALUES (1, '{}', 'again')"))

    with pytest.raises(IntegrityError):
        await twice_the_same_row()
    async with database.session() as session:
        assert await session.scalar(text("SELECT count(*) FROM shop_facts")) == 0


async def test_the_database_survives_a_power_cut_and_keeps_its_promises(database: Database) -> None:
    async with database.session() as session:
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1


def _not_made_by_fts(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    return not (kind == "table" and (name or "").startswith(NOT_OURS))
