"""Civil days from what a message leaves open: the nearest year or month, the end of a month, the day of a week."""

from __future__ import annotations

from datetime import date, timedelta

# A day that lies behind is taken only when it is so many days nearer than the one ahead.
AHEAD = 15
# So many days away, no other year can be nearer.
NEAR_IN_A_YEAR = 167
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """The number of days of a month."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LENGTHS[month - 1] + leap


def civil(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return date(year, month, day)


def month_of(day: date, offset: int) -> tuple[int, int]:
    """The year and month ``offset`` months from that of ``day``."""
    months = day.year * 12 + day.month - 1 + offset
    return months // 12, months % 12 + 1


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, month_length(year, month))


def add_months(day: date, count: int) -> date | None:
    """The same day of the month ``count`` months later, or the last of that month; None outside the calendar."""
    year, month = month_of(day, count)
    return date(year, month, min(day.day, month_length(year, month))) if 1 <= year <= 9999 else None


def add_days(day: date, count: int) -> date | None:
    """``day`` moved by ``count`` days; None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def nearest_year(month: int, day: int, reference: date) -> date | None:
    """The date of that month and day nearest the reference; of two about equally near the one ahead."""
    here = civil(reference.year, month, day)
    if here and abs((here - reference).days) <= NEAR_IN_A_YEAR:
        return here
    years = (reference.year + 1, reference.year, reference.year - 1)
    found = [there for there in (civil(year, month, day) for year in years) if there]
    return min(found, key=lambda there: max((there - reference).days, (reference - there).days + AHEAD), default=None)


def nearest_month(day: int, reference: date) -> date | None:
    """The date of that day of this month when it is about as near as any other, else the nearest."""
    here = civil(reference.year, reference.month, day)
    if here and abs((here - reference).days) <= 16:
        return here
    months = (month_of(reference, offset) for offset in (1, 0, -1, 2, -2))
    found = [there for there in (civil(year, month, day) for year, month in months) if there]
    return min(found, key=lambda there: abs((there - reference).days), default=None)


def month_year(month: int, reference: date) -> int:
    """The year of a month named alone: up to three months ahead, else the last one that has begun."""
    ahead = (month - reference.month) % 12
    return month_of(reference, ahead if ahead <= 3 else ahead - 12)[0]


def week_of(day: date, offset: int) -> date | None:
    """The Monday of the week ``offset`` weeks from that of ``day``."""
    return add_days(day, 7 * offset - day.weekday())


def full_year(written: int) -> int:
    """A year written with two digits: 26 is 2026, 95 is 1995."""
    if written >= 100:
        return written
    return written + (2000 if written < 70 else 1900)
