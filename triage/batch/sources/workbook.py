"""XLSX: the first sheet with a column of texts, row by row, in little memory however large the sheet says it is."""

from __future__ import annotations

import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from triage.batch.chunks import Item
from triage.batch.rows import MOST_BYTES
from triage.batch.sources.cells import Cells, Row, Strings, is_date
from triage.batch.sources.columns import Columns, columns_of, has_text, item_of, shown
from triage.batch.sources.damage import Damaged, unusable
from triage.batch.sources.markup import Markup, pieces, repaired
from triage.batch.sources.times import EXCEL_DAY

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
MOST_SIZE = 4_000_000_000  # of one part, unpacked
MOST_RATIO = 250  # of a part that is large: no sheet of messages is packed so well
LARGE = 64_000_000
MOST_SMALL = 32_000_000  # of the parts that are held in memory
MOST_SHEETS = 200
DAYS_TO_1904 = 1462
HEADER_ROWS = 20  # the header is the first row that names a column of texts, among these
# What zipfile raises for a broken archive, an unknown way of packing (NotImplementedError) or a locked one.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError)


class Book(NamedTuple):
    """What is known of a workbook before its rows are read. ``sheets``: their parts; ``dates``: which styles are."""

    sheets: tuple[str, ...]
    dates: frozenset[int]
    from_1904: bool


class Sheet(NamedTuple):
    """The sheet to be read, its columns, and in which row the header stands (0 when there is none)."""

    part: str
    columns: Columns
    header: int
    book: Book
    read_as: str


def sheet_of(name: str, wanted: Mapping[str, str]) -> Sheet:
    """The first sheet of the workbook with a column of texts. InputError when there is none, or it cannot be read."""
    try:
        with opened(name) as archive:
            book = book_of(archive)
            shared = Shared(archive)
            first: list[object] = []
            for number, part in enumerate(book.sheets, 1):
                for row in islice(rows(archive, part, book, shared, None), HEADER_ROWS):
                    cells = [row.cells.get(at) for at in range(max(row.cells, default=-1) + 1)]
                    first = first or [cell for cell in cells if cell is not None]
                    if has_text(cells, wanted):
                        columns = columns_of(cells, wanted, name)
                        where = f"sheet {number} of {len(book.sheets)}, {columns.read_as}"
                        return Sheet(part, columns, row.number if columns.header else 0, book, where)
    except Damaged as error:
        raise unusable(f"the workbook cannot be read ({error.why})", name, "save it again, or as CSV") from None
    hint = f"name it: --map text=COLUMN; columns: {shown(first)}" if first else "its sheets are empty"
    raise unusable("no column of texts is known here", name, hint)


def records(name: str, sheet: Sheet) -> Iterator[tuple[int, Item]]:
    """The records of a sheet; a place is the number of a row in it."""
    places = sheet.columns.places
    with opened(name) as archive:
        for row in rows(archive, sheet.part, sheet.book, Shared(archive), frozenset(places.values())):
            if row.number > sheet.header and any(cell not in (None, "") for cell in row.cells.values()):
                yield row.number, item_of({field: row.cells.get(at) for field, at in places.items()}, row.number)


@contextmanager
def opened(name: str) -> Iterator[zipfile.ZipFile]:
    """The archive, whose faults are ``Damaged``."""
    try:
        with zipfile.ZipFile(name) as archive:
            yield archive
    except DAMAGES as error:
        raise Damaged(f"the archive is broken: {type(error).__name__}") from None


def part(archive: zipfile.ZipFile, name: str, most: int = MOST_SIZE) -> IO[bytes]:
    """A part of the archive, unless it is a bomb. No more is unpacked than it says."""
    info = archive.getinfo(name)
    if info.file_size > most or (info.file_size > LARGE and info.file_size > MOST_RATIO * max(info.compress_size, 1)):
        raise Damaged(f"{info.file_size // 1_000_000} MB would be unpacked from {info.compress_size} bytes")
    return archive.open(info)


def book_of(archive: zipfile.ZipFile) -> Book:
    """What the small parts say. ``Damaged`` when it is no workbook."""
    names = frozenset(archive.namelist())
    if WORKBOOK not in names:
        raise Damaged("an archive, but no XLSX workbook")
    targets: dict[str, str] = {}
    keys: list[str] = []
    from_1904 = False

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def workbook(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "sheet" and len(keys) < MOST_SHEETS:
            keys.append(next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), ""))
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")

    small(archive, RELATIONS, names, relation)
    small(archive, WORKBOOK, names, workbook)
    sheets = tuple(where for where in (located(targets.get(key, "")) for key in keys) if where in names)
    if not sheets:
        raise Damaged("a workbook without a sheet")
    return Book(sheets, date_styles(archive, names), from_1904)


def located(target: str) -> str:
    """The name in the archive of what a relation points to."""
    return str(PurePosixPath(target.lstrip("/")) if target.startswith("/") else PurePosixPath("xl") / target)


def date_styles(archive: zipfile.ZipFile, names: frozenset[str]) -> frozenset[int]:
    """The styles of cells that show a date or a time."""
    own: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def style(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            own[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            formats.append(whole(attributes.get("numFmtId")))

    small(archive, STYLES, names, style)
    return frozenset(at for at, number in enumerate(formats) if is_date(number, own.get(number, "")))


def whole(text: str | None) -> int:
    """A number in an attribute; -1 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def small(
    archive: zipfile.ZipFile, name: str, names: frozenset[str], start: Callable[[str, dict[str, str]], None]
) -> None:
    """Let ``start`` see the tags of a part, if it is there."""
    if name in names:
        with part(archive, name, MOST_SMALL) as stream:
            parse(Markup(start), stream)


def parse(markup: Markup, stream: IO[bytes]) -> None:
    """All of ``stream`` through ``markup``."""
    for piece in pieces(stream):
        markup.feed(repaired(piece))
    markup.feed(b"", final=True)


class Shared:
    """The strings that cells share, kept in a file that has no name: there may be as many as there are messages."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._file = TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        if STRINGS in archive.namelist():
            strings = Strings(self._add)
            with part(archive, STRINGS) as stream:
                parse(Markup(strings.start, strings.end, strings.text), stream)

    def _add(self, text: str) -> None:
        raw = text.encode("utf-8", "replace")
        self._file.write(raw)
        self._ends.append(self._ends[-1] + len(raw))

    def get(self, number: int) -> str | None:
        """A string by its number, None when there is none."""
        if not 0 <= number < len(self._ends) - 1:
            return None
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode("utf-8")


def rows(
    archive: zipfile.ZipFile, name: str, book: Book, shared: Shared, wanted: frozenset[int] | None
) -> Iterator[Row]:
    """The rows of a sheet that have cells; only ``wanted`` columns, from 0, unless that is None."""

    def day(value: float) -> datetime | float:
        try:
            return EXCEL_DAY + timedelta(seconds=round((value + (DAYS_TO_1904 if book.from_1904 else 0)) * 86400))
        except (OverflowError, ValueError):
            return value

    cells = Cells(shared.get, book.dates, day, wanted, MOST_BYTES)
    markup = Markup(cells.start, cells.end, cells.text)
    with part(archive, name) as stream:
        for piece in pieces(stream):
            markup.feed(repaired(piece))
            found, cells.rows = cells.rows, []
            yield from found
        markup.feed(b"", final=True)
