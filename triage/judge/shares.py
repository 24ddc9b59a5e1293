"""Shares, reductions and rates that a message works out itself, and gets another figure than they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product

from triage.judge.figures import Conflict, Options, on_text
from triage.judge.reckoning import Figure, Words, may_hold_more, reckoning, slack_of, told, words_of
from triage.judge.scene import Scene
from triage.judge.totals import is_left, is_paid, near
from triage.read.numerals import parse

PAIR = 2
NEAR = 12  # characters between a share and the sum it makes
LABEL = 8  # characters before a share that name what it is of
CLOSE = 6  # characters between a base and a share of it that stands right before its sum
MOST_BASES = 5
WHOLE = Decimal(1)
MONTHS = 12
RATE_SLACK = Decimal("0.03")
SIMPLE = ("单利",)
EACH = ("各", "平", "一人")
THOUSANDTHS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}


def share_wrong(scene: Scene, _: Options) -> Conflict | None:
    """A share of a sum, and what it is said to come to: 8万元的10%即1.2万元; 5600打九折6160; 2600的一半1500."""
    words, figures = words_of(scene), reckoning(scene)
    text = scene.prepared.text
    for at, share in enumerate(figures):
        if share.kind not in ("share", "tenths") or not 0 < share.value < WHOLE or is_rate(text, share, words):
            continue
        after = [one for one in figures[at + 1 :] if one.is_sum and not one.price]
        each = text[max(0, share.start - LABEL) : share.start].endswith(EACH) or share.unit.startswith(EACH)
        for result in after if each else after[:PAIR]:
            bases = [one for one in figures if one.is_sum and one.start < result.start]
            bases = [one for one in bases if not (each and one.start > share.start)]
            if each and is_paid(result, words):
                continue
            if not linked(text, share, result, words, each=each) or may_hold_more(
                text, result.end, figures, words, but="offers"
            ):
                continue
            if not bases:
                if (found := rest_of_share(scene, share, result, after, words)) is not None:
                    return found
                continue
            if (
                direct(text, share, result)
                and unrelated(text, bases[-1], share)
                and not names_it(text, bases[-1], share)
            ):
                break
            shares = [one.value for one in figures if one.kind == "share"] + (
                [share.value] if share.kind == "tenths" else []
            )
            off = text[max(0, share.start - LABEL) : share.start].endswith(words.lists["reduced"])
            if len(bases) > MOST_BASES or scaled(result.value, bases, shares, kept=share.kind == "tenths" and not off):
                if each:
                    continue
                break
            largest = max(bases, key=lambda one: one.value)
            return told(scene, result, (largest, share), largest.value * share.value)
    return shared_out_wrong(scene, figures, words)


def shared_out_wrong(scene: Scene, figures: Sequence[Figure], words: Words) -> Conflict | None:
    """Sums shared out by head, and another sum for each: 水120 电180，六个人，一人60. A yuan each is rounding."""
    text = scene.prepared.text
    sums = [one for one in figures if one.is_sum]
    heads = [one for one in figures if one.kind == "count" and one.unit == "人" and one.value > 1]
    each = sums[-1] if sums else None
    if each is None or not each.price or each.unit != "人" or len(heads) != 1 or not words.within("heads", text):
        return None
    head, items = heads[0], [one for one in sums[:-1] if one.start < heads[0].start]
    if not 1 <= len(items) <= MOST_BASES or len(items) < len(sums) - 1 or head.start > each.start:
        return None
    if any(one.price for one in items) or any(one.kind == "share" for one in figures) or words.within("spared", text):
        return None
    if may_hold_more(text, each.end, figures, words):
        return None
    for signs in product((0, 1, -1), repeat=len(items)):
        made = sum((sign * one.value for sign, one in zip(signs, items, strict=True)), Decimal(0))
        if made > 0 and abs(made / head.value - each.value) <= max(WHOLE, each.value / 100):
            return None
    return told(scene, each, (*items, head), sum((one.value for one in items), Decimal(0)) / head.value)


def is_rate(text: str, share: Figure, words: Words) -> bool:
    """Whether the words before a share make it a rate of interest, or of something that is no sum."""
    return share.kind == "share" and words.within("rates", text[max(0, share.start - LABEL) : share.start])


def linked(text: str, share: Figure, result: Figure, words: Words, *, each: bool) -> bool:
    """Whether ``result`` is called what ``share`` makes: 即, 就是, 首付三成 right before it, or named alike."""
    gap = text[share.end : result.start]
    if gap.startswith(words.lists["added"]) or words.within("added_then", near(result)):
        return False
    if each and len(gap) <= NEAR:
        return True
    if near(result).startswith(words.lists["so"]):
        return True
    close = len(gap) <= NEAR and not any(stop in gap for stop in "。;\n")
    if close and (words.within("makes", gap) or not gap.strip(" ,:块元") or len(gap) <= PAIR):
        return True
    if share.kind == "tenths":
        return words.within("settles", near(result)) or near(result).endswith(words.lists["makes"])
    if gap.startswith(words.lists["reduced"]) and near(result).startswith(words.lists["reduced_then"]):
        return not is_paid(result, words)
    label = text[max(0, share.start - PAIR) : share.start]
    return len(label) == PAIR and label.isalpha() and near(result).endswith(label)


def direct(text: str, share: Figure, result: Figure) -> bool:
    """Whether the sum stands right behind the share."""
    return len(text[share.end : result.start].strip(" ,:")) < PAIR


def unrelated(text: str, base: Figure, share: Figure) -> bool:
    """Whether a share right before its sum may be one of something else than the sum before it: 票1280+酒店一半210."""
    between = text[base.end : share.start]
    return "+" in between or "、" in between or len(between) > CLOSE


def names_it(text: str, base: Figure, share: Figure) -> bool:
    """Whether the words before a share name the sum before it: 账单6400元，最低为账单的10%."""
    label = text[max(0, share.start - PAIR - 1) : share.start]
    return label.endswith("的") and len(label) > PAIR and label[:PAIR] in base.lead


def scaled(value: Decimal, bases: Sequence[Figure], shares: Sequence[Decimal], *, kept: bool) -> bool:
    """Whether a share of some of ``bases``, added or taken off, is ``value``; ``kept``: not what is left without it."""
    parts = {part for one in shares for part in ((one,) if kept else (one, WHOLE - one))}
    for one, other in combinations(shares, PAIR):  # a share of a share
        firsts, seconds = ((each,) if kept else (each, WHOLE - each) for each in (one, other))
        parts |= {first * second for first in firsts for second in seconds}
    slack = slack_of(value)
    for signs in product((0, 1, -1), repeat=len(bases)):
        whole = sum((sign * one.value for sign, one in zip(signs, bases, strict=True)), Decimal(0))
        if whole > 0 and any(
            abs(whole * part - value) <= slack or abs(value * part - whole) <= slack for part in parts
        ):
            return True
    for at, base in enumerate(bases):  # or a share of one of them, and others beside it
        others = [*bases[:at], *bases[at + 1 :]]
        for signs in product((0, 1, -1), repeat=len(others)):
            beside = sum((sign * one.value for sign, one in zip(signs, others, strict=True)), Decimal(0))
            if any(abs(base.value * part + beside - value) <= slack for part in parts):
                return True
    return False


def rest_of_share(scene: Scene, share: Figure, paid: Figure, after: Sequence[Figure], words: Words) -> Conflict | None:
    """A share that was paid, the sum of it, and what is left: 还了三分之一，四千，余下六千."""
    rest = [one for one in after if one.start > paid.start]
    said = scene.prepared.text[max(0, share.start - LABEL) : share.start]
    if len(rest) != 1 or not is_left(rest[0], words) or not said.endswith(words.lists["paid"]):
        return None
    left = paid.value / share.value - paid.value
    if abs(left - rest[0].value) <= slack_of(left):
        return None
    return told(scene, rest[0], (share, paid), left)


def shares_exceed_whole(scene: Scene, _: Options) -> Conflict | None:
    """Shares of one thing that make more than all of it; a reduction of more than all; paid and left not 100%."""
    words, figures, text = words_of(scene), reckoning(scene), scene.prepared.text
    shares = [one for one in figures if one.kind == "share" and not one.unit]
    for one in shares:
        if one.value > WHOLE and lead_of(text, one).endswith(words.lists["reduced"]):
            return said(scene, (one,), one.value)
    shares = [one for one in shares if not words.within("rates", lead_of(text, one))]
    if len(shares) != PAIR or any(one.value >= WHOLE for one in shares):
        return None
    first, second = shares
    made = first.value + second.value
    between = text[first.end : second.start]
    if any(stop in between for stop in "。;\n") or made == WHOLE:
        return None
    leads = [lead_of(text, one) for one in shares]
    if all(words.within("shared", lead) for lead in leads) and made > WHOLE:
        return said(scene, shares, made)
    if leads[0].endswith(words.lists["paid"]) and leads[1].endswith(words.lists["left"]) and "的" not in between:
        return said(scene, shares, made)
    return None


def lead_of(text: str, one: Figure) -> str:
    """The words of its clause before a share."""
    lead = text[max(0, one.start - LABEL) : one.start]
    return lead[max(lead.rfind(stop) for stop in "。,;、!?\n") + 1 :]


def said(scene: Scene, shares: Sequence[Figure], made: Decimal) -> Conflict:
    """The conflict of shares with the whole, in percent."""
    spans = [scene.prepared.span(one.start, one.end) for one in shares]
    return Conflict(on_text(*spans), (("sum", percent(made)), ("total", "100%")))


def percent(share: Decimal) -> str:
    """``share`` in percent, without idle zeros."""
    return f"{(share * 100).normalize():f}%"


def rate_said_two_ways(scene: Scene, _: Options) -> Conflict | None:
    """One rate in two forms that differ: 万分之五(0.5%); a rate a month, and what it comes to in a year."""
    text = scene.prepared.text
    for found in _forms().finditer(text):
        number = parse(found["number"])
        if number is None:
            continue
        first, second = Decimal(number) * THOUSANDTHS[found["unit"]], Decimal(found["percent"])
        if abs(first - second) > first * RATE_SLACK:
            return differ(scene, found, first, second)
    for found in _month_and_year().finditer(text):
        month, year = Decimal(found["month"]), Decimal(found["year"])
        low, high = month * MONTHS * (1 - RATE_SLACK), month * MONTHS * (1 + RATE_SLACK)
        if not any(word in text for word in SIMPLE):
            high = month * MONTHS * PAIR + month  # compounded, or reckoned on what is left
        if not low <= year <= high:
            return differ(scene, found, month * MONTHS, year)
    return None


def differ(scene: Scene, found: re.Match[str], first: Decimal, second: Decimal) -> Conflict:
    """The conflict of two rates, in percent."""
    place = scene.prepared.span(*found.span())
    return Conflict(on_text(place), (("sum", percent(first / 100)), ("total", percent(second / 100))))


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    number = "[0-9]{1,3}(?:[.][0-9]{1,4})?"
    return re.compile(
        f"(?P<unit>[百千万])分之(?P<number>{number}|[一二两三四五六七八九十]{{1,3}})[(, ]{{0,2}}"
        f"(?:也就是|即|就是|合|折合|相当于|等于)?[: ]?(?P<percent>{number})%"
    )


@lru_cache(maxsize=1)
def _month_and_year() -> re.Pattern[str]:
    number = "[0-9]{1,3}(?:[.][0-9]{1,4})?"
    return re.compile(
        f"月(?:利率|息|利)[为是: ]?(?P<month>{number})%[(, ]{{0,2}}"
        "(?:也就是|即|就是|合|折合|相当于|等于)?(?:单利|复利)?(?:折|折合|约)?"
        f"年(?:利率|化|化利率|息)[为是: ]?(?P<year>{number})%"
    )
