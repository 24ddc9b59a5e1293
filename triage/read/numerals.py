"""Numerals as people write them: ASCII and full-width digits, Chinese and financial numerals, and mixtures.

Figures (1,286.40 · 1,2345.67) and words (一万二 · 壹万贰仟 · 3万4000 · 1.2万) become an exact ``Decimal``. What could
mean two things (两三千, 3万50) or nothing (一百二千) is None: a wrong magnitude is worse than no number.
"""

from __future__ import annotations

from decimal import Decimal

_PLAIN = "零一二三四五六七八九"
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SUFFIX = {"k": Decimal(1000), "w": Decimal(10_000), "m": Decimal(1_000_000)}
_FOLD = str.maketrans(
    "０１２３４５６７８９，．－−＋，〇○两兩壹弌贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億負點半ＫＷＭ",
    "0123456789,.--+,零零二二一一二二三三三四五六六七八九十百千万亿负点半kwm",
)
_LARGE = tuple("百千万亿")
_LONGEST = 60

WORD_CHARACTERS = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
"""Every character of a folded Chinese cardinal."""

SCALE_CHARACTERS = "十百千万亿拾佰仟"
"""The characters that multiply the digit before them."""


def parse(text: str) -> Decimal | None:
    """The number that the whole of ``text`` writes, or None.

    >>> [str(parse(one)) for one in ("1,286.40", "壹万贰仟叁佰", "一万二", "3万4000", "两三千", "百分之三")]
    ['1286.40', '12300', '12000', '34000', 'None', 'None']

    A share in 百分之 or % is a rate, not a number; 两三千 is no one number.
    """
    folded = text.strip().lower().translate(_FOLD)
    if not folded or len(folded) > _LONGEST:
        return None
    sign, body = _split_sign(folded)
    if "分之" in body:
        value = _fraction(body)
    elif "半" in body:
        value = _with_half(body)
    else:
        value = _number(body.removesuffix("个") or body)
    return value if sign > 0 or value is None else -value


def figure(text: str) -> Decimal | None:
    """The decimal that ASCII figures write, thousands marks checked: groups of three, or of four as in 1,2345.67."""
    whole, dot, decimals = text.partition(".")
    if dot and not _is_figures(decimals):
        return None
    if "," in whole:
        lead, *groups = whole.split(",")
        width = len(groups[0])
        if width not in (3, 4) or not 1 <= len(lead) <= width or lead.startswith("0"):
            return None
        if any(len(group) != width for group in groups):
            return None
        whole = lead + "".join(groups)
    if not _is_figures(whole):
        return None
    return Decimal(f"{whole}.{decimals}") if dot else Decimal(whole)


def scale(units: str) -> int | None:
    """What a run of unit characters multiplies by: 千万 is 10,000,000. None when one of them is no unit."""
    product = 1
    for unit in units.translate(_FOLD):
        if unit not in _SCALE:
            return None
        product *= _SCALE[unit]
    return product


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _split_sign(text: str) -> tuple[int, str]:
    if text[0] in "负-":
        return -1, text[1:].lstrip()
    return 1, text[1:].lstrip() if text[0] == "+" else text


def _fraction(text: str) -> Decimal | None:
    below, _, above = text.partition("分之")
    whole, mixed, below = below.rpartition("又")
    if below in ("百", "千", "万"):
        return None
    parts = (_number(whole) if mixed else Decimal(0), _number(above), _number(below))
    if None in parts or not parts[2]:
        return None
    units, numerator, denominator = (part or Decimal(0) for part in parts)
    return units + numerator / denominator


