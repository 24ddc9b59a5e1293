"""Times as exports write them, to the local time of Asia/Shanghai that a row is given in."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TypeVar

from triage.model import SHANGHAI, Moment, moment

HINT = "write YYYY-MM-DD HH:MM, or give milliseconds since 1970"
LONGEST = 64
YEARS = range(1990, 2100)
EXCEL_DAY = datetime(1899, 12, 30)
EXCEL_DAYS = range(30_000, 80_000)  # 1982 to 2119
# Digits of a number of seconds since 1970, by how many of them are a fraction.
FRACTIONS = {10: 0, 13: 3, 16: 6, 19: 9}
COMPACT = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
AFTERNOON = ("下午", "晚上", "pm")
MORNING = ("上午", "早上", "凌晨", "am")

Stamp = TypeVar("Stamp", date, datetime)


def time_of(value: object) -> str | None:
    """The time that a cell holds as ``YYYY-MM-DD[THH:MM[:SS]]``; None when it is empty.

    Takes dates, numbers of seconds, milliseconds … since 1970 (UTC), days of a spreadsheet, and written times; one
    with an offset is converted, one without is local. Which of 3/4/2026 is the month cannot be told, so it is refused.
    A local 0:00 is how tables show a day without a time of day, so it is one.

    >>> time_of("2026/11/20 21:58"), time_of(1795183080000), time_of("2026年11月20日 下午9:58")
    ('2026-11-20T21:58', '2026-11-20T21:58:00', '2026-11-20T21:58')

    Errors: ``ValueError``, ``InputError``.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (datetime, date)):
        return local(value) if isinstance(value, datetime) and not value.tzinfo else moment(value).iso()
    if isinstance(value, (int, float)):
        value = str(int(value)) if value == value // 1 else str(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError
    text = unicodedata.normalize("NFKC", " ".join(value.split())).strip("'\" ")
    if not text or text.lower() in ("null", "none", "nan", "-"):
        return None
    whole, _, fraction = text.partition(".")
    if whole.isdecimal() and (not fraction or fraction.isdecimal()) and whole.isascii():
        if len(whole) in COMPACT and not fraction:
            return compact(whole)
        return from_number(float(text) if fraction else int(whole))
    return written(text)


def compact(digits: str) -> str:
    """The time of 20261120, 202611202158 or 20261120215800."""
    return local(within(datetime.strptime(digits, COMPACT[len(digits)])), len(digits) == 14)


def local(stamp: datetime, seconds: bool = True) -> str:
    """A local time, with ``seconds`` if they were given; at 0:00:00 only the day."""
    known = (stamp.hour, stamp.minute, stamp.second) != (0, 0, 0)
    return Moment(stamp.date(), stamp.strftime("%H:%M:%S" if seconds else "%H:%M") if known else None).iso()


def from_number(value: float) -> str:
    """The time of a count: since 1970, or of days of a spreadsheet."""
    digits = len(str(int(value)))
    if int(value) in EXCEL_DAYS:
        return local(EXCEL_DAY + timedelta(seconds=round(value * 86400)))
    if digits not in FRACTIONS:
        raise ValueError
    return since_1970(int(value) // 10 ** FRACTIONS[digits])


def since_1970(seconds: int) -> str:
    """The local time of so many seconds since 1970 in UTC."""
    try:
        return moment(within(datetime.fromtimestamp(seconds, UTC))).iso()
    except (OverflowError, OSError):
        raise ValueError from None


def written(text: str) -> str:
    """The time of a written one."""
    found = pattern().fullmatch(text)
    if not found:
        return moment(datetime.fromisoformat(text)).iso()  # the rest of ISO 8601
    year, month, day, half, hour, minute, second, meridiem, zone = found.groups()
    civil = within(date(int(year), int(month), int(day)))
    if hour is None:
        return civil.isoformat()
    stamp = datetime(
        civil.year, civil.month, civil.day, of_day(int(hour), (half or meridiem or "").lower()), int(minute),
        int(second or 0),
    )  # fmt: skip
    if zone and zone.strip():
        stamp = stamp.replace(tzinfo=offset(zone)).astimezone(SHANGHAI)
        return Moment(stamp.date(), stamp.strftime("%H:%M:%S" if second else "%H:%M")).iso()
    return local(stamp, bool(second))


@lru_cache(1)
def pattern() -> re.Pattern[str]:
    """A written time: year first, then perhaps a weekday, a time of day, and an offset."""
    return re.compile(
        r"([0-9]{4})[-/.年] ?([0-9]{1,2})[-/.月] ?([0-9]{1,2})日?"
        r"(?: ?(?:星期|周)[一二三四五六日天])?"
        r"(?:[T ]?(上午|下午|凌晨|早上|中午|晚上)? ?([0-9]{1,2})[:时点]([0-9]{1,2})(?:[:分]([0-9]{1,2}))?[分秒]?"
        r"(?:[.,][0-9]{1,9})?"
        r"(?: ?([AaPp][Mm]))?( ?(?:Z|GMT|UTC)?(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?))?"
    )


def of_day(hour: int, half: str) -> int:
    """The hour of 24 for one of 12 that is said with its half of the day."""
    if half in AFTERNOON and hour < 12:
        return hour + 12
    if half == "中午" and hour < 3:
        return hour + 12
    if half == "晚上" and hour == 12:
        raise ValueError  # of this day, or of the next
    return 0 if half in MORNING and hour == 12 else hour


def offset(zone: str) -> timezone:
    """The offset of Z, GMT, GMT+8, +0800, +08:00."""
    figures = zone.strip().removeprefix("GMT").removeprefix("UTC").removeprefix("Z").replace(":", "")
    if not figures:
        return UTC
    hours, minutes = int(figures[1:3]), int(figures[3:] or 0)
    return timezone((timedelta(hours=hours, minutes=minutes)) * (-1 if figures[0] == "-" else 1))


def within(stamp: Stamp) -> Stamp:
    """``stamp``, unless it is of a time without text messages, as a number that is no time would give."""
    if stamp.year not in YEARS:
        raise ValueError
    return stamp
