"""Days and lengths of time that no unit follows: 20261125, T+3, D+1, 逾期M2, 五一前, 年前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.civil import civil
from triage.read.date_words import NUMERAL_CHARACTERS, DateWords
from triage.read.day_forms import Day
from triage.read.durations import Quantity
from triage.read.festivals import coming_festival
from triage.read.points import Point, PointReader


class Stage(NamedTuple):
    """Days overdue from ``start`` to ``end``; ``approx`` when counted in months (M2)."""

    start: int
    end: int
    days: int
    approx: bool


def has_unitless(text: str) -> bool:
    """Whether anything of this module may stand in ``text``."""
    return any(mark in text for mark in MARKS)


@cache
def digits_pattern() -> re.Pattern[str]:
    """A date of eight digits, with blanks between year, month and day or without."""
    return re.compile(
        "(?P<y>20(?<![0-9A-Za-z.]20)(?<![0-9] 20)[0-9]{2})(?P<gap> ?)(?P<m>0[1-9]|1[0-2])(?P=gap)"
        "(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.%元]| [0-9]{3})"
    )


@cache
def settlement_pattern() -> re.Pattern[str]:
    """Working days (T+3) or days (D+1) from today."""
    return re.compile(
        "(?<![0-9A-Za-z])(?:[Tt]|([Dd]))\\+([0-9]{1,3}+)(?![0-9年月号:点时.])(?:个?工作日|[日天])?(?P<within>之?内)?"
    )


@cache
def stage_pattern() -> re.Pattern[str]:
    """Days overdue without a unit: 逾期M2, 逾期天数36."""
    return re.compile(
        "逾期(?: ?(?:阶段|等级)?[:(]?[Mm](?P<stage>[1-9])(?![0-9A-Za-z])"
        "|天数(?:已达|已|为|[:是])? ?(?P<days>[0-9]{1,5})(?![0-9.天日个]))"
    )


def digit_days(text: str, points: PointReader, words: DateWords) -> Iterator[tuple[int, Point]]:
    """Where each 20261125 or 2026 11 25 begins to which the words beside it, or a time of day, give that meaning."""
    for match in digits_pattern().finditer(text):
        start, end = match.span()
        there = civil(int(match["y"]), int(match["m"]), int(match["d"]))
        point = points.with_clock(Day(end, there, there))
        if (
            (point.time and (match["gap"] or ":" in text[end : point.end]))
            or text.startswith(words.lists["date_context_after"], end)
            or text.endswith(words.lists["date_context_before"], 0, start)
        ):
            yield start, point


def settlements(text: str) -> Iterator[Quantity]:
    """Each T+3 and D+1."""
    for match in settlement_pattern().finditer(text):
        stem = match.start("within") if match["within"] else match.end()
        unit, relation = "day" if match[1] else "workday", "within" if match["within"] else "after"
        yield Quantity(match.start(), match.end(), int(match[2]), unit, relation, stem)


def stages(text: str) -> Iterator[Stage]:
    """Each 逾期M2 and 逾期天数36."""
    for match in stage_pattern().finditer(text):
        days = int(match["days"]) if match["days"] else int(match["stage"]) * 30
        yield Stage(*match.span(), days, bool(match["stage"]))


def numbered_festivals(text: str, reference: date, words: DateWords, lexicon: Lexicon) -> Iterator[tuple[int, Point]]:
    """Where each 五一前, 双十一当天 begins."""
    for word, festival in words.numbered_festivals.items():
        start = text.find(word)
        while start >= 0:
            end, previous = start + len(word), text[start - 1 : start]
            if (
                text.startswith(words.lists["numbered_goes_on"], end)
                and not text.startswith(words.lists["not_before"], end)
                and previous not in words.characters["not_numbered_after"]
                and previous not in NUMERAL_CHARACTERS
            ):
                coming = text.startswith(words.lists["before"], end)
                there = coming_festival(festival, reference, lexicon, coming)
                end += text.startswith("节", end)
                yield start, Point(end, Day(end, there, there), None, None)
            start = text.find(word, end)


def new_years(text: str, reference: date, words: DateWords, lexicon: Lexicon) -> Iterator[tuple[int, Point]]:
    """Where each 年前 begins that asks for something before the Spring Festival that is near."""
    start = text.find("年前")
    while start >= 0:
        previous = text[start - 1 : start]
        if (not previous or previous in words.characters["new_year_after"]) and text.startswith(
            words.lists["new_year_before"], start + 2
        ):
            there = coming_festival(dict(words.festivals["春"])["春节"], reference, lexicon, ahead=True)
            if there and (there - reference).days <= NEAR_NEW_YEAR:
                yield start, Point(start + 1, Day(start + 1, there, there), None, None)
        start = text.find("年前", start + 2)


# From so many days before it on, 年前 means the coming Spring Festival.
NEAR_NEW_YEAR = 150
MARKS = ("20", "+", "逾期", "一", "双1", "年前")
