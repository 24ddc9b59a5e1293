"""Days written with numbers: 2026年11月25日, 11月25, 2026-11-25, 11/25, 25号, 2026年9月."""

from __future__ import annotations

import re
from datetime import date
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
    NUMERAL_CHARACTERS,
    RANGE_MARKS,
    DateWords,
    numeral_at,
    small_number,
    word_at,
)
from triage.read.day_patterns import (
    calendar_pattern,
    century_pattern,
    clock_start_pattern,
    day_end_pattern,
    days_pattern,
    first_pattern,
    months_pattern,
    nth_pattern,
    range_end_pattern,
    separated_pattern,
)
from triage.read.festivals import festival_day, read_lunar


class Day(NamedTuple):
    """A day or span of days up to ``end``; ``first`` and ``last`` are None when there is no such date.

    ``open``: what the text left open, so that a deadline may move to the next one (year, month, week), or nothing.
    ``part``: the part of the day a word named (今晚). ``announced``: False when working days were counted in a year of
    unknown holidays.
    """

    end: int
    first: date | None
    last: date | None
    relative: bool = False
    open: str = ""
    part: str | None = None
    announced: bool = True


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
        opening = None
        if unit in RANGE_MARKS and before is None:
            opening = self._opens_months(pos, None) or self._opens_days(pos)
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
        if year:
            there = civil(year, month, day)
        elif before and before.first:
            there = civil(before.first.year, month, day)
            if there and there < before.first:
                there = civil(before.first.year + 1, month, day)
        else:
            there = nearest_year(month, day, self.reference)
        return Day(end, there, there, open="" if year or before else "year")

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
        if self.text.startswith("年代", end):
            return self._decade(pos, numeral, end + 2)
        if (
            len(numeral) not in (2, 4)
            or self.text[end : end + 1] != "年"
            or self.text[end + 1 : end + 2] == "度"
            or (len(numeral) == 2 and not self.names_year(pos, end + 1))
            or not 1900 <= full_year(small_number(numeral)) <= 2100
        ):
            return None
        return self.year_part(end + 1, full_year(small_number(numeral)))

    def _decade(self, pos: int, numeral: str, end: int) -> Day | None:
        """九十年代, 上世纪80年代: ten years, of this century or the last when none is named."""
        tens = small_number(numeral)
        if len(numeral) > 2 or tens % 10 or not 10 <= tens <= 90:
            return None
        century = century_pattern().search(self.text, max(0, pos - 7), pos)
        if century is None:
            year = tens + (2000 if tens <= 20 else 1900)
        elif century["turn"]:
            year = tens + (self.reference.year // 100 - (century["turn"] == "上")) * 100
        else:
            year = tens + (small_number(century["n"]) - 1) * 100
        return Day(end, date(year, 1, 1), date(year + 9, 12, 31)) if 1 <= year <= 9990 else None

    def names_year(self, pos: int, end: int) -> bool:
        """Whether the two figures before the 年 that ends at ``end`` are a year, by what follows (26年春节, 26年底)."""
        numeral, text = numeral_at(self.text, pos), self.text
        if len(numeral) != 2 or not all(character in YEAR_FIGURES for character in numeral):
            return False
        return (
            text.startswith(tuple(self.words.year_pieces), end)
            or word_at(self.words.nth_quarters, text, end) is not None
            or word_at(self.words.festivals, text, end) is not None
        )

    def year_part(self, end: int, year: int, relative: bool = False) -> Day | None:
        """A year, or the piece of it that the text goes on with (上半年, 底, 第三个月, 第三季度, 春节)."""
        part = self._first_of_year(end, year, relative) or self._opens_months(end, year)
        if part:
            return part
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

    def _first_of_year(self, end: int, year: int, relative: bool) -> Day | None:
        """前三个月 or 前三季度 behind a year."""
        match = first_pattern().match(self.text, end) if self.text.startswith("前", end) else None
        if match is None:
            return None
        months = small_number(match["n"]) * (3 if match["thing"] == "季度" else 1)
        if not 1 <= months <= 12:
            return None
        return Day(match.end(), date(year, 1, 1), month_bounds(year, months)[1], relative)

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

    def _opens_months(self, pos: int, year: int | None) -> Day | None:
        """The first of two months of one year (1-6月, 2026年1-6月)."""
        match = months_pattern().match(self.text, pos)
        if match is None:
            return None
        first, last = small_number(match["first"]), small_number(match["last"])
        if not 1 <= first < last <= 12:
            return None
        return Day(match.end("first"), *month_bounds(year or month_year(last, self.reference), first))

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
        if match["last"]:
            return self._year_last(pos, end, match)
        month, day = int(match["mm"] or match["month"]), int(match["dd"] or match["day"])
        if not (1 <= month <= 12 and 1 <= day <= 31) or self._is_measure(match.end()):
            return None
        if match["yy"]:
            return self._with_month(end, full_year(int(match["yy"])), month, day, None)
        if before is None and not self._looks_like_date(pos, match):
            return None
        there = self._with_month(end, None, month, day, before)
        return there if there.first else None

    def _year_last(self, pos: int, end: int, match: re.Match[str]) -> Day | None:
        """25/11/2026 or 11/25/2026; None where each of the numbers may be the month (05/11/2026), or no word asks."""
        month, day = sorted((int(match["one"]), int(match["two"])))
        if not 1 <= month <= 12 or day > 31 or (day <= 12 and day != month):
            return None
        slashes = match["by"] == "/" and len(match["one"]) == len(match["two"]) == 2
        if not slashes and not self._is_asked_for(pos, end):
            return None
        return self._with_month(end, int(match["last"]), month, day, None)

    def _is_asked_for(self, pos: int, end: int) -> bool:
        """Whether the words beside the figures ask for a date."""
        text, lists = self.text, self.words.lists
        return text.startswith(lists["date_context_after"], end + text.startswith(" ", end)) or text.endswith(
            lists["date_context_before"], 0, pos
        )

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
        return self._is_asked_for(pos, end) or clock_start_pattern().match(text, end) is not None


SPACED = (" 元", " 万", " 块")
YEAR_FIGURES = frozenset("0123456789〇零一二三四五六七八九")
NO_MONTH_AFTER = frozenset("年每第满近闰.")
NOT_BEFORE_NUMBERS = frozenset("-/.¥￥$*#")
