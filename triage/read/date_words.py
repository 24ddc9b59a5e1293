"""The words of ``data/lexicon/dates.yaml`` in the shape in which the readers of dates and lengths of time use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from triage.catalog.catalog import Lexicon

CHINESE_DIGITS = "零一二三四五六七八九"
NUMERALS = "0-9〇零一二三四五六七八九十百廿卅两半"
LONGEST_NUMERAL = 8
RELATIONS = ("before", "within", "since", "after", "until")
RANGE_MARKS = frozenset("-~至到—")
NUMERAL_CHARACTERS = frozenset("0123456789〇零一二三四五六七八九十百廿卅两半")
NUMBER = "(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅两]{1,3}+)"

JOINER = "起? ?(?:-{1,2}|~|—{1,2}|–|至|到|与)(?!期) ?"

Value = TypeVar("Value")
Index = Mapping[str, tuple[tuple[str, Value], ...]]


class DateWords(NamedTuple):
    """Words by use. An ``Index`` holds the words that begin with a character, the longest first, and their meanings."""

    lead: re.Pattern[str]
    overdue: re.Pattern[str]
    days: Index[tuple[int, str | None]]
    festivals: Index[tuple[int, int]]
    surnames: frozenset[str]
    years: Index[int]
    parts: Index[str]
    units: Mapping[str, str]
    unit_starts: frozenset[str]
    clock_starts: frozenset[str]
    relation_starts: frozenset[str]
    weeks: Index[int | None]
    weekdays: Mapping[str, int]
    months: Index[int]
    month_pieces: Mapping[str, tuple[int, int]]
    year_pieces: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    roles: Index[tuple[str, str]]
    lists: Mapping[str, tuple[str, ...]]
    characters: Mapping[str, frozenset[str]]


def index(words: Mapping[str, Value]) -> Index[Value]:
    """``words`` by their first character, the longest first."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append((word, words[word]))
    return {first: tuple(pairs) for first, pairs in found.items()}


def word_at(words: Index[Value], text: str, pos: int) -> tuple[str, Value] | None:
    """The longest of ``words`` that stands at ``pos``, with its meaning."""
    for word, value in words.get(text[pos : pos + 1], ()):
        if text.startswith(word, pos):
            return word, value
    return None


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def small_number(numeral: str) -> int:
    """The whole number of digits or of Chinese numerals below a thousand; digit strings count as such (二六: 26).

    >>> [small_number(numeral) for numeral in ("25", "二十五", "廿三", "十", "二〇二六", "一百二十")]
    [25, 25, 23, 10, 2026, 120]
    """
    if numeral.isascii():
        return int(numeral)
    total = digit = 0
    positional = not any(character in "十百廿卅" for character in numeral)
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in "廿卅":
            total, digit = total + (20 if character == "廿" else 30), 0
        else:
            value = 2 if character == "两" else max(CHINESE_DIGITS.find(character), 0)
            if character.isascii():
                value = int(character)
            digit = digit * 10 + value if positional else value
    return total + digit


def numeral_at(text: str, pos: int) -> str:
    """The run of digits or Chinese numerals that begins at ``pos``, at most ten characters; empty for none."""
    end = pos
    while text[end : end + 1] in NUMERAL_CHARACTERS and end - pos < 10:
        end += 1
    return text[pos:end]


def month_day(text: str) -> tuple[int, int]:
    """The month and day of ``MM-DD``."""
    return int(text[:2]), int(text[3:])


@lru_cache(maxsize=4)
def date_words(lexicon: Lexicon) -> DateWords:
    """The words, made once per lexicon."""
    raw: Mapping[str, Any] = lexicon.section("dates")
    days: dict[str, tuple[int, str | None]] = {word: (int(offset), None) for word, offset in raw["days"].items()}
    days.update({word: (int(one["day"]), one["part"]) for word, one in raw["days_with_part"].items()})
    festivals = {word: month_day(day) for word, day in raw["festivals"].items()}
    weeks: dict[str, int | None] = dict.fromkeys(raw["week_names"])
    weeks.update({turn + name: int(offset) for turn, offset in raw["week_turns"].items() for name in raw["week_names"]})
    months = {turn + name: int(offset) for turn, offset in raw["month_turns"].items() for name in ("月", "月份")}
    years = {word: int(offset) for word, offset in raw["years"].items()}
    roles: dict[str, tuple[str, str]] = {}
    for side in ("before", "after"):
        for role, sides in raw["roles"].items():
            for word in sides[side]:
                known = roles.get(word, ("", ""))
                roles[word] = (role, known[1]) if side == "before" else (known[0], role)
    for word in raw["repayment"]:
        roles.setdefault(word, ("repayment", "repayment"))
    leading = [*days, *festivals, *years, *raw["parts"], *raw["next_workday"], *raw["same_day"], *raw["spanning"]]
    leading += [*weeks, *months, *raw["bare_month_pieces"], *raw["bare_year_pieces"]]
    first = "".join(sorted({word[0] for word in leading}))
    second = "".join(sorted({word[1] for word in leading if len(word) > 1 and word not in raw["week_names"]}))
    unit = "".join(sorted({unit[0] for unit in raw["units"]}))
    lead = (
        f"[{NUMERALS}{first}](?:(?<=[{NUMERALS}早晚晨前后下])[{NUMERALS}]{{0,{LONGEST_NUMERAL}}}+ ?"
        f"(?:[年月号点时{unit}apAP:/~至到—多余+]|[.-](?=[0-9]{{1,2}}(?![0-9元万%])))"
        f"|[{second}]|(?<=[周星礼])[期拜{''.join(raw['weekdays'])}])"
    )
    overdue = f"{one_of(raw['overdue'])}{one_of(raw['overdue_filler'])}{{0,4}}$"
    lists = {key: tuple(words) for key, words in raw.items() if isinstance(words, list)}
    return DateWords(
        lead=re.compile(lead),
        overdue=re.compile(overdue),
        days=index(days),
        festivals=index(festivals),
        surnames=frozenset("".join(lexicon.section("people")["surnames"])),
        years=index(years),
        parts=index(raw["parts"]),
        units=raw["units"],
        unit_starts=frozenset({unit[0] for unit in raw["units"]} | RANGE_MARKS | set(".多余+个")),
        clock_starts=frozenset(word[0] for word in (" ", *raw["parts"], *raw["before_clock"])) | NUMERAL_CHARACTERS,
        relation_starts=frozenset(word[0] for key in RELATIONS for word in lists[key]),
        weeks=index(weeks),
        weekdays={word: int(day) for word, day in raw["weekdays"].items()},
        months=index(months),
        month_pieces={word: (int(first), int(last)) for word, (first, last) in raw["month_pieces"].items()},
        year_pieces={word: (month_day(first), month_day(last)) for word, (first, last) in raw["year_pieces"].items()},
        roles=index(roles),
        lists=lists,
        characters={key: frozenset(words) for key, words in raw.items() if isinstance(words, str)},
    )
