"""Days written with numbers: 2026年11月25日, 11月25, 2026-11-25, 11/25, 25号, 2026年9月."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.civil import (
    add_days,
    civil,
    full_year,
    month_bounds,
    month_of,
    month_year,
    nearest_month,
    nearest_year,
)
from triage.read.date_words import (
    JOINER,
    NUMBER,
    NUMERAL_CHARACTERS,
    RANGE_MARKS,
    DateWords,
    numeral_at,
    small_number,
    word_at,
)
from triage.read.festivals import festival_day, read_lunar


class Day(NamedTuple):
    """A day or span of days up to ``end``; ``first`` and ``last`` are None when there is no such date.

    ``open``: what the text left open, so that a deadline may move to the next one (month, week), or nothing. ``part``:
    the part of the day a word named (今晚). ``announced``: False when working days were counted in an unknown year.
    """

    end: int
    first: date | None
    last: date | None
    relative: bool = False
    open: str = ""
    part: str | None = None
    announced: bool = True


@cache
def calendar_pattern() -> re.Pattern[str]:
    """[year] month [day] with 年 and 月; ``stop`` is where the month ends."""
    return re.compile(
        "(?:(?P<y>[0-9]{4}|[0-9]{2}|[〇零一二三四五六七八九]{2,4}+) ?年 ?)?"
        f"(?P<m>{NUMBER}) ?月(?!份额)份?(?P<stop>)(?: ?的?(?P<d>{NUMBER})(?P<mark> ?[日号])?)?"
    )


@cache
def separated_pattern() -> re.Pattern[str]:
    """Numbers with hyphens, slashes or dots between them."""
    return re.compile(
        "(?P<y>[12][0-9]{3})[-/.] ?(?P<m>[0-9]{1,2})[-/.] ?(?P<d>[0-9]{1,2})(?=[0-9]{2}:|[^0-9]|$)(?!\\.[0-9])"
        "|(?P<yy>[0-9]{2})(?P<sep>[-/])(?P<mm>[0-9]{1,2})(?P=sep)(?P<dd>[0-9]{1,2})(?![0-9/-])"
        "|(?P<month>[0-9]{1,2})(?P<mark>[-/.])(?P<day>[0-9]{1,2})(?![0-9]|(?P=mark)[0-9]|[:.][0-9])"
    )


@cache
def digits_pattern() -> re.Pattern[str]:
    """A date of eight digits."""
    return re.compile("20(?<![0-9A-Za-z.]20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.%元])")


@cache
def range_end_pattern() -> re.Pattern[str]:
    """The second half of 11.20-11.25."""
    return re.compile(f"{JOINER}(?:0?[1-9]|1[0-2])[./-](?:[12][0-9]|3[01]|0?[1-9])(?![0-9])(?P<span>期间)?")


@cache
def day_end_pattern() -> re.Pattern[str]:
    """The second half of 11月12-19日."""
    return re.compile(f"{JOINER}[0-9]{{1,2}} ?[日号]")


@cache
def days_pattern() -> re.Pattern[str]:
    """Two days of one month: 5-7号, 20-25日, 十到十五号."""
    return re.compile(f"(?P<first>{NUMBER}) ?(?P<mark>[-~至到]) ?(?P<last>{NUMBER}) ?[日号]")


@cache
def clock_start_pattern() -> re.Pattern[str]:
    """A time of day with a colon right behind a day."""
    return re.compile(" ?[0-9]{1,2}:[0-9]{2}")


@cache
def nth_pattern() -> re.Pattern[str]:
    """第一个星期一, 的第二周, 的第三个月."""
    return re.compile(f"的?第(?P<n>{NUMBER})(?:个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])?|个(?P<month>月))")


class NumberedDays:
    """Reads days written with numbers against a reference day."""

    def __init__(self, text: str, reference: date, words: DateWords, lexicon: Lexicon) -> None:
        self.text = text
        self.reference = reference
        self.lexicon = lexicon
        self.words = words

    def read(self, pos: int, end: int, before: Day | None) -> Day | None:
        """The day at ``pos``, number and unit up to ``end``; ``before`` is the first day of a range it may end."""
        unit = self.text[end - 1]
        if unit in "年月":
            return self._calendar(pos, before)
        if unit in "日号":
            return self._day_of_month(pos, end, before)
        if unit == "季":
            number = small_number(numeral_at(self.text, pos))
            return self.quarter(end + 1, None, number) if self.text.startswith("度", end) else None
        opening = self._opens_days(pos) if unit in RANGE_MARKS and before is None else None
        if opening:
            return opening
        return self._separated(pos, before) if unit in "-/." else None

    # --- 年, 月, 日 ---------------------------------------------------------------------------------------------------

    def _calendar(self, pos: int, before: Day | None) -> Day | None:
        match = calendar_pattern().match(self.text, pos)
        if match is None:
            return self._year(pos)
        year = match["y"]
        if year is None:
            return None if self.text[pos - 1 : pos] in NO_MONTH_AFTER else self.month_and_day(match, None, before)
        if len(year) == 3:
            return None
        return self.month_and_day(match, full_year(small_number(year)), before)

    def month_and_day(self, match: re.Match[str], year: int | None, before: Day | None = None) -> Day | None:
        """The day or month that ``calendar_pattern`` found, in ``year`` or the nearest."""
        month, day = small_number(match["m"]), match["d"]
        if day and (match["mark"] or self.ends_day(day, match.end())):
            return self._with_month(match.end(), year, month, small_number(day), before)
        end = match.end("stop")
        if not 1 <= month <= 12:
            return None
        if self.text.startswith("初", end) and self.text[end + 1 : end + 2] in NUMERAL_CHARACTERS:
            lunar = read_lunar(self.text, match.start("m"), self.reference, self.lexicon, year)
            return lunar and Day(lunar[0], lunar[1], lunar[1])
        if year is None and before and before.first:
            year = before.first.year
        elif year is None:
            year = self.reference.year if nth_pattern().match(self.text, end) else month_year(month, self.reference)
        return self.period(end, year, month)

    def ends_day(self, day: str, end: int) -> bool:
        """Whether the number ``day`` up to ``end`` is a day without its 日 (11月25前, 八月十五)."""
        follows = self.text[end : end + 1]
        if not day.isascii():
            return len(day) > 1 and follows not in self.words.characters["not_markless"]
        if follows in RANGE_MARKS:
            return day_end_pattern().match(self.text, end) is not None
        if follows.isascii() and follows.isdigit():
            return self.text[end + 2 : end + 3] == ":"
        return not follows or follows in self.words.characters["markless"]

    def _with_month(self, end: int, year: int | None, month: int, day: int, before: Day | None) -> Day:
        """A month and day; without a year that of the range it ends, or the nearest."""
        if year is None and before and before.first:
            there = civil(before.first.year, month, day)
            if there and there < before.first:
                there = civil(before.first.year + 1, month, day)
        else:
            there = civil(year, month, day) if year else nearest_year(month, day, self.reference)
        return Day(end, there, there)

    def period(self, end: int, year: int, month: int, relative: bool = False) -> Day | None:
        """A month, or the piece of it that the text goes on with (底, 初, 上旬, 第一个星期一)."""
        if not 1 <= year <= 9999:
            return None
        first, last = month_bounds(year, month)
        nth = nth_pattern().match(self.text, end)
        if nth and not nth["month"]:
            weekday = self.words.weekdays[nth["weekday"] or "一"]
            there = add_days(first, (weekday - first.weekday()) % 7 + 7 * (small_number(nth["n"]) - 1))
            return Day(nth.end(), there, there if nth["weekday"] or not there else add_days(there, 6), relative)
        if self.text.startswith(self.words.lists["not_month_piece"], end):
            return Day(end, first, last, relative)
        for piece, (opening, closing) in self.words.month_pieces.items():
            if self.text.startswith(piece, end):
                opening, closing = (day or last.day for day in (opening, closing))
                return Day(end + len(piece), first.replace(day=opening), first.replace(day=closing), relative)
        return Day(end, first, last, relative)

    def quarter(self, end: int, year: int | None, number: int, relative: bool = False) -> Day | None:
        """A quarter, or its last day (季度末); without a year the quarter that is near."""
        if not 1 <= number <= 4:
            return None
        year = year or month_year(3 * number - 2, self.reference)
        if not 1 <= year <= 9999:
            return None
        first, last = month_bounds(year, 3 * number - 2)[0], month_bounds(year, 3 * number)[1]
        ends = self.text.startswith(self.words.lists["quarter_ends"], end)
        return Day(end + ends, last if ends else first, last, relative)

    def _year(self, pos: int) -> Day | None:
        numeral = numeral_at(self.text, pos)
        end = pos + len(numeral) + self.text.startswith(" ", pos + len(numeral))
        if (
            len(numeral) != 4
            or self.text[end : end + 1] != "年"
            or self.text[end + 1 : end + 2] == "度"
            or not 1900 <= small_number(numeral) <= 2100
        ):
            return None
        return self.year_part(end + 1, small_number(numeral))

    def year_part(self, end: int, year: int, relative: bool = False) -> Day | None:
        """A year, or the piece of it that the text goes on with (上半年, 底, 第三个月, 第三季度, 春节)."""
        quarter = word_at(self.words.nth_quarters, self.text, end)
        if quarter:
            return self.quarter(end + len(quarter[0]), year, quarter[1], relative)
        festival = word_at(self.words.festivals, self.text, end)
        if festival:
            day = festival_day(festival[1], year, self.lexicon)
            return Day(end + len(festival[0]), day, day, relative)
        lunar = "月" in self.text[end + 1 : end + 3] and read_lunar(self.text, end, self.reference, self.lexicon, year)
        if lunar:
            return Day(lunar[0], lunar[1], lunar[1], relative)
        nth = nth_pattern().match(self.text, end)
        if nth and nth["month"] and 1 <= (month := small_number(nth["n"])) <= 12:
            return Day(nth.end(), *month_bounds(year, month), relative)
        for piece, (opening, closing) in self.words.year_pieces.items():
            if self.text.startswith(piece, end):
                return Day(end + len(piece), date(year, *opening), date(year, *closing), relative)
        return Day(end, date(year, 1, 1), date(year, 12, 31), relative)

    def _day_of_month(self, pos: int, end: int, before: Day | None) -> Day | None:
        text, numeral = self.text, numeral_at(self.text, pos)
        day = small_number(numeral)
        if not 1 <= day <= 31:
            return None
        if before and before.first:
            year, month = before.first.year, before.first.month
            if day < before.first.day:
                year, month = month_of(before.first, 1)
            there = civil(year, month, day)
            return Day(end, there, there, before.relative)
        previous, follows, characters = text[pos - 1 : pos], text[end : end + 1], self.words.characters
        if previous in characters["not_day_after"] or (previous.isascii() and previous.isalnum()):
            return None
        if previous in RANGE_MARKS and text[pos - 2 : pos - 1] in NUMERAL_CHARACTERS:
            return None
        if follows in characters["not_day_before"] or text.endswith(self.words.lists["counting"], 0, pos):
            return None
        if text[end - 1] == "日" and len(numeral) == 1 and not numeral.isascii() and follows != "前":
            return None
        there = nearest_month(day, self.reference)
        return Day(end, there, there, open="month")

    def _opens_days(self, pos: int) -> Day | None:
        """The first of two days of one month (20-25日)."""
        match = days_pattern().match(self.text, pos)
        if match is None or self.text[pos - 1 : pos] in self.words.characters["not_day_after"]:
            return None
        first, last = small_number(match["first"]), small_number(match["last"])
        if not 1 <= first < last <= 31 or (first < 10 and match[0][-1] == "日"):
            return None  # 5-7日 is so many days
        if match["mark"] == "-" and match["first"][0] in "01" and len(match["first"]) == 2 and first <= 12:
            return None  # 11-25日 is a month and a day
        there = nearest_month(first, self.reference)
        return Day(match.end("first"), there, there, open="month")

    # --- hyphens, slashes, dots ---------------------------------------------------------------------------------------

    def _separated(self, pos: int, before: Day | None) -> Day | None:
        text, previous = self.text, self.text[pos - 1 : pos]
        if before is None and (previous in NOT_BEFORE_NUMBERS or (previous.isascii() and previous.isalnum())):
            return None
        match = separated_pattern().match(text, pos)
        if match is None:
            return None
        end = match.end() + (text.startswith(("日", "号"), match.end()) and not text.startswith("日期", match.end()))
        if match["y"]:
            return self._with_month(end, int(match["y"]), int(match["m"]), int(match["d"]), None)
        month, day = int(match["mm"] or match["month"]), int(match["dd"] or match["day"])
        if not (1 <= month <= 12 and 1 <= day <= 31) or self._is_measure(match.end()):
            return None
        if match["yy"]:
            return self._with_month(end, full_year(int(match["yy"])), month, day, None)
        if before is None and not self._looks_like_date(pos, match):
            return None
        there = self._with_month(end, None, month, day, before)
        return there if there.first else None

    def _is_measure(self, end: int) -> bool:
        """Whether the figures that end at ``end`` are a sum, a rate or a share."""
        if self.text.startswith("期间", end):
            return False
        return self.text[end : end + 1] in self.words.characters["not_date_before"] or self.text.startswith(SPACED, end)

    def _looks_like_date(self, pos: int, match: re.Match[str]) -> bool:
        """Whether two numbers with a dot, slash or hyphen between them are a month and a day here."""
        text, end, lists = self.text, match.end(), self.words.lists
        if text.endswith(lists["not_context_before"], 0, pos):
            return False
        if match["mark"] == "-" and len(match["month"]) == 1 and text.startswith(("日", "号"), end):
            return False
        if match["mark"] != "." and len(match["month"]) == len(match["day"]) == 2:
            return True
        ending = range_end_pattern().match(text, end)
        if ending:
            return (
                bool(ending["span"])
                or text[ending.end() : ending.end() + 1] not in self.words.characters["not_date_before"]
            )
        return (
            text.startswith(lists["date_context_after"], end + text.startswith(" ", end))
            or text.endswith(lists["date_context_before"], 0, pos)
            or clock_start_pattern().match(text, end) is not None
        )


SPACED = (" 元", " 万", " 块")
NO_MONTH_AFTER = frozenset("年每第满近闰.")
NOT_BEFORE_NUMBERS = frozenset("-/.¥￥$*#")
