"""The counts over all cases, as plain values."""

from __future__ import annotations

from typing import Any

from triage.evaluate.misses import Miss
from triage.evaluate.shares import Share, Shares

SCHEMA = "triage.evaluation/1"
TABLES = (
    *("recall", "false_alarms", "precision", "agreement", "families", "red_lines", "conduct_points", "error_about"),
    *("rules", "confidence", "words"),
)


class Tally:
    """Everything counted, under readable keys.

    ``recall``, ``false_alarms``, ``precision`` by axis; ``false_alarms`` also of the cases that must show neither scam
    nor conduct, and of legal papers. ``by_family`` holds recall and false alarms of each family, ``families`` the cases
    in which nothing is wrong. ``rules``: hits of a rule on cases whose label allows a flag; ``confidence`` (by level,
    and by level and axis) and ``words`` (by axis and value): hits on cases whose label calls for one. ``ids`` are the
    cases whose misses are listed; those held back stand in ``held_back``, their misses as counts by family and axis.
    """

    def __init__(self) -> None:
        self.cases = 0
        self.failed = 0
        self.recall: Shares = {}
        self.false_alarms: Shares = {}
        self.precision: Shares = {}
        self.agreement: Shares = {}
        self.confusion: dict[str, dict[str, int]] = {}
        self.families: Shares = {}
        self.by_family: dict[str, dict[str, Shares]] = {}
        self.red_lines: Shares = {}
        self.conduct_points: Shares = {}
        self.error_about: Shares = {}
        self.rules: Shares = {}
        self.confidence: Shares = {}
        self.words: Shares = {}
        self.readings: dict[str, dict[str, int]] = {}
        self.pairs = Share()
        self.ids: list[str] = []
        self.misses: list[Miss] = []
        self.held_back = 0
        self.held_back_misses: dict[str, dict[str, int]] = {}

    def miss(self, miss: Miss, held: bool) -> None:
        """Keep ``miss``; of a case that is held back only that there was one."""
        if held:
            counts = self.held_back_misses.setdefault(miss.family, {})
            counts[miss.axis] = counts.get(miss.axis, 0) + 1
        else:
            self.misses.append(miss)

    def as_dict(self) -> dict[str, Any]:
        """All counts as plain values, for JSON."""
        return {
            "schema": SCHEMA,
            "cases": self.cases,
            "failed": self.failed,
            **{name: plain(getattr(self, name)) for name in TABLES},
            "by_family": {
                family: {name: plain(shares) for name, shares in sorted(tables.items())}
                for family, tables in sorted(self.by_family.items())
            },
            "confusion": {axis: dict(sorted(counts.items())) for axis, counts in sorted(self.confusion.items())},
            "readings": {kind: {**counts, **ratios(counts)} for kind, counts in sorted(self.readings.items())},
            "pairs": self.pairs.as_dict(),
            "ids": sorted(self.ids),
            "misses": [one._asdict() for one in self.misses],
            "held_back": {
                "cases": self.held_back,
                "misses": {name: dict(sorted(axes.items())) for name, axes in sorted(self.held_back_misses.items())},
            },
        }


def plain(shares: Shares) -> dict[str, dict[str, Any]]:
    """``shares`` as plain values, by name."""
    return {name: share.as_dict() for name, share in sorted(shares.items())}


def ratios(counts: dict[str, int]) -> dict[str, float | None]:
    """Precision, recall and their harmonic mean (F1) of what was read; None where there is nothing to count."""
    found, wanted = counts["right"] + counts["false"], counts["right"] + counts["missed"]
    both = found + wanted
    return {
        "precision": round(counts["right"] / found, 4) if found else None,
        "recall": round(counts["right"] / wanted, 4) if wanted else None,
        "f1": round(2 * counts["right"] / both, 4) if both else None,
    }
