"""Lengths of time as they are written: 逾期30天, 3个工作日内, 分12期, 宽限3日, 5分钟内有效, 半小时."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.model import Moment
from triage.read.civil import add_days, add_months
from triage.read.date_words import (
    NUMERAL_CHARACTERS,
    RANGE_MARKS,
    DateWords,
    date_words,
    one_of,
    small_number,
    word_at,
)
from triage.read.workdays import workday_after

DAY = 86400
HALF = Decimal("0.5")
SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": DAY,
    "workday": DAY,
    "week": 7 * DAY,
    "month": 30 * DAY,
    "year": 365 * DAY,
}
# What a length goes on in: 3个月零5天, 1年2个月, 1天12小时, 2小时30分钟.
REST = {"month": "day", "year": "month", "day": "hour", "hour": "minute"}
REACH = 16
REACH_OF_ANCHOR = 10
REACH_OF_HOLDER = 8
LONGEST = 100_000
LONGEST_CUT = 4
DIGITS = frozenset("0123456789")


class Quantity(NamedTuple):
    """So many units from ``start`` to ``end``. ``relation``: within after ago or nothing; ``stem``: its beginning."""

    start: int
    end: int
    number: int | Decimal
    unit: str
    relation: str
    stem: int

    @property
    def seconds(self) -> int | None:
        """The length in seconds, a month of 30 and a year of 365 days; None for instalments."""
        return int(self.number * SECONDS[self.unit]) if self.unit in SECONDS else None


class Length(NamedTuple):
    """What a quantity says: its role, and where its words begin and end."""

    start: int
    end: int
    role: str


@lru_cache(maxsize=4)
def quantity_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A number, a unit, and the word behind them (内, 后, 前)."""
    number = "(?:[0-9]{1,6}+(?:\\.[0-9]{1,3}+)?+|[〇零一二三四五六七八九十百廿卅两]{1,5}+|半)"
    words = date_words(lexicon)
    within, after, ago = (one_of(words.lists[key]) for key in ("within", "after", "before"))
    return re.compile(
        f"(?P<number>{number}) ?(?=[多余+{''.join(sorted({unit[0] for unit in words.units}))}])"
        f"(?:(?P<half>个[半多])(?P<thing>月|小时|钟头|星期|礼拜)|[多余+]?(?P<unit>{one_of(words.units)})(?P<more>半)?)"
        f"(?:(?P<within>{within})|(?P<after>{after})|(?P<ago>{ago}))?"
    )


def read_quantity(text: str, pos: int, words: DateWords, lexicon: Lexicon, lead_end: int = 0) -> Quantity | None:
    """The length of time whose number begins at ``pos``, or None; of 3-5天, with ``lead_end`` behind the 3-, the 5."""
    pattern = quantity_pattern(lexicon)
    match = pattern.match(text, pos)
    if match is None and text[lead_end - 1] in RANGE_MARKS:
        match = pattern.match(text, lead_end)
    if match is None or text[pos] == "零" or is_fraction(text, pos) or is_ordinal(text, pos):
        return None
    written, more, half, name = match.group("number", "more", "half", "unit")
    unit = words.units[name or "个" + match["thing"]]
    number: int | Decimal = HALF if written == "半" else Decimal(written) if "." in written else small_number(written)
    if half == "个半" or (more and unit in ("year", "day")):
        number += HALF
    if unit == "instalment" and (
        text[pos - 1 : pos] in NEIGHBOURS or number != int(number) or text.startswith("间", match.end("unit"))
    ):
        return None
    if name == "周" and text[match.end("unit") : match.end("unit") + 1] in words.characters["not_weekday_before"]:
        return None
    if name and name.isascii() and is_latin(text[match.end("unit") : match.end("unit") + 1]):
        return None
    if unit == "year" and text[match.end("unit") : match.end("unit") + 1] in NOT_YEARS:
        return None
    if number > LONGEST or (unit == "year" and number > 100) or (unit == "second" and text[pos - 1 : pos] == "分"):
        return None
    relation = match.lastgroup if match.lastgroup in EXCEPT else ""
    stem = match.start(relation) if relation else match.end()
    if relation and text.startswith(words.lists[EXCEPT[relation]], stem):
        return Quantity(pos, stem, number, unit, "", stem)
    if more and unit not in ("year", "day"):
        return None
    smaller = REST.get(unit) if not relation else None
    if smaller and (rest := _rest_of(smaller).match(text, match.end())):
        total = number * SECONDS[unit] // SECONDS[smaller] + small_number(rest[1])
        if unit in ("month", "year"):
            return Quantity(pos, rest.end(), total, smaller, "", rest.end())
        said = word_at(words.relations, text, rest.end())
        relation = RELATION.get(said[1], "") if said else ""
        end = rest.end() + (len(said[0]) if said and relation else 0)
        return Quantity(pos, end, total, smaller, relation, rest.end())
    return Quantity(pos, match.end(), number, unit, relation, stem)


