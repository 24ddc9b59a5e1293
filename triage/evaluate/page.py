"""The counts as text."""

from __future__ import annotations

from triage.evaluate.misses import Miss, reason
from triage.evaluate.shares import Share, Shares
from triage.evaluate.tally import Tally, ratios


def page(tally: Tally, misses: bool = True) -> str:
    """What a person reads: shares with 95 % intervals, then every miss with its reason. Texts of messages are not in
    it, except what was read wrongly of them."""
    held = f", {tally.held_back} held back" if tally.held_back else ""
    lines = [f"{tally.cases} cases, {tally.failed} without an answer{held}", ""]
    lines += table("recall (flagged, of those that must be)", tally.recall)
    lines += table("false alarms (flagged, of those that must not be)", tally.false_alarms)
    lines += table("precision (may be flagged, of those that are)", tally.precision)
    lines += table("agreement (one of the acceptable answers)", tally.agreement)
    for axis, counts in sorted(tally.confusion.items()):
        lines.append(f"confusion, {axis} (acceptable -> got)")
        lines += [f"  {cell:60}{count:5}" for cell, count in sorted(counts.items())]
        lines.append("")
    lines += table("families (no miss on any axis)", tally.families)
    lines += families(tally)
    lines += table("red lines found", tally.red_lines)
    lines += table("conduct points found", tally.conduct_points)
    lines += table("errors: what they are about, found", tally.error_about)
    if tally.pairs.of:
        lines += table("pairs with the same verdict", {"pairs": tally.pairs})
    lines += readings(tally.readings)
    lines += table("rules (right hits, of those on a scored axis)", tally.rules)
    lines += table(
        "hits by the rule's confidence (the label calls for a flag, of those on a scored axis)", tally.confidence
    )
    lines += table("flags by their word (the label calls for a flag, of those on a scored axis)", tally.words)
    if misses:
        lines += listed(tally.misses)
        lines += counted(tally.held_back_misses)
    return "\n".join(lines).rstrip() + "\n"


def table(title: str, shares: Shares) -> list[str]:
    """One block: a line for each share, nothing when there is none."""
    if not shares:
        return []
    return [title, *(line(name, share) for name, share in sorted(shares.items())), ""]


def line(name: str, share: Share) -> str:
    """One share with its interval."""
    one = share.as_dict()
    whole = f"{one['hits']:5} of {one['of']:<5}{one['share']:8.1%}"
    return f"  {name:40}{whole}   95 % {one['low']:.1%} to {one['high']:.1%}"


def families(tally: Tally) -> list[str]:
    """Recall and false alarms of each family, by axis."""
    lines = []
    for name, title in (("recall", "recall by family"), ("false_alarms", "false alarms by family")):
        shares = {
            f"{family}: {axis}": share
            for family, tables in tally.by_family.items()
            for axis, share in tables.get(name, {}).items()
        }
        lines += table(title, shares)
    return lines


def readings(kinds: dict[str, dict[str, int]]) -> list[str]:
    """The scores of reading, by kind."""
    if not kinds:
        return []
    lines = [f"{'reading':20}{'right':>7}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}{'cases right':>13}"]
    for kind, counts in sorted(kinds.items()):
        scores = ratios(counts)
        precision, recall = ("-" if scores[one] is None else f"{scores[one]:.1%}" for one in ("precision", "recall"))
        whole = f"{counts['cases_right']}/{counts['cases']}"
        numbers = f"{counts['right']:7}{counts['missed']:8}{counts['false']:7}"
        lines.append(f"  {kind:18}{numbers}{precision:>11}{recall:>8}{whole:>13}")
    return [*lines, ""]


def listed(misses: list[Miss]) -> list[str]:
    """Every miss, with its reason on a line of its own."""
    lines = [f"misses ({len(misses)})"] if misses else []
    for one in misses:
        lines.append(f"  {one.id} [{one.family}] {one.axis}: wanted {one.wanted}, got {one.got}")
        why = reason(one)
        if why:
            lines.append(f"    {why}")
    return [*lines, ""] if lines else []


def counted(families: dict[str, dict[str, int]]) -> list[str]:
    """The misses of the cases held back: how many, by family and axis."""
    if not families:
        return []
    lines = ["misses held back (counts; nobody tunes on these cases)"]
    for family, axes in sorted(families.items()):
        lines.append(f"  {family}: " + ", ".join(f"{axis} {count}" for axis, count in sorted(axes.items())))
    return [*lines, ""]
