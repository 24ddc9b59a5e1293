"""What was read against what should have been: right, missed and false entities of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of
from triage.evaluate.gold import listed
from triage.model import Amount, Date, Report


class Score(NamedTuple):
    """Counts for one kind in one case; ``missed`` and ``false`` say what, for the list of misses."""

    right: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def scores(gold: Mapping[str, Any], report: Report | None, catalog: Catalog) -> dict[str, Score]:
    """A score for every kind that the gold labels; no report counts as nothing read."""
    reading = report.reading if report else None
    found: dict[str, Score] = {}
    if gold.get("amounts") is not None:
        found["amounts"] = paired(gold["amounts"], reading.amounts if reading else (), same_amount, lambda one: one.raw)
    if gold.get("dates") is not None:
        found["dates"] = paired(gold["dates"], reading.dates if reading else (), same_date, lambda one: one.raw)
    if gold.get("overdue_days") is not None:
        days = [one.days for one in reading.durations if one.role == "overdue"] if reading else []
        right = int(gold["overdue_days"]) in days
        found["overdue_days"] = Score(int(right), () if right else (str(gold["overdue_days"]),), ())
    for kind in ("phones", "links"):
        if gold.get(kind) is not None:
            have = [one.raw for one in getattr(reading, kind)] if reading else []
            found[kind] = strings(listed(gold, kind), have)
    if gold.get("names") is not None:
        found["names"] = strings(listed(gold, "names"), [one.raw for one in reading.people] if reading else [])
    if gold.get("org"):
        found["org"] = org_score(gold["org"], report, catalog)
    return found


def paired(
    wanted: Sequence[Any], have: Sequence[Any], same: Callable[[Any, Any], bool], raw: Callable[[Any], str]
) -> Score:
    """Each wanted entity takes one found entity; an optional one counts neither way."""
    left = list(have)
    right = 0
    missed = []
    for gold in sorted(wanted, key=lambda one: bool(one.get("optional"))):
        hit = next((one for one in left if same(gold, one)), None)
        if hit is not None:
            left.remove(hit)
        if gold.get("optional"):
            continue
        if hit is None:
            missed.append(str(gold.get("raw") or gold.get("value") or gold.get("end")))
        else:
            right += 1
    return Score(right, tuple(missed), tuple(raw(one) for one in left))


def same_amount(gold: Mapping[str, Any], found: Amount) -> bool:
    """Whether value and currency agree; a sum without a value agrees by its words."""
    if gold.get("currency", "CNY") != found.currency:
        return False
    if gold.get("value") is None:
        return found.value is None and gold.get("raw") in (None, found.raw)
    return found.value == Decimal(str(gold["value"]))


def same_date(gold: Mapping[str, Any], found: Date) -> bool:
    """Whether both ends agree; a date that does not exist agrees with any other."""
    ends = (gold.get("start"), gold.get("end"))
    if ends == (None, None):
        return found.start is None and found.end is None
    return ends == (iso(found.start), iso(found.end))


def iso(day: date | None) -> str | None:
    """``YYYY-MM-DD``, None for no date."""
    return day.isoformat() if day else None


def strings(wanted: Sequence[Any], have: Sequence[str]) -> Score:
    """The score of strings as written, each counted once."""
    left = list(have)
    missed = []
    for one in wanted:
        text = str(one.get("raw")) if isinstance(one, dict) else str(one)
        if text in left:
            left.remove(text)
        else:
            missed.append(text)
    return Score(len(wanted) - len(missed), tuple(missed), tuple(left))


def org_score(name: str, report: Report | None, catalog: Catalog) -> Score:
    """Whether one of the organisations claimed is the one called ``name``, by the register's names."""
    known = register_of(catalog).names(name)
    claimed = report.claimed if report else ()
    right = any(one.name == name or (one.org is not None and one.org in known) for one in claimed)
    return Score(int(right), () if right else (name,), ())
