"""The counts of a run as ``triage.summary/1``: what may be shown of them, and nothing that leads back to anybody.

A count that is withheld is null. In the lists of pairs (institution and rule, month and rule, institution and month)
stand only counts of ``least`` and more: one that is missing is fewer, none, or withheld for another's sake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from triage import __version__
from triage.batch.columns import FLAGGED, LEVELS, NONE_FOUND, NOT_EVALUABLE, NOTICE, STATES, basis, rules_of
from triage.batch.summary.bases import Base, asked_by, base_of
from triage.batch.summary.sketch import Distinct
from triage.batch.summary.suppress import ALL, LEAST, Protected, protected
from triage.batch.summary.tally import (
    BETWEEN,
    FACTS,
    HITS,
    IMPERSONATING,
    LABELS,
    MESSAGES,
    NO_ONE,
    NOBODY,
    NONE,
    OF_ORG,
    OTHER,
    OUTSIDE,
    THEIR_WORD,
    WHOLES,
    Cell,
    Counts,
    with_facts,
)
from triage.catalog.catalog import Catalog

if TYPE_CHECKING:
    from triage.batch.summary import Reviews, Summary

SCHEMA = "triage.summary/1"
RATHER = frozenset((NONE_FOUND, NOT_EVALUABLE, NOBODY, OTHER, "other", "not_collection"))
LAST = frozenset((NONE,))
IDENTITIES = ("consistent", "contradicted", "unconfirmed")


class Tables(NamedTuple):
    """What may be shown: the tables of one axis by name, messages and hits by institution, month and state or rule."""

    one: Mapping[str, Protected]
    messages: Protected
    hits: Protected
    months: tuple[str, ...]
    orgs: tuple[str, ...]


def tables_of(counts: Counts, catalog: Catalog, least: int = LEAST) -> Tables:
    """All tables, with what is withheld."""
    counts.settle()
    words = catalog.section("ui")
    orgs = tuple(sorted({*NO_ONE, *(cell[0] for cell in counts.tables[MESSAGES])}))
    months = months_of(counts.tables[MESSAGES])
    vocabularies: dict[str, Iterable[str]] = {
        "headline": words["headline_names"],
        "kind": words["kinds"],
        "identity": IDENTITIES,
        "scam": STATES,
        "error": (*STATES, THEIR_WORD),
        "level": (*LEVELS, NONE),
        "sender": (*words["sender_classes"], NONE),
        "hour": (*(f"{hour:02}" for hour in range(24)), NONE),
        "weekday": (*map(str, range(7)), NONE),
    }

    def made(name: str, *axes: Sequence[str]) -> Protected:
        return protected(counts.tables[name], axes, least, RATHER, LAST)

    one = {}
    for name in LABELS:
        found = (cell[0] for cell in counts.tables[name])
        one[name] = made(name, tuple(dict.fromkeys((*vocabularies[name], *sorted(found)))))
    rules = tuple(sorted({*rule_ids(catalog), *(cell[2] for cell in counts.tables[HITS])}))
    return Tables(one, made(MESSAGES, orgs, months, STATES), made(HITS, orgs, months, rules), months, orgs)


def months_of(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The months from the first to the last that is met, and the labels for what has none."""
    met = sorted({cell[1] for cell in cells} - {NONE, OUTSIDE})
    if not met:
        return (NONE, OUTSIDE)
    (year, month), last = (map(int, met[0].split("-"))), met[-1]
    found = [met[0]]
    while found[-1] < last:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found.append(f"{year}-{month:02}")
    return (*found, NONE, OUTSIDE)


def rule_ids(catalog: Catalog) -> list[str]:
    """The rules that are run."""
    return sorted(catalog.triggers())


