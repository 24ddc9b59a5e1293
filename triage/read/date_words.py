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


class Festival(NamedTuple):
    """A day of the year. ``kind``: solar or lunar (its month and day), weekday (the ``day``-th of it), solar_term

    (the first, 0, or second, 1, of it)."""

    kind: str
    month: int
    day: int
    weekday: int = 0


class DayWord(NamedTuple):
    """What a word for a day means. ``kind``: day days week month quarter nth_quarter year festival lunar.

    ``offset``: days, weeks, months, quarters or years from the reference (None for a bare 周), or the number of the
    quarter; ``last``: of several days, the offset of the last one; ``part``: the part of the day in the word.
    """

    kind: str
    offset: int | None = 0
    last: int = 0
    part: str | None = None
    festival: Festival | None = None


class DateWords(NamedTuple):
    """Words by use. An ``Index`` holds the words that begin with a character, the longest first, and their meanings.

    ``lead``: how a day, time or length begins; in its group a pair that must be one of ``pairs``.
    """

    lead: re.Pattern[str]
    pairs: frozenset[str]
    overdue: re.Pattern[str]
    heads: Mapping[str, frozenset[str]]
    tails: Mapping[str, frozenset[str]]
    named: Index[DayWord]
    festivals: Index[Festival]
    numbered_festivals: Mapping[str, Festival]
    surnames: frozenset[str]
    parts: Index[str]
    units: Mapping[str, str]
    unit_starts: frozenset[str]
    decimal_units: frozenset[str]
    clock_starts: frozenset[str]
    again_starts: frozenset[str]
    relations: Index[str]
    weekdays: Mapping[str, int]
    nth_quarters: Index[int]
    month_pieces: Mapping[str, tuple[int, int]]
    year_pieces: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    roles: Index[tuple[str, str]]
    role_heads: frozenset[str]
    lists: Mapping[str, tuple[str, ...]]
    characters: Mapping[str, frozenset[str]]


def index(words: Mapping[str, Value], head: int = 1) -> Index[Value]:
    """``words`` by their first character, or that many, the longest first."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        found.setdefault(word[:head], []).append((word, words[word]))
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


def named_festivals(raw: Mapping[str, Any]) -> dict[str, Festival]:
    """Every festival by its name."""
    found = {word: Festival("solar", *month_day(day)) for word, day in raw["festivals"].items()}
    found.update({word: Festival("lunar", *month_day(day)) for word, day in raw["lunar_festivals"].items()})
    for place, word in enumerate(raw["solar_terms"]):
        found[word] = found[word + "节"] = Festival("solar_term", 1 + place // 2, place % 2)
    for word, (month, nth, weekday) in raw["weekday_festivals"].items():
        found[word] = Festival("weekday", int(month), int(nth), int(raw["weekdays"][weekday]))
    return found


def day_words(raw: Mapping[str, Any], festivals: Mapping[str, Festival]) -> dict[str, DayWord]:
    """Every word that names a day or a span of days."""
    found = {word: DayWord("festival", festival=festival) for word, festival in festivals.items()}
    found.update({word: DayWord("lunar") for word in raw["lunar"]})
    found.update({word: DayWord("year", int(offset)) for word, offset in raw["years"].items()})
    found.update({word: DayWord("nth_quarter", number) for word, number in nth_quarters("第").items()})
    found.update({word: DayWord("week", None) for word in raw["week_names"]})
    for turn, offset in raw["week_turns"].items():
        found.update({turn + name: DayWord("week", int(offset)) for name in raw["week_names"]})
    for turn, offset in raw["month_turns"].items():
        found.update({turn + name: DayWord("month", int(offset)) for name in ("月", "月份")})
        found[f"{turn}季度"] = DayWord("quarter", int(offset))
    for word, (first, last) in raw["days_in_a_row"].items():
        found[word] = DayWord("days", int(first), int(last))
    for word, offset in raw["days"].items():
        found[word] = DayWord("day", int(offset))
    for word, one in raw["days_with_part"].items():
        found[word] = DayWord("day", int(one["day"]), part=one["part"])
    return found


def nth_quarters(*leads: str) -> dict[str, int]:
    """第三季度, 3季度 and so on, and which quarter that is."""
    written = [(number, number) for number in range(1, 5)] + [
        (number, CHINESE_DIGITS[number]) for number in range(1, 5)
    ]
    return {f"{lead}{word}季度": number for lead in leads for number, word in written}


def relation_words(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What a word behind a date says of it (before, since, within, until), or nothing for a word of another sense."""
    found = {word: "" for name in RELATIONS for word in lists[f"not_{name}"]}
    for name in RELATIONS:
        found.update(dict.fromkeys(lists[name], "since" if name == "after" else name))
    return found


