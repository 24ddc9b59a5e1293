"""The forms of an output: how an answer is written, and what stands before the first one."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Protocol

from triage.batch.columns import row_of
from triage.catalog.catalog import Catalog
from triage.model import Failure, Report
from triage.render import render_line

ROW_SCHEMA = "triage.row/1"
# A cell that begins so is taken for a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


class Form(Protocol):
    """One form. Its bytes depend on the answers and the settings alone."""

    def head(self) -> bytes:
        """What stands before the first record."""

    def record(self, answer: Report | Failure, source: int, place: int, counts: Counter[str]) -> bytes:
        """One answer, ``source`` and ``place`` saying where its record stood; adds to ``counts`` what it counts."""


class Lines:
    """One line of JSON for each answer: ``triage.report/1`` or ``triage.failure/1``."""

    def __init__(self, catalog: Catalog, lang: str) -> None:
        self._catalog = catalog
        self._lang = lang

    def head(self) -> bytes:
        """Nothing stands before the first line."""
        return b""

    def record(self, answer: Report | Failure, source: int, place: int, counts: Counter[str]) -> bytes:  # noqa: ARG002
        """One line."""
        return render_line(answer, self._catalog, self._lang).encode("utf-8") + b"\n"


class Rows:
    """One line of JSON for each answer, ``triage.row/1``: the flat columns."""

    def __init__(self, catalog: Catalog, columns: tuple[str, ...]) -> None:
        self._catalog = catalog
        self._columns = columns

    def head(self) -> bytes:
        """Nothing stands before the first line."""
        return b""

    def record(self, answer: Report | Failure, source: int, place: int, counts: Counter[str]) -> bytes:  # noqa: ARG002
        """One line; cells that say nothing are null."""
        cells = row_of(answer, self._catalog, source, place)
        row = {"schema": ROW_SCHEMA, **{name: cells.get(name) or None for name in self._columns}}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


class Csv:
    """Comma separated values with a header, as spreadsheets open them: UTF-8 with a mark, no cell a formula."""

    def __init__(self, catalog: Catalog, columns: tuple[str, ...]) -> None:
        self._catalog = catalog
        self._columns = columns

    def head(self) -> bytes:
        """The header."""
        return (BOM + line(list(self._columns))).encode("utf-8")

    def record(self, answer: Report | Failure, source: int, place: int, counts: Counter[str]) -> bytes:  # noqa: ARG002
        """One row."""
        cells = row_of(answer, self._catalog, source, place)
        return line([harmless(cells.get(name, "")) for name in self._columns]).encode("utf-8", "replace")


def line(cells: list[str]) -> str:
    """One row of CSV with its line end."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\r\n").writerow(cells)
    return sink.getvalue()


def harmless(cell: str) -> str:
    """``cell`` with a quotation mark before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
