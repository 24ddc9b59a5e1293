"""Working days of mainland China, from the generated table of holidays and make-up working days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from triage.catalog.catalog import Lexicon

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=4)
def announced(lexicon: Lexicon) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """By year, the holidays and the weekend days that are worked, each as ``MMDD``."""
    years: dict[int, dict[str, frozenset[str]]] = {}
    for line in lexicon.table("workdays.txt").splitlines():
        if line and not line.startswith("#"):
            year, kind, *days = line.split()
            years.setdefault(int(year), {})[kind] = frozenset(days)
    return {year: (kinds.get("off", frozenset()), kinds.get("work", frozenset())) for year, kinds in years.items()}


def is_workday(day: date, lexicon: Lexicon) -> bool:
    """Whether ``day`` is worked; in a year that is not announced, Monday to Friday are."""
    off, work = announced(lexicon).get(day.year, (frozenset(), frozenset()))
    mark = f"{day.month:02}{day.day:02}"
    return mark in work or (day.weekday() < 5 and mark not in off)


def workday_after(day: date, count: int, lexicon: Lexicon) -> tuple[date, bool]:
    """The ``count``-th working day after ``day``, and whether every year on the way has been announced."""
    years = announced(lexicon)
    known = True
    while count > 0:
        day += ONE_DAY
        known = known and day.year in years
        count -= is_workday(day, lexicon)
    return day, known
