"""Which values of the register have not been seen for long, as a work list: what most depends on comes first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from triage.catalog.catalog import Catalog
from triage.catalog.register import offerable
from triage.model import Contact


class Stale(NamedTuple):
    """One value to look at again. ``seen``: the newest source's own date; ``days`` since then, None when undated.

    ``use``: answer (an answer names it by itself), offered (an answer may offer it), compared (only compared with).
    """

    org: str
    contact: Contact
    seen: str
    days: int | None
    use: str


USES = ("answer", "offered", "compared")


def stale(catalog: Catalog, today: date, days: int) -> tuple[Stale, ...]:
    """The values whose newest source is more than ``days`` old at ``today``, or bears no date.

    What answers name comes first, then what they may offer, then the rest; in each the oldest first, undated ones
    before all. A date without a day counts from its first day.
    """
    named = frozenset(selectors(catalog))
    found = []
    for id in catalog.org_ids():
        for one in catalog.org(id).contacts:
            first = first_day(one.as_of)
            age = (today - first).days if first else None
            if age is None or age > days:
                use = "answer" if (id, one.kind) in named else "offered" if offerable(one) else "compared"
                found.append(Stale(id, one, one.as_of, age, use))
    return tuple(sorted(found, key=lambda one: (USES.index(one.use), one.days is not None, -(one.days or 0), one.org)))


def selectors(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The organisation and kind of every contact that a step or line names by itself."""
    lists = [step.contacts for step in catalog.steps()]
    lists += [tuple(one.get("contacts", ())) for one in catalog.section("answers")["pieces"]]
    for selector in (one for contacts in lists for one in contacts):
        source, _, rest = selector.partition(":")
        if source == "org":
            id, _, kind = rest.partition(":")
            yield id, kind


def first_day(as_of: str) -> date | None:
    """The first day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` may mean, None for a source without a date.

    >>> first_day("2026-08"), first_day("undated")
    (datetime.date(2026, 8, 1), None)
    """
    parts = as_of.split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return date(year, month, day)
