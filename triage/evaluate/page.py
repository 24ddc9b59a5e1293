"""The counts as text."""

from __future__ import annotations

from triage.evaluate.tally import Share, Tally


def page(tally: Tally, misses: bool = True) -> str:
    """What a person reads: shares with 95 % intervals, then every miss. Texts of messages are not in it, except what
    was read wrongly of them."""
    lines = [f"{tally.cases} cases, {tally.failed} without an answer", ""]
    lines += table("recall (flagged, of those that must be)", tally.recall)
    lines += table("false alarms (flagged, of those that must not be)", tally.false_alarms)
    lines += table("agreement (one of the acceptable answers)", tally.agreement)
    lines += table("families (no miss on any axis)", tally.families)
    lines += table("red lines found", tally.red_lines)
    lines += table("conduct points found", tally.conduct_points)
    if tally.pairs.of:
        lines += table("pairs with the same verdict", {"pairs": tally.pairs})
    if tally.readings:
        lines.append(f"{'reading':34}{'right':>7}{'missed':>8}{'false':>7}{'cases right':>14}")
        for kind, counts in sorted(tally.readings.items()):
            whole = f"{counts['cases_right']}/{counts['cases']}"
            lines.append(f"  {kind:32}{counts['right']:7}{counts['missed']:8}{counts['false']:7}{whole:>14}")
        lines.append("")
    lines += table("rules (right hits, of those on a scored axis)", tally.rules)
    if misses and tally.misses:
        lines.append(f"misses ({len(tally.misses)})")
        for one in tally.misses:
            rules = f"  by {', '.join(one.rules)}" if one.rules else ""
            lines.append(f"  {one.id} [{one.family}] {one.axis}: wanted {one.wanted}, got {one.got}{rules}")
    return "\n".join(lines).rstrip() + "\n"


def table(title: str, shares: dict[str, Share]) -> list[str]:
    """One block: a line for each share, nothing when there is none."""
    if not shares:
        return []
    lines = [title]
    for name, share in sorted(shares.items()):
        one = share.as_dict()
        lines.append(
            f"  {name:40}{one['hits']:5} of {one['of']:<5}{one['share']:8.1%}"
            f"   95 % {one['low']:.1%} to {one['high']:.1%}"
        )
    return [*lines, ""]
