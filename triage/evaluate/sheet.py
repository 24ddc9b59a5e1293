"""A review sheet, filled in by a person: what was answered, by rule and stratum.

The sheet is a table with a header. A reviewer sees the message and the rule, not what the tool made of it, and writes
yes, no or unsure: is what the rule claims in this message? A row left empty was not reviewed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any, NamedTuple

from triage.batch.intervals import wilson
from triage.batch.review import ANSWERS, NEEDED, NO, ROW_ID, RULE, STRATUM, UNSURE, VERDICT, YES
from triage.batch.sources.encoding import encoding_of
from triage.errors import InputError

ENOUGH = 30  # reviewed hits of a rule below which a rate would say nothing
DELIMITERS = ",;\t"


# What answers are counted by: the rule, and the name of the stratum, empty where a sheet has none.
Of = tuple[str, str]


class Reviewed(NamedTuple):
    """How often the reviewer found a rule right. ``open`` rows were left empty."""

    yes: int = 0
    no: int = 0
    unsure: int = 0
    open: int = 0

    def plus(self, other: Reviewed) -> Reviewed:
        """Both counts together."""
        return Reviewed(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def decided(self) -> int:
        """The rows that count."""
        return self.yes + self.no

    def as_dict(self) -> dict[str, Any]:
        """The counts; precision and its 95 % interval are None below ``ENOUGH`` decided rows."""
        counts: dict[str, Any] = self._asdict()
        if self.decided < ENOUGH:
            return {**counts, "precision": None, "low": None, "high": None}
        low, high = wilson(self.yes, self.decided)
        return {
            **counts,
            "precision": round(self.yes / self.decided, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }


def is_sheet(head: bytes) -> bool:
    """Whether an input that begins with ``head`` is a review sheet: its first row names the columns of one.

    >>> is_sheet(b"row_id,rule,reviewer_verdict"), is_sheet(b'{"id": "1", "gold": {}}')
    (True, False)
    """
    first = decoded(head).partition("\n")[0]
    return RULE in first and VERDICT in first and not first.lstrip().startswith("{")


def reviewed(content: bytes, name: str) -> dict[Of, Reviewed]:
    """The answers in the sheet. InputError for one that cannot be counted: a row too many is a wrong figure."""
    text = decoded(content)
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    missing = [one for one in NEEDED if one not in (rows.fieldnames or ())]
    if missing:
        raise refused(name, f"the column {missing[0]} is missing")
    found: dict[Of, Reviewed] = {}
    met: set[tuple[str, str]] = set()
    try:
        for row in rows:
            count(found, met, row, f"line {rows.line_num}", name)
    except csv.Error as error:
        raise refused(name, f"line {rows.line_num} cannot be read ({error})") from None
    return found


def count(
    found: dict[Of, Reviewed], met: set[tuple[str, str]], row: Mapping[str, str | None], place: str, name: str
) -> None:
    """Count one row."""
    id, rule, said = ((row[one] or "").strip() for one in NEEDED)
    if not (id or rule or said):
        return
    if not id or not rule:
        raise refused(name, f"{place} has no {ROW_ID if not id else RULE}")
    answer = ANSWERS.get(said.lower())
    if answer is None:
        raise refused(name, f"{place}: {VERDICT} takes {YES}, {NO}, {UNSURE} or nothing")
    if (id, rule) in met:
        raise refused(name, f"{place} has the row and the rule of an earlier line")
    met.add((id, rule))
    of = rule, (row.get(STRATUM) or "").strip()
    before = found.get(of, Reviewed())
    found[of] = before._replace(**{answer: getattr(before, answer) + 1})


def decoded(content: bytes) -> str:
    """``content`` as text, in whichever encoding an office program saved it."""
    encoding, mark = encoding_of(content)
    return content[mark:].decode(encoding, "replace")


def refused(name: str, what: str) -> InputError:
    """The error for a sheet that cannot be counted."""
    return InputError(
        what, place=name, effect="nothing was evaluated", hint='see "Review sheets" in docs/evaluation.md'
    )