def is_latin(sign: str) -> bool:
    """Whether ``sign`` is a letter of the Latin alphabet, which an English unit is not followed by (0000 has)."""
    return sign.isascii() and sign.isalpha()


@cache
def _rest_of(unit: str) -> re.Pattern[str]:
    """The days of 3个月零5天, the months of 1年2个月, the hours of 1天12小时, the minutes of 2小时30分钟."""
    name = {"day": "[天日](?![前内后])", "month": "个月(?![前内后])", "hour": "个?小时", "minute": "分钟?"}[unit]
    return re.compile(f"零?又?([0-9]{{1,2}}|[一二三四五六七八九十两]{{1,3}}+){name}")


def with_spaced_digits(text: str, quantity: Quantity, words: DateWords) -> Quantity:
    """The length with the digits that a blank has cut off from it, where arrears are counted (逾期4 5天)."""
    start = quantity.start
    lowest = start - 2 * LONGEST_CUT
    while start > max(1, lowest) and text[start - 1] == " " and text[start - 2] in DIGITS:
        start -= 2
    written = text[start : quantity.start].replace(" ", "")
    if not written or quantity.relation or text[quantity.start] not in DIGITS:
        return quantity
    if not words.overdue.search(text, max(0, start - REACH), start):
        return quantity
    number = Decimal(f"{written}{quantity.number}")
    return quantity._replace(start=start, number=number) if number <= LONGEST else quantity


def is_fraction(text: str, pos: int) -> bool:
    """Whether the number at ``pos`` is what follows a decimal point."""
    return text[pos - 1 : pos] == "." and text[pos - 2 : pos - 1] in NUMERAL_CHARACTERS


def is_ordinal(text: str, pos: int) -> bool:
    """Whether the number is one in a row (第3期). 逾期第3期 is a length."""
    return text[pos - 1 : pos] == "第" and text[max(0, pos - 3) : pos - 1] not in ARREARS


def length_role(text: str, quantity: Quantity, clause: int, words: DateWords) -> Length | None:
    """The role of a length that is no deadline; ``clause`` is where its clause begins. None for service hours."""
    start, end, lists = quantity.start, quantity.end, words.lists
    low = max(clause, start - REACH)
    overdue = not words.heads["overdue"].isdisjoint(text[low:start]) and words.overdue.search(text, low, start)
    if overdue:
        begin = overdue.start()
        return Length(begin, end, "other" if is_general(text, clause, begin, quantity, words) else "overdue")
    remaining = text.endswith(lists["remaining"], 0, start)
    if not quantity.relation and not remaining and text.startswith(lists["overdue_after"], end):
        return Length(start, end, "overdue")
    if text.startswith(lists["validity_after"], end) or holds(text, clause, start, words, "validity"):
        return Length(start, end, "validity")
    if text.startswith(lists["grace_after"], end) or holds(text, clause, start, words, "grace"):
        return Length(start, end, "grace")
    if holds(text, clause, start, words, "term") or text.startswith("分期", end) or (quantity.unit == "instalment"):
        return Length(start, end, "term")
    if quantity.unit == "hour" and not quantity.relation and is_service(text, start, end, lists["service"]):
        return None
    return Length(start, end, "other")


