"""Times of day: 18:00, 下午3点半, 晚上8点, 24时, 3pm."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from triage.read.date_words import NUMBER, NUMERAL_CHARACTERS, RANGE_MARKS, DateWords, numeral_at, small_number, word_at


class Clock(NamedTuple):
    """A time of day up to ``end``: ``HH:MM[:SS]`` (24:00 ends the day) or, without one, a part of the day.

    ``part``: the part of the day that a later end of a range shares (下午2点-4点). ``plain``: a number with 点 alone,
    which may count something else. ``either``: an hour of which no word says whether it is before or after noon.
    """

    end: int
    time: str | None
    part: str | None
    plain: bool = False
    either: bool = False


@cache
def clock_pattern() -> re.Pattern[str]:
    """The numbers of a time of day: 18:00:00, 18点30分, 三点半, 9时, 3pm."""
    return re.compile(
        " ?(?:(?P<h>[0-9]{1,2}):(?P<i>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?分?(?![0-9:])"
        "(?: ?(?P<half>[apAP])\\.?[mM]?\\.?(?![a-z]))?"
        f"|(?P<hour>{NUMBER})(?:(?P<dot>点钟?)|时(?![间段效期]))(?:(?P<quarter>[一三]刻|半|整|正)|(?P<minute>{NUMBER})"
        f"(?: ?分|(?![0-9元个度天日月年期万千百,.%])))?(?: ?(?P<second>{NUMBER})秒)?"
        "|(?P<twelve>[0-9]{1,2}) ?(?P<noon>[apAP])[mM](?![a-z]))"
    )


def hour_of_day(hour: int, part: str | None) -> int:
    """The hour on a 24-hour clock; 24 is midnight at the end of the day named (今晚12点, 今晚零点)."""
    if part == "evening":
        return 24 if hour in (0, 12) else hour + 12 if 5 <= hour < 12 else hour
    if part == "afternoon":
        return hour + 12 if hour < 12 else hour
    if part == "noon":
        return hour + 12 if hour < 6 else hour
    return 0 if part == "night" and hour == 12 else hour


def read_clock(text: str, pos: int, words: DateWords, part: str | None = None) -> Clock | None:
    """The time of day at ``pos``; ``part`` is the part of the day named before (今晚). None when there is none."""
    start = pos + text.startswith(" ", pos)
    named = word_at(words.parts, text, start)
    word, own = named or ("", None)
    match = clock_pattern().match(text, start + len(word))
    if match is None:
        return opening_hour(text, start + len(word), own or part) or (
            Clock(start + len(word), None, own) if len(word) > 1 else None
        )
    minute, second = match["i"] or match["minute"], match["s"] or match["second"]
    counted = match["dot"] and not (minute or match["quarter"])
    if counted and text[match.end() : match.end() + 1] in NUMERAL_CHARACTERS:
        return None
    written = hour = small_number(match["h"] or match["hour"] or match["twelve"])
    half = match["half"] or match["noon"]
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0)
    hour = hour_of_day(hour, own or part)
    minutes = small_number(minute) if minute else QUARTERS.get(match["quarter"], 0)
    seconds = small_number(second) if second else 0
    if hour > 24 or minutes > 59 or seconds > 59 or (hour == 24 and minutes + seconds):
        return None
    time = f"{hour:02}:{minutes:02}" + (f":{seconds:02}" if second else "")
    shared = (own or part) if written <= 12 else None
    return Clock(
        match.end(),
        time,
        shared,
        plain=bool(counted) and len(word) < 2,
        either=bool(match["dot"]) and not (own or part) and 1 <= written <= 11 and match["hour"][0] != "0",
    )


def opening_hour(text: str, pos: int, part: str | None) -> Clock | None:
    """The first hour of 9-11点."""
    numeral = numeral_at(text, pos)
    end = pos + len(numeral)
    if not 1 <= len(numeral) <= 2 or text[end : end + 1] not in RANGE_MARKS:
        return None
    closing, hour = clock_pattern().match(text, end + 1), hour_of_day(small_number(numeral), part)
    if hour > 23 or closing is None or closing["hour"] is None or small_number(closing["hour"]) > 24:
        return None
    either = bool(closing["dot"]) and not part and 1 <= hour <= 11 and numeral[0] != "0"
    return Clock(end, f"{hour:02}:00", part, either=either)


def in_afternoon(time: str) -> str:
    """The time of day twelve hours later."""
    return f"{int(time[:2]) + 12}{time[2:]}"


def meant_after_noon(text: str, start: int, time: str, now: str | None) -> bool:
    """Whether the small hour of today at ``start``, with no part of the day, is over by now and its twin is not."""
    if now is None or text[start - 1 : start] in NIGHT:
        return False
    return time < SMALL_HOURS and time < now < in_afternoon(time)


# Before it, nobody means the morning by a bare hour.
SMALL_HOURS = "07:00"
NIGHT = frozenset("夜晚晨早")
QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
