"""The work list of values that want another look."""

from datetime import date

import pytest

from triage import load_catalog
from triage.catalog.stale import USES, first_day, stale

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("as_of", "first"),
    [("2026", date(2026, 1, 1)), ("2026-08", date(2026, 8, 1)), ("2026-08-21", date(2026, 8, 21)), ("undated", None)],
)
def test_a_date_counts_from_its_first_day(as_of: str, first: date | None) -> None:
    assert first_day(as_of) == first


def test_only_what_is_old_enough_or_undated_is_listed() -> None:
    for one in stale(load_catalog(), TODAY, 365):
        assert one.days is None or one.days > 365


def test_what_most_depends_on_comes_first_and_the_oldest_of_it() -> None:
    found = stale(load_catalog(), TODAY, 0)
    uses = [USES.index(one.use) for one in found]
    assert uses == sorted(uses)
    for use in USES:
        ages = [one.days for one in found if one.use == use]
        dated = [age for age in ages if age is not None]
        assert ages == [None] * (len(ages) - len(dated)) + sorted(dated, reverse=True)
    assert ("police-110", "answer") in {(one.org, one.use) for one in found}


def test_a_longer_span_lists_less() -> None:
    counts = [len(stale(load_catalog(), TODAY, days)) for days in (0, 180, 365, 3650)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
