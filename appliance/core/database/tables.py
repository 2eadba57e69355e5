"""Owns the base class every table inherits."""

from sqlalchemy.orm import DeclarativeBase


class Table(DeclarativeBase):
    """A row class; its columns are declared in the room that owns them."""
