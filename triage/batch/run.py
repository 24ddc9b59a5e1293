"""The run: lines in, answers out, in order, one at a time."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from triage.api import assess
from triage.batch.rows import Row, row_of
from triage.catalog.catalog import Catalog
from triage.errors import InputError
from triage.model import Failure, Report


class Count:
    """What a run has seen: ``done`` rows assessed, ``failed`` rows by code, ``blank`` lines without a row."""

    __slots__ = ("blank", "done", "failed")

    def __init__(self) -> None:
        self.done = 0
        self.blank = 0
        self.failed: dict[str, int] = {}


def answers(
    lines: Iterable[bytes], catalog: Catalog, as_of: date, count: Count | None = None
) -> Iterator[Report | Failure]:
    """One Report or Failure for each line that is not blank, in order; ``as_of`` is for rows without one."""
    count = count or Count()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            count.blank += 1
            continue
        row = row_of(line, number)
        answer = row if isinstance(row, Failure) else answer_of(row, catalog, as_of)
        if isinstance(answer, Failure):
            count.failed[answer.code] = count.failed.get(answer.code, 0) + 1
        else:
            count.done += 1
        yield answer


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
