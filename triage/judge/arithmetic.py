"""Sums and dates that cannot both be right. Every test gives evidence and the figures it rests on, or None.

A sum or a date that does not fit is a reason to ask, not a proof: fees may be unlisted, another instalment meant, a
grace period agreed. Days overdue are counted to the day the message was received or to a day it names itself, never
to the day of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from triage.judge.scene import Scene
from triage.model import Amount, Date, Duration, Evidence, Slots, Span

PARTS = ("principal", "interest", "penalty", "fee")
CENT = Decimal("0.01")


class Conflict(NamedTuple):
    """What does not fit, and the figures for the words: money with two places, civil dates in ISO form, days."""

    at: tuple[Evidence, ...]
    slots: Slots = ()


Options = Mapping[str, str]
Test = Callable[[Scene, Options], Conflict | None]


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


def parts_do_not_add_up(scene: Scene, _: Options) -> Conflict | None:
    """Parts named as parts of one total, in the same sentence, that do not make it.

    With 「合计」 the parts must make the total; with 「其中」 they may be fewer, but not more than the total.
    """
    totals = exact(scene, "total")
    words = [one for one in scene.reading.cues if one.id in ("state.adds_up", "state.of_which")]
    if len(totals) != 1 or not words:
        return None
    total = totals[0]
    here = scene.segment("sentence", on_text(total.span)[0])
    cues = {one.id for one in words if scene.segment("sentence", on_text(one.span)[0]) == here}
    parts = [
        one for role in PARTS for one in exact(scene, role) if scene.segment("sentence", on_text(one.span)[0]) == here
    ]
    if not cues or len(parts) < 2 or len({one.role for one in parts}) != len(parts):
        return None
    whole = total.value or Decimal(0)
    made = sum((one.value or Decimal(0) for one in parts), Decimal(0))
    off = made - whole
    over = off > CENT * len(parts)
    short = "state.of_which" not in cues and -off > CENT * len(parts)
    if not over and not short:
        return None
    spans = sorted(one.span for one in parts)
    return Conflict(on_text(total.span, *spans), (("sum", money(made)), ("total", money(whole))))


def minimum_above_total(scene: Scene, _: Options) -> Conflict | None:
    """A least payment larger than the whole debt."""
    return above(scene, "min_payment", "minimum")


def settlement_above_debt(scene: Scene, _: Options) -> Conflict | None:
    """An offer to settle for more than the whole debt."""
    return above(scene, "settlement", "settlement")


def above(scene: Scene, role: str, name: str) -> Conflict | None:
    """The smallest amount of ``role`` if it is larger than every total."""
    smaller, totals = exact(scene, role), exact(scene, "total")
    if not smaller or not totals:
        return None
    least = min(smaller, key=value_of)
    most = max(totals, key=value_of)
    if value_of(least) <= value_of(most):
        return None
    slots = ((name, money(value_of(least))), ("total", money(value_of(most))))
    return Conflict(on_text(least.span, most.span), slots)


def value_of(amount: Amount) -> Decimal:
    """The value of an exact amount."""
    return amount.value or Decimal(0)


def single_day(scene: Scene, role: str) -> tuple[Date, date] | None:
    """The only date of ``role``, when it is one known day that the message states."""
    found = [one for one in scene.reading.dates if one.role == role]
    if len(found) == 1 and found[0].start is not None and found[0].start == found[0].end:
        return found[0], found[0].start
    return None


def overdue_of(scene: Scene) -> tuple[Duration, int] | None:
    """The only overdue period, in days."""
    found = [one for one in scene.reading.durations if one.role == "overdue"]
    if len(found) == 1 and found[0].days is not None:
        return found[0], found[0].days
    return None


def counted_to(scene: Scene) -> date | None:
    """The day to which days overdue are counted: one the message names, else the day it was received."""
    named = single_day(scene, "as_of")
    if named is not None and not named[0].relative:
        return named[1]
    reference = scene.reading.reference
    return reference.moment.date if reference.source == "received_at" else None


def overdue_days_do_not_fit(scene: Scene, options: Options) -> Conflict | None:
    """Days overdue that do not lead from the due date to the day of the message.

    One day either way is tolerated, days of grace (``grace``, or as the message says) and the uneven length of months.
    """
    due, overdue, end = single_day(scene, "due"), overdue_of(scene), counted_to(scene)
    if due is None or overdue is None or end is None or due[0].relative:
        return None
    passed = (end - due[1]).days
    if passed < 0:
        return None
    duration, days = overdue
    grace = max(
        [int(options.get("grace", "0")), *(one.days or 0 for one in scene.reading.durations if one.role == "grace")]
    )
    slack = 1 + (days // 15 if duration.approx else 0)
    if passed - grace - slack <= days <= passed + slack:
        return None
    slots = (("due", due[1].isoformat()), ("days", str(days)), ("counted", str(passed)), ("to", end.isoformat()))
    return Conflict(on_text(duration.span, due[0].span), slots)


def due_after_overdue(scene: Scene, _: Options) -> Conflict | None:
    """A sentence that calls the debt overdue and gives a due date still to come."""
    due = single_day(scene, "due")
    if due is None or due[1] <= scene.reading.reference.moment.date:
        return None
    place = on_text(due[0].span)[0]
    here = scene.segment("sentence", place)
    said = [one.span for one in scene.reading.durations if one.role == "overdue"]
    said += [one.span for one in scene.reading.cues if one.id == "state.overdue" and one.polarity == "asserted"]
    for span in sorted(said):
        if scene.segment("sentence", on_text(span)[0]) == here:
            return Conflict((*on_text(span), place), (("due", due[1].isoformat()),))
    return None


def impossible_due_date(scene: Scene, _: Options) -> Conflict | None:
    """A day to pay by that no calendar has."""
    for one in scene.reading.dates:
        if one.start is None and one.end is None and one.role in ("due", "deadline"):
            return Conflict(on_text(one.span), (("due", one.raw),))
    return None


def paid_before_due(scene: Scene, _: Options) -> Conflict | None:
    """The recipient paid on or before the due date, stated or reckoned back from the day of the message."""
    paid = scene.case.context.paid_on
    if paid is None:
        return None
    stated = single_day(scene, "due")
    if stated is not None:
        place, due = stated[0].span, stated[1]
    else:
        overdue, end = overdue_of(scene), counted_to(scene)
        if overdue is None or end is None or (end - date.min).days < overdue[1]:
            return None
        place, due = overdue[0].span, end - timedelta(days=overdue[1])
    if paid > due:
        return None
    at = (Evidence("context.paid_on", 0, len(paid.isoformat())), *on_text(place))
    return Conflict(at, (("paid_on", paid.isoformat()), ("due", due.isoformat())))


def dates_years_old(scene: Scene, options: Options) -> Conflict | None:
    """Every day to pay by lies ``years`` or more before the day of the answer."""
    days = [(one.end, one.span) for one in scene.reading.dates if one.role in ("due", "deadline") and one.end]
    if not days:
        return None
    last, span = max(days)
    today, years = scene.case.as_of, int(options.get("years", "3"))
    if (today.year - last.year, today.month, today.day) < (years, last.month, last.day):
        return None
    return Conflict(on_text(span), (("last", last.isoformat()),))


TESTS: Mapping[str, Test] = {
    "parts_do_not_add_up": parts_do_not_add_up,
    "minimum_above_total": minimum_above_total,
    "settlement_above_debt": settlement_above_debt,
    "overdue_days_do_not_fit": overdue_days_do_not_fit,
    "due_after_overdue": due_after_overdue,
    "impossible_due_date": impossible_due_date,
    "paid_before_due": paid_before_due,
    "dates_years_old": dates_years_old,
}

# What must occur before a test is worth running.
GATES: Mapping[str, tuple[str, ...]] = {
    "parts_do_not_add_up": ("amount/total",),
    "minimum_above_total": ("amount/min_payment",),
    "settlement_above_debt": ("amount/settlement",),
    "overdue_days_do_not_fit": ("duration/overdue",),
    "due_after_overdue": ("date/due",),
    "impossible_due_date": ("date/due", "date/deadline"),
    "paid_before_due": ("context.paid_on",),
    "dates_years_old": ("date/due", "date/deadline"),
}

# The slots that each test fills, for the words of a rule.
FILLED: Mapping[str, tuple[str, ...]] = {
    "parts_do_not_add_up": ("sum", "total"),
    "minimum_above_total": ("minimum", "total"),
    "settlement_above_debt": ("settlement", "total"),
    "overdue_days_do_not_fit": ("due", "days", "counted", "to"),
    "due_after_overdue": ("due",),
    "impossible_due_date": ("due",),
    "paid_before_due": ("paid_on", "due"),
    "dates_years_old": ("last",),
}
