"""Yearly rates on the money really received, and the line of private lending by the day of a contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from triage.catalog import Catalog

YEAR = 365
MONTHS = 12
HUNDRED = Decimal(100)
# A monthly rate is sought up to here (10 000 % a month), until it is known to a millionth of a percent.
HIGHEST_MONTHLY = Decimal(100)
PRECISE = Decimal("1e-10")
LINE = 4  # times the one-year LPR


class Line(NamedTuple):
    """The one-year LPR on the day of a contract and four times it, in percent."""

    lpr: Decimal
    four_times: Decimal


def at_once(received: Decimal, repaid: Decimal, days: int) -> Decimal:
    """The simple yearly rate in percent of a loan repaid at once after ``days``.

    >>> at_once(Decimal(2400), Decimal(3000), 30).quantize(Decimal("0.01"))
    Decimal('304.17')
    """
    return (repaid - received) / received * YEAR / days * HUNDRED


def by_instalments(received: Decimal, instalment: Decimal, terms: int) -> Decimal | None:
    """The yearly rate in percent, 12 times the monthly internal rate of return, of equal monthly instalments.

    None where no more is repaid than was received, or the rate is beyond ``HIGHEST_MONTHLY``.

    >>> by_instalments(Decimal(12000), Decimal(1080), 12).quantize(Decimal("0.01"))
    Decimal('14.45')
    """
    if instalment * terms <= received or worth(instalment, terms, HIGHEST_MONTHLY) > received:
        return None
    low, high = Decimal(0), HIGHEST_MONTHLY
    while high - low > PRECISE:
        middle = (low + high) / 2
        low, high = (middle, high) if worth(instalment, terms, middle) > received else (low, middle)
    return (low + high) / 2 * MONTHS * HUNDRED


def worth(instalment: Decimal, terms: int, rate: Decimal) -> Decimal:
    """What the instalments are worth on the day of the loan at a monthly ``rate`` above 0 (1 is 100 %)."""
    return instalment * (1 - (1 + rate) ** -terms) / rate


def line_on(day: date, catalog: Catalog) -> Line | None:
    """The line of a contract of ``day``; None for a day before the line was drawn or for which no rate is on record."""
    table = catalog.section("lpr")
    iso = day.isoformat()
    if not table or iso < table["line_since"]:
        return None
    for row in table["rates"]:
        if row["start"] <= iso <= row["end"]:
            lpr = Decimal(row["percent"])
            return Line(lpr, LINE * lpr)
    return None
