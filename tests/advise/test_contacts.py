"""Which line of an organisation is offered."""

from __future__ import annotations

from typing import Any

import pytest

from triage.advise.contacts import CARD, LOAN, PARENT, best
from triage.catalog.catalog import Catalog

from .scenes import contact


def offered(purposes: tuple[str, ...], *contacts: dict[str, Any]) -> str | None:
    org = {"id": "x", "name": {"zh": "某", "en": "X"}, "category": "bank", "role": "lender", "lender_type": "bank",
           "status": "active", "contacts": list(contacts)}  # fmt: skip
    catalog = Catalog({"senders": {"orgs": {"x": org}}, "lexicon": {}, "tables": {}}, "sha256:test")
    found = best(catalog, "x", "hotline", purposes)
    return found[0].value if found else None


MAIN = contact("hotline", "95000")
CARDS = contact("hotline", "4000000001", "credit_card")


def test_a_well_sourced_line_comes_before_a_doubtful_one_of_the_right_purpose() -> None:
    assert offered(CARD, MAIN, {**CARDS, "confidence": "medium"}) == "95000"
    assert offered(CARD, {**MAIN, "confidence": "medium"}, {**CARDS, "confidence": "medium"}) == "4000000001"


def test_among_well_sourced_lines_the_purpose_decides() -> None:
    assert offered(CARD, {**MAIN, "source_kind": "official"}, CARDS) == "4000000001"
    assert offered(LOAN, CARDS, MAIN) == "95000"


def test_a_line_for_something_else_comes_last() -> None:
    assert offered(LOAN, CARDS, {**MAIN, "confidence": "medium"}) == "95000"
    assert offered(LOAN, CARDS) == "4000000001"


def test_then_an_official_source_and_then_the_newer_one() -> None:
    other = contact("hotline", "95001", source_kind="official")
    assert offered(LOAN, MAIN, other) == "95001"
    assert offered(LOAN, MAIN, contact("hotline", "95002", as_of="2026-09")) == "95002"


@pytest.mark.parametrize("purposes", [CARD, LOAN])
def test_a_parents_line_is_only_offered_as_that(purposes: tuple[str, ...]) -> None:
    parent = contact("hotline", "95010", PARENT)
    assert offered(purposes, parent) is None
    assert offered((PARENT,), parent, MAIN) == "95010"


def test_nothing_that_a_borrower_may_not_call() -> None:
    assert offered(LOAN, {**MAIN, "callable_by": "nobody"}, {**CARDS, "confidence": "low"}) is None
