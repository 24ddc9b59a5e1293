"""Least payments, settlements and reductions that do not fit the debt they are named with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from triage.judge.figures import (
    ROUNDED,
    Conflict,
    Options,
    ahead,
    asserted,
    exact,
    figures,
    introduced,
    money,
    on_text,
    value_of,
)
from triage.judge.scene import Scene
from triage.model import Amount
from triage.read.numerals import parse


def minimum_above_total(scene: Scene, _: Options) -> Conflict | None:
    """A least payment larger than the whole debt, or than all that falls due with it."""
    return above(scene, "min_payment", "minimum", ("total", "installment"))


def settlement_above_debt(scene: Scene, _: Options) -> Conflict | None:
    """An offer to settle for more than the whole debt."""
    return above(scene, "settlement", "settlement", ("total",))


def above(scene: Scene, role: str, name: str, wholes: tuple[str, ...]) -> Conflict | None:
    """The smallest amount of ``role`` if it is larger than every amount of ``wholes``."""
    smaller, totals = exact(scene, role), [one for whole in wholes for one in exact(scene, whole)]
    if not smaller or not totals:
        return None
    least = min(smaller, key=value_of)
    most = max(totals, key=value_of)
    if value_of(least) <= value_of(most) or not value_of(most):
        return None
    from triage.judge.reckoning import is_price

    if is_price(scene, most.span):
        return None
    slots = ((name, money(value_of(least))), ("total", money(value_of(most))))
    return Conflict(on_text(least.span, most.span), slots)


def reduction_does_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """An offer that takes less off the debt than it says: of so many tenths (五折), or by a sum it waives."""
    amounts = figures(scene)
    debts = {value_of(one): one for one in amounts if one.role == "total"}
    for at, offer in enumerate(amounts):
        if offer.role == "settlement" or (at and introduced(scene, "state.offer_line", offer, amounts[at - 1 : at])):
            debt = next((one for one in debts.values() if one.span < offer.span), None)
            if debt is None or value_of(debt) <= value_of(offer):
                continue
            left = left_over(scene, debt, offer, amounts)
            if left is not None and value_of(offer) > left * ROUNDED:
                return Conflict(
                    on_text(offer.span, debt.span),
                    (("sum", money(left)), ("settlement", money(value_of(offer))), ("total", money(value_of(debt)))),
                )
    return None


def principal_only_yet_more(scene: Scene, _: Options) -> Conflict | None:
    """All but the principal is waived, and more than the principal is asked for."""
    principals = exact(scene, "principal")
    if not asserted(scene, "state.principal_only") or len(principals) != 1:
        return None
    for one in figures(scene):
        more = value_of(one) > value_of(principals[0]) * ROUNDED
        if one.role in ("total", "settlement") and more and one.span > principals[0].span:
            slots = (("sum", money(value_of(principals[0]))), ("settlement", money(value_of(one))))
            return Conflict(on_text(one.span, principals[0].span), (*slots, ("total", money(value_of(one)))))
    return None


def left_over(scene: Scene, debt: Amount, offer: Amount, amounts: Sequence[Amount]) -> Decimal | None:
    """What is left of ``debt`` after the reduction named before ``offer``; None when none is named."""
    text = ahead(scene, offer.span)
    tenths = list(_tenths().finditer(text))
    if tenths:
        share = tenths_of(tenths[-1][1] or tenths[-1][2])
        share = 10 - share if share is not None and tenths[-1][2] else share
        return value_of(debt) * share / 10 if share is not None else None
    shares = list(_share().finditer(text))
    if shares:
        return value_of(debt) * (100 - Decimal(shares[-1][1])) / 100
    waived = [
        one
        for at, one in enumerate(amounts)
        if debt.span < one.span < offer.span and introduced(scene, "state.waived", one, amounts[at - 1 : at])
    ]
    return value_of(debt) - value_of(waived[0]) if len(waived) == 1 else None


def tenths_of(written: str) -> Decimal | None:
    """How many tenths remain: 5, 8.5, 五, 八五 (a second Chinese figure counts hundredths)."""
    if written[0].isdigit():
        return Decimal(written)
    values = [parse(char) for char in written]
    if any(one is None for one in values):
        return None
    first, *second = (Decimal(one or 0) for one in values)
    return first + (second[0] / 10 if second else Decimal(0))


@lru_cache(maxsize=1)
def _tenths() -> re.Pattern[str]:
    return re.compile(
        "(?<![0-9一二三四五六七八九])([1-9](?:[.][0-9])?|[一二三四五六七八九]{1,2})折|[免减]([一二三四五六七八九])成"
    )


@lru_cache(maxsize=1)
def _share() -> re.Pattern[str]:
    return re.compile("(?<!息)(?:减免|优惠|免除|减免比例|优惠比例)(?:高达|达|为|了)?([1-9][0-9]?)%")
