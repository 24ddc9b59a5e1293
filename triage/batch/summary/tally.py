"""What a summary counts: of every answer a few labels, never a word, a name or a number of its message.

All labels come from closed lists (ids of rules and organisations on record, kinds, months of this century …), so that a
tally stays small whatever it is given. Different texts, scripts and senders are counted by ``sketch``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from triage.batch.columns import FLAGGED, LEVELS, states
from triage.batch.script import script_of
from triage.batch.summary.bases import asked_by
from triage.batch.summary.sketch import Distinct, hashed, packed, unpacked
from triage.catalog.catalog import Catalog
from triage.catalog.register import OWN_RECORD
from triage.model import Context, Failure, Finding, Report
from triage.verify.identity import NAMING

# Labels that stand for what has none of its own.
NONE = "none"
OUTSIDE = "outside"
OTHER = "not_on_record"
NOBODY = "nobody"
NO_ONE = (NOBODY, OTHER)
IMPERSONATING = "impersonating:"
# A state of the axis error beside the three: all that was found rests on what the recipient says.
THEIR_WORD = "their_word"

LABELS = ("headline", "kind", "identity", "scam", "error", "level", "sender", "hour", "weekday")
MESSAGES = "messages"  # by institution, month and state of the axis conduct
HITS = "hits"  # by institution, month and rule
FACTS = "facts"  # which facts a record gave
KNOWN = ("name", "relation", "claim", "paid_on", "did", "loans")
YEARS = range(2000, 2100)
# Cells of a table from which on new ones are counted without their month; no real dump comes near.
MOST_CELLS = 100_000
# Hashes kept for the whole, and for each rule and institution: exact up to there, then within 3 and 13 %.
WHOLE, EACH = 4096, 256
BETWEEN = "|"
OF_ORG = "org:"  # before an id of an organisation in the name of a sketch; that of a rule stands bare

WHOLES = ("texts", f"scripts{BETWEEN}", f"senders{BETWEEN}")
NOTHING = Context()
CLOCK, SENDER = ("clock",), ("sender",)

Cell = tuple[str, ...]


class Alike(NamedTuple):
    """What messages have in common that are counted alike. ``cell``: institution, month, state of conduct."""

    labels: tuple[str, ...]
    facts: Cell
    cell: Cell
    rules: tuple[str, ...]


class Counts:
    """The counts of any number of answers."""

    def __init__(self, catalog: Catalog) -> None:
        self.failed: Counter[str] = Counter()
        self.tables: dict[str, Counter[Cell]] = {name: Counter() for name in (*LABELS, MESSAGES, HITS, FACTS)}
        self.distinct: dict[str, Distinct] = {}
        self._catalog = catalog
        # What is not yet in the tables: messages with equal labels, and the hashes of texts met.
        self._alike: Counter[Alike] = Counter()
        self._met: dict[str, tuple[int, int]] = {}
        self._sent: set[tuple[int, int | None, str, tuple[str, ...]]] = set()

    def add(self, answer: Report | Failure, source: int = 0, place: int = 0) -> None:  # noqa: ARG002
        """Count one answer."""
        if isinstance(answer, Failure):
            self.failed[answer.code] += 1
            return
        verdict, reading = answer.verdict, answer.reading
        scam, error, conduct = states(answer, self._catalog)
        sender = reading.sender
        month, hour, weekday = NONE, NONE, NONE
        if reading.reference.source == "received_at":
            moment = reading.reference.moment
            month, weekday = month_of(moment.date, answer.as_of), str(moment.date.weekday())
            hour = moment.time[:2] if moment.time else NONE
        org = org_of(answer, self._catalog)
        rules = tuple([one.rule for one in answer.findings])
        if error == FLAGGED and on_their_word(answer.findings, self._catalog):
            error = THEIR_WORD
        labels = (
            verdict.headline,
            verdict.kind,
            verdict.identity,
            scam,
            error,
            level_of(answer.findings) if rules else NONE,
            sender.kind if sender else NONE,
            hour,
            weekday,
        )
        given = facts(answer.context, hour != NONE, sender is not None)
        self._alike[Alike(labels, given, (org, month, conduct), rules)] += 1
        text = answer.message.text
        if text not in self._met:
            self._met[text] = hashed(text), hashed(script_of(text, reading))
        number = hashed(sender.digits or sender.raw) if sender else None
        self._sent.add((self._met[text][1], number, org, rules))

    def settle(self) -> None:
        """Bring what was added into tables and sketches."""
        for alike, found in self._alike.items():
            for name, label in zip(LABELS, alike.labels, strict=True):
                self.tables[name][(label,)] += found
            self.tables[FACTS][alike.facts] += found
            count(self.tables[MESSAGES], alike.cell, found)
            for rule in alike.rules:
                count(self.tables[HITS], (*alike.cell[:2], rule), found)
        for text, _ in self._met.values():
            self._distinct("texts").add(text)
        for script, number, org, rules in self._sent:
            for of in ("", f"{OF_ORG}{org}", *rules):
                self._distinct(f"scripts{BETWEEN}{of}").add(script)
                if number is not None:
                    self._distinct(f"senders{BETWEEN}{of}").add(number)
        self._alike.clear()
        self._met.clear()
        self._sent.clear()

    def _distinct(self, name: str) -> Distinct:
        if name not in self.distinct:
            self.distinct[name] = Distinct(WHOLE if name in WHOLES else EACH)
        return self.distinct[name]

    def as_json(self) -> dict[str, Any]:
        """The counts as plain values."""
        self.settle()
        return {
            "failed": dict(self.failed),
            "tables": {
                name: {BETWEEN.join(cell): found for cell, found in table.items()}
                for name, table in self.tables.items()
                if table
            },
            "distinct": {name: packed(one.values()) for name, one in self.distinct.items()},
        }

    def merge(self, counted: Mapping[str, Any]) -> dict[str, Any]:
        """Add the ``as_json`` of another; what of it changed something here."""
        self.failed.update(counted["failed"])
        for name, table in counted["tables"].items():
            mine = self.tables[name]
            for joined, found in table.items():
                count(mine, tuple(joined.split(BETWEEN)), found)
        new = {name: self._distinct(name).merge(unpacked(values)) for name, values in counted["distinct"].items()}
        return {**counted, "distinct": {name: packed(values) for name, values in new.items() if values}}


def count(table: Counter[Cell], cell: Cell, by: int = 1) -> None:
    """Count in a cell; a new one of a table that is full loses its month."""
    if len(table) >= MOST_CELLS and len(cell) == 3 and cell not in table:
        cell = (cell[0], OUTSIDE, cell[2])
    table[cell] += by


def org_of(report: Report, catalog: Catalog) -> str:
    """Whom a message names, by id; one that is likely a scam counts as impersonating that one, and for nothing else."""
    claimed = next((one for one in report.claimed if one.by in NAMING), None) or next(iter(report.claimed), None)
    org = NOBODY if claimed is None else claimed.org if claimed.org in on_record(catalog) else OTHER
    assert org is not None
    return f"{IMPERSONATING}{org}" if report.verdict.scam == "likely" else org


@lru_cache(maxsize=4)
def on_record(catalog: Catalog) -> frozenset[str]:
    """The ids of the organisations of the register; what a user has added is nobody else's business."""
    orgs = catalog.section("senders")["orgs"]
    return frozenset(id for id, org in orgs.items() if org["category"] != OWN_RECORD)


