"""One number and what makes it money: its value, its unit or currency sign, or the word it stands beside."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from triage.read.amount_words import DIGITS, ENCLOSING, FIGURES, AmountWords, CharIndex, beginning, ending
from triage.read.numerals import SCALE_CHARACTERS, figure, parse, scale

_CLAUSE_ENDS = re.compile("[,，;；。\0\n]")
_LARGE = frozenset("百千万亿佰仟")
_UNITS = frozenset(SCALE_CHARACTERS)
_SMALL_UNITS = frozenset("角毛分")
# 上万元 and 近千元 leave out their 一.
_BEFORE_LARGE = frozenset("上近逾超")
_MORE = {"余": "at_least", "多": "at_least", "来": "about"}
_SHORT = {"k": 1000, "w": 10_000}
_NOTHING = Decimal(0)
_NOT_YUAN = frozenset("旦素宵宝")
_SIGN_COLONS = ("¥:", "￥:", "$:")
_WHOLE_DIGITS = 13
_BARE_DIGITS = 8
_SHORT_DIGITS = range(3, 6)
_LONGEST = 40
_IN_SUMS = frozenset("0123456789.,十百千万亿拾佰仟")
# Before these a bare number is the end of a code or of another number.
_NO_FRONT = frozenset("0123456789.,-/*:_")
_LINKS = 6
_NEAR = 16


class Piece(NamedTuple):
    """A stretch of text that holds a number.

    ``low`` and ``high`` differ only where the words leave the value open (几千元). ``currency`` is empty while nothing
    says that it is money. ``bound``: at_least for 3000余 and 上万, about for 三千来, else empty. ``places``: what the
    last unit multiplies by. ``prefixed``: a sign stands before the number and no unit behind.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    bound: str
    unit: str
    places: int
    prefixed: bool


def read_piece(text: str, match: re.Match[str], floor: int, words: AmountWords) -> Piece | None:
    """The piece of one ``words.scan`` match; None when it cannot be read, counts something or is part of a code.

    ``floor``: where the piece before ends.
    """
    run, more, units, short, unit = match.groups()
    start, end = match.span()
    counted = unit is None and text[end : end + 1] in words.counters and run[-1] not in _UNITS
    if counted and is_counted(text, end, words):
        return None
    if run[0] in "几数" and run[1:2] not in _UNITS:
        run, start = run[1:], start + 1
    elif run[0] in _LARGE and start and text[start - 1] in _BEFORE_LARGE:
        run, more = f"一{run}", "余" if text[start - 1] == "上" else more
    elif more and run in _LARGE:
        run = f"一{run}"
    if not (unit or short) and text[start - 1 : start] not in words.leads and text[end : end + 1] not in words.follows:
        return None  # neither the character before nor the one after can make it money or the end of a range
    value = _value(run, units)
    if value is None and not (units or short or unit) and len(run) > 1:
        run, end = _before_word(run, end)
        value = _value(run, units)
    if value is None:
        run, start = _after_word(run, start)
        value = _value(run, units) if run else None
    if value is not None and short:
        value = _shortened(*value, short)
    if value is None:
        return None
    low, high = value
    bound = _MORE.get(more or (short or "")[-1:], "")
    places = 1
    if short or units or run[-1] in _UNITS:
        places = _SHORT[short[0]] if short else scale(units or run[-1]) or 1
    sign, begins = _sign(text, start, floor, words)
    if not sign and _inside_code(text, start, run):
        return None
    currency, begins = (words.iso[sign], begins) if sign else ("", start)
    if not unit and (enclosed := _enclosed(text, start, end)):
        last, times = enclosed
        return Piece(start - 1, last, low * times, high * times, "CNY", bound, "元", places, False)
    name = unit.strip() if unit else ""
    if name in words.factor:
        last, extra = end, _NOTHING
        if text[end : end + 1] in words.continued:
            last, extra = _closed(text, end, name, words)
        if not sign and not extra and not _is_money(text, name, run, start, end, last, words):
            return Piece(start, match.start(5), low, high, "", bound, "", places, False)
        worth = words.factor[name]
        if worth != 1 or extra:
            low, high = low * worth + extra, high * worth + extra
        return Piece(begins, last, low, high, currency or "CNY", bound, name, places, False)
    if name and unit and unit[0] == " " and _heads_next(text, end, words):
        name, end = "", match.start(5)
    if name:
        # 李四人民币500元: a lone 四 belongs to the name.
        if not sign and run in DIGITS:
            return None
        return Piece(begins, end, low, high, currency or words.iso[name], bound, name, places, False)
    if not sign:
        heading = _bare(text, start, end, floor, run, places, words)
        if heading:
            worth, currency = heading
            low, high = low * worth, high * worth
    return Piece(begins, end, low, high, currency, bound, "", places, bool(sign))


