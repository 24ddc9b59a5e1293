"""What ties the files of ``data/`` together: ids that are named elsewhere, dates of sources, numbers of two owners.

Every check yields ``(file, path, what)`` and works on the files that have their shape; one that has not takes no part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from triage.catalog.conditions import faults as nameless
from triage.catalog.guidance import guidance
from triage.catalog.letter_check import letters
from triage.catalog.register import tails_of
from triage.catalog.schema import LINE_KINDS, SOURCE_KIND_OF, SOURCE_KINDS, WHEN
from triage.catalog.yaml_lines import Path

SENDERS = "known_senders.yaml"
# What a case may have, as far as `has` of a step or piece goes.
HAS = (
    *("third_person", "guarantor", "borrower", "hotline", "app", "lender", "link", "phone", "amount", "account"),
    *("card", "overdue", "old_dates", "past_due", "not_chinese", "deadline", "hearing", "court_day"),
    *("path", "collectors_list", "cost_table", "credit_report", "lender_behind", "several_loans", "no_message"),
)

ORG_ID = re.compile(r"[a-z0-9-]+")

Found = Iterator[tuple[str, Path, str]]
Sources = Mapping[str, Mapping[str, str]]


class Known(NamedTuple):
    """The files that have their shape, by name, and ids that do not hang on that.

    ``cues`` is None when the lists of cues could not be compiled.
    """

    files: Mapping[str, Any]
    rules: Collection[str]
    cues: Collection[str] | None

    def ids(self, name: str) -> set[str] | None:
        """The ids of a list of records; None when the file takes no part."""
        return {one["id"] for one in self.files[name]} if name in self.files else None

    def sources(self) -> Sources:
        """All sources by id."""
        return {id: raw for name in self.sourced() for id, raw in self.files[name].items()}

    def sourced(self) -> tuple[str, ...]:
        """The names of the files of sources."""
        return tuple(name for name in self.files if name.startswith("sources"))

    def orgs(self) -> dict[str, Any] | None:
        """The organisations by id."""
        return {org["id"]: org for org in self.files[SENDERS]["orgs"]} if SENDERS in self.files else None


def references(known: Known, all_sources: bool) -> Found:
    """Every fault between the files. Without ``all_sources`` a file of sources is broken, and none is looked up."""
    sources = known.sources() if all_sources else None
    yield from twice(known)
    if SENDERS in known.files:
        yield from register(known.files[SENDERS], sources)
    if "facts.yaml" in known.files:
        yield from facts(known.files["facts.yaml"], sources)
    if "lpr.yaml" in known.files:
        yield from lending_rates(known.files["lpr.yaml"]["rates"], sources)
    yield from rules(known)
    yield from nameless(known.files)
    if "steps.yaml" in known.files:
        yield from entries("steps.yaml", (), known.files["steps.yaml"], known)
    if "answers.yaml" in known.files:
        yield from entries("answers.yaml", ("pieces",), known.files["answers.yaml"]["pieces"], known)
        yield from terms(known)
    yield from guidance(known)
    yield from letters(known)


def twice(known: Known) -> Found:
    """Ids and words that stand in two places."""
    lists: list[tuple[str, Path, list[Any]]] = [("facts.yaml", (), []), ("steps.yaml", (), [])]
    lists = [(name, path, known.files[name]) for name, path, _ in lists if name in known.files]
    if SENDERS in known.files:
        lists.append((SENDERS, ("orgs",), known.files[SENDERS]["orgs"]))
    if "answers.yaml" in known.files:
        lists.append(("answers.yaml", ("pieces",), known.files["answers.yaml"]["pieces"]))
    for name, path, records in lists:
        met: set[str] = set()
        for at, one in enumerate(records):
            if one["id"] in met:
                yield name, (*path, at, "id"), f"the id {one['id']} stands here twice"
            met.add(one["id"])
    for prefix, depth in (("sources", 1), ("ui", 2)):
        homes: dict[Path, str] = {}
        for name in known.files:
            if not name.startswith(prefix):
                continue
            for path in paths_of(known.files[name], depth):
                if path in homes:
                    yield name, path, f"{'.'.join(map(str, path))} stands in {homes[path]} too"
                homes.setdefault(path, name)


def paths_of(mapping: Mapping[str, Any], depth: int) -> Iterator[Path]:
    """The paths of ``depth`` keys into ``mapping``."""
    for key, value in mapping.items():
        if depth == 1:
            yield (key,)
        elif isinstance(value, Mapping):
            yield from ((key, *rest) for rest in paths_of(value, depth - 1))


# --- the register ----------------------------------------------------------------------------------------------------


def register(senders: Mapping[str, Any], sources: Sources | None) -> Found:
    """Faults of the register itself."""
    owners: dict[tuple[str, str], list[tuple[str, Path]]] = {}
    for at, org in enumerate(senders["orgs"]):
        path: Path = ("orgs", at)
        yield from cited(SENDERS, path, org["sources"], sources)
        met = set()
        for place, one in enumerate(org["contacts"]):
            here = (*path, "contacts", place)
            yield from dated(SENDERS, here, one, sources)
            if (one["kind"], one["value"]) in met:
                yield SENDERS, here, f"{one['kind']} {one['value']} stands here twice"
            met.add((one["kind"], one["value"]))
            if one["kind"] in LINE_KINDS or one["kind"] == "domain":
                owners.setdefault((one["kind"], one["value"]), []).append((org["id"], here))
        for place, one in enumerate(org.get("paths", ())):
            yield from dated(SENDERS, (*path, "paths", place), one, sources)
        for place, one in enumerate(org.get("partners", ())):
            yield from dated(SENDERS, (*path, "partners", place), one, sources)
        names = {*org["name"].values(), *org.get("aliases", ()), *org.get("brands", ()), org.get("legal_name")}
        names.update(one["value"] for one in org["contacts"] if one["kind"] in ("signature", "app"))
        for place, name in enumerate(org.get("only_signed", ())):
            if name not in names:
                yield SENDERS, (*path, "only_signed", place), f"{name} is none of the names of {org['id']}"
    for (kind, value), places in owners.items():
        for id, here in places if len(places) > 1 else ():
            if "note" not in within(senders, here):
                others = ", ".join(other for other, _ in places if other != id)
                yield SENDERS, here, f"{kind} {value} is on record for {others} too: a note must say how that is"
    for key in ("short_links", "number_plan"):
        for at, row in enumerate(senders[key]):
            yield from dated(SENDERS, (key, at), row, sources)
    yield from ties(senders["orgs"])
    ids = {org["id"] for org in senders["orgs"]}
    for at, row in enumerate(senders["short_links"]):
        if ORG_ID.fullmatch(row["owner"]) and row["owner"] not in ids:
            yield SENDERS, ("short_links", at, "owner"), f"no organisation {row['owner']} on record"
    for at, row in enumerate(senders["do_not_confuse"]):
        yield from cited(SENDERS, ("do_not_confuse", at), row["sources"], sources)
    yield from collisions("short_links", ((at, row["host"]) for at, row in enumerate(senders["short_links"])))
    yield from collisions(
        "number_plan",
        (
            (at, f"{prefix} with {length} digits")
            for at, row in enumerate(senders["number_plan"])
            for prefix in row["prefixes"]
            for length in row["lengths"]
        ),
    )


def ties(orgs: list[Any]) -> Found:
    """Partners that are not on record, stand twice or are the organisation itself; links of paths on hosts of others.

    A link lies under a well-sourced domain of the organisation, of one of its partners, or of a public body.
    """
    domains: dict[str, set[str]] = {
        org["id"]: {one["value"] for one in org["contacts"] if one["kind"] == "domain" and one["confidence"] != "low"}
        for org in orgs
    }
    public = {domain for org in orgs if org["role"] == "authority" for domain in domains[org["id"]]}
    for at, org in enumerate(orgs):
        partners = org.get("partners", ())
        met = set()
        for place, one in enumerate(partners):
            path: Path = ("orgs", at, "partners", place)
            if one["org"] not in domains:
                yield SENDERS, (*path, "org"), f"no organisation {one['org']} on record"
            if one["org"] == org["id"]:
                yield SENDERS, (*path, "org"), f"{org['id']} is no partner of itself"
            if (one["org"], one["relation"]) in met:
                yield SENDERS, path, f"{one['relation']} {one['org']} stands here twice"
            met.add((one["org"], one["relation"]))
        allowed = public.union(domains[org["id"]], *(domains.get(one["org"], ()) for one in partners))
        for place, one in enumerate(org.get("paths", ())):
            host = one["url"].split("/")[2] if "url" in one else ""
            if host and allowed.isdisjoint(tails_of(host)):
                what = f"{host} lies under no well-sourced domain of {org['id']}, its partners or a public body"
                yield SENDERS, ("orgs", at, "paths", place, "url"), what


def collisions(key: str, rows: Iterable[tuple[int, str]]) -> Found:
    """Rows of the register that say the same thing twice."""
    met: set[str] = set()
    for at, what in rows:
        if what in met:
            yield SENDERS, (key, at), f"{what} stands here twice"
        met.add(what)


def within(value: Any, path: Path) -> Any:
    """The part of ``value`` at ``path``."""
    for step in path:
        value = value[step]
    return value


def cited(name: str, path: Path, ids: Iterable[str], sources: Sources | None) -> Found:
    """Sources that are not on record."""
    if sources is not None:
        for at, id in enumerate(ids):
            if id not in sources:
                yield name, (*path, "sources", at), f"no source {id} on record"


def dated(name: str, path: Path, raw: Mapping[str, Any], sources: Sources | None) -> Found:
    """Sources that are not on record, or a date or kind that is not the newest or best of theirs."""
    yield from cited(name, path, raw["sources"], sources)
    if sources is None or not all(id in sources for id in raw["sources"]):
        return
    dates = [date for id in raw["sources"] if (date := sources[id]["as_of"]) != "undated"]
    newest = max(dates, default="undated")
    if raw["as_of"] != newest:
        yield name, (*path, "as_of"), f"{raw['as_of']} is not the date of the newest source, {newest}"
    kinds = [SOURCE_KIND_OF[sources[id]["kind"]] for id in raw["sources"]]
    best = min(kinds, key=SOURCE_KINDS.index)
    if raw.get("source_kind", best) != best:
        yield name, (*path, "source_kind"), f"{raw['source_kind']} is not the best of its sources, {best}"


# --- facts, rules, steps and pieces ----------------------------------------------------------------------------------


def facts(records: list[Any], sources: Sources | None) -> Found:
    """Sources that are not on record, terms that end before they start."""
    for at, one in enumerate(records):
        yield from cited("facts.yaml", (at,), one["sources"], sources)
        yield from term("facts.yaml", (at,), one)


def term(name: str, path: Path, raw: Mapping[str, Any]) -> Found:
    """A start that lies after the end."""
    if raw.get("start") and raw.get("end") and raw["start"] > raw["end"]:
        yield name, (*path, "end"), "ends before it starts"


def lending_rates(rows: list[Any], sources: Sources | None) -> Found:
    """Sources as of other records; rows out of order or over each other."""
    before = ""
    for at, one in enumerate(rows):
        path: Path = ("rates", at)
        yield from dated("lpr.yaml", path, one, sources)
        yield from term("lpr.yaml", path, one)
        if one["start"] <= before:
            yield "lpr.yaml", (*path, "start"), f"starts before the row above ends, {before}"
        before = one["end"]


def rules(known: Known) -> Found:
    """Ids of rules, and the facts and steps that rules name."""
    known_facts, known_steps = known.ids("facts.yaml"), known.ids("steps.yaml")
    names = tuple(name for name in known.files if name.startswith("rules/"))
    known_rules = [known.files[name] for name in names]
    for name in names:
        rule = known.files[name]
        if name != f"rules/{rule['id']}.yaml":
            yield name, ("id",), f"the file of {rule['id']} is rules/{rule['id']}.yaml"
        yield from among(name, ("facts",), rule.get("facts", ()), known_facts, "fact")
        yield from among(name, ("steps",), rule.get("steps", ()), known_steps, "step")
        yield from among(name, ("covers",), rule.get("covers", ()), [one["id"] for one in known_rules], "rule")
        yield from term(name, (), rule)
        if rule["status"] == "retired" and "reason" not in rule:
            yield name, ("status",), "a retired rule says why: reason is missing"
        if rule.get("level") and not rule.get("facts"):
            yield name, ("level",), "a level needs the facts that it rests on"


def among(name: str, path: Path, ids: Iterable[str], known: Collection[str] | None, what: str) -> Found:
    """Ids that are not on record."""
    if known is not None:
        for at, id in enumerate(ids):
            if id not in known:
                yield name, (*path, at), f"no {what} {id} on record"


def entries(name: str, path: Path, records: list[Any], known: Known) -> Found:
    """What steps or pieces name: facts, contacts, and the values in their ``when``."""
    known_facts, orgs = known.ids("facts.yaml"), known.orgs()
    kinds = known.ids("kinds.yaml")
    open_values: dict[str, Collection[str] | None] = {
        "kind": None if kinds is None else kinds | {"other"},
        "rule": known.rules,
        "cue": known.cues,
        "has": HAS,
        "situation": {one["id"] for one in known.files.get("guide.yaml", {}).get("situations", ())},
    }
    families = None if known.cues is None else {cue.partition(".")[0] + ".*" for cue in known.cues}
    for at, one in enumerate(records):
        here = (*path, at)
        yield from among(name, (*here, "facts"), one.get("facts", ()), known_facts, "fact")
        for place, selector in enumerate(one.get("contacts", ())):
            if orgs is not None and selector.startswith("org:"):
                yield from selected(name, (*here, "contacts", place), selector, orgs)
        for key, values in one["when"].items():
            bare = key.removeprefix("not_")
            allowed = open_values.get(bare)
            if WHEN[bare] is None and allowed is not None:
                listed = {*allowed, *(families or ())} if bare == "cue" else allowed
                yield from among(name, (*here, "when", key), values, listed, bare)
        both = one["text"]["zh"]
        if ("{contact}" in both) != bool(one.get("contacts")):
            yield name, (*here, "text"), "a text names {contact} when it has contacts, and only then"


def selected(name: str, path: Path, selector: str, orgs: Mapping[str, Any]) -> Found:
    """A contact of the register that is not there, or that nobody may be offered."""
    _, id, kind = selector.split(":")
    if id not in orgs:
        yield name, path, f"no organisation {id} on record"
        return
    offers = [one for one in orgs[id]["contacts"] if one["kind"] == kind and one["callable_by"] == "borrower"]
    if not any(one["confidence"] != "low" for one in offers):
        yield name, path, f"{id} has no {kind} that may be offered"


def terms(known: Known) -> Found:
    """The facts behind the terms."""
    known_facts = known.ids("facts.yaml")
    for key, one in known.files["answers.yaml"]["terms"].items():
        if known_facts is not None and one["fact"] not in known_facts:
            yield "answers.yaml", ("terms", key, "fact"), f"no fact {one['fact']} on record"