def summary(counts: Counts, catalog: Catalog, made: Summary, least: int = LEAST) -> dict[str, Any]:
    """The whole ``triage.summary/1``; ``made`` says from what. No input is named: its name may be that of a person."""
    tables = tables_of(counts, catalog, least)
    assessed = counts.tables["headline"].total()
    bases = {fact: base_of_fact(fact, counts, tables, least) for fact in ("clock", "sender")}
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "engine": __version__,
        "catalog": catalog.digest,
        "as_of": made.as_of.isoformat(),
        "least": least,
        "inputs": [{"form": one.form, "sha256": one.sha256, "size": one.size} for one in made.inputs],
        "assessed": assessed if assessed >= least or not assessed else None,
        "failed": dict(sorted(counts.failed.items())),
        "distinct": {
            name: distinct(counts.distinct.get(sketch), assessed, least, people=name == "senders")
            for name, sketch in zip(("texts", "scripts", "senders"), WHOLES, strict=True)
        },
        "given": {fact: base.as_dict() for fact, base in bases.items()},
        "axes": {
            "scam": states_of(tables.one["scam"], (), STATES, assessed, least),
            "error": states_of(tables.one["error"], (), (*STATES, THEIR_WORD), assessed, least),
            "conduct": states_of(tables.messages, (ALL, ALL), STATES, assessed, least),
        },
        **{
            f"by_{name}": {label: tables.one[name].shown(label) for label in labels}
            for name, labels in shown_labels(tables, catalog).items()
        },
        "by_month": {month: tables.messages.shown(ALL, month, ALL) for month in tables.months},
        "conduct_by_month": {month: tables.messages.shown(ALL, month, FLAGGED) for month in tables.months},
        "rules": [rule_figures(id, counts, catalog, tables, bases, made.reviews, least) for id in rule_ids(catalog)],
        "review": review_of(made.reviews),
        "institutions": list(institutions(counts, tables, least)),
        "institutions_withheld": withheld(tables) if assessed >= least else 0,
        "by_institution_and_rule": pairs(tables.hits, 0, 2, ("institution", "rule")),
        "by_month_and_rule": pairs(tables.hits, 1, 2, ("month", "rule")),
        "by_institution_and_month": pairs(tables.messages, 0, 1, ("institution", "month")),
    }


def shown_labels(tables: Tables, catalog: Catalog) -> dict[str, list[str]]:
    """The labels of each table of one axis, in the order of their vocabulary."""
    words = catalog.section("ui")
    orders: dict[str, Iterable[str]] = {
        "headline": words["headline_names"],
        "kind": words["kinds"],
        "identity": IDENTITIES,
        "level": (*LEVELS, NONE),
        "sender": (*words["sender_classes"], NONE),
        "hour": (*(f"{hour:02}" for hour in range(24)), NONE),
        "weekday": (*map(str, range(7)), NONE),
    }
    return {
        name: list(dict.fromkeys((*order, *sorted(place[0] for place in tables.one[name].values if place != (ALL,)))))
        for name, order in orders.items()
    }


def states_of(table: Protected, before: Cell, states: Iterable[str], total: int, least: int) -> dict[str, int | None]:
    """The states of an axis, and of how many messages it could be said at all; ``before``: the labels before them."""
    shown = {state: table.shown(*before, state) for state in states}
    lacking = [
        (table.values.get((*before, state), 0), count)
        for state, count in shown.items()
        if state not in (FLAGGED, NONE_FOUND)
    ]
    return {**shown, **base_of(total, lacking, least).as_dict()}


def base_of_fact(fact: str, counts: Counts, tables: Tables, least: int) -> Base:
    """How many records gave a fact: a clock time, a sender."""
    table = tables.one["hour" if fact == "clock" else fact]
    total = counts.tables["headline"].total()
    return base_of(total, [(table.values.get((NONE,), 0), table.shown(NONE))], least)


def distinct(sketch: Distinct | None, messages: int, least: int, people: bool = False) -> dict[str, int] | None:
    """How many were different, with the bounds of the estimate; never more than there are messages.

    None where there are too few messages, or (``people``) too few different ones.
    """
    if messages < least:
        return None
    found = sketch.count() if sketch else Distinct(1).count()
    if people and 0 < found.count < least:
        return None
    return {name: min(value, messages) for name, value in found._asdict().items()}


