"""Days, lengths of time and sums of English messages."""

from datetime import date
from decimal import Decimal

import pytest

from triage import Message, load_catalog
from triage.model import Reading
from triage.read import read

CATALOG = load_catalog()
DAY = "2026-11-20"


def reading(text: str) -> Reading:
    return read(Message(text, received_at=DAY), CATALOG, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "raw", "end", "role"),
    [
        ("Please pay by Nov 25 to avoid late fees.", "Nov 25", "2026-11-25", "deadline"),
        ("Please pay before November 25, 2026.", "November 25, 2026", "2026-11-25", "deadline"),
        ("Your payment is due on 8 December 2026.", "8 December 2026", "2026-12-08", "due"),
        ("Due date: 8th Dec 2026", "8th Dec 2026", "2026-12-08", "due"),
        ("It was due on the 25th of October.", "25th of October", "2026-10-25", "due"),
        ("Bill due Jan. 5", "Jan. 5", "2027-01-05", "due"),
        ("We met on September 3rd", "September 3rd", "2026-09-03", "unknown"),
    ],
)
def test_days(text: str, raw: str, end: str, role: str) -> None:
    (found,) = reading(text).dates
    assert (found.raw, found.end, found.role) == (raw, date.fromisoformat(end), role)
    assert found.start == (None if role == "deadline" else found.end)
    assert text[found.span.start : found.span.end] == raw


def test_a_day_that_no_calendar_has() -> None:
    (found,) = reading("Your payment is due on February 30, 2027.").dates
    assert (found.start, found.end, found.role) == (None, None, "due")


@pytest.mark.parametrize(
    "text",
    [
        "You may pay in the app.",
        "march to the shop",
        "In 2026 we may",
        "12 Nov 25",
        "Decline 5",
        "janitor 5",
        "may 5000",
    ],
)
def test_no_days(text: str) -> None:
    assert reading(text).dates == ()


@pytest.mark.parametrize(
    ("text", "raw", "days"),
    [
        ("Your loan is overdue 15 days.", "overdue 15 days", 15),
        ("It is overdue by 3 days", "overdue by 3 days", 3),
        ("The loan is 1 day past due", "1 day past due", 1),
        ("It is 30 days late.", "30 days late", 30),
    ],
)
def test_days_overdue(text: str, raw: str, days: int) -> None:
    (found,) = reading(text).durations
    assert (found.raw, found.days, found.seconds, found.role) == (raw, days, days * 86_400, "overdue")


@pytest.mark.parametrize("text", ["card ending 0000 has a balance", "15 minimum", "we relate 3 days"])
def test_no_lengths(text: str) -> None:
    assert reading(text).durations == ()


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Outstanding RMB 8,600.50, call us", "8600.50", "total"),
        ("an overdue balance of CNY 3,250.00", "3250.00", "total"),
        ("You owe 12,000 yuan", "12000", "total"),
        ("minimum payment is RMB 320.00", "320.00", "min_payment"),
    ],
)
def test_sums(text: str, value: str, role: str) -> None:
    (found,) = reading(text).amounts
    assert (found.value, found.currency, found.role) == (Decimal(value), "CNY", role)


def test_in_a_disguise() -> None:
    text = "Ｐａｙ　ｂｙ　Ｎｏｖ\u200b　２５"
    (found,) = reading(text).dates
    assert (found.raw, found.end) == ("Ｎｏｖ\u200b　２５", date(2026, 11, 25))
