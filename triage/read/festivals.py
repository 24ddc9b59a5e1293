"""Festivals and days of the lunar calendar: 春节, 除夕, 清明节, 母亲节, 腊月二十八, 农历十月初一."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.civil import add_days, civil
from triage.read.date_words import Festival, small_number

DIGIT = "[一二三四五六七八九]"
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


class LunarYear(NamedTuple):
    """One line of ``data/tables/lunar.txt``: new year's day, a length for each month (leap ones too), solar terms."""

    first: date
    lengths: tuple[int, ...]
    leap: int
    terms: tuple[date, ...]


@lru_cache(maxsize=4)
def lunar_years(lexicon: Lexicon) -> dict[int, LunarYear]:
    """The lunar years by the civil year that they begin in."""
    years = {}
    for line in lexicon.table("lunar.txt").splitlines():
        if line and not line.startswith("#"):
            year, first, lengths, leap, figures = line.split()
            opening = date(int(year), int(first[:2]), int(first[2:]))
            terms = (date(int(year), 1 + at // 2, int(day) + 15 * (at % 2)) for at, day in enumerate(figures))
            years[int(year)] = LunarYear(opening, tuple(29 + int(one) for one in lengths), int(leap), tuple(terms))
    return years


def lunar_day(year: int, month: int, day: int, leap: bool, lexicon: Lexicon) -> date | None:
    """The civil date of a day of a lunar year; day 0 of month 1 is the eve of the year. None outside the table."""
    known = lunar_years(lexicon).get(year)
    if known is None or not 1 <= month <= 12 or (leap and month != known.leap):
        return None
    place = month - 1 + (leap or 0 < known.leap < month)
    if day > known.lengths[place]:
        return None
    return add_days(known.first, sum(known.lengths[:place]) + day - 1)


def festival_day(festival: Festival, year: int, lexicon: Lexicon) -> date | None:
    """The day of a festival in a year; None when the year is not on the table."""
    if festival.kind == "lunar":
        return lunar_day(year, festival.month, festival.day, False, lexicon)
    if festival.kind == "solar_term":
        known = lunar_years(lexicon).get(year)
        return known and known.terms[2 * festival.month - 2 + festival.day]
    if festival.kind == "weekday":
        first = civil(year, festival.month, 1)
        return first and add_days(first, (festival.weekday - first.weekday()) % 7 + 7 * (festival.day - 1))
    return civil(year, festival.month, festival.day)


def coming_festival(festival: Festival, reference: date, lexicon: Lexicon, ahead: bool = False) -> date | None:
    """The next day of the festival, or the last one when it is less than a month ago and not ``ahead`` asked for."""
    earliest = reference if ahead else add_days(reference, -30) or reference
    for year in (reference.year - 1, reference.year, reference.year + 1):
        there = festival_day(festival, year, lexicon)
        if there and there >= earliest:
            return there
    return None


@cache
def lunar_pattern() -> re.Pattern[str]:
    """A day of the lunar calendar, with the word that says so or without."""
    return re.compile(
        "(?P<mark>[农阴]历)? ?(?:(?P<y>[0-9]{4}|[〇零一二三四五六七八九]{4}) ?年)?(?P<leap>闰)?"
        f"(?:(?P<m>[正冬腊]|十[一二]?|{DIGIT}|[0-9]{{1,2}})月|(?P<new>大年)(?=初))(?P<d>初(?:{DIGIT}|十)|[二三]?十{DIGIT}?|廿{DIGIT}?)日?"
    )


def read_lunar(
    text: str, pos: int, reference: date, lexicon: Lexicon, year: int | None = None
) -> tuple[int, date | None] | None:
    """Where the day of the lunar calendar at ``pos`` ends, and its date, without a year the nearest; else None."""
    match = lunar_pattern().match(text, pos)
    if match is None or not (match["mark"] or match["m"] in LUNAR_MONTHS or match["d"][0] == "初"):
        return None
    written = "正" if match["new"] else match["m"]
    month = LUNAR_MONTHS.get(written) or small_number(written)
    day, leap = small_number(match["d"].lstrip("初")), bool(match["leap"])
    if match["y"] or year:
        return match.end(), lunar_day(year or small_number(match["y"]), month, day, leap, lexicon)
    years = (reference.year + 1, reference.year, reference.year - 1)
    found = [there for year in years if (there := lunar_day(year, month, day, leap, lexicon))]
    return match.end(), min(found, key=lambda there: abs((there - reference).days), default=None)
