"""One end of a date: a day with its time of day, a day, or a time of day."""

from __future__ import annotations

from typing import NamedTuple

from triage.read.clock import Clock, read_clock
from triage.read.date_words import NUMERAL_CHARACTERS, RANGE_MARKS, DateWords
from triage.read.day_forms import Day
from triage.read.day_words import DayReader


class Point(NamedTuple):
    """A day, a time of day or both, up to ``end``; ``part`` is the part of the day that was named.

    ``either``: no word says whether the hour is before or after noon (三点).
    """

    end: int
    day: Day | None
    time: str | None
    part: str | None
    either: bool = False


class PointReader:
    """Reads points of one text."""

    def __init__(self, text: str, days: DayReader, words: DateWords) -> None:
        self.text = text
        self.days = days
        self.words = words

    def read(self, pos: int, before: Point | None = None, lead_end: int = 0) -> Point | None:
        """The point at ``pos``, or None. ``before`` is the first end of a range that this one may close.

        ``lead_end``: where its beginning (a number with its unit, or two characters) ends, when that is known.
        """
        day = self.days.read(pos, before.day if before else None, lead_end)
        if day is None:
            if lead_end and self.text[lead_end - 1] not in CLOCK_UNITS and self.text[pos] in NUMERAL_CHARACTERS:
                return None
            clock = read_clock(self.text, pos, self.words, before.part if before and before.time else None)
            if clock is None or clock.time is None or (clock.plain and before is None and self._counts(pos, clock)):
                return None
            return Point(clock.end, None, clock.time, clock.part, clock.either)
        return self.with_clock(self._said_twice(day))

    def with_clock(self, day: Day) -> Point:
        """``day`` with the time of day behind it."""
        clock = self._clock_after(day) if self.text[day.end : day.end + 1] in self.words.clock_starts else None
        if clock is None or self.text[clock.end : clock.end + 1] in AMOUNTS:
            return Point(day.end, day, None, day.part)
        return Point(clock.end, day, clock.time, clock.part, clock.either)

    def _clock_after(self, day: Day) -> Clock | None:
        clock = read_clock(self.text, day.end, self.words, day.part)
        if clock is None:
            for filler in self.words.lists["before_clock"]:
                if self.text.startswith(filler, day.end):
                    return read_clock(self.text, day.end + len(filler), self.words, day.part)
        return clock

    def _counts(self, pos: int, clock: Clock) -> bool:
        """Whether 一点, 以下三点, 三点要求 counts points and is no time of day."""
        text, characters = self.text, self.words.characters
        numeral = text[pos : clock.end].rstrip("点钟 ")
        if text[pos - 1 : pos] in characters["not_clock_after"] or numeral in ("一", "早一", "晚一"):
            return True
        return not numeral.isascii() and text[clock.end : clock.end + 1] in characters["not_clock_before"]

    def _said_twice(self, day: Day) -> Day:
        """A day with what says it again: 11月25日(周三), 今日(11月25日), 周三, 11月25日, 11月25日(含)."""
        text, end = self.text, day.end
        follows = text[end : end + 1]
        if follows not in self.words.again_starts:
            return day
        bracket = follows == "("
        if bracket:
            for word in self.words.lists["inclusive"]:
                if text.startswith(word, end):
                    return day._replace(end=end + len(word))
        if text.startswith(self.words.lists["same_day"], end):
            said = any(text.startswith(word, end) for word, _ in self.words.roles.get(text[end : end + 2], ()))
            return day if said else day._replace(end=end + 2)  # 当日缴清 says what the day is
        if not bracket and not (day.open == "week" and follows == ","):
            return day
        again = self.days.read(end + 1 + text.startswith(" ", end + 1))
        if again is None or (bracket and text[again.end : again.end + 1] != ")"):
            return day
        if not bracket:
            return day if again.relative else again
        if again.open == "week":
            return day._replace(end=again.end + 1)
        return again._replace(end=again.end + 1, relative=day.relative, part=day.part)


# What may follow the first number of a time of day.
CLOCK_UNITS = RANGE_MARKS | frozenset(":点时apAP")
AMOUNTS = ("元", "万", "%")
