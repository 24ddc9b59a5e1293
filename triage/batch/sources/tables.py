"""Tables of text: CSV, and its kin with tabs, semicolons and bars."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO

from triage.batch.chunks import Item
from triage.batch.sources.columns import Columns, item_of, known
from triage.batch.sources.lines import NOT_TEXT, numbered, too_long
from triage.model import Failure

DELIMITERS = ",\t;|"
MOST_LINES = 500  # of one row: a quotation mark that is not closed must not swallow the rest of a file
BROKEN = "the row does not fit the header: a quotation mark or a delimiter is missing or too many"


class Broken(Exception):
    """A row that does not end where it should."""


class Feed:
    """The lines of a table for the reader of ``csv``, which may be given back. ``taken``: those of the row at hand."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = numbered(stream)
        self._given_back: deque[tuple[int, bytes | None]] = deque()
        self.taken: list[tuple[int, bytes | None]] = []

    def __iter__(self) -> Feed:
        return self

    def __next__(self) -> str:
        line = self._given_back.popleft() if self._given_back else next(self._lines)
        self.taken.append(line)
        if line[1] is None or len(self.taken) > MOST_LINES:
            raise Broken
        try:
            return line[1].decode("utf-8")
        except UnicodeDecodeError:
            raise Broken from None

    def give_back(self) -> None:
        """All lines of the row at hand but the first are those of other rows."""
        self._given_back.extendleft(reversed(self.taken[1:]))


def rows(stream: IO[bytes], delimiter: str) -> Iterator[tuple[int, list[str] | Failure]]:
    """The rows that are not blank, each at the place of its first line. Those after the first are as wide as it is.

    One that is not is a Failure. Where it would run over lines that are rows themselves, only its first line is lost.
    """
    feed = Feed(stream)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    width = 0
    while True:
        feed.taken.clear()
        closed = True
        try:
            cells = fitting(next(reader), width)
        except StopIteration:
            return
        except (csv.Error, Broken):
            cells, closed = None, False
        place, first = feed.taken[0]
        if cells is None and (not closed or any(is_row(line, delimiter, width) for _, line in feed.taken[1:])):
            feed.give_back()
            cells = one_line(first, delimiter, width)
        if cells is not None:
            if any(map(str.strip, cells)):
                width = width or len(cells)
                yield place, cells
        elif first is None:
            yield place, too_long(place)
        else:
            yield place, Failure(None, place, *fault_of(first))


def fitting(cells: list[str], width: int) -> list[str] | None:
    """``cells`` if they are ``width`` wide, not counting empty ones at the end; None otherwise. 0 fits all."""
    if not width or len(cells) == width or not cells:
        return cells
    return cells[:width] if len(cells) > width and not any(map(str.strip, cells[width:])) else None


def one_line(line: bytes | None, delimiter: str, width: int) -> list[str] | None:
    """The cells of a line with loose quotation marks; None when one is left open, or it does not fit."""
    if line is None:
        return None
    try:
        ending = iter([line.decode("utf-8"), ""])
        cells = next(csv.reader(ending, delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error):
        return None
    return fitting(cells, width) if next(ending, None) is not None else None


def is_row(line: bytes | None, delimiter: str, width: int) -> bool:
    """Whether a line is a row by itself, without loose quotation marks."""
    return line is not None and line.count(b'"') % 2 == 0 and one_line(line, delimiter, width) is not None


def fault_of(line: bytes) -> tuple[str, str]:
    """Code and hint for a row that cannot be used."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "not_text", NOT_TEXT
    return "broken_row", BROKEN


def first_row(head: bytes, delimiter: str) -> list[str]:
    """The first row that is not blank of a table that begins with ``head``; empty when there is none."""
    return next((cells for _, cells in rows(BytesIO(head), delimiter) if isinstance(cells, list)), [])


def delimiter_of(head: bytes, wanted: Mapping[str, str], among: str = DELIMITERS) -> str:
    """What stands between the cells: what makes most names of columns, then most cells, of the first row."""
    firsts = {delimiter: first_row(head, delimiter) for delimiter in among}
    return max(among, key=lambda delimiter: (known(firsts[delimiter], wanted), len(firsts[delimiter])))


def table(stream: IO[bytes], delimiter: str, columns: Columns) -> Iterator[tuple[int, Item]]:
    """The records of a table."""
    header = columns.header
    for place, cells in rows(stream, delimiter):
        if isinstance(cells, Failure):
            yield place, cells
        elif header:
            header = False
        else:
            yield place, item_of({field: cells[at] for field, at in columns.places.items()}, place)
