"""The tables in docs/verdict.md, made by running the code that decides."""

from __future__ import annotations

from triage.advise.verdict import (
    ABOUT,
    AXES,
    COURT_KINDS,
    DEMAND_KINDS,
    URGENT_DEEDS,
    axis_value,
    exit_code,
    finding_value,
    headlines,
)
from triage.catalog import Catalog
from triage.judge import Case, Judgement
from triage.model import Context, Finding, Message, Moment, Reading, ReferenceTime, Verdict

SEVERITIES = ("serious", "caution", "info")
CONFIDENCES = ("high", "medium", "low")
LAST = "not_collection"


def words_for(deeds: frozenset[str]) -> str:
    return ", ".join(f"`{one}`" for one in sorted(deeds))


# What must hold for each headline; the order is the code's own (headlines), which the page prints.
HOLDS = {
    "act_now": f"a finding on the point `threat_violence`, or the recipient has done one of {words_for(URGENT_DEEDS)}",
    "scam_likely": "scam is `likely`",
    "court_paper": f"the kind is one of {words_for(COURT_KINDS)}",
    "wrong_recipient": "a claim error is about the `recipient`, and the recipient is no guarantor",
    "error_likely": "error is `likely`",
    "conduct_serious": "conduct is `serious`",
    "scam_possible": "scam is `possible`",
    "error_possible": "error is `possible`",
    "conduct_questionable": "conduct is `questionable`",
    "verify_first": f"the kind asks for money ({words_for(DEMAND_KINDS)}), or it is a `statement` with a sum or a day "
    "due, or an `account_notice` that asks to pay",
    LAST: "nothing of the above",
}


def blocks(catalog: Catalog) -> dict[str, str]:
    """The generated parts of the page, by name."""
    return {
        "values": values_table(),
        "axes": axes_table(),
        "headlines": headlines_table(catalog),
        "exit": exit_table(),
        "about": ", ".join(f"`{one}`" for one in ABOUT),
    }


def found(axis: str, severity: str, confidence: str) -> Finding:
    return Finding("rule", axis, severity, confidence, None, None, ())


def values_table() -> str:
    rows = ["| axis | severity | confidence | value |", "| --- | --- | --- | --- |"]
    for axis in (*AXES, "info"):
        for severity in SEVERITIES:
            for confidence in CONFIDENCES:
                value = finding_value(found(axis, severity, confidence))
                rows.append(f"| {axis} | {severity} | {confidence} | `{value}` |")
    return "\n".join(rows)


def axes_table() -> str:
    """Two findings on one axis."""
    rows = ["| axis | one finding says | another says | value of the axis |", "| --- | --- | --- | --- |"]
    for axis in AXES:
        weak, strong = found(axis, "caution", "low"), found(axis, "serious", "high")
        for pair in ((), (weak, weak), (weak, strong), (strong, strong)):
            said = [f"`{finding_value(one)}`" for one in pair] or ["nothing", "nothing"]
            rows.append(f"| {axis} | {said[0]} | {said[1]} | `{axis_value(axis, pair)}` |")
    return "\n".join(rows)


def order(catalog: Catalog) -> tuple[str, ...]:
    """The headlines in the order in which the code tries them."""
    day = Moment(catalog_day())
    case = Case(Message(""), Context(), Reading(ReferenceTime(day, "as_of")), (), (), catalog, day.date)
    tried = headlines(case, Judgement("other", (), ()), *("none_found",) * 2, (), "none_found")
    return (*(name for name, _ in tried), LAST)


def catalog_day():  # type: ignore[no-untyped-def]
    from datetime import date

    return date(2026, 11, 22)


def headlines_table(catalog: Catalog) -> str:
    rows = ["| | headline | holds when | zh | en |", "| --- | --- | --- | --- | --- |"]
    for at, name in enumerate(order(catalog), 1):
        words = catalog.words("headline_names", name)
        rows.append(f"| {at} | `{name}` | {HOLDS[name]} | {words.zh} | {words.en} |")
    return "\n".join(rows)


def exit_table() -> str:
    """The exit code of every headline at the weakest and the strongest flags it can stand beside."""
    rows = ["| strongest value of scam, error, conduct | headline | exit code |", "| --- | --- | --- |"]
    for value, words in (("none_found", "`none_found`"), ("possible", "`possible`, `questionable`"),
                         ("likely", "`likely`, `serious`")):  # fmt: skip
        for names in (("act_now",), ("court_paper", "wrong_recipient"), ("any other",)):
            rest = ("none_found", (), "none_found", "unconfirmed", (), ())
            code = exit_code(Verdict(names[0], "other", value, *rest))
            shown = ", ".join(one if one == "any other" else f"`{one}`" for one in names)
            rows.append(f"| {words} | {shown} | {code} |")
    return "\n".join(rows)
