"""How old a record is on the day of an answer, and what its age takes from it: it may have changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from triage.catalog.catalog import Catalog
from triage.model import Contact, Partner, VerifyPath

PATH, PARTNER, PUBLIC_BODY, AUTHORITY = "path", "partner", "public_body", "authority"
Record = TypeVar("Record", Contact, VerifyPath)
LOWER = {"high": "medium", "medium": "low", "low": "low"}


def may_have_changed(record: Contact | VerifyPath, catalog: Catalog, day: date) -> bool:
    """Whether ``record`` was last seen longer ago, on ``day``, than its kind keeps (``data/staleness.yaml``).

    A record without a date always may have.
    """
    kind = record.kind if isinstance(record, Contact) else PATH
    if catalog.section("senders")["orgs"][record.org]["role"] == AUTHORITY:
        kind = PUBLIC_BODY
    last = last_day(catalog, kind, record.as_of)
    return last is not None and day > last


def too_old(partner: Partner, catalog: Catalog, day: date) -> bool:
    """Whether a partner was last seen so long ago that on ``day`` it is no longer named in an answer."""
    last = last_day(catalog, PARTNER, partner.as_of)
    return last is not None and day > last


def aged(record: Record, catalog: Catalog, day: date) -> Record:
    """``record`` as it counts on ``day``: one level less sure when it may have changed."""
    if may_have_changed(record, catalog, day):
        return record._replace(confidence=LOWER[record.confidence])
    return record


@lru_cache(maxsize=1024)
def last_day(catalog: Catalog, kind: str, as_of: str) -> date | None:
    """The last day on which a record of ``kind`` last seen at ``as_of`` counts as it stands; None for ever."""
    days = limits(catalog).get(kind)
    if days is None:
        return None
    seen = first_day(as_of)
    return seen + timedelta(days=days) if seen else date.min


@lru_cache(maxsize=8)
def limits(catalog: Catalog) -> Mapping[str, int]:
    """The days by kind; none in data that sets none."""
    try:
        return {kind: int(days) for kind, days in catalog.section("staleness").items()}
    except KeyError:
        return {}


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
