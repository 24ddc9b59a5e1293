"""Days named by words: 今晚, 下周一, 本月25日, 月底, 今年6月, 国庆节, 下个工作日, 当日22:00."""

from __future__ import annotations

from datetime import date

from triage.catalog.catalog import Lexicon
from triage.read.civil import add_days, civil, month_bounds, month_of, week_of
from triage.read.date_words import NUMERAL_CHARACTERS, DateWords, Festival, numeral_at, small_number, word_at
from triage.read.day_forms import Day, NumberedDays
from triage.read.day_patterns import calendar_pattern
from triage.read.festivals import coming_festival, read_lunar
from triage.read.workdays import workday_after


class DayReader:
    """Reads days, however written, against a reference day. ``mentioned`` is the day last spoken of (当日)."""

    def __init__(self, text: str, reference: date, words: DateWords, lexicon: Lexicon) -> None:
        self.text = text
        self.reference = reference
        self.lexicon = lexicon
        self.words = words
        self.numbered = NumberedDays(text, reference, words, lexicon)
        self.mentioned: date | None = None

    def read(self, pos: int, before: Day | None = None, lead_end: int = 0) -> Day | None:
        """The day at ``pos``, or None. ``before`` is the first day of a range that this one may end.

        ``lead_end``: where its beginning ends, when that is known.
        """
        if not lead_end:
            lead = self.words.lead.match(self.text, pos)
            if lead is None or (lead[1] and lead[0] not in self.words.pairs):
                return None
            lead_end = lead.end()
        if self.text[pos] in NUMERAL_CHARACTERS:
            return self.numbered.read(pos, lead_end, before)
        return self._word(pos, before)

    def _word(self, pos: int, before: Day | None) -> Day | None:
        found = word_at(self.words.named, self.text, pos)
        if found is None:
            return self._other(pos)
        word, meaning = found
        kind, offset, end = meaning.kind, meaning.offset, pos + len(word)
        if kind == "week":
            return self._week(end, offset)
        if kind == "festival":
            return self._festival(pos, word, meaning.festival)
        if kind == "lunar":
            lunar = read_lunar(self.text, pos, self.reference, self.lexicon)
            return lunar and Day(lunar[0], lunar[1], lunar[1])
        if offset is None:
            return None
        if kind == "day":
            return self._named(pos, word, offset, meaning.part, before)
        if kind == "month":
            return self._month(end, offset)
        if kind == "year":
            return self._in_year(end, self.reference.year + offset)
        if kind == "quarter":
            year, month = month_of(self.reference, 3 * offset)
            return self.numbered.quarter(end, year, (month + 2) // 3, True)
        if kind == "nth_quarter":
            return self.numbered.quarter(end, None, offset)
        first, last = add_days(self.reference, offset), add_days(self.reference, meaning.last)
        return Day(end, first, last, True) if first and last else None

    def _named(self, pos: int, word: str, offset: int, part: str | None, before: Day | None) -> Day | None:
        """今天, 明晚: a day so many from the reference. 次日 is the one after the day last spoken of."""
        if self.text[pos - 1 : pos] in self.words.characters["not_days_after"]:
            return None
        if self.text.startswith(self.words.lists["names_with_days"], pos):
            return None
        base = self.reference
        if word in self.words.lists["next_day"]:
            base = (before and before.first) or self.mentioned or base
        there = add_days(base, offset)
        return Day(pos + len(word), there, there, base == self.reference, part=part) if there else None

    def _festival(self, pos: int, word: str, festival: Festival | None) -> Day | None:
        if festival is None or self._is_no_festival(pos, word):
            return None
        end = pos + len(word)
        ahead = self.text.startswith(self.words.lists["before"], end)
        there = coming_festival(festival, self.reference, self.lexicon, ahead)
        return Day(end, there, there) if there else None

    def _week(self, end: int, offset: int | None) -> Day | None:
        """The week, weekday or weekend behind a word for a week; ``offset`` is None for a bare 周."""
        text = self.text
        again = next(
            (name for name in self.words.lists["week_names"] if offset is not None and text.startswith(name, end)), ""
        )
        weekday = self.words.weekdays.get(text[end + len(again) : end + len(again) + 1])
        monday = week_of(self.reference, offset or 0)
        if monday is None or (offset is None and weekday is None):
            return None
        if weekday is None:
            return Day(end, monday, add_days(monday, 6), True)
        end += len(again) + 1
        if offset is None and text[end : end + 1] in self.words.characters["not_weekday_before"]:
            return None
        first = add_days(monday, weekday)
        last = add_days(monday, 6) if text[end - 1] == "末" else first
        return Day(end, first, last, True, open="week" if offset is None else "")

    def _month(self, end: int, offset: int) -> Day | None:
        """The month behind 本月, 下个月, or the day or piece of it that the text goes on with."""
        year, month = month_of(self.reference, offset)
        start = end + self.text.startswith(" ", end)
        numeral = numeral_at(self.text, start)
        after = start + len(numeral)
        if 1 <= len(numeral) <= (2 if numeral.isascii() else 3):
            mark = self.text.startswith((" ", "日", "号"), after) and self.text[after : after + 2].strip()[:1] in (
                "日",
                "号",
            )
            if mark or self.numbered.ends_day(numeral, after):
                there = civil(year, month, small_number(numeral))
                return Day(after + (1 + self.text.startswith(" ", after) if mark else 0), there, there, True)
        return self.numbered.period(end, year, month, True)

    def _in_year(self, end: int, year: int) -> Day | None:
        """今年6月, 去年国庆节, 今年底: what follows the name of a year. The year alone is no date."""
        if not 1 <= year <= 9999:
            return None
        match = calendar_pattern().match(self.text, end)
        if match and match["y"] is None:
            there = self.numbered.month_and_day(match, year)
            return there and there._replace(relative=True)
        whole = self.numbered.year_part(end, year, True)
        return whole if whole and whole.end > end else None

    def _is_no_festival(self, pos: int, festival: str) -> bool:
        """Whether the name of a festival is part of other words (超过年利率) or a given name (陈国庆)."""
        text, words, end = self.text, self.words, pos + len(festival)
        if text.startswith(words.lists["not_festival_before"], end) or festival in words.lists["terms_like_words"]:
            return True
        if festival in words.lists["solar_terms"]:
            return not text.startswith(words.lists["festival_goes_on"], end)
        if festival[0] == "过":
            return text[pos - 1 : pos] in words.characters["not_new_year_after"] or not text.startswith(
                words.lists["festival_goes_on"], end
            )
        if festival[-1] in "节夜日一" or text[pos - 1 : pos] not in words.surnames:
            return False
        return not text.startswith(words.lists["festival_goes_on"], end)

    def _other(self, pos: int) -> Day | None:
        """当日 of a day spoken of, the next working day, 月底 and 年底 without a month or year."""
        text, words, previous = self.text, self.words, self.text[pos - 1 : pos]
        if self.mentioned and text.startswith(words.lists["same_day"], pos) and self._goes_on(pos + 2):
            return Day(pos + 2, self.mentioned, self.mentioned)
        for word in words.lists["next_workday"]:
            if text.startswith(word, pos):
                there, announced = workday_after(self.reference, 1, self.lexicon)
                return Day(pos + len(word), there, there, True, announced=announced)
        if previous in NUMERAL_CHARACTERS and not text[max(0, pos - 3) : pos].isdigit():
            return None  # 三月底 is read with its month; a sum may stand before 月底 (欠3500月底还)
        if text.startswith(words.lists["bare_spans"], pos) and previous not in words.characters["not_month_end_after"]:
            if text[pos] == "月":
                return Day(pos + 1, *month_bounds(self.reference.year, self.reference.month), True)
            return Day(pos + 1, date(self.reference.year, 1, 1), date(self.reference.year, 12, 31), True)
        if (
            text.startswith(words.lists["bare_month_pieces"], pos)
            and previous not in words.characters["not_month_end_after"]
        ):
            return self.numbered.period(pos + 1, self.reference.year, self.reference.month, True)
        if (
            text.startswith(words.lists["bare_year_pieces"], pos)
            and previous not in words.characters["not_year_end_after"]
        ):
            return self.numbered.year_part(pos, self.reference.year, True)
        return None

    def _goes_on(self, end: int) -> bool:
        """Whether a time of day or 前 follows (当日22:00前)."""
        text, words = self.text, self.words
        return (
            text[end : end + 1] in NUMERAL_CHARACTERS
            or word_at(words.parts, text, end) is not None
            or text.startswith(words.lists["before"], end)
        )