def on_their_word(findings: Iterable[Finding], catalog: Catalog) -> bool:
    """Whether all that was found on the axis error rests on what the recipient says: a claim, no finding of ours."""
    found = [one.rule for one in findings if one.axis == "error"]
    return bool(found) and by_word(catalog).issuperset(found)


@lru_cache(maxsize=4)
def by_word(catalog: Catalog) -> frozenset[str]:
    """The rules that cannot fire without a word of the recipient."""
    return frozenset(id for id, one in catalog.triggers().items() if not asked_by(one["when"]).isdisjoint(KNOWN))


def month_of(day: date, as_of: date) -> str:
    """The month of ``day``, of those in which a message can have come."""
    if day.year not in YEARS or (day.year, day.month) > (as_of.year, as_of.month):
        return OUTSIDE
    return f"{day.year}-{day.month:02}"


def level_of(findings: Iterable[Finding]) -> str:
    """The highest level of what the rules that fired rest on."""
    found = {one.level for one in findings}
    return next((level for level in LEVELS if level in found), NONE)


def facts(context: Context, clock: bool, sender: bool) -> Cell:
    """Which facts a record gave beside its text."""
    given = () if context == NOTHING else tuple(name for name in KNOWN if getattr(context, name))
    return (*given, *(CLOCK if clock else ()), *(SENDER if sender else ())) or (NONE,)


def with_facts(table: Mapping[Cell, int], wanted: Iterable[str]) -> int:
    """How many records gave all of ``wanted``."""
    asked = frozenset(wanted)
    return sum(found for given, found in table.items() if asked.issubset(given))
