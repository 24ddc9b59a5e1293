"""The cells of an XLSX sheet, as its tags go by."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

# Numbers of formats that Excel itself knows as dates and times, those of Chinese and Japanese versions included.
DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
NO_CODE = re.compile(r'"[^"]*+"|\[[^\]]*+\]|\\.|_.|\*.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_COLUMNS = 16_384

Value = str | int | float | bool | datetime | None


class Row(NamedTuple):
    """One row: its number from 1, and what its cells hold by column from 0."""

    number: int
    cells: dict[int, Value]


def is_date(number: int, code: str) -> bool:
    """Whether a format shows a date or a time. ``code`` is its own, if it is none of Excel's.

    >>> is_date(22, ""), is_date(170, 'yyyy"年"m"月"d"日"'), is_date(171, '[Red]0.00'), is_date(0, "")
    (True, True, False, False)
    """
    return number in DATES if not code else any(sign in "ymdhs" for sign in NO_CODE.sub("", code).lower())


class Words:
    """Gathers the text between tags while it is wanted, but no more than ``most`` characters."""

    def __init__(self, most: int) -> None:
        self.wanted = False
        self._most = most
        self._size = 0
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """The next piece of text."""
        if self.wanted and self._size <= self._most:
            self._pieces.append(text)
            self._size += len(text)

    def take(self) -> str:
        """All of it; the next begins empty."""
        text = "".join(self._pieces)
        self._pieces, self._size = [], 0
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class Strings:
    """The tags of the strings that cells share; ``add`` gets each."""

    def __init__(self, add: Callable[[str], None], most: int = 8_000_000) -> None:
        self._add = add
        self._words = Words(most)
        self.text = self._words.add
        self._reading_aid = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A tag opens."""
        if tag == "rPh":
            self._reading_aid = True
        elif tag == "t":
            self._words.wanted = not self._reading_aid

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "t":
            self._words.wanted = False
        elif tag == "rPh":
            self._reading_aid = False
        elif tag == "si":
            self._add(self._words.take())


class Cells:
    """The tags of a sheet; whole rows lie in ``rows``.

    ``shared(number)`` gives a shared string, ``day(number)`` the time of a number whose style is one of ``dates``.
    """

    def __init__(
        self,
        shared: Callable[[int], str | None],
        dates: frozenset[int],
        day: Callable[[float], datetime | float],
        wanted: frozenset[int] | None,
        most: int,
    ) -> None:
        self.rows: list[Row] = []
        self._shared = shared
        self._dates = dates
        self._day = day
        self._wanted = wanted
        self._words = Words(most)
        self.text = self._words.add
        self._number = 0
        self._column = -1
        self._kind = ""
        self._style = ""
        self._reading_aid = False
        self._cells: dict[int, Value] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag == "c":
            self._column = column_of(attributes.get("r", ""), self._column + 1)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        elif tag in ("v", "t"):
            self._words.wanted = self._holds() and not self._reading_aid
        elif tag == "rPh":
            self._reading_aid = True
        elif tag == "row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isdecimal() and len(given) < 10 else self._number + 1
            self._cells, self._column = {}, -1

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in ("v", "t"):
            self._words.wanted = False
        elif tag == "c":
            text = self._words.take()
            if text and self._holds():
                self._cells[self._column] = self._value(text)
        elif tag == "rPh":
            self._reading_aid = False
        elif tag == "row" and self._cells:
            self.rows.append(Row(self._number, self._cells))

    def _holds(self) -> bool:
        return self._column < MOST_COLUMNS and (self._wanted is None or self._column in self._wanted)

    def _value(self, text: str) -> Value:
        if self._kind == "s":
            return self._shared(int(text)) if text.strip().isdecimal() and len(text) < 12 else None
        if self._kind == "e":
            return None
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind != "n":
            return text
        try:
            value = float(text)
        except ValueError:
            return text
        if self._style.isdecimal() and len(self._style) < 10 and int(self._style) in self._dates:
            return self._day(value)
        # A long number keeps the figures that stand there.
        return int(text) if text.strip().isdecimal() and len(text) < 19 else value


def column_of(reference: str, otherwise: int) -> int:
    """The column from 0 of a cell, by its reference (``AB12``) if it has one.

    >>> column_of("A1", 7), column_of("AB12", 7), column_of("", 7)
    (0, 27, 7)
    """
    column = 0
    for sign in reference[:4]:
        if not "A" <= sign <= "Z":
            break
        column = column * 26 + ord(sign) - 64
    return column - 1 if column else otherwise
