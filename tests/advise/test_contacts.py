"""Which line of an organisation is offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from triage.advise.contacts import CARD, LOAN, PARENT, best, lender_behind, path_slots, path_words
from triage.catalog.catalog import Catalog

from .scenes import contact


def offered(purposes: tuple[str, ...], *contacts: dict[str, Any], day: date = date(2026, 11, 22)) -> str | None:
    org = {"id": "x", "name": {"zh": "某", "en": "X"}, "category": "bank", "role": "lender", "lender_type": "bank",
           "status": "active", "contacts": list(contacts)}  # fmt: skip
    catalog = Catalog(
        {"senders": {"orgs": {"x": org}}, "staleness": {"hotline": "548"}, "lexicon": {}, "tables": {}}, "sha256:test"
    )
    found = best(catalog, "x", "hotline", purposes, day)
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


def test_an_old_record_counts_one_level_less() -> None:
    later = date(2028, 3, 1)
    assert offered(LOAN, MAIN, day=later) == "95000"
    assert offered(LOAN, {**MAIN, "confidence": "medium"}, day=later) is None
    newer = contact("hotline", "95002", as_of="2028-01", confidence="medium")
    assert offered(LOAN, {**MAIN, "as_of": "2025-08"}, newer, day=later) == "95002"  # both doubtful: the newer one
    assert offered(LOAN, {**MAIN, "as_of": "undated"}, day=later) == "95000"


# --- ways to check without a number, and who lends behind a brand ----------------------------------------------------


def path(kind: str, zh: str, **more: str) -> dict[str, Any]:
    base = {"text": {"zh": zh, "en": zh.upper()}, "confidence": "high", "as_of": "2026-08", "sources": ["s"]}
    return {"kind": kind, **base, **more}


def partner(org: str, relation: str = "funded_by") -> dict[str, Any]:
    return {"org": org, "relation": relation, "as_of": "2026-08", "sources": ["s"]}


def catalog(**orgs: dict[str, Any]) -> Catalog:
    base = {"category": "bank", "role": "platform", "lender_type": "none", "status": "active", "contacts": []}
    senders = {"orgs": {id: {"id": id, "name": {"zh": id, "en": id}, **base, **more} for id, more in orgs.items()}}
    words = {
        "path": {"zh": "{text}（{as_of}）", "en": "{text} ({as_of})"},
        "path_old": {"zh": "{text}（旧）", "en": "o"},
    }
    data = {"senders": senders, "staleness": {"path": "548", "partner": "1096"}, "ui": {"record_notes": words}}
    return Catalog({**data, "lexicon": {}, "tables": {}}, "sha256:test")


DAY = date(2026, 11, 22)
APP, CARDS_APP = path("app", "a"), path("app", "c", purpose="credit_card")
SITE, LIST = path("website", "w"), path("collectors_list", "l", confidence="medium")


def test_the_best_way_of_each_kind_fills_its_slot() -> None:
    found = catalog(x={"paths": [SITE, APP, LIST]})
    assert path_slots(found, ("x",), DAY) == (("path", "x/1"), ("collectors_list", "x/2"))
    assert path_slots(catalog(x={}), ("x",), DAY) == ()
    two = catalog(x={"paths": [SITE]}, y={"paths": [APP, LIST]})
    assert path_slots(two, ("x", "y"), DAY) == (("path", "x/0"), ("collectors_list", "y/1"))
    assert path_slots(catalog(x={"paths": [APP], "identifies": "no"}), ("x",), DAY) == ()


def test_a_way_for_credit_cards_is_only_for_messages_about_one() -> None:
    found = catalog(x={"paths": [APP, CARDS_APP]})
    assert path_slots(found, ("x",), DAY, card=True) == (("path", "x/1"),)
    assert path_slots(found, ("x",), DAY) == (("path", "x/0"),)
    assert path_slots(catalog(x={"paths": [CARDS_APP]}), ("x",), DAY) == ()


def test_weak_and_old_ways_are_not_named_and_an_ageing_one_says_so() -> None:
    assert path_slots(catalog(x={"paths": [{**APP, "confidence": "low"}]}), ("x",), DAY) == ()
    found = catalog(x={"paths": [APP, LIST]})
    assert path_slots(found, ("x",), date(2028, 6, 1)) == (("path", "x/0"),)
    assert path_words("x/0", found, "zh", DAY) == "a（2026-08）"
    assert path_words("x/0", found, "en", None) == "A (2026-08)"
    assert path_words("x/0", found, "zh", date(2028, 6, 1)) == "a（旧）"


def test_the_lender_behind_a_brand_is_named_when_there_is_one() -> None:
    found = catalog(x={"partners": [partner("y"), partner("z", "parent")]}, y={}, z={})
    assert lender_behind(found, ("x",), DAY) == "y"
    assert lender_behind(found, ("x",), date(2029, 9, 1)) is None
    assert lender_behind(found, ("y",), DAY) is None
    assert lender_behind(catalog(x={"partners": [partner("y"), partner("z")]}, y={}, z={}), ("x",), DAY) is None
