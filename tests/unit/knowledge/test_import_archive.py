"""A ZIP of documents gives its files one by one, or is refused before the first with the reason."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.knowledge.importers import archive, zipped
from tests.unit.knowledge.office_files import zipped as zip_of


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[bytes], Path]:
    def store(data: bytes) -> Path:
        path = tmp_path / "0a1b2c"
        path.write_bytes(data)
        return path

    return store


def test_files_come_with_their_names_and_litter_does_not(stored: Callable[[bytes], Path]) -> None:
    path = stored(
        zip_of({
            "papers/rent.md": "# Rent", "papers/": "", "Öffnungszeiten.txt": "Mo-Fr", "__MACOSX/papers/._rent.md": "x",
            ".DS_Store": "x", "papers/~$rent.docx": "x", "papers/Thumbs.db": "x",
        })
    )  # fmt: skip
    assert list(archive.members(path)) == [("papers/rent.md", b"# Rent"), ("Öffnungszeiten.txt", b"Mo-Fr")]


def test_a_name_in_unmarked_utf_8_is_understood(stored: Callable[[bytes], Path]) -> None:
    unmarked = zip_of({"Gr__e.txt": "x"}).replace(b"Gr__e.txt", "Größe.t".encode())
    assert [name for name, _ in archive.members(stored(unmarked))] == ["Größe.t"]


def linked() -> bytes:
    member = zipfile.ZipInfo("rent.md")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(member, "/etc/passwd")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no archive", "This is not a ZIP archive"),
        (b"", "This is not a ZIP archive"),
        (zip_of({}), "There are no files in this archive."),
        (zip_of({"good.md": "# Good", "inner.zip": zip_of({"a.md": "x"})}), "It holds another archive, inner.zip."),
        (zip_of({"good.md": "# Good", "../evil.md": "x"}), "a name that points outside of it"),
        (zip_of({"C:\\evil.md": "x"}), "a name that points outside of it"),
        (zip_of({"..\\..\\evil.md": "x"}), "a name that points outside of it"),
        (zip_of({"big.txt": b"0" * 30_000_000}), "unpacks into far more than it seems to hold"),
        (zip_of({f"{at}.md": "" for at in range(2_001)}), "more than 2,000 files"),
        (linked(), "a link to another place"),
    ],
)
def test_what_is_wrong_with_an_archive_is_said_before_its_first_file(
    stored: Callable[[bytes], Path], data: bytes, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        next(archive.members(stored(data)))
    assert sentence in refusal.value.detail


def test_an_archive_that_unpacks_without_end_is_refused(stored: Callable[[bytes], Path]) -> None:
    few = zipped.Limits(members=10, member_bytes=1_000, total_bytes=1_500)
    with pytest.raises(Refused, match="larger than 0 MB"):
        zipped.opened(zip_of({"a.md": "x" * 900, "b.md": "y" * 900}), "ZIP archive", few)
    with pytest.raises(Refused, match="far more than it seems to hold"):
        zipped.opened(zip_of({"a.md": "x" * 1_200}), "ZIP archive", few)


def test_a_damaged_member_is_named(stored: Callable[[bytes], Path]) -> None:
    data = bytearray(zip_of({"rent.md": "Für Stadträder keine Kaution, sonst fünfzig Euro."}))
    data[45] ^= 0xFF
    with pytest.raises(Refused, match=r"The part rent\.md of this file is damaged\."):
        list(archive.members(stored(bytes(data))))
