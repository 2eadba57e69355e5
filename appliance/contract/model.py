"""Owns the base of every value that crosses a border: frozen, and strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; an unknown field is an error, so that a typing slip never passes in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
