"""Figures of a message that tests compare: exact sums, single days, and the words they are shown with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from triage.judge.scene import Scene
from triage.model import Amount, Date, Evidence, Slots, Span


class Conflict(NamedTuple):
    """What does not fit, and the figures for the words: money with two places, civil dates in ISO form, days."""

    at: tuple[Evidence, ...]
    slots: Slots = ()


Options = Mapping[str, str]


def on_text(*spans: Span) -> tuple[Evidence, ...]:
    """Evidence on the text for ``spans``."""
    return tuple(Evidence("text", span.start, span.end) for span in spans)


def exact(scene: Scene, role: str) -> list[Amount]:
    """The exact amounts in yuan of ``role``."""
    return [
        one
        for one in scene.reading.amounts
        if one.role == role and one.bound == "exact" and one.value is not None and one.currency == "CNY"
    ]


def money(value: Decimal) -> str:
    """``value`` with two places.

    >>> money(Decimal("8600"))
    '8600.00'
    """
    return f"{value:.2f}"


def value_of(amount: Amount) -> Decimal:
    """The value of an exact amount."""
    return amount.value or Decimal(0)


def single_day(scene: Scene, role: str) -> tuple[Date, date] | None:
    """The only date of ``role``, when it is one known day that the message states."""
    found = [one for one in scene.reading.dates if one.role == role]
    if len(found) == 1 and found[0].start is not None and found[0].start == found[0].end:
        return found[0], found[0].start
    return None