def lead_pattern(raw: Mapping[str, Any], leading: Iterable[str]) -> re.Pattern[str]:
    """How a day, time or length begins: a number and what it counts, or in a group the beginning of a word."""
    first = "".join(sorted({word[0] for word in leading}))
    second = "".join(sorted({word[1] for word in leading if len(word) > 1 and not word[1].isascii()}))
    unit = "".join(sorted({unit[0] for unit in raw["units"]}))
    return re.compile(
        f"[{NUMERALS}{first}](?<![0-9][0-9])(?:(?<=[{NUMERALS}早晚晨前后下])[{NUMERALS}]{{0,{LONGEST_NUMERAL}}}+ ?"
        f"(?:[年月季号点时{unit}apAP:/~至到—多余+]|[.-](?=[0-9]{{1,2}}(?![0-9元万%])))"
        f"|(?<=[周星礼第])[1-4期拜{''.join(raw['weekdays'])}]|([{second}]))"
    )


def next_lead(words: DateWords, text: str, pos: int) -> re.Match[str] | None:
    """The next beginning of a day, time or length."""
    lead = words.lead.search(text, pos)
    while lead and lead[1] and lead[0] not in words.pairs:
        lead = words.lead.search(text, lead.start() + 1)
    return lead


@lru_cache(maxsize=4)
def date_words(lexicon: Lexicon) -> DateWords:
    """The words, made once per lexicon."""
    raw: Mapping[str, Any] = lexicon.section("dates")
    festivals = named_festivals(raw)
    named = day_words(raw, festivals)
    roles: dict[str, tuple[str, str]] = {}
    for side in ("before", "after"):
        for role, sides in raw["roles"].items():
            for word in sides[side]:
                known = roles.get(word, ("", ""))
                roles[word] = (role, known[1]) if side == "before" else (known[0], role)
    for word in raw["repayment"]:
        roles.setdefault(word, ("repayment", "repayment"))
    for word in raw["settling"]:
        roles.setdefault(word, ("", "settling"))
    leading = [*named, *raw["parts"], *raw["next_workday"], *raw["same_day"], *raw["spanning"]]
    leading += [*raw["bare_month_pieces"], *raw["bare_year_pieces"], *raw["bare_spans"]]
    leading = [word for word in leading if word[0] not in NUMERAL_CHARACTERS]
    overdue = f"{one_of(raw['overdue'])}{one_of(raw['overdue_filler'])}{{0,4}}$"
    lists = {key: tuple(words) for key, words in raw.items() if isinstance(words, list)}
    return DateWords(
        lead=lead_pattern(raw, leading),
        pairs=frozenset(word[:2] for word in leading),
        overdue=re.compile(overdue),
        heads={key: frozenset(word[0] for word in lists[key]) for key in ("overdue", "validity", "grace", "term")},
        tails={key: frozenset(word[-1] for word in lists[key]) for key in ("recurring", "until_before")},
        named=index(named),
        festivals=index(festivals),
        numbered_festivals={
            word: Festival("solar", *month_day(day)) for word, day in raw["numbered_festivals"].items()
        },
        surnames=frozenset("".join(lexicon.section("people")["surnames"])),
        parts=index(raw["parts"]),
        units=raw["units"],
        unit_starts=frozenset({unit[0] for unit in raw["units"]} | RANGE_MARKS | set(".多余+个")),
        decimal_units=frozenset({unit[0] for unit in raw["units"]} | {" "}),
        clock_starts=frozenset(word[0] for word in (" ", *raw["parts"], *raw["before_clock"])) | NUMERAL_CHARACTERS,
        again_starts=frozenset(word[0] for word in ("(", ",", *lists["same_day"])),
        relations=index(relation_words(lists)),
        weekdays={word: int(day) for word, day in raw["weekdays"].items()},
        nth_quarters=index(nth_quarters("", "第")),
        month_pieces={word: (int(first), int(last)) for word, (first, last) in raw["month_pieces"].items()},
        year_pieces={word: (month_day(first), month_day(last)) for word, (first, last) in raw["year_pieces"].items()},
        roles=index(roles, 2),
        role_heads=frozenset(word[0] for word in roles),
        lists=lists,
        characters={key: frozenset(words) for key, words in raw.items() if isinstance(words, str)},
    )
