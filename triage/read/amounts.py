"""Amounts of money: 862.50元, ¥1,200, 人民币壹万元整, 1万至5万元, 应还:3500, USD 100.

A number is money by its currency or unit, or by the word right before it (应还, 欠款 …). What cannot be read for
certain (masked figures, 1,23元, 12.500元) is left out: a wrong magnitude is worse than a missing amount.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from triage.catalog.catalog import Lexicon
from triage.model import Amount, Span
from triage.read.amount_forms import Piece, bare_worth, is_counted, read_piece
from triage.read.amount_roles import RoleWords, govern, role_words
from triage.read.amount_words import AmountWords, amount_words, beginning, ending
from triage.read.prepared import Prepared

_GATE = re.compile("[0-9元圆块角毛分币万千百]")
_HIDDEN = "\0"
# Between two sums of one kind in two currencies: 应还RMB1200.00,USD12.30.
_BESIDE = frozenset((",", "，", "、", "和", "及", ";", "；", ""))


def find_amounts(prepared: Prepared, lexicon: Lexicon, taken: tuple[Span, ...]) -> tuple[Amount, ...]:
    """The amounts of money in ``prepared``, in order; none overlaps a span of ``taken``."""
    if not _GATE.search(prepared.text):
        return ()
    words = amount_words(lexicon)
    text = _visible(prepared, taken)
    pieces = _pieces(text, words)
    if not pieces:
        return ()
    roles = role_words(lexicon)
    found: list[Amount] = []
    floor, inherited = 0, ""
    for at, piece in enumerate(pieces):
        ceiling = pieces[at + 1].start if at + 1 < len(pieces) else len(text)
        role, begins = govern(text, piece.start, piece.end, floor, ceiling, roles, inherited)
        if found and inherited == "other" != role and _again(text, found[-1], floor, piece, roles):
            found[-1] = found[-1]._replace(role=role)
        elif found and role == "other" and found[-1].currency != piece.currency:
            role = inherited if text[floor : piece.start].strip() in _BESIDE else role
        bound = _bound(text, piece, floor, begins, words)
        if role == "min_payment" and bound == "at_least":
            bound = "exact"
        found.append(_amount(prepared, text, piece, role, bound))
        floor, inherited = piece.end, role
    return tuple(found)


def _again(text: str, amount: Amount, end: int, piece: Piece, words: RoleWords) -> bool:
    """Whether a piece says once more in brackets what ``amount``, which ends at ``end``, says: 贰万元整(¥20000.00)."""
    same = amount.value == piece.low == piece.high and text.startswith(")", piece.end)
    return same and words.joints.issuperset(text[end : piece.start])


def _amount(prepared: Prepared, text: str, piece: Piece, role: str, bound: str) -> Amount:
    start, low, high = piece.start, piece.low, piece.high
    if role == "balance" and start and text[start - 1] == "-" and low == high:
        start, low, high = start - 1, -low, -high
    raw, span = prepared.slice(start, piece.end)
    if low != high:
        return Amount(raw, span, None, low, high, piece.currency, "range", role)
    return Amount(raw, span, low, None, None, piece.currency, bound, role)


def _bound(text: str, piece: Piece, floor: int, begins: int, words: AmountWords) -> str:
    """``begins``: where a role word right before the amount begins (最高可借5万元, 至少还500元)."""
    if piece.bound:
        return piece.bound
    for end in (piece.start, begins):
        kind = words.bounds_before.get(ending(words.bound_before, text, end, floor), "exact")
        if kind != "exact":
            return kind
    word = beginning(words.bound_after, text, piece.end)
    return words.bounds_after.get(word, "exact")


@cache
def _glued() -> re.Pattern[str]:
    return re.compile("，(?<=[0-9０-９]，)(?=[0-9０-９])")


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(
        r"(?<![0-9０-９.．,，])([1-9１-９][0-9０-９]{0,2})(?:，[0-9０-９]{3})++(?![0-9０-９])([.．][0-9０-９])?"
    )


@cache
def _behind_decimals() -> re.Pattern[str]:
    """A comma behind decimals groups nothing: 33.05,87.72元 are two numbers."""
    return re.compile(r"(\.[0-9]{1,2}),(?=[0-9])")


@cache
def _broken() -> re.Pattern[str]:
    """862。50元: a point, or two sums. Nobody knows."""
    return re.compile("。(?<=[0-9]。)(?=[0-9]{1,2}元)")


@cache
def _spaced() -> re.Pattern[str]:
    """Thousands set off by a blank behind a word for money: 应还 4 567.89元."""
    return re.compile(r"(?<=[:为还款额金计欠¥￥币息])( ?)([1-9][0-9]{0,2}+(?: [0-9]{3})++)(?=(?:\.[0-9]{1,2})? ?元)")


def _visible(prepared: Prepared, taken: tuple[Span, ...]) -> str:
    """The text with everything taken blanked and full-width commas between figures judged."""
    text = prepared.text
    if "，" in prepared.raw and _glued().search(prepared.raw):
        text = _unglued(prepared, taken)
    if "," in text and "." in text:
        text = _behind_decimals().sub(r"\1，", text)
    if "。" in text:
        text = _broken().sub("*", text)
    if " " in text:
        text = _spaced().sub(_joined, text)
    hidden = taken if prepared.starts is None else [prepared.placed(span) for span in taken]
    parts: list[str] = []
    at = 0
    for start, end in sorted(hidden):
        if end > at:
            parts += (text[at:start], _HIDDEN * (end - max(start, at)))
            at = end
    return "".join((*parts, text[at:])) if parts else text


def _joined(match: re.Match[str]) -> str:
    return match[1] + match[2].replace(" ", ",")


def _unglued(prepared: Prepared, taken: tuple[Span, ...]) -> str:
    """A comma typed full-width between figures groups thousands in 1，286.40, parts two numbers in 5000，300元.

    In 500，300元 nobody knows: both sides are masked. Before what is taken (36，400-000-0000) it groups nothing.
    """
    marks = dict.fromkeys((match.start() for match in _glued().finditer(prepared.raw)), "，")
    for match in _grouped().finditer(prepared.raw):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        sure = len(match[1]) == 1 or match[2]
        marks.update((at, "," if sure else "*") for at in range(*match.span()) if prepared.raw[at] == "，")
    chars = list(prepared.text)
    for at, mark in marks.items():
        start = at if prepared.starts is None else bisect_left(prepared.starts, at)
        if chars[start : start + 1] == [","]:
            chars[start] = mark
    return "".join(chars)


def _pieces(text: str, words: AmountWords) -> list[Piece]:
    pieces: list[Piece] = []
    last: Piece | None = None
    floor = 0
    for match in words.scan.finditer(text):
        if match.start() < floor:
            continue
        piece = read_piece(text, match, floor, words)
        if piece is not None and last is not None and text[last.end : piece.start].strip() in words.range_marks:
            piece = _second(text, last, piece, floor, words)
            if piece is not None and piece.start == last.start and last.currency:
                pieces.pop()
        if piece is not None and piece.currency:
            pieces.append(piece)
            floor = piece.end
        last = piece
    return pieces


def _second(text: str, last: Piece, piece: Piece, floor: int, words: AmountWords) -> Piece | None:
    """``piece`` after a range mark: the range from ``last``, itself where none rises, None for the tail of a code."""
    if not piece.currency:
        large = piece.places > 1
        counted = is_counted(text, piece.end, words)
        sums = _are_sums(text, last, piece)
        if not counted and (last.prefixed or (last.currency and (large or (sums and not last.unit)))):
            piece = piece._replace(currency=last.currency)
        elif (large or sums) and (found := bare_worth(text, last.start, piece.end, floor, large, words, short=sums)):
            piece = piece._replace(currency=found[1])
        else:
            return piece
    joined = _range(last, piece)
    if joined is None and not last.currency and not text[piece.start - 1].isalpha():
        return None
    return joined or piece


def _are_sums(text: str, low: Piece, high: Piece) -> bool:
    """Whether 500-800 without any unit are two sums of a size: 2026-11, 021-6000 and 3-5 are none."""
    ends = (text[low.start : low.end], text[high.start : high.end])
    years = all(len(end) == 4 and end.startswith("20") for end in ends)
    plain = all(end.isdigit() and 1 < len(end) < 6 for end in ends) and len(ends[1]) > 2
    return plain and not years and low.low < high.low < 20 * low.low


def _range(low: Piece, high: Piece) -> Piece | None:
    """The range between two numbers; 1-5万 takes its 万 from the end. None when it does not rise."""
    start = low.low
    if not low.unit and low.places == 1 and start * high.places < high.low:
        start *= high.places
    if start >= high.high or (low.currency and low.currency != high.currency):
        return None
    return high._replace(start=low.start, low=start, bound="")
