"""Figures of a message that tests compare: exact sums, single days, and the words they are shown with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from triage.judge.scene import Scene
from triage.model import Amount, Cue, Date, Evidence, Slots, Span

MOST_FIGURES = 30
PAIR = 2
ROUNDED = Decimal("1.01")  # one per cent of rounding


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


def single_day(scene: Scene, role: str, but: date | None = None) -> tuple[Date, date] | None:
    """The only date of ``role`` when it is one known day that the message states.

    Beside others, 今日 and the like, a day from which something runs (…起) and the day ``but`` do not count.
    """
    found = [one for one in scene.reading.dates if one.role == role]
    if len(found) > 1:
        found = [one for one in found if not one.relative and not one.raw.endswith("起") and one.start != but]
    if len(found) == 1 and found[0].start is not None and found[0].start == found[0].end:
        return found[0], found[0].start
    return None


def figures(scene: Scene) -> list[Amount]:
    """The exact sums of the message, in order; none when there are more than one statement holds."""
    if len(scene.reading.amounts) > MOST_FIGURES:
        return []
    return [one for one in scene.reading.amounts if one.bound == "exact" and one.value is not None]


def asserted(scene: Scene, *ids: str) -> list[Cue]:
    """The asserted cues of these ids, in order."""
    return [one for one in scene.reading.cues if one.id in ids and one.polarity == "asserted"]


def ahead(scene: Scene, span: Span) -> str:
    """The text before ``span``, as it is read: simplified, half-width, with nothing invisible in it."""
    return scene.prepared.text[: scene.prepared.placed(span)[0]]


def between(scene: Scene, one: Span, other: Span) -> str:
    """The text from the end of ``one`` to the beginning of ``other``, as it is read."""
    return scene.prepared.text[scene.prepared.placed(one)[1] : scene.prepared.placed(other)[0]]


def behind(scene: Scene, span: Span) -> str:
    """The text after ``span``, as it is read."""
    return scene.prepared.text[scene.prepared.placed(span)[1] :]


def introduced(scene: Scene, cue: str, amount: Amount, before: Sequence[Amount]) -> bool:
    """Whether ``cue`` stands between the amount before (if any) and ``amount``, in its sentence."""
    cues = scene.reading.cues  # in the order of the text: only those between are looked at
    first = bisect_left(cues, before[-1].span.end if before else 0, key=start_of)
    last = bisect_left(cues, amount.span.start, key=start_of)
    said = [one for one in cues[first:last] if one.id == cue]
    return bool(said) and beside(scene, amount, said)


def start_of(cue: Cue) -> int:
    """Where ``cue`` begins."""
    return cue.span.start


def summed(scene: Scene, amount: Amount, before: Sequence[Amount]) -> bool:
    """Whether words that add up what stands before lead to ``amount`` (合计3000元, 三个月共900元)."""
    if introduced(scene, "state.sum_line", amount, before):
        return True
    return ahead(scene, amount.span).endswith(bill_words(scene, "sums"))


def named(scene: Scene, amounts: Sequence[Amount], cue: str) -> list[Amount]:
    """The sums with ``cue`` between the one before and them."""
    return [one for at, one in enumerate(amounts) if introduced(scene, cue, one, amounts[at - 1 : at] if at else ())]


def beside(scene: Scene, amount: Amount, cues: Iterable[Cue]) -> bool:
    """Whether one of ``cues`` stands in the sentence of ``amount``."""
    here = scene.segment("sentence", on_text(amount.span)[0])
    return any(scene.segment("sentence", on_text(one.span)[0]) == here for one in cues)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def bill_words(scene: Scene, key: str) -> tuple[str, ...]:
    """The words ``key`` of ``data/lexicon/bills.yaml``."""
    return tuple(scene.case.catalog.lexicon.section("bills")[key])
