"""A disagreement between label and answer, and what there is to say of its reason. Never a word of the message."""

from __future__ import annotations

from typing import NamedTuple

from triage.model import Finding, Report


class Miss(NamedTuple):
    """One disagreement. ``axis``: an axis, a reading kind, red_line, conduct_point, error_about, kind, pair, no_answer.

    The reason: ``rules`` are those that fired on the axis (as ``id (severity, confidence)``), ``elsewhere`` those that
    fired on others, ``unknown`` the checks that could not tell (as ``subject reason``), ``needs`` the facts of the
    recipient that rules asked for in vain.
    """

    id: str
    family: str
    axis: str
    wanted: str
    got: str
    rules: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


# The axes whose rules can find what is missing.
AXES_OF = {"red_line": ("scam", "conduct"), "conduct_point": ("conduct",), "error_about": ("error",)}
JUDGED = frozenset(("scam", "error", "conduct", *AXES_OF))


def with_reason(miss: Miss, report: Report | None) -> Miss:
    """``miss`` with what fired, what the checks did not know and which facts were asked for."""
    if report is None or miss.axis not in (*JUDGED, "identity"):
        return miss
    axes = AXES_OF.get(miss.axis, (miss.axis,))
    unknown = dict.fromkeys(f"{one.subject} {one.reason}" for one in report.checks if one.status == "unknown")
    return miss._replace(
        rules=tuple(named(one) for one in report.findings if one.axis in axes),
        elsewhere=tuple(one.rule for one in report.findings if one.axis not in axes),
        unknown=tuple(unknown),
        needs=report.verdict.needs,
    )


def named(finding: Finding) -> str:
    """The rule with the weight it carries."""
    return f"{finding.rule} ({finding.severity}, {finding.confidence})"


def reason(miss: Miss) -> str:
    """The reason in words that follow a colon; empty where there is none to give."""
    said = []
    if miss.axis in JUDGED:
        said.append(f"fired: {', '.join(miss.rules)}" if miss.rules else "no rule of it fired")
    elif miss.rules:
        said.append(f"fired: {', '.join(miss.rules)}")
    for word, names in (("on other axes", miss.elsewhere), ("unknown", miss.unknown), ("not told", miss.needs)):
        if names:
            said.append(f"{word}: {', '.join(names)}")
    return "; ".join(said)
