"""The figures in docs/evaluation.md: those of the tuned part and of the blind test part side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from triage.catalog import Catalog
from triage.evaluate import Tally, evaluate, held_back, labelled
from triage.evaluate.counting import CLEAR, FLAGGING
from triage.evaluate.shares import Share
from triage.evaluate.tally import ratios

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
AS_OF = date(2026, 11, 22)  # the day of the answers in CI too: rules and records have dates
NONE = Share()
SIDES = "| tuned part | blind test part |"
# What the blind parts call the families that tests/corpus/*.jsonl call otherwise.
SAME_KIND = {
    **dict.fromkeys(("lawful_stern", "stern", "statement_predue"), "lawful"),
    "court_real_format": "court papers in real form",
    "obfuscated_pair": "obfuscated twins",
    "plain": "everyday, many sorts",
    "typical": "typical, many sorts",
}
AIMS = (
    ("scams flagged", "recall", "scam", "at least 97 %"),
    ("improper conduct flagged", "recall", "conduct", "at least 90 %"),
    ("of conduct flags, right", "precision", "conduct", "at least 95 %"),
    ("wrong claims flagged", "recall", "error", "at least 90 %"),
    ("lawful and everyday messages flagged scam or conduct", "false_alarms", "scam or conduct", "at most 1 %"),
    ("right claims flagged as wrong", "false_alarms", "error", "at most 1 %"),
    ("court, mediation and lawyers' papers flagged scam", "false_alarms", "scam, of legal papers", "none"),
)


def parts(catalog: Catalog) -> tuple[Tally, Tally]:
    """The tuned part and the test part, counted."""
    files = sorted(CORPUS.glob("*.jsonl")) + sorted(CORPUS.glob("blind/*.jsonl"))
    tuned = [path for path in files if not held_back(path.name)]
    test = [path for path in files if held_back(path.name)]
    return counted(tuned, catalog), counted(test, catalog)


def counted(paths: Iterable[Path], catalog: Catalog) -> Tally:
    cases = [case for path in paths for case in labelled(path.read_bytes().splitlines(), path.name, held_back(path))]
    return evaluate(cases, catalog, AS_OF)


def blocks(catalog: Catalog) -> dict[str, str]:
    """The generated parts of the page, by name."""
    tuned, test = parts(catalog)
    return {
        "main": main_table(tuned, test),
        "kinds": kinds_table(tuned, test),
        "lines": lines_table(tuned, test),
        "reading": reading_table(tuned, test),
        "confidence": confidence_table(tuned, test),
        "misses": misses_list(tuned),
        "test-misses": test_misses(test),
        "rules": rules_table(catalog, tuned, test),
    }


def cell(share: Share) -> str:
    """``9/10 90.0 % (59.6 to 98.2)``; a dash where there is nothing to count."""
    if not share.of:
        return "–"
    one = share.as_dict()
    value, low, high = (100 * part for part in (share.hits / share.of, one["low"], one["high"]))
    return f"{share.hits}/{share.of} **{value:.1f} %** ({low:.1f} to {high:.1f})"


def main_table(tuned: Tally, test: Tally) -> str:
    rows = [f"| {SIDES} to reach |", "| --- | --- | --- | --- |", f"| messages | {tuned.cases} | {test.cases} | |"]
    for words, table, name, aim in AIMS:
        left, right = (getattr(part, table).get(name, NONE) for part in (tuned, test))
        rows.append(f"| {words} | {cell(left)} | {cell(right)} | {aim} |")
    rows.append(f"| twins with the same verdict | {cell(tuned.pairs)} | {cell(test.pairs)} | at least 95 % |")
    rows.append(f"| without an answer | {tuned.failed} | {test.failed} | |")
    return "\n".join(rows)


def kinds_table(tuned: Tally, test: Tally) -> str:
    sides = [by_kind(tuned), by_kind(test)]
    rows = [f"| kind of message | {SIDES}", "| --- | --- | --- | --- |"]
    for kind, table, axis in sorted(set().union(*sides)):
        words = f"{axis} found" if table == "recall" else f"{axis} flagged wrongly"
        left, right = (side.get((kind, table, axis), NONE) for side in sides)
        rows.append(f"| {kind} | {words} | {cell(left)} | {cell(right)} |")
    return "\n".join(rows)


def by_kind(part: Tally) -> dict[tuple[str, str, str], Share]:
    """Recall and false alarms of families taken together: ``scam/unfreeze`` and ``scam.unfreeze`` are both scam."""
    found: dict[tuple[str, str, str], Share] = {}
    for family, tables in part.by_family.items():
        top = re.split(r"[./]", family)[0]
        for table, shares in tables.items():
            for axis, share in shares.items():
                key = (SAME_KIND.get(top, top), table, axis)
                old = found.get(key, NONE)
                found[key] = Share(old.hits + share.hits, old.of + share.of)
    return found


def lines_table(tuned: Tally, test: Tally) -> str:
    rows = [f"| what | {SIDES}", "| --- | --- | --- | --- |"]
    for table, words in (("red_lines", "red line"), ("conduct_points", "conduct"), ("error_about", "error about")):
        left, right = getattr(tuned, table), getattr(test, table)
        for name in sorted(left.keys() | right.keys()):
            rows.append(f"| {words} | `{name}` | {cell(left.get(name, NONE))} | {cell(right.get(name, NONE))} |")
    return "\n".join(rows)


def reading_table(tuned: Tally, test: Tally) -> str:
    rows = ["| what is read | tuned part: right, missed, false | F1 | test part: right, missed, false | F1 |"]
    rows.append("| --- | --- | --- | --- | --- |")
    for kind in sorted(tuned.readings.keys() | test.readings.keys()):
        cells = []
        for part in (tuned, test):
            counts = part.readings.get(kind)
            if counts is None:
                cells += ["–", "–"]
                continue
            f1 = ratios(counts)["f1"]
            cells += [f"{counts['right']}, {counts['missed']}, {counts['false']}", "–" if f1 is None else f"{f1:.3f}"]
        rows.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(rows)


def confidence_table(tuned: Tally, test: Tally) -> str:
    rows = [f"| said {SIDES}", "| --- | --- | --- |"]
    for level in ("high", "medium", "low"):
        left, right = tuned.confidence.get(level, NONE), test.confidence.get(level, NONE)
        rows.append(f"| a rule of {level} confidence | {cell(left)} | {cell(right)} |")
    for axis in FLAGGING:
        for word in ("serious", "questionable") if axis == "conduct" else ("likely", "possible"):
            name = f"{axis} {word}"
            rows.append(f"| {name} | {cell(tuned.words.get(name, NONE))} | {cell(test.words.get(name, NONE))} |")
    return "\n".join(rows)


def misses_list(tuned: Tally) -> str:
    """The cases of each axis that are missed, by id; those of harm first."""
    by_axis: dict[str, list[str]] = {}
    for one in tuned.misses:
        name = one.axis
        if one.axis in FLAGGING:
            name += ", not found" if one.got == CLEAR else ", false alarm" if one.wanted == CLEAR else ", another word"
        by_axis.setdefault(name, []).append(one.id)
    order = sorted(by_axis, key=lambda name: (not name.startswith(FLAGGING), name))
    rows = ["| what | cases | ids |", "| --- | --- | --- |"]
    rows += [f"| {name} | {len(by_axis[name])} | {' '.join(by_axis[name])} |" for name in order]
    return "\n".join(rows)


def test_misses(test: Tally) -> str:
    rows = ["| family | misses |", "| --- | --- |"]
    for family, axes in sorted(test.held_back_misses.items()):
        rows.append(f"| {family} | {', '.join(f'{axis} {count}' for axis, count in sorted(axes.items()))} |")
    return "\n".join(rows)


def rules_table(catalog: Catalog, tuned: Tally, test: Tally) -> str:
    """Every rule that can flag: its hits, its false alarms on the tuned part, and what it cannot see."""
    wrong: dict[str, list[str]] = {}
    for miss in tuned.misses:
        if miss.axis in FLAGGING and miss.wanted == CLEAR:
            for rule in miss.rules:
                wrong.setdefault(rule.partition(" ")[0], []).append(miss.id)
    rows = ["| rule | hits, tuned | hits, test | false alarms, tuned | what it cannot see |"]
    rows.append("| --- | --- | --- | --- | --- |")
    for id in catalog.rule_ids():
        rule = catalog.rule(id)
        if rule.axis not in FLAGGING or rule.severity == "info":
            continue
        hits, more = (part.rules.get(id, NONE).of for part in (tuned, test))
        seen = " ".join(wrong.get(id, ())) or "none seen"
        limits = rule.misses.en.replace("|", "\\|").replace("\n", " ")
        rows.append(f"| [{id}](rules.md#{id}) | {hits} | {more} | {seen} | {limits} |")
    return "\n".join(rows)
