"""docs/verdict.md against the code: every row of its tables has a case that gives exactly what the row says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from triage.advise.verdict import COURT_KINDS, DEMAND_KINDS, URGENT_DEEDS, finding_value, headlines, verdict
from triage.catalog import load_catalog
from triage.model import Finding

from .scenes import ABUSE, HOURS, MAYBE_SCAM, SCAM, VIOLENCE, WRONG, doubt, finding, scene

PAGE = (Path(__file__).parent.parent.parent / "docs" / "verdict.md").read_text("utf-8")
BLOCK = re.compile(r"<!-- made: ([a-z]+) -->\n(.*?)<!-- /made -->", re.DOTALL)
BLOCKS = dict(BLOCK.findall(PAGE))
SURE = finding("error", error_about="amount")
MAYBE = doubt("amount")
INFO = finding("info", "serious", "high")

# Each row of the page: the case, and the rules that decided. What a row adds outranks the findings of all rows below.
ROWS: dict[str, tuple[str, tuple[Finding, ...], dict[str, Any]]] = {
    "act_now": ("collection", (VIOLENCE,), {}),
    "scam_likely": ("collection", (SCAM,), {}),
    "court_paper": ("court_notice", (), {}),
    "wrong_recipient": ("collection", (WRONG,), {}),
    "error_likely": ("collection", (SURE,), {}),
    "conduct_serious": ("collection", (ABUSE,), {}),
    "scam_possible": ("collection", (MAYBE_SCAM,), {}),
    "error_possible": ("collection", (MAYBE,), {}),
    "conduct_questionable": ("collection", (HOURS,), {}),
    "verify_first": ("collection", (INFO,), {}),
    "not_collection": ("other", (INFO,), {}),
}


def rows(block: str) -> list[list[str]]:
    """The cells of a table of the page, without its head."""
    lines = [line for line in BLOCKS[block].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def ids(*findings: Finding) -> tuple[str, ...]:
    return tuple(one.rule for one in findings)


def order() -> list[str]:
    """The headlines of the page, from the first that is tried."""
    return [row[1].strip("`") for row in rows("headlines")]


def test_the_order_of_the_page_is_the_order_tried() -> None:
    tried = [name for name, _ in headlines(*scene("other"), "none_found", "none_found", (), "none_found")]
    assert order() == [*tried, "not_collection"] == list(ROWS)
    assert [row[0] for row in rows("headlines")] == [str(number) for number in range(1, len(ROWS) + 1)]


@pytest.mark.parametrize("name", list(ROWS))
def test_a_row_gives_its_headline_and_because(name: str) -> None:
    kind, findings, context = ROWS[name]
    decided = verdict(*scene(kind, *findings, **context))
    assert decided.headline == name
    assert decided.because == (ids(*findings) if findings != (INFO,) else ())
    assert decided.needs == ()


@pytest.mark.parametrize("name", list(ROWS))
def test_a_row_stands_before_all_below_it(name: str) -> None:
    """With the findings of every row below beside its own, the headline stays and each axis keeps its strongest."""
    kind, findings, context = ROWS[name]
    below = [one for later in order()[order().index(name) + 1 :] for one in ROWS[later][1]]
    together = (*findings, *below)
    decided = verdict(*scene(kind, *together, **context))
    assert decided.headline == name
    values = {"scam": decided.scam, "error": decided.error, "conduct": decided.conduct}
    strongest = [one for one in together if one.axis in values and finding_value(one) == values[one.axis]]
    assert decided.because == tuple(dict.fromkeys(ids(*strongest)))


@pytest.mark.parametrize("name", [name for name in ROWS if name != "not_collection"])
def test_without_its_finding_a_row_does_not_hold(name: str) -> None:
    """What the row adds is what brings its headline: without it another stands."""
    kind, findings, context = ROWS[name]
    bare = scene("other" if name in ("court_paper", "verify_first") else kind, **context)
    assert verdict(*bare).headline != name, (kind, findings)


def test_the_page_names_every_kind_and_deed_that_decides() -> None:
    holds = {row[1].strip("`"): set(re.findall(r"`([a-z_]+)`", row[2])) for row in rows("headlines")}
    assert holds["act_now"] == URGENT_DEEDS | {"threat_violence"}
    assert holds["court_paper"] == COURT_KINDS
    assert holds["verify_first"] == DEMAND_KINDS | {"statement", "account_notice"}
    for deed in URGENT_DEEDS:
        assert verdict(*scene("other", did=(deed,))).headline == "act_now"
    for kind in COURT_KINDS:
        assert verdict(*scene(kind)).headline == "court_paper"
    for kind in DEMAND_KINDS:
        assert verdict(*scene(kind)).headline == "verify_first"


@pytest.mark.parametrize("row", rows("values"), ids=lambda row: "-".join(row[:3]))
def test_what_one_finding_says(row: list[str]) -> None:
    axis, severity, confidence, value = row
    one = finding(axis, severity, confidence)
    assert f"`{finding_value(one)}`" == value
    decided = verdict(*scene("collection", one))
    assert [getattr(decided, axis, "none_found")] == [value.strip("`")]
    assert decided.because == (() if value == "`none_found`" else (one.rule,))


def test_every_level_of_every_axis_stands_on_the_page() -> None:
    found = [tuple(row[:3]) for row in rows("values")]
    assert len(found) == len(set(found)) == 4 * 3 * 3


def test_rules_on_record_flag_as_the_page_says() -> None:
    """Every rule of data/ says by its severity and confidence a value that stands in the table."""
    table = {tuple(row[:3]): row[3].strip("`") for row in rows("values")}
    catalog = load_catalog()
    for id in catalog.rule_ids():
        rule = catalog.rule(id)
        one = Finding(id, rule.axis, rule.severity, rule.confidence, rule.red_line, rule.point, ())
        assert finding_value(one) == table[rule.axis, rule.severity, rule.confidence], id
