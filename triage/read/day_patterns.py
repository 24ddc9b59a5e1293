"""Patterns of days written with numbers; each is compiled when a text first needs it."""

from __future__ import annotations

import re
from functools import cache

from triage.read.date_words import JOINER, NUMBER


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
        "|(?P<one>[0-9]{1,2})(?P<by>[-/.])(?P<two>[0-9]{1,2})(?P=by)(?P<last>20[0-9]{2})(?![0-9]|[/.-][0-9])"
        "|(?P<yy>[0-9]{2})(?P<sep>[-/])(?P<mm>[0-9]{1,2})(?P=sep)(?P<dd>[0-9]{1,2})(?![0-9/-])"
        "|(?P<month>[0-9]{1,2})(?P<mark>[-/.])(?P<day>[0-9]{1,2})(?![0-9]|(?P=mark)[0-9]|[:.][0-9])"
    )


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
def months_pattern() -> re.Pattern[str]:
    """Two months of one year: 1-6月, 一至三月."""
    return re.compile(f"(?P<first>{NUMBER}) ?[-~至到] ?(?P<last>{NUMBER}) ?月(?! ?[0-9])")


@cache
def first_pattern() -> re.Pattern[str]:
    """The first months or quarters of a year."""
    return re.compile(f"前(?P<n>{NUMBER})个?(?P<thing>月|季度)")


@cache
def clock_start_pattern() -> re.Pattern[str]:
    """A time of day with a colon right behind a day."""
    return re.compile(" ?[0-9]{1,2}:[0-9]{2}")


@cache
def nth_pattern() -> re.Pattern[str]:
    """第一个星期一, 的第二周, 的第三个月."""
    return re.compile(f"的?第(?P<n>{NUMBER})(?:个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])?|个(?P<month>月))")


@cache
def century_pattern() -> re.Pattern[str]:
    """The century before a decade."""
    return re.compile(f"(?:(?P<turn>[上本])个?|(?P<n>{NUMBER}))世纪的?$")
