"""Records grow old: when, by kind, and what that takes from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from triage.catalog import Catalog, load_catalog
from triage.catalog.age import aged, first_day, limits, may_have_changed
from triage.catalog.schema import CONTACT_KINDS
from triage.model import Contact

LINE = Contact("bank-qingzhu", "hotline", "95000", "general", "borrower", "high", "list", ("s",), "2026-08-01")
LAST = date(2028, 1, 31)  # 548 days later


@pytest.fixture
def small(folder: Path) -> Catalog:
    return load_catalog(folder)


@pytest.mark.parametrize(
    ("changes", "day", "old"),
    [
        ({}, LAST, False),
        ({}, date(2028, 2, 1), True),
        ({}, date(2020, 1, 1), False),
        ({"as_of": "2026-08"}, LAST, False),
        ({"as_of": "2026"}, LAST, True),
        ({"as_of": "undated"}, date(2026, 8, 1), True),
        ({"kind": "domain"}, date(2029, 7, 31), False),
        ({"kind": "domain"}, date(2029, 8, 2), True),
        ({"org": "police", "value": "110"}, date(2031, 7, 31), False),
        ({"org": "police", "value": "110"}, date(2031, 8, 2), True),
    ],
)
def test_when_a_record_may_have_changed(small: Catalog, changes: dict[str, str], day: date, old: bool) -> None:
    assert may_have_changed(LINE._replace(**changes), small, day) is old  # type: ignore[arg-type]


def test_an_old_record_counts_one_level_less_and_keeps_the_rest(small: Catalog) -> None:
    later = date(2030, 1, 1)
    levels = [aged(LINE._replace(confidence=one), small, later) for one in ("high", "medium", "low")]
    assert [one.confidence for one in levels] == ["medium", "low", "low"]
    assert {one._replace(confidence="high") for one in levels} == {LINE}
    assert aged(LINE, small, LAST) is LINE


def test_paths_have_an_age_of_their_own(small: Catalog) -> None:
    (path,) = small.org("label").paths
    assert may_have_changed(path, small, date(2028, 2, 1))
    assert aged(path, small, date(2028, 2, 1)).confidence == "medium"


def test_every_kind_has_its_days() -> None:
    real = limits(load_catalog())
    assert set(real) == {*CONTACT_KINDS, "path", "partner", "public_body"}
    assert all(days >= 365 for days in real.values())


def test_data_without_ages_does_not_grow_old() -> None:
    data = {"senders": {"orgs": {"bank-qingzhu": {"role": "lender"}}}, "lexicon": {}, "tables": {}}
    assert not may_have_changed(LINE._replace(as_of="undated"), Catalog(data, ""), LAST)


@pytest.mark.parametrize(
    ("as_of", "first"),
    [("2026", date(2026, 1, 1)), ("2026-08", date(2026, 8, 1)), ("2026-08-21", date(2026, 8, 21)), ("undated", None)],
)
def test_a_date_counts_from_its_first_day(as_of: str, first: date | None) -> None:
    assert first_day(as_of) == first