def is_general(text: str, clause: int, begin: int, quantity: Quantity, words: DateWords) -> bool:
    """Whether arrears of this length are supposed or ruled on, not told of the reader (如逾期30天, 逾期超过90天将…)."""
    lists = words.lists
    if quantity.relation or supposes(text[max(clause, begin - REACH) : begin], lists["conditional"]):
        return True
    limit = any(word in text[begin : quantity.start] for word in lists["limit"])
    follows = quantity.end
    for word in lists["limit_after"]:
        if text.startswith(word, follows):
            limit, follows = True, follows + len(word)
    told = text.endswith(lists["told"], 0, begin) or any(word in text[begin : quantity.start] for word in lists["told"])
    return limit and not told and text.startswith(lists["ruling"], follows)


def supposes(words: str, conditional: tuple[str, ...]) -> bool:
    """Whether one of ``conditional`` stands in ``words`` and is no part of a number (九万一千)."""
    places = (words.find(word) for word in conditional if word in words)
    return any(words[at - 1 : at] not in NUMERAL_CHARACTERS for at in places)


def is_granted(text: str, quantity: Quantity, lists: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether somebody is given the length to pay or to act (限24小时处理, 给你两天时间)."""
    return (
        quantity.unit in ("minute", "hour", "day")
        and text.endswith(lists["granting"], 0, quantity.start)
        and text.startswith(lists["granted"], quantity.end + text.startswith("的", quantity.end))
    )


def runs_from_here(text: str, quantity: Quantity, clause: int, words: DateWords) -> bool:
    """Whether a length with 内, 后 or 前 is counted from the message, not from another day or backwards."""
    lists, start = words.lists, quantity.start
    if text.endswith(lists["looking_back"], 0, start) or text.endswith(lists["counting"], 0, start):
        return False
    if text.endswith(lists["anchors"], 0, start):
        window = text[max(clause, start - REACH_OF_ANCHOR) : start]
        return any(word in window for word in lists["anchored_here"])
    return quantity.relation != "ago" or text[start - 1 : start] not in ("日", "期")


def reached(quantity: Quantity, reference: Moment, lexicon: Lexicon) -> tuple[date | None, str | None, bool]:
    """The day a length leads to, the time of day (for hours and less), and whether its working days are announced.

    None for a day outside the calendar. Without a clock time, hours lead to the earliest day that they may end on.
    """
    unit, number = quantity.unit, quantity.number
    sign = -1 if quantity.relation == "ago" else 1
    if unit == "workday":
        if sign < 0 or number > 366:
            return None, None, True
        there, announced = workday_after(reference.date, int(number), lexicon)
        return there, None, announced
    if unit in ("month", "year") and number == int(number):
        return add_months(reference.date, sign * int(number) * (12 if unit == "year" else 1)), None, True
    seconds = sign * (quantity.seconds or 0)
    if unit not in ("hour", "minute", "second") or reference.time is None:
        days = abs(seconds) // DAY
        return add_days(reference.date, sign * days), None, True
    try:
        then = datetime.fromisoformat(reference.iso()) + timedelta(seconds=seconds)
    except OverflowError:
        return None, None, True
    shown = "%H:%M:%S" if then.second or len(reference.time) > 5 else "%H:%M"
    return then.date(), then.strftime(shown), True


def holds(text: str, clause: int, pos: int, words: DateWords, key: str) -> bool:
    """Whether a word of the list ``key`` stands in the few characters of the clause before ``pos``."""
    window = text[max(clause, pos - REACH_OF_HOLDER) : pos]
    if words.heads[key].isdisjoint(window):
        return False
    return any(word in window for word in words.lists[key])


def is_service(text: str, start: int, end: int, service: tuple[str, ...]) -> bool:
    """Whether the hours around are those of a hotline (24小时客服, 7×24小时, 9:00-18:00)."""
    if text[start - 1 : start] in TIMES:
        return True
    window = text[max(0, start - REACH) : end + REACH]
    return any(word in window for word in service)


NEIGHBOURS = ("上", "下", "这", "每", "首", "某")
NOT_YEARS = ("代", "级", "度", "报")
TIMES = ("×", "*", "x", "X")
ARREARS = ("逾期", "拖欠", "超期")
RELATION = {"within": "within", "since": "after", "before": "ago"}
EXCEPT = {"within": "not_within", "after": "not_after", "ago": "not_before"}
