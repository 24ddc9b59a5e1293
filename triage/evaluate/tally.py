"""The counts over all cases: axes, families, rules, readings, pairs and misses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from triage.batch.run import answer_of
from triage.catalog.catalog import Catalog
from triage.evaluate.cases import Labelled
from triage.evaluate.gold import listed
from triage.evaluate.intervals import wilson
from triage.evaluate.readings import scores
from triage.model import Failure, Report, Verdict

FLAGGING = ("scam", "error", "conduct")
CLEAR = "none_found"
# The emptiest answer: what a case counts as when it got none.
SILENT = Verdict("not_collection", "other", CLEAR, CLEAR, (), CLEAR, "unconfirmed", (), ())


class Miss(NamedTuple):
    """One disagreement. ``axis`` is an axis, a reading kind, red_line, conduct_point, kind, pair or no_answer."""

    id: str
    family: str
    axis: str
    wanted: str
    got: str
    rules: tuple[str, ...]


class Share(NamedTuple):
    """``hits`` of ``of``."""

    hits: int = 0
    of: int = 0

    def plus(self, hit: bool) -> Share:
        """This share with one more case."""
        return Share(self.hits + hit, self.of + 1)

    def as_dict(self) -> dict[str, Any]:
        """Counts, the share and its 95 % Wilson interval; the share is None when there is nothing to count."""
        low, high = wilson(self.hits, self.of)
        share = round(self.hits / self.of, 4) if self.of else None
        return {"hits": self.hits, "of": self.of, "share": share, "low": round(low, 4), "high": round(high, 4)}


class Tally:
    """Everything counted. Shares are kept under readable keys, in the order in which they were first met."""

    def __init__(self) -> None:
        self.cases = 0
        self.failed = 0
        self.recall: dict[str, Share] = {}
        self.false_alarms: dict[str, Share] = {}
        self.agreement: dict[str, Share] = {}
        self.confusion: dict[str, dict[str, int]] = {}
        self.families: dict[str, Share] = {}
        self.red_lines: dict[str, Share] = {}
        self.conduct_points: dict[str, Share] = {}
        self.rules: dict[str, Share] = {}
        self.readings: dict[str, dict[str, int]] = {}
        self.pairs = Share()
        self.misses: list[Miss] = []

    def as_dict(self) -> dict[str, Any]:
        """All counts as plain values, for JSON."""
        tables = ("recall", "false_alarms", "agreement", "families", "red_lines", "conduct_points", "rules")
        return {
            "schema": "triage.evaluation/1",
            "cases": self.cases,
            "failed": self.failed,
            **{name: {key: one.as_dict() for key, one in sorted(getattr(self, name).items())} for name in tables},
            "confusion": {axis: dict(sorted(counts.items())) for axis, counts in sorted(self.confusion.items())},
            "readings": dict(sorted(self.readings.items())),
            "pairs": self.pairs.as_dict(),
            "misses": [one._asdict() for one in self.misses],
        }


def evaluate(cases: Iterable[Labelled], catalog: Catalog, as_of: date) -> Tally:
    """Assess every case and count. A case that gets no answer counts as the emptiest answer, in every denominator."""
    tally = Tally()
    verdicts: dict[str, Verdict] = {}
    pairs: list[Labelled] = []
    for case in cases:
        answer = case.row if isinstance(case.row, Failure) else answer_of(case.row, catalog, as_of)
        report = None if isinstance(answer, Failure) else answer
        verdict = report.verdict if report else SILENT
        verdicts[case.id] = verdict
        tally.cases += 1
        if isinstance(answer, Failure):
            tally.failed += 1
            tally.misses.append(Miss(case.id, case.family, "no_answer", "an answer", answer.code, ()))
        before = len(tally.misses)
        count_axes(tally, case, verdict, report)
        count_lines(tally, case, report)
        add(tally.families, case.family, len(tally.misses) == before)
        count_rules(tally, case, report)
        count_readings(tally, case, report, catalog)
        if case.pair:
            pairs.append(case)
    for case in pairs:
        count_pair(tally, case, verdicts)
    return tally


def add(table: dict[str, Share], key: str, hit: bool) -> None:
    """Count one case under ``key``."""
    table[key] = table.get(key, Share()).plus(hit)


def acceptable(gold: Mapping[str, Any], axis: str) -> tuple[str, ...]:
    """The answers that are right on ``axis``; empty when it is not scored."""
    named = listed(gold, axis)
    if axis == "kind" and named:
        named = named + listed(gold, "kind_alt")
    return tuple(named)


def count_axes(tally: Tally, case: Labelled, verdict: Verdict, report: Report | None) -> None:
    """The axes, identity and kind: recall, false alarms, agreement, confusion and their misses."""
    gold = case.gold
    silent = listed(gold, "must_not_say")
    for axis in (*FLAGGING, "identity", "kind"):
        wanted = acceptable(gold, axis)
        got = getattr(verdict, axis)
        rules = tuple(one.rule for one in report.findings if one.axis == axis) if report else ()
        bad = False
        if axis in FLAGGING and (axis in silent or wanted == (CLEAR,)):
            bad = got != CLEAR
            add(tally.false_alarms, axis, bad)
        elif axis in FLAGGING and wanted and CLEAR not in wanted:
            add(tally.recall, axis, got != CLEAR)
        if wanted:
            add(tally.agreement, axis, got in wanted)
            cell = f"{'|'.join(wanted)} -> {got}"
            counts = tally.confusion.setdefault(axis, {})
            counts[cell] = counts.get(cell, 0) + 1
        if bad or (wanted and got not in wanted):
            tally.misses.append(Miss(case.id, case.family, axis, "|".join(wanted) or CLEAR, got, rules))


def count_lines(tally: Tally, case: Labelled, report: Report | None) -> None:
    """Red lines and conduct points: how many of those labelled were found."""
    findings = report.findings if report else ()
    for key, table, have in (
        ("red_lines", tally.red_lines, {one.red_line for one in findings}),
        ("conduct_points", tally.conduct_points, {one.point for one in findings}),
    ):
        for line in listed(case.gold, key):
            add(table, line, line in have)
            if line not in have:
                tally.misses.append(Miss(case.id, case.family, key.rstrip("s"), line, CLEAR, ()))


def count_rules(tally: Tally, case: Labelled, report: Report | None) -> None:
    """A hit of a rule that flags is right when the gold allows a flag on its axis; unscored axes do not count."""
    for finding in report.findings if report else ():
        if finding.axis not in FLAGGING or finding.severity == "info":
            continue
        wanted = acceptable(case.gold, finding.axis)
        silent = finding.axis in listed(case.gold, "must_not_say")
        if wanted or silent:
            add(tally.rules, finding.rule, not silent and wanted != (CLEAR,))


def count_readings(tally: Tally, case: Labelled, report: Report | None, catalog: Catalog) -> None:
    """What was read, for the kinds that the gold labels."""
    for kind, score in scores(case.gold, report, catalog).items():
        counts = tally.readings.setdefault(kind, {"right": 0, "missed": 0, "false": 0, "cases": 0, "cases_right": 0})
        counts["right"] += score.right
        counts["missed"] += len(score.missed)
        counts["false"] += len(score.false)
        counts["cases"] += 1
        counts["cases_right"] += not score.missed and not score.false
        if score.missed or score.false:
            wanted, got = " ".join(score.missed) or "nothing more", " ".join(score.false) or "nothing"
            tally.misses.append(Miss(case.id, case.family, kind, wanted, got, ()))


def count_pair(tally: Tally, case: Labelled, verdicts: Mapping[str, Verdict]) -> None:
    """Twins must get the same verdict on the three axes and the same headline."""
    twin, own = verdicts.get(case.pair or ""), verdicts[case.id]
    same = twin is not None and all(
        getattr(twin, name) == getattr(own, name) for name in (*FLAGGING, "identity", "headline")
    )
    tally.pairs = tally.pairs.plus(same)
    if not same:
        wanted = twin.headline if twin else f"no case {case.pair}"
        tally.misses.append(Miss(case.id, case.family, "pair", wanted, own.headline, own.because))
