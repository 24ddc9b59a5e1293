"""Which door takes a complaint: by the problem, the lender's type and what was tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from triage.advise.contacts import lender_behind, offered
from triage.advise.entries import clauses, holds
from triage.advise.situation import situation
from triage.catalog.catalog import Catalog, text_of
from triage.judge.case import Case, Judgement
from triage.model import Contact, Report, Text

UNKNOWN = "unknown"
# The types of the register by what the routes call them; what is not here is not known.
LENDER_OF_TYPE = {
    "bank": "bank",
    "consumer_finance": "consumer-finance",
    "microloan": "microloan",
    "platform": "platform",
    "p2p": "p2p",
}
CLOSED = ("defunct", "licence_ended")


class Door(NamedTuple):
    """A body that takes complaints: what it handles and what not, what to have ready, how long it usually takes.

    ``where``: how to find its number when none is on record.
    """

    id: str
    name: Text
    handles: Text
    refuses: Text
    ready: Text
    time: Text
    contact: Contact | None
    where: Text | None
    facts: tuple[str, ...]


class Route(NamedTuple):
    """Where to turn. ``door`` is None when all were tried; ``following`` are those after it, in order."""

    problem: str
    lender: str
    door: Door | None
    following: tuple[Door, ...]
    note: Text | None
    facts: tuple[str, ...]


def route(
    catalog: Catalog,
    as_of: date,
    problem: str,
    lender: str = UNKNOWN,
    tried: tuple[str, ...] = (),
    orgs: tuple[str, ...] = (),
) -> Route:
    """The door for ``problem`` with a lender of the type ``lender`` (ids of ``routes.yaml``), those ``tried`` left out.

    ``orgs``: the lender's ids in the register, whose own number is then given. KeyError for a problem on no route.
    """
    raw = catalog.section("routes")
    row = next((one for one in raw["routes"] if fits(one, problem, lender)), None)
    if row is None:
        raise KeyError(problem)
    doors = {one["id"]: one for one in raw["doors"]}
    left = [door_of(doors[id], catalog, as_of, orgs) for id in row["doors"] if id not in tried]
    note = row.get("note")
    return Route(
        problem,
        lender,
        left[0] if left else None,
        tuple(left[1:]),
        text_of(note) if note else None,
        tuple(row.get("facts", ())),
    )


def fits(row: Mapping[str, Any], problem: str, lender: str) -> bool:
    """Whether a row is for this problem and lender; a key that is not there fits all."""
    return problem in row.get("problem", (problem,)) and lender in row.get("lender", (lender,))


def door_of(raw: Mapping[str, Any], catalog: Catalog, as_of: date, orgs: tuple[str, ...]) -> Door:
    """The door of a raw record with the contact that may be offered."""
    offers = offered(catalog, orgs, False, as_of, raw["contact"]) if "contact" in raw else ()
    return Door(
        raw["id"],
        name=text_of(raw["name"]),
        handles=text_of(raw["handles"]),
        refuses=text_of(raw["not"]),
        ready=text_of(raw["ready"]),
        time=text_of(raw["time"]),
        contact=offers[0] if offers else None,
        where=text_of(raw["where"]) if "where" in raw else None,
        facts=tuple(raw.get("facts", ())),
    )


def lender_type(orgs: tuple[str, ...], catalog: Catalog) -> str:
    """What the routes call the type of these organisations of the register; that of the lender behind a platform."""
    behind = lender_behind(catalog, orgs)
    found = [catalog.org(id) for id in ((behind,) if behind else ()) + orgs]
    if any(org.status in CLOSED for org in found):
        return "p2p"
    types = (LENDER_OF_TYPE[org.lender_type] for org in found if org.lender_type in LENDER_OF_TYPE)
    return next(types, UNKNOWN)


def problems_of(report: Report, catalog: Catalog) -> tuple[str, ...]:
    """The problems that a checked message shows, the gravest first."""
    case = Case(
        report.message, report.context, report.reading, report.claimed, report.checks, catalog, report.as_of
    )  # fmt: skip
    keys = situation(case, Judgement(report.verdict.kind, report.findings, ()), report.verdict).keys
    problems = catalog.section("routes")["problems"]
    return tuple(one["id"] for one in problems if "when" in one and holds(clauses(one["when"]), keys))
