"""What a message says twice, and not the same: a sum in two forms, the whole debt, the last instalment, interest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from triage.judge.figures import (
    PAIR,
    Conflict,
    Options,
    ahead,
    behind,
    between,
    bill_words,
    exact,
    figures,
    money,
    named,
    on_text,
    summed,
    value_of,
)
from triage.judge.parts import PARTS, WHOLE
from triage.judge.scene import Scene
from triage.model import Amount
from triage.read.numerals import parse

NEAR = 8
LONG = 7  # characters of a sum with cents whose digits may have been swapped: 1,000.00 and more
FAR_ABOVE = Decimal("1.5")
RATE_MARKS = ("%", "分之", "息", "率")
UNITS = {"万": 10_000, "千": 1_000, "百": 100}
PERIODS = {"年": 365, "月": 30, "日": 1}  # days that a rate is for
NUMERAL = "[0-9]{1,3}|[一二两三四五六七八九十]{1,4}"
BETWEEN_FORMS = frozenset("(:,¥小写大即人民币整 ")
TEN_THOUSAND = frozenset("万萬")
CHINESE_FIGURES = frozenset("零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸")


def two_forms_differ(scene: Scene, _: Options) -> Conflict | None:
    """One sum written twice, in Chinese figures and in digits, and the two are not the same."""
    for one, other in pairwise(figures(scene)):
        gap = between(scene, one.span, other.span)
        if restated(scene, gap) and shifted(value_of(one), value_of(other)):
            slots = (("first", money(value_of(one))), ("second", money(value_of(other))))
            return Conflict(on_text(one.span, other.span), slots)
        if len(gap) > NEAR or not BETWEEN_FORMS.issuperset(gap) or one.currency != other.currency:
            continue
        chinese = [
            bool(CHINESE_FIGURES & set(each.raw)) and not any(map(str.isdigit, each.raw)) for each in (one, other)
        ]
        told = "小写" in gap or "大写" in gap
        closed = gap.startswith("(") and behind(scene, other.span).startswith(")")
        if not (told or closed) or value_of(one) == value_of(other):
            continue
        if chinese[0] == chinese[1] and not slipped(one, other):
            continue
        slots = (("first", money(value_of(one))), ("second", money(value_of(other))))
        return Conflict(on_text(one.span, other.span), slots)
    return None


def restated(scene: Scene, gap: str) -> bool:
    """Whether ``gap`` is nothing but words that lead to another form of the sum before it: 3.5万，也就是3500块."""
    words = scene.case.catalog.lexicon.section("sums")["restated"]
    return gap.strip(" ,元块") in words


def shifted(one: Decimal, other: Decimal) -> bool:
    """Whether one of two values is ten, a hundred or a thousand times the other."""
    less, more = sorted((one, other))
    return bool(less) and any(more == less * 10**places for places in (1, 2, 3))


def slipped(one: Amount, other: Amount) -> bool:
    """Whether one of two forms is in 万 and the other is not, and they are too far apart for a rounded sum."""
    if TEN_THOUSAND.isdisjoint(one.raw) is TEN_THOUSAND.isdisjoint(other.raw):
        return False
    less, more = sorted((value_of(one), value_of(other)))
    return more > less * FAR_ABOVE


def two_wholes_differ(scene: Scene, _: Options) -> Conflict | None:
    """Two sums that are both called the whole debt, or the only two of a message and both called a sum of all."""
    text, amounts = scene.prepared.text, figures(scene)
    if len(amounts) < PAIR:
        return None
    if (found := digits_swapped(scene, amounts)) is not None:
        return found
    wholes = named(scene, amounts, "state.whole_debt")
    if len(amounts) == PAIR and len(wholes) < PAIR:
        wholes = [
            one
            for at, one in enumerate(amounts)
            if one in wholes or summed(scene, one, amounts[at - 1 : at] if at else ())
        ]
    if len(wholes) != PAIR or any(one.role not in WHOLE for one in wholes):
        return None
    first, second = wholes
    if value_of(first) == value_of(second) or first.currency != second.currency:
        return None
    from triage.judge.reckoning import is_price

    if is_price(scene, first.span) or is_price(scene, second.span):
        return None
    if any(one.role in ("paid", *PARTS) for one in amounts) or any(
        word in text for word in bill_words(scene, "partial")
    ):
        return None
    if len({one.start for one in scene.reading.dates if one.role == "as_of"}) > 1:
        return None
    slots = (("first", money(value_of(first))), ("second", money(value_of(second))))
    return Conflict(on_text(first.span, second.span), slots)


def digits_swapped(scene: Scene, amounts: Sequence[Amount]) -> Conflict | None:
    """The only two sums, both owed, are the same but for two neighbouring digits: 4,312.80 and 4,132.80."""
    if len(amounts) != PAIR or any(one.role not in WHOLE for one in amounts) or "其中" in scene.prepared.text:
        return None
    if len({one.role == "principal" for one in amounts}) > 1:
        return None
    if any(one.id in ("state.left", "state.came_in", "state.waived") for one in scene.reading.cues):
        return None
    first, second = (money(value_of(one)) for one in amounts)
    apart = [at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
    if len(first) != len(second) or len(first) < LONG or len(apart) != PAIR or apart[1] != apart[0] + 1:
        return None
    if first[apart[0]] != second[apart[1]] or first[apart[1]] != second[apart[0]]:
        return None
    from triage.judge.stated import says

    if says(scene, "several") or any(mark in scene.prepared.text for mark in bill_words(scene, "numbered")):
        return None
    return Conflict(on_text(*(one.span for one in amounts)), (("first", first), ("second", second)))


def interest_above_rate(scene: Scene, _: Options) -> Conflict | None:
    """Interest or penalty that is half as much again as the rate, the sum and the time named with it make."""
    if not any(word in scene.prepared.text for word in RATE_MARKS):
        return None
    rates, amounts = list(_rate().finditer(scene.prepared.text)), figures(scene)
    bases = exact(scene, "principal") or exact(scene, "total")[:1] or amounts[:1]
    charged = exact(scene, "interest") + exact(scene, "penalty")
    charged = charged or [one for one in named(scene, amounts, "state.penalty_named") if one not in bases][:1]
    paid_out = Decimal(0)
    in_one_sum = not charged and len(amounts) == PAIR and amounts[1].role == "total" and amounts[0] in bases
    if in_one_sum and any(word in scene.prepared.text for word in bill_words(scene, "all_named")):
        charged, paid_out = amounts[1:], value_of(amounts[0])
    if len(rates) != 1 or len(bases) != 1 or len({one.value for one in charged}) != 1 or charged[0] in bases:
        return None
    share, period = rate_of(rates[0])
    spans = {one.days for one in scene.reading.durations if one.days} if period else {1}
    if share is None or len(spans) != 1:
        return None
    made = value_of(bases[0]) * share * Decimal(spans.pop() or 0) / (period or 1)
    interest = value_of(charged[0]) - paid_out
    if interest <= made * FAR_ABOVE or interest - made <= 1:
        return None
    slots = (("sum", money(made)), ("interest", money(interest)))
    return Conflict(on_text(charged[0].span, bases[0].span), slots)


def rate_of(found: re.Match[str]) -> tuple[Decimal | None, int]:
    """The share that a rate names and the days it is for; 0 days for a share once and for all. None: not readable."""
    written = found["rate"] or found["of"] or found["once"] or found["at"]
    period = PERIODS.get(found["per"] or found["day"] or found["by"] or "", 0)
    number = Decimal(written) if written[0].isdigit() else parse(written)
    if number is None:
        return None, period
    parts = UNITS[found["unit"]] if found["unit"] else 100
    return Decimal(number) / parts, period


@lru_cache(maxsize=1)
def _rate() -> re.Pattern[str]:
    number = "[0-9]{1,2}(?:[.][0-9]{1,4})?|[一二两三四五六七八九十]{1,2}"
    return re.compile(
        f"(?P<per>[年月日])(?:化|利率|利息|息|化利率)为?(?:是|:|：| )?(?:百分之)?(?P<rate>{number})[%分]?"
        "(?![0-9.万元,]?[0-9])(?![十百千万元块])"
        f"|(?P<day>[年月日])(?:利率|息)?(?P<unit>[万千百])分之(?P<of>{number})"
        f"|(?:欠款|本金|金额|总额)的(?P<once>{number})%"
        f"|(?:利率|费率)为?(?:是|按|:)?(?P<by>[年月日])(?P<at>{number})%"
    )


def instalment_beyond_last(scene: Scene, _: Options) -> Conflict | None:
    """The number of an instalment is higher than the number of all of them."""
    text, others = scene.prepared.text, bill_words(scene, "not_all")
    counts = [
        one
        for one in scene.reading.durations
        if one.role == "term" and one.count and not ahead(scene, one.span).endswith(others)
    ]
    if len({one.count for one in counts}) != 1:
        return None
    last = counts[0].count or 0
    for found in numbered().finditer(text):
        number = parse(found[1] or found[2])
        if number is not None and last < number <= 10 * last:
            place = scene.prepared.span(*found.span())
            slots = (("number", str(int(number))), ("last", str(last)))
            return Conflict(on_text(place, counts[0].span), slots)
    return None


@lru_cache(maxsize=1)
def numbered() -> re.Pattern[str]:
    """The number of one instalment: 第3期, the 3 of 3/12期."""
    return re.compile(f"第({NUMERAL})期|(?<![0-9/])([0-9]{{1,3}})/(?=[0-9]{{1,3}}期)")
