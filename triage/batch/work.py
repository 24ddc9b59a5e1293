"""The work on one chunk: its records become the bytes of the output and the counts of what happened."""

from __future__ import annotations

import gc
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from triage.api import assess
from triage.batch.chunks import Chunk, Skipped
from triage.batch.extras import Extra, Tallies
from triage.batch.forms import Form
from triage.batch.rows import Row, row_of, row_of_fields
from triage.catalog.catalog import Catalog
from triage.errors import InputError
from triage.model import Failure, Report


class Part(NamedTuple):
    """What became of a chunk: ``data`` for the output, ``counts`` by name (``done failed/CODE skipped/REASON``).

    ``extras``: what each extra of the run has counted.
    """

    number: int
    data: bytes
    counts: Counter[str]
    extras: tuple[Any, ...] = ()


def named(counts: Counter[str], prefix: str) -> dict[str, int]:
    """The counts whose name begins with ``prefix``, by the rest of it, in order."""
    return {name.removeprefix(prefix): count for name, count in sorted(counts.items()) if name.startswith(prefix)}


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for cycles: answers have none, and with long messages the search takes a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@without_collecting()
def part_of(chunk: Chunk, form: Form, catalog: Catalog, as_of: date, extras: Sequence[Extra] = ()) -> Part:
    """The answers to the records of ``chunk`` in order. No record can stop the run."""
    counts: Counter[str] = Counter()
    tallies = Tallies(extras, catalog) if extras else None
    data = bytearray()
    for place, item in chunk.items:
        if isinstance(item, Skipped):
            counts[f"skipped/{item.reason}"] += 1
            continue
        answer = answer_to(item, place, catalog, as_of)
        counts[f"failed/{answer.code}" if isinstance(answer, Failure) else "done"] += 1
        data += form.record(answer, chunk.source, place, counts)
        if tallies:
            tallies.add(answer, chunk.source, place)
    return Part(chunk.number, bytes(data), counts, tuple(tallies.as_json()) if tallies else ())


def answer_to(item: bytes | Mapping[str, Any] | Failure, place: int, catalog: Catalog, as_of: date) -> Report | Failure:
    """The report of one record, or why there is none. ``as_of`` is for rows without one."""
    row = row_of(item, place) if isinstance(item, bytes) else item
    if isinstance(row, Failure):
        return row
    if not isinstance(row, Row):
        row = row_of_fields(row, place)
    return row if isinstance(row, Failure) else answer_of(row, catalog, as_of)


def answer_of(row: Row, catalog: Catalog, as_of: date) -> Report | Failure:
    """The report of one row. A fault of our own becomes a Failure with its place: no other row is lost."""
    try:
        return assess(row.message, row.context, catalog=catalog, as_of=row.as_of or as_of)
    except InputError as error:
        return Failure(row.message.id, row.line, "bad_value", "; ".join(filter(None, (error.what, error.hint))))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
        hint = f"a fault of triage ({what}); please report it"
        return Failure(row.message.id, row.line, "tool_fault", hint)
