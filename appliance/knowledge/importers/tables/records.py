"""Owns rows as records: cells by the name of their column, whatever case or language the header is in. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from appliance.contract.knowledge import Place
from appliance.core.language import fold
from appliance.knowledge.importers.tables.grid import Row


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a feed; `cells` by the feed's own names of its columns, folded."""

    cells: Mapping[str, str]
    place: Place

    def get(self, *names: str) -> str:
        """The first of these cells that is filled, else nothing."""
        return next((cell for name in names if (cell := self.cells.get(name, ""))), "")

    def says_no(self, *names: str) -> bool:
        """True when such a cell is there and denies."""
        return self.get(*names).casefold() in ("0", "-1", "false", "no", "nein", "non")


def records(rows: Sequence[Row]) -> Iterator[Record]:
    header = columns(rows)
    for row in rows[1:]:
        if any(row.cells):
            yield Record(dict(zip(header, row.cells, strict=False)), row.place)


def columns(rows: Sequence[Row]) -> list[str]:
    """The folded names in the first row."""
    return [fold(cell).strip() for cell in rows[0].cells] if rows else []
