"""The texts on record as entries that can be tried against a situation, compiled once per catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.advise.situation import Situation
from triage.catalog.catalog import Catalog
from triage.judge.quotes import quotable
from triage.model import Contact, Slots

if TYPE_CHECKING:
    from triage.judge import Case


# What is tried for each message; all other keys have few combinations of values, see ``worth_trying``.
UNSETTLED = frozenset(("cue", "rule"))
SETTLED = (
    *("headline", "kind", "scam", "error", "conduct", "identity", "error_about", "relation", "claim", "did"),
    *("red_line", "point", "org_status", "org_role", "lender_type", "has", "situation"),
)


class Clause(NamedTuple):
    """One key of a ``when``: some of these values must be there, or none of them when ``negative``."""

    key: str
    negative: bool
    values: frozenset[str]
    families: tuple[str, ...]


class Entry(NamedTuple):
    """One text that may be chosen. ``group`` is the stage of a step or the place of a piece; ``at`` counts the file."""

    id: str
    stem: str
    group: str
    order: int
    at: int
    when: tuple[Clause, ...]
    slots: tuple[str, ...]
    contacts: tuple[str, ...]
    facts: tuple[str, ...]


class Ready(NamedTuple):
    """An entry that fits a case, with what its text names."""

    entry: Entry
    slots: Slots
    by: date | None
    contacts: tuple[Contact, ...]


@lru_cache(maxsize=4)
def step_entries(catalog: Catalog) -> tuple[Entry, ...]:
    """The steps on record by order."""
    return in_order(
        entry(one.id, one.stage, one.order, at, one.when, one.text.zh, one.contacts, one.facts)
        for at, one in enumerate(catalog.steps())
    )


@lru_cache(maxsize=4)
def piece_entries(catalog: Catalog) -> tuple[Entry, ...]:
    """The pieces on record by order."""
    return in_order(
        entry(one["id"], one["place"], int(one["order"]), at, one["when"], one["text"]["zh"],
              one.get("contacts", ()), one.get("facts", ()))
        for at, one in enumerate(catalog.section("answers")["pieces"])
    )  # fmt: skip


def worth_trying(catalog: Catalog, steps: bool, keys: Mapping[str, frozenset[str]]) -> tuple[Entry, ...]:
    """The steps (or pieces) on record whose clauses on ``SETTLED`` hold, without those clauses, by order.

    Most entries fall at one of these keys, and messages share few combinations of them, so each is gone through once.
    """
    return settled(catalog, steps, tuple(keys[key] for key in SETTLED))


@lru_cache(maxsize=1024)
def settled(catalog: Catalog, steps: bool, values: tuple[frozenset[str], ...]) -> tuple[Entry, ...]:
    """See ``worth_trying``; ``values`` are those of the keys of ``SETTLED``, in order."""
    keys = dict(zip(SETTLED, values, strict=True))
    return tuple(rest for clauses, rest in halves(catalog, steps) if holds(clauses, keys))


@lru_cache(maxsize=8)
def halves(catalog: Catalog, steps: bool) -> tuple[tuple[tuple[Clause, ...], Entry], ...]:
    """Each entry as its clauses on ``SETTLED`` and the entry with the others."""
    return tuple(
        (
            tuple(clause for clause in one.when if clause.key not in UNSETTLED),
            one._replace(when=tuple(clause for clause in one.when if clause.key in UNSETTLED)),
        )
        for one in (step_entries(catalog) if steps else piece_entries(catalog))
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries by order; the file decides between equals."""
    return tuple(sorted(entries, key=lambda one: (one.order, one.at)))


def entry(
    id: str,
    group: str,
    order: int,
    at: int,
    when: Mapping[str, Any],
    text: str,
    contacts: Iterable[str],
    facts: Iterable[str],
) -> Entry:
    """The entry of one record; ids that agree up to the dot are variants of each other."""
    return Entry(
        id, id.partition(".")[0], group, order, at, clauses(when), slots_in(text), tuple(contacts), tuple(facts)
    )


def clauses(when: Mapping[str, Any]) -> tuple[Clause, ...]:
    """The clauses of a ``when`` mapping; a key ``not_…`` is negative, a value ``family.*`` any id of the family."""
    return tuple(
        Clause(
            key.removeprefix("not_"),
            key.startswith("not_"),
            frozenset(one for one in values if not one.endswith(".*")),
            tuple(one[:-1] for one in values if one.endswith(".*")),
        )
        for key, values in when.items()
    )


def holds(when: tuple[Clause, ...], keys: Mapping[str, frozenset[str]]) -> bool:
    """Whether every clause holds.

    >>> keys = {"kind": frozenset({"collection"}), "cue": frozenset({"threat.visit"})}
    >>> holds(clauses({"kind": ["collection", "statement"], "not_cue": ["threat.freeze"]}), keys)
    True
    >>> holds(clauses({"cue": ["threat.*"], "not_kind": ["collection"]}), keys)
    False
    """
    for key, negative, values, families in when:
        have = keys[key]
        there = not values.isdisjoint(have) or (bool(families) and any(one.startswith(families) for one in have))
        if there is negative:
            return False
    return True


def slots_in(text: str) -> tuple[str, ...]:
    """The names of the ``{slots}`` of a text, in order, once each.

    >>> slots_in("打 {contact}，报案号 {case_number}")
    ('contact', 'case_number')
    """
    return tuple(dict.fromkeys(part.partition("}")[0] for part in text.split("{")[1:]))


def ready(entry: Entry, case: Case, here: Situation) -> Ready | None:
    """The entry with contacts and slots, None when it does not hold or names what this case does not have.

    ``by`` is the first civil date among the slots. The slot ``quote`` is the message's own words for the first of the
    cues that called for the entry.
    """
    if not holds(entry.when, here.keys):
        return None
    contacts = tuple(one for selector in entry.contacts for one in here.offer(selector)) if entry.contacts else ()
    slots: list[tuple[str, str]] = []
    by = None
    for name in entry.slots:
        if name == "contact":
            if not contacts:
                return None
            continue
        value = quote(entry, case) if name == "quote" else here.slots.get(name)
        if value is None:
            return None
        slots.append((name, value))
        by = by or here.days.get(name)
    return Ready(entry, tuple(slots), by, contacts)


def quote(entry: Entry, case: Case) -> str | None:
    """The message's words for the first asserted cue that ``entry`` asks for, as the message has them."""
    wanted = next((clause for clause in entry.when if clause.key == "cue" and not clause.negative), None)
    if wanted is None:
        return None
    for cue in case.reading.cues:
        if cue.polarity == "asserted" and (cue.id in wanted.values or cue.id.startswith(wanted.families)):
            return quotable(case.message.text, case.reading.clauses, *cue.span, alone=True)
    return None