def _with_half(text: str) -> Decimal | None:
    half = Decimal("0.5")
    if text in ("半", "一半", "半个"):
        return half
    if text.endswith("个半"):
        whole = _number(text[:-2])
        return None if whole is None else whole + half
    if text.startswith("半"):
        size = scale(text[1:])
    else:
        size = _SCALE.get(text[-2]) if len(text) > 2 and text.endswith("半") else None
    if size is None or size < 100:
        return None
    whole = Decimal(0) if text.startswith("半") else _number(text[:-1])
    return None if whole is None else whole + half * size


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    if text.isascii():
        if text[-1] in _SUFFIX:
            value = figure(text[:-1])
            return None if value is None else value * _SUFFIX[text[-1]]
        if text[-2:-1] in ("k", "w"):  # 1w5 is 15,000
            sure = _is_figures(text[:-2]) and _is_figures(text[-1])
            return Decimal(f"{text[:-2]}.{text[-1]}") * _SUFFIX[text[-2]] if sure else None
        mantissa, exponential, power = text.partition("e")
        value = figure(mantissa)
        if exponential and value is not None:
            return value.scaleb(int(power)) if _is_figures(power) and len(power) < 3 else None
        return value
    if "点" in text:
        return _pointed(text)
    if "." in text:
        bare = text.rstrip("十百千万亿")
        value, size = figure(bare), scale(text[len(bare) :])
        return None if value is None or size is None else value * size
    return _cardinal(text.replace("廿", "二十").replace("卅", "三十"))


def _pointed(text: str) -> Decimal | None:
    """三点五, 一点二万: the digits after 点 one by one, then nothing smaller than 千."""
    whole, _, rest = text.partition("点")
    decimals = rest.rstrip("千万亿")
    size = scale(rest[len(decimals) :])
    digits = "".join(one if one in "0123456789" else str(_PLAIN.find(one)) for one in decimals)
    value = _number(whole)
    if value is None or value != int(value) or size is None or not _is_figures(digits):
        return None
    return Decimal(f"{int(value)}.{digits}") * size


def _cardinal(text: str, *, first: bool = True, short: bool = True) -> Decimal | None:
    """A whole number, split at its highest unit. ``first``: nothing stands before. ``short``: 一万二 means 12,000."""
    for unit, size in reversed(_SCALE.items()):
        head, found, tail = text.rpartition(unit)
        if found:
            above = _multiplier(head, size, first)
            below = _remainder(tail, size, short)
            if short and len(tail) == 1 and head[-1:] in _LARGE:  # 三百万五: 3,000,005 or 3,500,000
                return None
            return None if above is None or below is None else above * size + below
    return _digit_by_digit(text) if text[:1] in _PLAIN else figure(text)


def _multiplier(head: str, size: int, first: bool) -> Decimal | None:
    """What stands before a unit: any number before 万 and 亿, else one digit or a figure; 1 if left out."""
    if not head:
        return Decimal(1) if size == 10 or (first and size < 10_000) else None
    if len(head) > 1 and all(one in _PLAIN for one in head):
        return None
    if size < 10_000:
        return _digit_by_digit(head) if len(head) == 1 and head in _PLAIN else figure(head)
    nested = head.rfind("万" if size == 10_000 else "亿")
    if nested >= 0 and nested != len(head) - 1:
        return None
    return _cardinal(head, first=first, short=False) or None


def _remainder(tail: str, size: int, short: bool) -> Decimal | None:
    """What stands after a unit. A figure must fill its places (3万4000) or follow 零 (1万零50): 3万50 is unclear."""
    if not tail:
        return Decimal(0)
    rest = tail.lstrip("零")
    if not rest or (len(rest) > 1 and all(one in _PLAIN for one in rest)):
        return None
    value = _cardinal(rest, first=False, short=short)
    if value is None or value >= size:
        return None
    if rest == tail:
        if len(tail) == 1 and size >= 100:
            return value * size / 10 if short else value
        if tail.isascii() and len(tail) != len(str(size)) - 1:
            return None
    return value


def _digit_by_digit(text: str) -> Decimal | None:
    """二〇一八 is 2018; 三四 and 三五 mean "some", not 34."""
    digits = [_PLAIN.find(one) for one in text]
    if -1 in digits or (len(digits) == 2 and (digits[1] == digits[0] + 1 != 1 or digits == [3, 5])):
        return None
    return Decimal("".join(map(str, digits)))
