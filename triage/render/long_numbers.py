"""Numbers that identify a person by their own form: identity numbers, card numbers, mobile numbers, however spaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from triage.read.accounts import luhn
from triage.read.references import is_id_number

LONGEST = 19
ANONYMOUS = 15  # digits from which a number is that of an order, a contract or an account, whatever stands before it
MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}")
PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")  # the first digits of an identity number
CARD_STARTS = frozenset("34569")
MARKS = ".·_–—-"
MONEY = ("元", "块", "万", "%")


@lru_cache(maxsize=4)
def runs(written: str) -> re.Pattern[str]:
    """Digits with at most three blanks or marks between them; ``written`` are digits as words."""
    digit = f"[0-9x{written}]"
    return re.compile(rf"(?<![0-9a-z])[0-9{written}](?:[ {MARKS}]{{0,3}}{digit})++")


def long_numbers(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` in ``text`` (folded): id_number bank_card mobile landline number.

    ``words`` are written digits.

    >>> list(long_numbers("电话139 0000 0000,2026-11-25前", {}))
    [('mobile', 2, 15)]
    """
    for run in runs("".join(words)).finditer(text):
        groups = [(run.start() + one.start(), run.start() + one.end()) for one in re.finditer(rf"[^ {MARKS}]+", run[0])]
        plain = ["".join(words.get(sign, sign) for sign in text[start:end]) for start, end in groups]
        at = 0
        while at < len(groups):
            kind, last = longest(text, groups, plain, at)
            if kind:
                yield kind, groups[at][0], groups[last][1]
            at = last + 1


def longest(text: str, groups: list[tuple[int, int]], plain: list[str], first: int) -> tuple[str, int]:
    """The kind of the longest number that begins with the group ``first``, and its last group; "" when none does."""
    found, digits, between = ("", first), "", set()
    for last in range(first, len(groups)):
        if last > first:
            between |= set(text[groups[last - 1][1] : groups[last][0]]) - {" "}
        digits += plain[last]
        if (len(digits) > LONGEST and last > first) or len(between) > 1:
            break
        if kind := kind_of(digits, last - first):
            found = kind, last
    if found[0] == "mobile" and text.startswith(MONEY, groups[found[1]][1]):
        return "", first
    return found


def kind_of(digits: str, gaps: int) -> str:
    """What a number is by its form, "" when that does not tell; ``gaps``: how many it is written with."""
    count = len(digits)
    if count == 18 and is_id_number(digits):
        return "id_number"
    if "x" in digits:
        return ""
    if 16 <= count <= LONGEST and digits[0] in CARD_STARTS and luhn(digits):
        return "bank_card"
    if count in (11, 13, 15) and MOBILE.fullmatch(digits):
        return "mobile"
    if gaps and LANDLINE.fullmatch(digits):
        return "landline"
    if gaps:
        return ""
    if count == 15 and PROVINCE.match(digits) and is_day(digits[6:12]):
        return "id_number"
    return "number" if count >= ANONYMOUS else ""


def is_day(digits: str) -> bool:
    """Whether six digits are a day YYMMDD of the last century, as in the identity numbers of then."""
    try:
        date(1900 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True
