"""Yearly rates against a second reckoning, and the line of private lending by the day of a contract."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.catalog import load_catalog
from triage.judge.rates import at_once, by_instalments, line_on

CATALOG = load_catalog()
TABLE = CATALOG.section("lpr")


def second_reckoning(received: float, instalment: float, terms: int) -> float:
    """12 times the monthly internal rate of return in percent: Newton's method over the single payments, in floats."""
    rate = 0.5
    for _ in range(200):
        value = -received + sum(instalment / (1 + rate) ** month for month in range(1, terms + 1))
        slope = sum(-month * instalment / (1 + rate) ** (month + 1) for month in range(1, terms + 1))
        step = value / slope
        # From far above the root a step may overshoot; half-way to zero instead keeps the rate positive.
        rate = rate - step if rate - step > 0 else rate / 2
        if abs(step) < 1e-14:
            break
    return rate * 12 * 100


@pytest.mark.parametrize(
    ("received", "instalment", "terms"),
    [(12000, 1080, 12), (10000, 1000, 12), (10000, 930, 12), (5000, 5050, 1), (100000, 2200, 60), (2000, 900, 3)],
)
def test_instalments_against_the_second_reckoning(received: int, instalment: int, terms: int) -> None:
    found = by_instalments(Decimal(received), Decimal(instalment), terms)
    assert found is not None
    assert float(found) == pytest.approx(second_reckoning(received, instalment, terms), rel=1e-6)


@given(
    received=st.integers(100, 200_000),
    share=st.floats(1.001, 6.0),
    terms=st.integers(1, 60),
)
def test_any_loan_against_the_second_reckoning(received: int, share: float, terms: int) -> None:
    instalment = round(received * share / terms, 2)
    found = by_instalments(Decimal(received), Decimal(str(instalment)), terms)
    if Decimal(str(instalment)) * terms <= received:
        assert found is None
    else:
        assert found is not None
        assert float(found) == pytest.approx(second_reckoning(received, instalment, terms), rel=1e-4, abs=1e-4)


def test_nothing_is_said_of_a_loan_that_costs_nothing() -> None:
    assert by_instalments(Decimal(1200), Decimal(100), 12) is None
    assert by_instalments(Decimal(1200), Decimal(90), 12) is None
    assert by_instalments(Decimal(1), Decimal(1000), 2) is None, "beyond any rate"


@pytest.mark.parametrize(
    ("received", "repaid", "days", "percent"),
    [("2000", "2600", 7, "1564.29"), ("10000", "11000", 365, "10.00"), ("5000", "5600", 92, "47.61")],
)
def test_a_loan_repaid_at_once(received: str, repaid: str, days: int, percent: str) -> None:
    found = at_once(Decimal(received), Decimal(repaid), days)
    assert found.quantize(Decimal("0.01")) == Decimal(percent)
    again = float(received) * (1 + float(found) / 100 * days / 365)
    assert again == pytest.approx(float(repaid))


# The publication days on which the rate changed, and four times it, written down apart from the table.
CHANGES = [
    ("2020-08-20", "15.40"),
    ("2021-12-20", "15.20"),
    ("2022-01-20", "14.80"),
    ("2022-08-22", "14.60"),
    ("2023-06-20", "14.20"),
    ("2023-08-21", "13.80"),
    ("2024-07-22", "13.40"),
    ("2024-10-21", "12.40"),
    ("2025-05-20", "12.00"),
]


@pytest.mark.parametrize(("start", "percent"), CHANGES)
def test_the_line_from_each_change_on(start: str, percent: str) -> None:
    line = line_on(date.fromisoformat(start), CATALOG)
    assert line is not None
    assert (line.four_times, 4 * line.lpr) == (Decimal(percent), Decimal(percent))


@pytest.mark.parametrize("at", range(1, len(CHANGES)))
def test_a_contract_of_the_day_before_has_the_line_before(at: int) -> None:
    line = line_on(date.fromisoformat(CHANGES[at][0]) - timedelta(days=1), CATALOG)
    assert line is not None
    assert line.four_times == Decimal(CHANGES[at - 1][1])


@pytest.mark.parametrize("day", ["2015-01-01", "2020-04-19", "2020-08-19", "2026-08-20", "2026-11-22", "2030-01-01"])
def test_a_day_without_a_line_is_unknown(day: str) -> None:
    assert line_on(date.fromisoformat(day), CATALOG) is None


def test_the_rows_follow_each_other_without_a_gap() -> None:
    rows = TABLE["rates"]
    for before, after in pairwise(rows):
        assert date.fromisoformat(before["end"]) + timedelta(days=1) == date.fromisoformat(after["start"])
    assert all(row["sources"] and row["verified"] in ("A", "B", "C") and row["as_of"] for row in rows)


def test_every_day_of_a_row_has_its_rate() -> None:
    day, last = date(2020, 8, 20), date.fromisoformat(TABLE["rates"][-1]["end"])
    while day <= last:
        assert line_on(day, CATALOG) is not None, day
        day += timedelta(days=1)
