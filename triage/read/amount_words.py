"""The words of money, from ``data/lexicon/amounts.yaml``, compiled once for the readers of amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.numerals import SCALE_CHARACTERS, WORD_CHARACTERS

DIGITS = frozenset("零一二两三四五六七八九壹贰叁肆伍陆柒捌玖")
FIGURES = frozenset("0123456789")
ENCLOSING = {"(": ")", "【": "】", "[": "]", "“": "”", '"': '"', "「": "」"}
_ONE_DIGIT = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"

# Under a character: how long the words are that begin (or end) with it, longest first, and the words.
CharIndex = dict[str, tuple[tuple[int, ...], frozenset[str]]]


def by_last(words: Iterable[str]) -> CharIndex:
    """The words under their last character, for ``ending``."""
    return _index(words, -1)


def by_first(words: Iterable[str]) -> CharIndex:
    """The words under their first character, for ``beginning``."""
    return _index(words, 0)


def _index(words: Iterable[str], at: int) -> CharIndex:
    index: dict[str, set[str]] = {}
    for word in words:
        index.setdefault(word[at], set()).add(word)
    return {
        char: (tuple(sorted({len(word) for word in found}, reverse=True)), frozenset(found))
        for char, found in index.items()
    }


def ending(index: CharIndex, text: str, end: int, floor: int) -> str:
    """The longest word of ``by_last`` that ends at ``end`` and begins at ``floor`` or later; empty if there is none."""
    if end > floor and text[end - 1] in index:
        lengths, words = index[text[end - 1]]
        for length in lengths:
            if end - length >= floor and text[end - length : end] in words:
                return text[end - length : end]
    return ""


def beginning(index: CharIndex, text: str, start: int) -> str:
    """The longest word of ``by_first`` that begins at ``start``; empty if there is none."""
    if start < len(text) and text[start] in index:
        lengths, words = index[text[start]]
        for length in lengths:
            if text[start : start + length] in words:
                return text[start : start + length]
    return ""


class AmountWords(NamedTuple):
    """Everything but the roles.

    ``scan`` finds numbers: run, 余 or 多, more units, k or w with what follows (w5, w多), unit or currency.
    ``minor`` matches 角 and 分 after 元. ``iso``: currency word to code. ``factor``: unit to yuan.
    ``continued``: what may follow a unit inside an amount. ``leads`` and ``follows``: the characters beside a number
    without unit that may make it money or one end of a range.
    """

    scan: re.Pattern[str]
    minor: re.Pattern[str]
    signs: CharIndex
    iso: dict[str, str]
    factor: dict[str, Decimal]
    closings: CharIndex
    continued: frozenset[str]
    leads: frozenset[str]
    follows: frozenset[str]
    not_unit: dict[str, tuple[str, ...]]
    not_yuan: tuple[str, ...]
    range_marks: frozenset[str]
    bounds_before: dict[str, str]
    bounds_after: dict[str, str]
    bound_before: CharIndex
    bound_after: CharIndex
    headings: dict[str, Decimal]
    counted: tuple[str, ...]
    counters: frozenset[str]
    not_counted: tuple[str, ...]
    counted_near: tuple[str, ...]
    links: CharIndex
    bare: CharIndex
    bare_short: CharIndex
    bare_scaled: CharIndex
    bare_signed: CharIndex
    bare_first: CharIndex
    owed_after: CharIndex
    named_after: CharIndex


@lru_cache(maxsize=4)
def amount_words(lexicon: Lexicon) -> AmountWords:
    """The words of money of ``lexicon``."""
    raw = lexicon.section("amounts")
    currencies = raw["currencies"].items()
    before, after = ({word: code for code, words in currencies for word in words[side]} for side in ("before", "after"))
    bounds_before, bounds_after = (_bounds(raw, side) for side in ("before", "after"))
    counted = raw["counted"]
    bare = [word for key in ("bare", "bare_short", "bare_with_multiplier", "bare_with_currency") for word in raw[key]]
    leads = (*before, *bare, *raw["links"], *raw["range_marks"])
    follows = (*raw["range_marks"], *raw["owed_after"], *raw["named_after"])
    return AmountWords(
        scan=_scan([*raw["units"], *after], "".join(sorted({word[0] for word in counted["after"]}))),
        minor=re.compile(f"零?(?:({_ONE_DIGIT})[角毛])?(?:零?([0-9]{{1,2}}|{_ONE_DIGIT})分|零分)?"),
        signs=by_last(before),
        iso=before | after,
        factor={word: Decimal(worth) for word, worth in raw["units"].items()},
        closings=by_first(raw["closings"]),
        leads=frozenset(word[-1] for word in leads).union(ENCLOSING, " :)\n"),
        follows=frozenset(word[0] for word in follows).union(" 的"),
        continued=DIGITS | FIGURES | {"半"} | {word[0] for word in raw["closings"]},
        not_unit={unit: tuple(words) for unit, words in raw["not_unit"].items()},
        not_yuan=tuple(raw["not_yuan_after_one_digit"]),
        range_marks=frozenset(raw["range_marks"]),
        bounds_before=bounds_before,
        bounds_after=bounds_after,
        bound_before=by_last(bounds_before),
        bound_after=by_first(bounds_after),
        headings={word: Decimal(worth) for word, worth in raw["headings"].items()},
        counted=tuple(counted["after"]),
        not_counted=tuple(counted["not"]),
        counters=frozenset(word for word in counted["after"] if len(word) == 1),
        counted_near=tuple(counted["near"]),
        links=by_last(raw["links"]),
        bare=by_last(raw["bare"]),
        bare_short=by_last([*raw["bare"], *raw["bare_short"]]),
        bare_scaled=by_last([*raw["bare"], *raw["bare_short"], *raw["bare_with_multiplier"]]),
        bare_signed=by_last(raw["bare_with_currency"]),
        bare_first=by_first(raw["bare"]),
        owed_after=by_first(raw["owed_after"]),
        named_after=by_first(raw["named_after"]),
    )


def _scan(names: list[str], counters: str) -> re.Pattern[str]:
    numeral = f"0-9{WORD_CHARACTERS}几数"
    figures = "(?<=[0-9])[,.] ?(?=[0-9])"
    point = f"(?<=[{WORD_CHARACTERS}])点(?=[{WORD_CHARACTERS}])"
    unit = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(
        f"([{numeral}](?:[{numeral}]|{figures}|{point})*+)([余多来]?)([{SCALE_CHARACTERS}]*+)"
        f"([kw](?:[1-9][千百]?(?![0-9.十百千万{re.escape(counters)}]))?(?![a-z0-9])[余多来]?)?( {{0,2}}(?:{unit}))?"
    )


def _bounds(raw: Any, side: str) -> dict[str, str]:
    kinds = {word: kind for kind, words in raw["bounds"].items() for word in words[side]}
    return kinds | dict.fromkeys(raw["not_bound"][side], "exact")
