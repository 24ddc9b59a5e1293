"""Dates, times and lengths of time of a message."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache
from operator import attrgetter

from triage.catalog.catalog import Lexicon
from triage.model import Date, Duration, Moment, Note, Span
from triage.read.civil import add_days, add_months
from triage.read.clock import in_afternoon, meant_after_noon
from triage.read.date_roles import date_role, year_of
from triage.read.date_words import JOINER, NUMBER, NUMERAL_CHARACTERS, DateWords, date_words, next_lead, word_at
from triage.read.day_forms import Day
from triage.read.day_words import DayReader
from triage.read.durations import (
    DAY,
    DIGITS,
    Quantity,
    is_granted,
    is_service,
    length_role,
    reached,
    read_quantity,
    runs_from_here,
    with_spaced_digits,
)
from triage.read.points import Point, PointReader
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.unitless import digit_days, has_unitless, new_years, numbered_festivals, settlements, stages


def find_dates(
    prepared: Prepared, lexicon: Lexicon, reference: Moment, taken: Sequence[Span]
) -> tuple[tuple[Date, ...], tuple[Duration, ...], tuple[Note, ...]]:
    """Dates, lengths of time and difficulties (``impossible_date``, ``calendar_not_announced``), each in text order.

    Relative and partial dates are read against ``reference``. What overlaps a span of ``taken`` is left out.
    """
    text, words = prepared.text, date_words(lexicon)
    lead = next_lead(words, text, 0)
    if lead is None and not has_unitless(text):
        return (), (), ()
    return Finder(prepared, lexicon, words, reference, taken).find(lead)


@cache
def joiner_pattern() -> re.Pattern[str]:
    """What stands between the two ends of a range."""
    return re.compile(JOINER)


@cache
def month_follows_pattern() -> re.Pattern[str]:
    """A month right behind a year."""
    return re.compile(f" ?{NUMBER} ?月")


class Finder:
    """One pass over one prepared text."""

    def __init__(
        self, prepared: Prepared, lexicon: Lexicon, words: DateWords, reference: Moment, taken: Sequence[Span]
    ) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.lexicon = lexicon
        self.words = words
        self.reference = reference
        self.taken = Taken(len(prepared.raw), taken)
        self.days = DayReader(self.text, reference.date, words, lexicon)
        self.points = PointReader(self.text, self.days, words)
        self.dates: list[Date] = []
        self.durations: list[Duration] = []
        self.notes: list[Note] = []

    def find(self, lead: re.Match[str] | None) -> tuple[tuple[Date, ...], tuple[Duration, ...], tuple[Note, ...]]:
        """Everything found, in text order; ``lead`` is the first beginning of anything."""
        text, words = self.text, self.words
        while lead:
            start, end = lead.span()
            lead = next_lead(words, text, self._read(start, end) or self._behind(start))
        if "20" in text:
            self._read_digits()
        if "+" in text:
            for quantity in settlements(text):
                self._add_distance(quantity)
        if "逾期" in text:
            self._read_stage()
        if "一" in text or "双1" in text:
            for start, point in numbered_festivals(text, self.reference.date, words, self.lexicon):
                self._add_date(start, point)
        if "年前" in text:
            for start, point in new_years(text, self.reference.date, words, self.lexicon):
                self._add_date(start, point)
        if len(self.dates) > 1:
            self.dates.sort(key=span_of)
        if len(self.durations) > 1:
            self.durations.sort(key=span_of)
        return tuple(self.dates), tuple(self.durations), tuple(self.notes)

    def _read(self, start: int, lead_end: int) -> int:
        """Read what begins at ``start``, with the lead up to ``lead_end``; the end of what was read, or 0."""
        text, words = self.text, self.words
        numeral, previous = text[start] in NUMERAL_CHARACTERS, text[start - 1 : start]
        if (numeral and previous in NUMBER_GOES_ON) or text.startswith(words.lists["idioms"], start):
            return start + 1
        if previous in words.tails["recurring"] and text.endswith(words.lists["recurring"], 0, start):
            return self._skip_recurring(start)
        unit = text[lead_end - 1]
        if unit == "." and self._is_sum(start, lead_end):
            return 0
        if numeral and unit in words.unit_starts and not (unit == "年" and lead_end - start >= YEAR_WITH_UNIT):
            quantity = read_quantity(text, start, words, self.lexicon, lead_end)
            if quantity and not self._is_day(quantity, lead_end):
                return self._add_length(with_spaced_digits(text, quantity, words))
        first = self.points.read(start, None, lead_end)
        if first:
            return self._add_date(start, first)
        if not numeral and text.startswith(words.lists["spanning"], start):
            return self._read_spanning(start)
        return 0

    def _is_sum(self, start: int, behind_point: int) -> bool:
        """Whether the number with a point that begins at ``start`` can be neither a day nor a length (862.50)."""
        if behind_point - start in (2, 3, 5):
            return False
        end = behind_point + 1 + (self.text[behind_point + 1 : behind_point + 2] in DIGITS)
        return self.text[end : end + 1] not in self.words.decimal_units

    def _behind(self, pos: int) -> int:
        """Where to go on when nothing was read: behind the number, or one character on."""
        if self.text[pos] not in NUMERAL_CHARACTERS:
            return pos + 1
        while self.text[pos : pos + 1] in NUMERAL_CHARACTERS:
            pos += 1
        return pos

    def _skip_recurring(self, start: int) -> int:
        """The end of a day that comes again and again (每月10日)."""
        point = self.points.read(start)
        if point:
            return self._range_end(point).end
        end = start + 1
        while self.text[end : end + 1] in NUMERAL_CHARACTERS or self.text[end : end + 1] in RECURRING_UNITS:
            end += 1
        clock = self.points.read(end)
        return self._range_end(clock).end if clock else end

    def _is_day(self, quantity: Quantity, lead_end: int) -> bool:
        """Whether 26年11月, 25日 or 3日前 begins a date and is no length of time."""
        text, stem = self.text, quantity.stem
        if text[stem - 1] == "年":
            followed = month_follows_pattern().match(text, stem) is not None
            return not quantity.relation and (followed or self.days.numbered.names_year(quantity.start, stem))
        if text[stem - 1] != "日" or text[stem - 2] not in NUMERAL_CHARACTERS | {" "}:
            return False
        if quantity.relation in ("within", "after") or self.words.overdue.search(
            text, max(0, quantity.start - 14), quantity.start
        ):
            return False
        return self.days.read(quantity.start, None, lead_end) is not None

    # --- dates --------------------------------------------------------------------------------------------------------

    def _add_date(self, start: int, first: Point) -> int:
        """Add the date that begins with ``first``: with its range and the word after it (前, 起, 内). Its end."""
        last = self._range_end(first)
        relation, end = self._relation(last.end)
        single, day, text = last is first, first.day, self.text
        if single and not relation and self._names_a_bill(start, end):
            return end
        if not single and self._is_service_time(start, first, last, relation):
            return self._range_end(last._replace(end=end)).end
        place = self._place(start, end)
        if place is None:
            return end
        role = self._role(start, end, relation in ("before", "within"))
        if role != "statement" and text[start:end] in self.words.lists["present_month"]:
            return end
        if single and not relation and text[start - 1 : start] in self.words.tails["until_before"]:
            relation = "until" if text.endswith(self.words.lists["until_before"], 0, start) else ""
        if relation == "until" and not single:
            relation = ""
        elif relation == "until":
            relation, role = ("", role) if role == "as_of" else ("before", "deadline" if role == "unknown" else role)
        opening, closing = self._bounds(first, last)
        if opening is None:
            self.notes.append(Note("impossible_date", place[1]))
        elif role != "statement" and single and self._is_vague(relation, role, opening, closing):
            role = "unknown"
        time, end_time = first.time, None if single else last.time
        if time and first.either and opening == self.reference.date and self._is_ahead(start, time, role, relation):
            time, end_time = in_afternoon(time), in_afternoon(end_time) if end_time and last.either else end_time
        if single and day and day.open == "year" and opening:
            opening = closing = year_of(opening, role, self.reference.date)
        if relation == "before" and single:
            opening, closing = None, self._next(day, opening, role) if day and opening else opening
            if day is None and time == "00:00":
                time = "24:00"
        elif relation == "since" and single:
            closing = None
        elif relation == "within":
            role = "deadline"
            if opening and closing and closing >= self.reference.date:
                opening = max(opening, self.reference.date)
        elif not single and last.day is None and time and end_time and closing and end_time < time:
            closing = add_days(closing, 1)
        if day and not day.announced:
            self.notes.append(Note("calendar_not_announced", place[1]))
        self.days.mentioned = closing or opening
        self.dates.append(Date(*place, opening, closing, time, end_time, not day or day.relative, role))
        return end

    def _range_end(self, first: Point) -> Point:
        """The second end of a range, or ``first`` again when there is none."""
        if self.text[first.end : first.end + 1] not in JOINER_STARTS:
            return first
        joiner = joiner_pattern().match(self.text, first.end)
        second = self.points.read(joiner.end(), first) if joiner else None
        if second is None or joiner is None:
            return first
        overnight = second.day is None or self.text.startswith(self.words.lists["next_day"], joiner.end())
        return second if first.day or overnight else first

    def _bounds(self, first: Point, last: Point) -> tuple[date | None, date | None]:
        """The first and the last day of a range; both None when one of them does not exist."""
        opening = first.day or Day(0, self.reference.date, self.reference.date)
        closing = last.day or opening
        if opening.first is None or opening.last is None or closing.last is None:
            return None, None
        return opening.first, opening.last if closing.last < opening.first else closing.last

    def _is_vague(self, relation: str, role: str, opening: date, closing: date | None) -> bool:
        """Whether 5月, 2026年 or 5月起 is too wide for the role that the words around would give it."""
        if relation:
            return relation == "since" and role == "deadline"
        days = (closing - opening).days if closing else 0
        return days > 31 or (days > 0 and role == "deadline")

    def _next(self, day: Day, there: date, role: str) -> date:
        """A deadline whose month or week was left open lies ahead."""
        if day.open not in ("week", "month") or role not in ("deadline", "due") or there >= self.reference.date:
            return there
        return (add_days(there, 7) if day.open == "week" else add_months(there, 1)) or there

    def _is_ahead(self, start: int, time: str, role: str, relation: str) -> bool:
        """Whether an hour of today that is over, said without 上午 or 下午, is meant after noon."""
        now = self.reference.time
        return (relation == "before" or role in EXPECTED) and meant_after_noon(self.text, start, time, now)

    def _relation(self, end: int) -> tuple[str, int]:
        """The word after a date that says on which side of it the time lies, and where that word ends."""
        start = end + self.text.startswith(" ", end)
        found = word_at(self.words.relations, self.text, start)
        return (found[1], start + len(found[0])) if found and found[1] else ("", end)

    def _names_a_bill(self, start: int, end: int) -> bool:
        """Whether a month without its year only says which bill is meant (11月账单, 本月话费)."""
        text = self.text
        return (
            text[end - 1] in "月份" and text.startswith(self.words.lists["bills"], end) and "年" not in text[start:end]
        )

    def _is_service_time(self, start: int, first: Point, last: Point, relation: str) -> bool:
        """Whether 周一至周五 or 9:00-18:00 says when somebody can be reached."""
        if relation:
            return False
        if first.day is None:
            return is_service(self.text, start, last.end, self.words.lists["service"])
        return first.day.open == "week" and last.day is not None and last.day.open == "week"

    # --- lengths of time ----------------------------------------------------------------------------------------------

    def _add_length(self, quantity: Quantity) -> int:
        """Add a length of time: a deadline that runs from the message, a day so far from it, or a duration. Its end."""
        text = self.text
        lists = self.words.lists
        remaining = text.endswith(lists["remaining"], 0, quantity.start)
        if remaining and not quantity.relation and text.startswith(lists["remaining_after"], quantity.end):
            return self._add_distance(quantity._replace(relation="after"))
        clause = self._clause(quantity.start).start
        if not quantity.relation and is_granted(text, quantity, lists):
            return self._add_distance(quantity._replace(relation="within"))
        length = length_role(text, quantity, clause, self.words)
        if length is None:
            return quantity.end
        plain = length.role == "other" and length.start == quantity.start and quantity.unit != "instalment"
        if quantity.relation and plain and runs_from_here(text, quantity, clause, self.words):
            return self._add_distance(quantity)
        seconds = quantity.seconds
        days = seconds // DAY if seconds is not None and seconds >= DAY else None
        count = int(quantity.number) if quantity.unit == "instalment" else None
        approx = quantity.unit in ("month", "year", "workday")
        place = self._place(length.start, length.end)
        if place:
            self.durations.append(Duration(*place, days, seconds, count, approx, length.role))
        return length.end

    def _add_distance(self, quantity: Quantity) -> int:
        """Add the date that a length with 内, 后 or 前 leads to. Its end."""
        start, end = quantity.start, quantity.end
        there, time, announced = reached(quantity, self.reference, self.lexicon)
        place = self._place(start, end)
        if there is None or place is None:
            return end
        within = quantity.relation == "within"
        role = "deadline" if within else self._role(start, end, False)
        if not announced:
            self.notes.append(Note("calendar_not_announced", place[1]))
        self.days.mentioned = there
        self.dates.append(Date(*place, self.reference.date if within else there, there, time, None, True, role))
        return end

    def _read_spanning(self, start: int) -> int:
        """Add 前3天 or 后两周 at the start of a clause: a span that ends or begins with the message. Its end, or 0."""
        text = self.text
        word = next(word for word in self.words.lists["spanning"] if text.startswith(word, start))
        head = start - text.endswith("之", 0, start)
        clause = self._around(self.prepared.clauses, start).start
        quantity = read_quantity(text, start + len(word), self.words, self.lexicon)
        if (
            quantity is None
            or quantity.number < 1
            or quantity.relation
            or head != clause
            or quantity.unit in ("instalment", "workday")
        ):
            return 0
        back = word == "前"
        first, first_time, _ = reached(
            quantity._replace(relation="ago" if back else "after", number=quantity.number if back else 1),
            self.reference,
            self.lexicon,
        )
        last, last_time, _ = reached(quantity._replace(relation="after"), self.reference, self.lexicon)
        if back:
            last, last_time = self.reference.date, self.reference.time if first_time else None
        place = self._place(head, quantity.end)
        if first is None or last is None or place is None:
            return 0
        self.dates.append(Date(*place, first, last, first_time, last_time, True, "unknown"))
        return quantity.end

    # --- forms without a unit -----------------------------------------------------------------------------------------

    def _read_digits(self) -> None:
        """Add 20261125 and 2026 11 25."""
        for start, point in digit_days(self.text, self.points, self.words):
            _, span = self.prepared.slice(start, point.end)  # what the last figures alone were taken for (25五点) goes
            self.dates = [day for day in self.dates if day.span.end <= span.start or span.end <= day.span.start]
            self._add_date(start, point)

    def _read_stage(self) -> None:
        """Add 逾期M2 and 逾期天数36."""
        for start, end, days, approx in stages(self.text):
            place = self._place(start, end)
            if place:
                self.durations.append(Duration(*place, days, days * DAY, None, approx, "overdue"))

    # --- what is kept -------------------------------------------------------------------------------------------------

    def _place(self, start: int, end: int) -> tuple[str, Span] | None:
        """The original characters and their span, or None when an earlier reader has claimed them."""
        raw, span = self.prepared.slice(start, end)
        return (raw, span) if self.taken.free(span) else None

    def _around(self, bounds: tuple[Span, ...], pos: int) -> Span:
        """The clause or sentence that holds ``pos``."""
        place = bisect_right(bounds, (pos, len(self.text) + 1)) - 1
        return bounds[place] if place >= 0 else Span(0, len(self.text))

    def _clause(self, pos: int) -> Span:
        """The clause that holds ``pos``, with the label before it (还款日:)."""
        clauses, text = self.prepared.clauses, self.text
        clause = self._around(clauses, pos)
        colon = clause.start - 1 - text.endswith(" ", 0, clause.start)
        if colon > 0 and text[colon] == ":":
            return Span(self._around(clauses, colon - 1).start, clause.end)
        return clause

    def _role(self, start: int, end: int, deadline: bool) -> str:
        sentence = self._around(self.prepared.sentences, start)
        return date_role(self.text, Span(start, end), deadline, self._clause(start), sentence, self.words)


span_of = attrgetter("span")
EXPECTED = frozenset(("unknown", "deadline", "court", "event"))
JOINER_STARTS = frozenset("起 -~—–至到与")
YEAR_WITH_UNIT = 5
NUMBER_GOES_ON = NUMERAL_CHARACTERS | {"+"}
RECURRING_UNITS = frozenset("月日号个")
