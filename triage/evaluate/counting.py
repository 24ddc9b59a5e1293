"""Assess labelled cases and count what was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from triage.batch.work import answer_of
from triage.catalog.catalog import Catalog
from triage.evaluate.cases import Labelled
from triage.evaluate.gold import listed
from triage.evaluate.misses import Miss, with_reason
from triage.evaluate.readings import scores
from triage.evaluate.shares import add
from triage.evaluate.tally import Tally
from triage.model import Failure, Report, Verdict

FLAGGING = ("scam", "error", "conduct")
HARMFUL = ("scam", "conduct")
CLEAR = "none_found"
LEGAL = frozenset(("court_notice", "mediation_notice", "lawyer_letter"))
# The emptiest answer: what a case counts as when it got none.
SILENT = Verdict("not_collection", "other", CLEAR, CLEAR, (), CLEAR, "unconfirmed", (), ())


def evaluate(cases: Iterable[Labelled], catalog: Catalog, as_of: date) -> Tally:
    """Assess every case and count. A case that gets no answer counts as the emptiest answer, in every denominator."""
    tally = Tally()
    verdicts: dict[str, Verdict] = {}
    pairs: list[Labelled] = []
    for case in cases:
        answer = case.row if isinstance(case.row, Failure) else answer_of(case.row, catalog, as_of)
        report = None if isinstance(answer, Failure) else answer
        verdicts[case.id] = report.verdict if report else SILENT
        found = count_case(tally, case, report, catalog)
        if isinstance(answer, Failure):
            found.insert(0, Miss(case.id, case.family, "no_answer", "an answer", answer.code))
        add(tally.families, case.family, not found)
        for miss in found:
            tally.miss(with_reason(miss, report), case.held)
        if case.pair:
            pairs.append(case)
    for case in pairs:
        count_pair(tally, case, verdicts)
    return tally


def count_case(tally: Tally, case: Labelled, report: Report | None, catalog: Catalog) -> list[Miss]:
    """Count one case in every table but those of pairs and families; its misses, without their reasons."""
    tally.cases += 1
    tally.failed += report is None
    if case.held:
        tally.held_back += 1
    else:
        tally.ids.append(case.id)
    count_rules(tally, case, report)
    return [
        *count_axes(tally, case, report.verdict if report else SILENT),
        *count_lines(tally, case, report),
        *count_readings(tally, case, report, catalog),
    ]


def acceptable(gold: Mapping[str, Any], axis: str) -> tuple[str, ...]:
    """The answers that are right on ``axis``; empty when it is not scored."""
    named = listed(gold, axis)
    if axis == "kind" and named:
        named = named + listed(gold, "kind_alt")
    return tuple(named)


def must_be_clear(gold: Mapping[str, Any], axis: str) -> bool:
    """Whether a flag on ``axis`` would be a false alarm."""
    return axis in listed(gold, "must_not_say") or acceptable(gold, axis) == (CLEAR,)


def called_for(gold: Mapping[str, Any], axis: str) -> bool:
    """Whether the label demands a flag on ``axis``; one that only allows it does not."""
    wanted = acceptable(gold, axis)
    return bool(wanted) and CLEAR not in wanted and axis not in listed(gold, "must_not_say")


def count_axes(tally: Tally, case: Labelled, verdict: Verdict) -> list[Miss]:
    """The axes, identity and kind: recall, false alarms, precision, agreement, confusion; their misses."""
    misses = []
    for axis in (*FLAGGING, "identity", "kind"):
        wanted, got = acceptable(case.gold, axis), getattr(verdict, axis)
        bad = axis in FLAGGING and count_flag(tally, case, axis, wanted, got)
        if wanted:
            add(tally.agreement, axis, got in wanted)
            counts = tally.confusion.setdefault(axis, {})
            cell = f"{'|'.join(wanted)} -> {got}"
            counts[cell] = counts.get(cell, 0) + 1
        if bad or (wanted and got not in wanted):
            misses.append(Miss(case.id, case.family, axis, "|".join(wanted) or CLEAR, got))
    if all(must_be_clear(case.gold, axis) for axis in HARMFUL):
        add(tally.false_alarms, "scam or conduct", any(getattr(verdict, axis) != CLEAR for axis in HARMFUL))
    if must_be_clear(case.gold, "scam") and LEGAL.intersection(listed(case.gold, "kind")):
        add(tally.false_alarms, "scam, of legal papers", verdict.scam != CLEAR)
    return misses


def count_flag(tally: Tally, case: Labelled, axis: str, wanted: tuple[str, ...], got: str) -> bool:
    """Whether a flag was right, or its absence; True for a false alarm."""
    clear, flagged = must_be_clear(case.gold, axis), got != CLEAR
    if clear or called_for(case.gold, axis):
        table = "false_alarms" if clear else "recall"
        add(getattr(tally, table), axis, flagged)
        add(tally.by_family.setdefault(case.family, {}).setdefault(table, {}), axis, flagged)
    if flagged and (clear or wanted):
        add(tally.precision, axis, not clear)
        add(tally.words, f"{axis} {got}", called_for(case.gold, axis))
    return clear and flagged


def count_lines(tally: Tally, case: Labelled, report: Report | None) -> list[Miss]:
    """Red lines, conduct points and what an error is about: how many of those labelled were found; the others."""
    misses = []
    findings = report.findings if report else ()
    for key, table, have in (
        ("red_lines", tally.red_lines, {one.red_line for one in findings}),
        ("conduct_points", tally.conduct_points, {one.point for one in findings}),
        ("error_about", tally.error_about, set(report.verdict.error_about) if report else set()),
    ):
        for line in listed(case.gold, key):
            add(table, line, line in have)
            if line not in have:
                misses.append(Miss(case.id, case.family, key.rstrip("s"), line, CLEAR))
    return misses


def count_rules(tally: Tally, case: Labelled, report: Report | None) -> None:
    """A hit of a rule that flags is right when the gold allows a flag on its axis; unscored axes do not count."""
    for finding in report.findings if report else ():
        axis = finding.axis
        if axis not in FLAGGING or finding.severity == "info":
            continue
        clear = must_be_clear(case.gold, axis)
        if clear or acceptable(case.gold, axis):
            add(tally.rules, finding.rule, not clear)
            for key in (finding.confidence, f"{finding.confidence}, {axis}"):
                add(tally.confidence, key, called_for(case.gold, axis))


def count_readings(tally: Tally, case: Labelled, report: Report | None, catalog: Catalog) -> list[Miss]:
    """What was read, for the kinds that the gold labels; what was read wrongly or not at all."""
    misses = []
    for kind, score in scores(case.gold, report, catalog).items():
        counts = tally.readings.setdefault(kind, {"right": 0, "missed": 0, "false": 0, "cases": 0, "cases_right": 0})
        counts["right"] += score.right
        counts["missed"] += len(score.missed)
        counts["false"] += len(score.false)
        counts["cases"] += 1
        counts["cases_right"] += not score.missed and not score.false
        if score.missed or score.false:
            wanted, got = " ".join(score.missed) or "nothing more", " ".join(score.false) or "nothing"
            misses.append(Miss(case.id, case.family, kind, wanted, got))
    return misses


def count_pair(tally: Tally, case: Labelled, verdicts: Mapping[str, Verdict]) -> None:
    """Twins must get the same verdict on the three axes and the same headline."""
    twin, own = verdicts.get(case.pair or ""), verdicts[case.id]
    same = twin is not None and all(
        getattr(twin, name) == getattr(own, name) for name in (*FLAGGING, "identity", "headline")
    )
    tally.pairs = tally.pairs.plus(same)
    if not same:
        wanted = twin.headline if twin else f"no case {case.pair}"
        tally.miss(Miss(case.id, case.family, "pair", wanted, own.headline, own.because), case.held)
