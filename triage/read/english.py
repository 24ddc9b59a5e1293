"""Days and days overdue in English messages: Nov 25, 8 December 2026, 25th of May; overdue 15 days, 15 days late."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.model import Date, Duration, Span
from triage.read.civil import civil, nearest_year
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import longest_first
from triage.read.word_scan import words_in

DAY_SECONDS = 86_400
NEAR = 24  # characters before a day in which its role is named


class Words(NamedTuple):
    """The section ``english`` of the lexicon. ``any``: the words of which one must stand in a text."""

    any: frozenset[str]
    months: dict[str, int]
    overdue: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]


class Patterns(NamedTuple):
    """The patterns made of the words, on first use."""

    day: re.Pattern[str]
    late: re.Pattern[str]
    roles: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    raw = lexicon.section("english")
    months = {name: number for number, names in enumerate(raw["months"], 1) for name in names}
    roles = {role: tuple(raw[role]) for role in ("due", "deadline")}
    return Words(frozenset((*months, *raw["overdue"])), months, tuple(raw["overdue"]), roles)


@lru_cache(maxsize=8)
def patterns_of(lexicon: Lexicon) -> Patterns:
    """The patterns of ``lexicon``, made once."""
    words = words_of(lexicon)
    month = f"(?P<month>{'|'.join(longest_first(words.months))})(?![a-z])(?:[.](?= [0-9]))?"
    before = r"(?:(?P<first>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?)?"
    behind = r"(?: (?P<last>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z:]))?"
    year = r"(?:,? (?P<year>20[0-9]{2})(?![0-9]))?"
    late = "|".join(map(re.escape, words.overdue))
    return Patterns(
        re.compile(f"(?<![0-9a-z]){before}(?<![a-z]){month}{behind}{year}"),
        re.compile(
            rf"(?<![a-z])(?:{late})(?: by| for)? (?P<after>[0-9]{{1,4}}) days?(?![a-z])"
            rf"|(?<![0-9])(?P<before>[0-9]{{1,4}}) days? (?:{late})(?![a-z])"
        ),
        tuple((role, led_by(leads)) for role, leads in words.roles.items()),
    )


def led_by(words: Sequence[str]) -> re.Pattern[str]:
    """One of ``words`` right before the end, perhaps with a colon, ``on`` or ``the`` behind it."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))}):?(?: on| the)? ?$")


def english_dates(
    prepared: Prepared, lexicon: Lexicon, reference: date, taken: Sequence[Span]
) -> tuple[tuple[Date, ...], tuple[Duration, ...]]:
    """The days and the days overdue that are written in English, each in text order; none over a span of ``taken``.

    A day without a year is that nearest to ``reference``.
    """
    words, text = words_of(lexicon), prepared.text
    if words.any.isdisjoint(words_in(text, lexicon)):
        return (), ()
    patterns, free = patterns_of(lexicon), Taken(len(prepared.raw), taken)
    dates: list[Date] = []
    durations: list[Duration] = []
    for match in patterns.day.finditer(text):
        day = match["first"] or match["last"]
        if day is None or (match["first"] and match["last"]):
            continue
        raw, span = prepared.slice(*match.span())
        month = words.months[match["month"]]
        year = match["year"]
        when = civil(int(year), month, int(day)) if year else nearest_year(month, int(day), reference)
        role = role_before(text[max(0, match.start() - NEAR) : match.start()], patterns)
        if free.claim(span):
            dates.append(Date(raw, span, None if role == "deadline" else when, when, role=role))
    for match in patterns.late.finditer(text):
        raw, span = prepared.slice(*match.span())
        days = int(match["after"] or match["before"])
        if free.claim(span):
            durations.append(Duration(raw, span, days, days * DAY_SECONDS, role="overdue"))
    return tuple(dates), tuple(durations)


def role_before(text: str, patterns: Patterns) -> str:
    """The role that the words right before a day give it."""
    return next((role for role, pattern in patterns.roles if pattern.search(text)), "unknown")