def rule_figures(
    id: str,
    counts: Counts,
    catalog: Catalog,
    tables: Tables,
    bases: Mapping[str, Base],
    reviews: Reviews | None,
    least: int,
) -> dict[str, Any]:
    """What is counted of one rule: in how many messages it fired, of how many that gave what it asks for."""
    record = catalog.section("rules")[id]
    messages = tables.hits.shown(ALL, ALL, id)
    asks = asked_by(record["when"])
    if len(asks) == 1 and asks <= bases.keys():
        base = bases[next(iter(asks))]
    else:
        total = counts.tables["headline"].total()
        without = total - with_facts(counts.tables[FACTS], asks)
        base = base_of(total, [(without, without if without >= least else None)], least)
    figures: dict[str, Any] = {
        "rule": id,
        "version": rules_of(catalog).since[id],
        "axis": record["axis"],
        "level": record.get("level"),
        "basis": basis(id, catalog).split("+"),
        "asks": sorted(asks),
        **base.as_dict(),
        "messages": messages,
        "scripts": distinct(counts.distinct.get(f"scripts{BETWEEN}{id}"), messages or 0, least),
        "senders": distinct(counts.distinct.get(f"senders{BETWEEN}{id}"), messages or 0, least, people=True),
    }
    if reviews and messages and id in reviews.rules:
        figures["reviewed"] = reviewed(reviews.rules[id], messages)
    return figures


def review_of(reviews: Reviews | None) -> dict[str, Any] | None:
    """What was reviewed, and of messages in which no rule fired, in how many one should have."""
    if reviews is None:
        return None
    missed = reviewed(reviews.missed, None) if reviews.missed else None
    return {"sheets": list(reviews.sheets), "enough": reviews.enough, "missed": missed}


def reviewed(review: Mapping[str, Any], messages: int | None) -> dict[str, Any]:
    """What people found, and how many of ``messages`` hold by that.

    That is only told where enough were decided, and where the sample was drawn from just these messages.
    """
    weighed = review["estimate"]
    share = weighed or {"share": review["precision"], "low": review["low"], "high": review["high"]}
    figures = {name: review[name] for name in ("yes", "no", "unsure", "open")}
    figures |= {name: share[name] for name in ("share", "low", "high")}
    fits = weighed and weighed["share"] is not None and weighed["base"] == weighed["covered"] == messages
    holding = {name: round(messages * share[name]) for name in ("share", "low", "high")} if fits and messages else None
    return {**figures, "holding": holding}


def institutions(counts: Counts, tables: Tables, least: int) -> Iterable[dict[str, Any]]:
    """What is counted of each institution that messages name, as far as anything of it may be shown."""
    for org in named(tables):
        messages = tables.messages.shown(org, ALL, ALL)
        posing = tables.messages.shown(f"{IMPERSONATING}{org}", ALL, ALL)
        if not messages and not posing:
            continue
        states = {state: tables.messages.shown(org, ALL, state) for state in STATES}
        unclear = states[NOT_EVALUABLE]
        scripts, senders = (counts.distinct.get(f"{name}{BETWEEN}{OF_ORG}{org}") for name in ("scripts", "senders"))
        yield {
            "institution": org,
            "messages": messages,
            "conduct": {**states, "of": messages - unclear if messages and unclear is not None else None},
            "scripts": distinct(scripts, messages or 0, least),
            "senders": distinct(senders, messages or 0, least, people=True),
            "impersonating": posing,
        }


def named(tables: Tables) -> list[str]:
    """The institutions that messages name or pose as, those that nobody has on record included."""
    return sorted({org.removeprefix(IMPERSONATING) for org in tables.orgs})


def withheld(tables: Tables) -> int:
    """How many institutions are named of which nothing may be shown."""
    found = (
        org
        for org in named(tables)
        if not tables.messages.shown(org, ALL, ALL) and not tables.messages.shown(f"{IMPERSONATING}{org}", ALL, ALL)
    )
    return sum(org not in NO_ONE for org in found)


def pairs(table: Protected, first: int, second: int, names: tuple[str, str]) -> list[dict[str, Any]]:
    """The counts of two axes that are shown; impersonation belongs to no institution."""
    found = []
    for place in sorted(table.values):
        pair = ALL not in (place[first], place[second]) and place.count(ALL) == 1
        if pair and not place[first].startswith(IMPERSONATING):
            count = table.shown(*place)
            if count:
                found.append({names[0]: place[first], names[1]: place[second], "messages": count})
    return found
