"""Figures against earlier ones: what was gained and lost, whatever cases and rules have come and gone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from triage.errors import InputError
from triage.evaluate.tally import SCHEMA, TABLES

Figures = Mapping[str, Any]
LOWER_IS_BETTER = frozenset(("false alarms", "false alarms by family", "read wrongly"))
EMPTY: Figures = {}


class Change(NamedTuple):
    """A share that is not what it was, ``name`` in ``table``. ``(0, 0)`` stands for one that is not there."""

    table: str
    name: str
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def better(self) -> int:
        """1 for a gain, -1 for a loss, 0 for other counts with the same share, or a share on one side only."""
        if not self.old[1] or not self.new[1]:
            return 0
        was, is_now = self.old[0] * self.new[1], self.new[0] * self.old[1]
        sign = (is_now > was) - (is_now < was)
        return -sign if self.table in LOWER_IS_BETTER else sign

    def words(self) -> str:
        """``recall scam: 40/50 80.0% -> 45/50 90.0%``."""
        return f"{self.table} {self.name}: {share(self.old)} -> {share(self.new)}"


class Comparison(NamedTuple):
    """All changes, and the cases (as ``id axis``) that became wrong, became right, or are new and wrong."""

    cases: tuple[int, int]
    added: int
    removed: int
    changes: tuple[Change, ...]
    newly_missed: tuple[str, ...]
    newly_right: tuple[str, ...]
    new_and_missed: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The comparison as plain values, for JSON."""
        return {
            **self._asdict(),
            "changes": [{**one._asdict(), "better": one.better} for one in self.changes],
        }


def figures_in(content: str, name: str) -> Figures:
    """The figures that ``triage evaluate --json`` printed. InputError when ``content`` is none of it."""
    try:
        figures = json.loads(content)
    except (ValueError, RecursionError):
        figures = None
    if not isinstance(figures, dict) or figures.get("schema") != SCHEMA:
        raise InputError(
            f"these are no figures of {SCHEMA}",
            place=name,
            effect="nothing was compared",
            hint="give the output of an earlier triage evaluate --json",
        )
    return figures


def compare(old: Figures, new: Figures) -> Comparison:
    """``new`` against ``old``, both as ``Tally.as_dict`` gives them. What only one of them has is no gain or loss."""
    before, after = set(old.get("ids", ())), set(new["ids"])
    missed, misses = keys(old), keys(new)
    was, now = shares(old), shares(new)
    changes = tuple(
        Change(*key, was.get(key, (0, 0)), now.get(key, (0, 0)))
        for key in sorted(was.keys() | now.keys())
        if was.get(key) != now.get(key)
    )
    return Comparison(
        cases=(old.get("cases", 0), new["cases"]),
        added=len(after - before),
        removed=len(before - after),
        changes=changes,
        newly_missed=named(one for one in misses - missed if one[0] in before),
        newly_right=named(one for one in missed - misses if one[0] in after),
        new_and_missed=named(one for one in misses if one[0] not in before),
    )


def keys(figures: Figures) -> set[tuple[str, str]]:
    """The misses of ``figures`` as id and axis."""
    return {(one["id"], one["axis"]) for one in figures.get("misses", ())}


def named(misses: Iterator[tuple[str, str]]) -> tuple[str, ...]:
    """Misses as ``id axis``, in order."""
    return tuple(sorted(f"{id} {axis}" for id, axis in misses))


def shares(figures: Figures) -> dict[tuple[str, str], tuple[int, int]]:
    """Every share in ``figures``, under its table and name."""
    found = {
        (table.replace("_", " "), name): (one["hits"], one["of"])
        for table in TABLES
        for name, one in figures.get(table, EMPTY).items()
    }
    for family, tables in figures.get("by_family", EMPTY).items():
        for table, axes in tables.items():
            for axis, one in axes.items():
                title = f"{table.replace('_', ' ')} by family"
                found[title, f"{family}, {axis}"] = (one["hits"], one["of"])
    for kind, counts in figures.get("readings", EMPTY).items():
        right = counts["right"]
        found["read", kind] = (right, right + counts["missed"])
        found["read wrongly", kind] = (counts["false"], right + counts["false"])
    pairs = figures.get("pairs", EMPTY)
    if pairs.get("of"):
        found["pairs", "with the same verdict"] = (pairs["hits"], pairs["of"])
    return found


def share(counts: tuple[int, int]) -> str:
    """``40/50 80.0%``, a dash where there is nothing to count."""
    hits, of = counts
    return f"{hits}/{of} {hits / of:.1%}" if of else "-"


def comparison_page(found: Comparison, name: str) -> str:
    """What a person reads: losses first, then gains, then what came and went, and the cases behind them."""
    old, new = found.cases
    lines = [f"against {name}: {old} cases then, {new} now ({found.added} new, {found.removed} gone)"]
    lost = [one for one in found.changes if one.better < 0]
    won = [one for one in found.changes if one.better > 0]
    there = [one for one in found.changes if one.old[1] and one.new[1]]
    come = [one for one in found.changes if not one.old[1]]
    gone = [one for one in found.changes if not one.new[1]]
    for title, changes in (("losses", lost), ("gains", won), ("new", come), ("gone", gone)):
        lines += ["", f"{title} ({len(changes)})", *(f"  {one.words()}" for one in changes)]
    lines += ["", f"other counts, the same share ({len(there) - len(lost) - len(won)})"]
    for title, cases in (
        ("newly missed", found.newly_missed),
        ("newly right", found.newly_right),
        ("new cases that are missed", found.new_and_missed),
    ):
        lines += ["", f"{title} ({len(cases)})", *(f"  {one}" for one in cases)]
    return "\n".join(lines) + "\n"