def _heads_next(text: str, end: int, words: AmountWords) -> bool:
    """Whether a currency that ends at ``end`` heads the number after it: 应还:1200.00 美元应还:12.30."""
    at = end + len(beginning(words.bare_first, text, end))
    return text[at + (text[at : at + 1] == ":") :][:1] in FIGURES


def _enclosed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where 【862.50】元 ends and what it multiplies by; None without brackets or quotes around the number alone."""
    closing = ENCLOSING.get(text[start - 1 : start])
    if closing is None:
        return None
    for unit, worth in (("元", 1), ("万元", 10_000)):
        if text.startswith(closing + unit, end) and text[end + 1 + len(unit) : end + 2 + len(unit)] not in _NOT_YUAN:
            return end + 1 + len(unit), worth
    return None


def _shortened(low: Decimal, high: Decimal, short: str) -> tuple[Decimal, Decimal] | None:
    """The values once k or w is counted in, and what it goes on with: 1w5 is 15,000, 3k2百 3,200. 1.5w5 is nothing."""
    size, rest = _SHORT[short[0]], short[1:].rstrip("余多来")
    if not rest:
        return low * size, high * size
    tenth = size // 10
    if low != high or low != low.to_integral_value() or scale(rest[1:]) not in (1, tenth):
        return None
    value = low * size + int(rest[0]) * tenth
    return value, value


def _value(run: str, units: str) -> tuple[Decimal, Decimal] | None:
    """The least and greatest value that a run of numerals and the units after it write."""
    if not units and run.isascii() and 0 < len(run) <= _WHOLE_DIGITS:  # most sums: 3500, 862.50
        whole, point, decimals = run.partition(".")
        if whole.isdigit() and whole[0] != "0" and (not point or (decimals.isdigit() and len(decimals) < 3)):
            usual = Decimal(run)
            return usual, usual
    if not 0 < len(run) + len(units) <= _LONGEST:
        return None
    size = scale(units) or 1
    if run.isascii():
        value = figure(run.replace(" ", "") if " " in run else run)
        if value is None or _unlikely(run, size):
            return None
        if size != 1:
            value *= size
        return value, value
    if run[0] in _LARGE:
        return None
    if "几" in run or "数" in run:
        low, high = (parse(run.replace("几", digit).replace("数", digit)) for digit in "一九")
    else:
        low = high = parse(run)
        if low is None:
            low, high = _some(run)
    if low is None or high is None or high >= 10**_WHOLE_DIGITS:
        return None
    return low * size, high * size


def _unlikely(run: str, size: int) -> bool:
    """Figures too long, with a leading zero, or with 12.500, which may be 12,500."""
    whole, _, decimals = run.partition(".")
    if len(whole) > 1 and (whole[0] == "0" or len(whole) - whole.count(",") > _WHOLE_DIGITS):
        return True
    return size == 1 and len(decimals) == 3 and decimals[2] == "0" and whole != "0"


def _some(run: str) -> tuple[Decimal | None, Decimal | None]:
    """两三千 is 2,000 to 3,000, 三五百 300 to 500."""
    for at in range(len(run) - 1):
        if run[at] in DIGITS and run[at + 1] in DIGITS:
            first, second = parse(run[at]) or _NOTHING, parse(run[at + 1]) or _NOTHING
            if second - first != 1 and not (first == 3 and second == 5):
                break
            return parse(run[: at + 1] + run[at + 2 :]), parse(run[:at] + run[at + 1 :])
    return None, None


def _after_word(run: str, start: int) -> tuple[str, int]:
    """The figures of 周一500元, whose 一 is not part of the number."""
    cut = len(run.rstrip("0123456789,."))
    if 0 < cut < len(run) and run[cut - 1] in DIGITS and run[cut] != "0":
        return run[cut:], start + cut
    return "", start


def _before_word(run: str, end: int) -> tuple[str, int]:
    """The figures of ￥9.47一事, whose 一 is not part of the number, and where they end."""
    figures = run.rstrip("零一二三四五六七八九十")
    return (figures, end - len(run) + len(figures)) if figures and figures.isascii() else (run, end)


def _sign(text: str, start: int, floor: int, words: AmountWords) -> tuple[str, int]:
    """The currency word before the number and where it begins."""
    end = start - text.endswith(_SIGN_COLONS, floor, start)
    while end > floor and text[end - 1] == " ":
        end -= 1
    sign = ending(words.signs, text, end, floor)
    begins = end - len(sign)
    if sign and sign.isalpha() and sign.isascii() and begins and text[begins - 1].isascii():
        return ("", start) if text[begins - 1].isalnum() else (sign, begins)
    return sign, begins


def _inside_code(text: str, start: int, run: str) -> bool:
    """Whether the number is the tail of something longer: a masked sum, a code, a clock time, 12 345, 7 2 0."""
    if not start:
        return False
    before, earlier = text[start - 1], text[start - 2 : start - 1]
    if before in "*._#@" or (before.isascii() and before.isalnum() and (len(run) > 6 or earlier in FIGURES)):
        return True
    if earlier not in FIGURES:
        return False
    return before == ":" or (before == " " and _is_group(text, start - 1))


def _is_group(text: str, end: int) -> bool:
    """Whether the figures that end at ``end`` may be the front of the next: up to three, and no part of a date."""
    start = end
    while start and end - start < 4 and text[start - 1] in FIGURES:
        start -= 1
    return end - start < 4 and text[start - 1 : start] not in ("-", "/", ":", ".")


def _closed(text: str, end: int, unit: str, words: AmountWords) -> tuple[int, Decimal]:
    """Where the amount ends after its unit, and what 角 and 分, or the digit of 两块五, add."""
    extra = _NOTHING
    match = words.minor.match(text, end) if unit != "分" else None
    if match and (match[1] or match[2]):
        if not text.startswith(words.not_unit["分" if match[2] else "角"], match.end()):
            end = match.end()
            extra = _digit(match[1]) / 10 + _digit(match[2]) / 100
    elif unit not in "元圆分" and _is_last(text, end, words):
        extra = words.factor[unit] / 10 * _digit(text[end])
        end += 1
    closing = beginning(words.closings, text, end)
    if closing and not text.startswith(words.not_unit.get(closing[-1], ()), end + len(closing)):
        end += len(closing)
    return end, extra


def _is_last(text: str, at: int, words: AmountWords) -> bool:
    """Whether the digit at ``at`` ends the amount: 两块五, 9块9包邮, but not 两块五十 and not 12块5期."""
    following = text[at + 1 : at + 2]
    if text[at] == "半":
        return True
    if text[at] in FIGURES:
        return following not in FIGURES and following not in _UNITS and not text.startswith(words.counted, at + 1)
    return text[at] in DIGITS and not (following and following.isalnum())


def _digit(text: str | None) -> Decimal:
    if text == "半":
        return Decimal(5)
    return (parse(text) if text else None) or _NOTHING


def _is_money(text: str, unit: str, run: str, start: int, end: int, last: int, words: AmountWords) -> bool:
    """Whether the unit at ``end`` means money here: 五角大楼, 三元桥, 一块 and 3分 need more than the unit."""
    if text.startswith(words.not_unit.get(unit, ()), end):
        return False
    if text[last - 1] == "钱" or (not start and last == len(text)):
        return True
    if unit in _SMALL_UNITS:
        return (
            _introduced(text, start, 0, words.bare, words) is not None
            and "息" not in text[max(start - 4, 0) : start]
            and not any(word in text[max(start - _LINKS, 0) : start] for word in words.counted_near)
        )
    if run not in DIGITS:
        return True
    if unit == "块":
        return _introduced(text, start, 0, words.bare_scaled, words) is not None
    return not text.startswith(words.not_yuan, end)


def _bare(
    text: str, start: int, end: int, floor: int, run: str, places: int, words: AmountWords
) -> tuple[Decimal, str] | None:
    """What to multiply a number without unit or sign by, and its currency, if the words around say that it is money."""
    scaled = places > 1 or not _LARGE.isdisjoint(run)
    whole, point, _ = run.partition(".")
    if not scaled and not (run.isascii() and (point or len(whole) <= _BARE_DIGITS)):
        return None
    found = bare_worth(text, start, end, floor, scaled, words)
    return None if found and found[0] == 1 and len(run) == 1 and not scaled else found


def bare_worth(
    text: str, start: int, end: int, floor: int, scaled: bool, words: AmountWords, *, short: bool = False
) -> tuple[Decimal, str] | None:
    """What ``text[start:end]``, a number or range without unit or sign, is multiplied by if it is money, and its
    currency; else None.

    ``scaled``: it has a 千, 万, k or w, which more words than usual may introduce (借3万), or name after it (3万额度).
    ``short``: it is a range of short figures; a single one is seen here.
    """
    if scaled and beginning(words.named_after, text, end + (text[end : end + 1] == "的")):
        return Decimal(1), "CNY"
    short = short or _is_short(text[start:end])
    if short and beginning(words.owed_after, text, end) and text[start - 1 : start] not in _NO_FRONT:
        found: tuple[Decimal, str] | None = (Decimal(1), "CNY")
    else:
        index = words.bare_scaled if scaled else words.bare_short if short else words.bare
        found = _introduced(text, start, floor, index, words)
    return None if found is None or _counts(text, start, end, floor, words) else found


def is_counted(text: str, end: int, words: AmountWords) -> bool:
    """Whether a counter follows the number that ends at ``end``."""
    return text.startswith(words.counted, end) and not text.startswith(words.not_counted, end)


def _is_short(run: str) -> bool:
    """Whether a number is no longer than the sum of a loan: three to five figures, or any with two decimals."""
    whole, point, decimals = run.partition(".")
    if point:
        return len(decimals) == 2 and run.replace(".", "", 1).isdigit()
    return len(run) in _SHORT_DIGITS and whole.isdigit()


def _counts(text: str, start: int, end: int, floor: int, words: AmountWords) -> bool:
    """Whether a number counts or measures something, or is the beginning of something longer."""
    following = text[end : end + 1]
    if following and (
        (following.isascii() and (following.isalnum() or following in "*%_") and not repeated(text, end))
        or (following in "-/.:~ " and text[end + 1 : end + 2] in FIGURES)
        or is_counted(text, end + (following == " "), words)
    ):
        return True
    near = _CLAUSE_ENDS.split(text[max(start - _NEAR, floor) : start])[-1]
    return any(word in near for word in words.counted_near)


@cache
def _times() -> re.Pattern[str]:
    return re.compile("[0-9]{1,2}期|\0")


def repeated(text: str, end: int) -> bool:
    """Whether the sum that ends at ``end`` is paid so many times: 500*12期 (the length of time may be blanked)."""
    return text[end : end + 1] in ("*", "x") and _times().match(text, end + 1) is not None


def _introduced(text: str, start: int, floor: int, index: CharIndex, words: AmountWords) -> tuple[Decimal, str] | None:
    """1, or the worth of a heading such as (万元), and the currency before the word, if a word of ``index`` and links
    lead to ``start``; else None.
    """
    worth = Decimal(1)
    at = start
    for _ in range(_LINKS):
        word = ending(index, text, at, floor)
        named = word or ending(words.bare_signed, text, at, floor)
        sign = _sign(text, at - len(named), floor, words)[0] if named else ""
        if word or sign:
            return worth, words.iso.get(sign, "CNY")
        if at and text[at - 1] == ")":
            opening = max(text.rfind("(", max(at - _LINKS, 0), at), 0)
            heading = text[opening:at]
            if heading not in words.headings:
                break
            worth *= words.headings[heading]
            at = opening
            continue
        if at and text[at - 1] == "\n" and _fills_line(text, start):
            at -= 1
            continue
        link = ending(words.links, text, at, floor)
        if not link:
            break
        at -= len(link)
    return None


def _fills_line(text: str, start: int) -> bool:
    """Whether a number at ``start`` under its word (应还金额 and a line break) is more than the number of an item."""
    third = text[start + 2 : start + 3]
    return text[start + 1 : start + 2] in _IN_SUMS and (not third or third in _IN_SUMS or third in "\n,，。; ")
