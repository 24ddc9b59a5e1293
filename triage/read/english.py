"""Days and days overdue in English messages: Nov 25, 8 December 2026, 25th of May; overdue 15 days, 15 days late."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from triage.catalog.catalog import Lexicon
from triage.model import Date, Duration, Span
from triage.read.civil import civil, nearest_year
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import longest_first
from triage.read.word_scan import words_in

DAY_SECONDS = 86_400
NEAR = 24  # characters before a day in which its role is named


class Words:
    """The section ``english`` of the lexicon. ``any``: the words of which one must stand in a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("english")
        self.months: dict[str, int] = {name: number for number, names in enumerate(raw["months"], 1) for name in names}
        self.overdue: tuple[str, ...] = tuple(raw["overdue"])
        self.leads: dict[str, tuple[str, ...]] = {role: tuple(raw[role]) for role in ("due", "deadline")}
        self.any: frozenset[str] = frozenset((*self.months, *self.overdue))

    @cached_property
    def day(self) -> re.Pattern[str]:
        """A day with the name of its month, before or behind it."""
        month = f"(?P<month>{'|'.join(longest_first(self.months))})(?![a-z])(?:[.](?= [0-9]))?"
        before = r"(?:(?P<first>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?)?"
        behind = r"(?: (?P<last>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9a-z:]))?"
        year = r"(?:,? (?P<year>20[0-9]{2})(?![0-9]))?"
        return re.compile(f"(?<![0-9a-z]){before}(?<![a-z]){month}{behind}{year}")

    @cached_property
    def late(self) -> re.Pattern[str]:
        """So many days overdue."""
        late = "|".join(map(re.escape, self.overdue))
        return re.compile(
            rf"(?<![a-z])(?:{late})(?: by| for)? (?P<after>[0-9]{{1,4}}) days?(?![a-z])"
            rf"|(?<![0-9])(?P<before>[0-9]{{1,4}}) days? (?:{late})(?![a-z])"
        )

    @cached_property
    def roles(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The roles of a day, each with what leads up to it."""
        return tuple((role, led_by(leads)) for role, leads in self.leads.items())


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


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
    free = Taken(len(prepared.raw), taken)
    dates: list[Date] = []
    durations: list[Duration] = []
    for match in words.day.finditer(text):
        day = match["first"] or match["last"]
        if day is None or (match["first"] and match["last"]):
            continue
        raw, span = prepared.slice(*match.span())
        month = words.months[match["month"]]
        year = match["year"]
        when = civil(int(year), month, int(day)) if year else nearest_year(month, int(day), reference)
        role = role_before(text[max(0, match.start() - NEAR) : match.start()], words)
        if free.claim(span):
            dates.append(Date(raw, span, None if role == "deadline" else when, when, role=role))
    for match in words.late.finditer(text):
        raw, span = prepared.slice(*match.span())
        days = int(match["after"] or match["before"])
        if free.claim(span):
            durations.append(Duration(raw, span, days, days * DAY_SECONDS, role="overdue"))
    return tuple(dates), tuple(durations)


def role_before(text: str, words: Words) -> str:
    """The role that the words right before a day give it."""
    return next((role for role, pattern in words.roles if pattern.search(text)), "unknown")
