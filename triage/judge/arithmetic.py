"""Sums and dates that cannot both be right. Every test gives evidence and the figures it rests on, or None.

A sum or a date that does not fit is a reason to ask, not a proof: fees may be unlisted, another instalment meant, a
grace period agreed. Days overdue are counted to the day the message was received or to a day it names itself, never
to the day of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from triage.judge.figures import Conflict, Options, exact, money, on_text, single_day, value_of
from triage.judge.received import deducted_in_advance, yearly_rate_above
from triage.judge.scene import Scene
from triage.model import Duration, Evidence

PARTS = ("principal", "interest", "penalty", "fee")
CENT = Decimal("0.01")
COLONS = (":", "：")
ROUNDED = Decimal("1.01")
MAY_HOLD_MORE = frozenset(("state.of_which", "threat.penalty"))

Test = Callable[[Scene, Options], Conflict | None]


def parts_do_not_add_up(scene: Scene, _: Options) -> Conflict | None:
    """Parts named as parts of one total, in the same sentence, that do not make it.

    With 「合计」 the parts must make the total; with 「其中」, or listed after a colon, they may be fewer, but not more
    than the total. Where no total is named, what falls due now is one.
    """
    totals = exact(scene, "total") or exact(scene, "installment")
    words = [one for one in scene.reading.cues if one.id in ("state.adds_up", "state.of_which")]
    if len({one.value for one in totals}) != 1:
        return None
    total = totals[0]
    here = scene.segment("sentence", on_text(total.span)[0])
    cues = {one.id for one in words if scene.segment("sentence", on_text(one.span)[0]) == here}
    if scene.case.message.text[total.span.end : total.span.end + 1] in COLONS:
        cues.add("state.of_which")
    if total.role == "installment":
        cues.discard("state.adds_up")
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


def instalments_below_total(scene: Scene, _: Options) -> Conflict | None:
    """So many equal instalments, and a total in the same sentence that is more than all of them together.

    Where penalties, charges or a part of the sum are named, the total may hold more; one per cent is rounding.
    """
    totals, each = exact(scene, "total"), exact(scene, "installment")
    terms = [one for one in scene.reading.durations if one.role == "term" and one.count]
    if len(totals) != 1 or len(each) != 1 or len(terms) != 1 or any(exact(scene, role) for role in PARTS):
        return None
    spans = sorted((totals[0].span, each[0].span, terms[0].span))
    places = on_text(*spans)
    here = scene.segment("sentence", places[0])
    cues = {one.id for one in scene.reading.cues if scene.segment("sentence", on_text(one.span)[0]) == here}
    if any(scene.segment("sentence", one) != here for one in places) or "state.adds_up" not in cues:
        return None
    made = value_of(each[0]) * (terms[0].count or 0)
    if MAY_HOLD_MORE & cues or value_of(totals[0]) <= made * ROUNDED:
        return None
    return Conflict(places, (("sum", money(made)), ("total", money(value_of(totals[0])))))


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
    if value_of(least) <= value_of(most):
        return None
    slots = ((name, money(value_of(least))), ("total", money(value_of(most))))
    return Conflict(on_text(least.span, most.span), slots)


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


def due_before_loan(scene: Scene, _: Options) -> Conflict | None:
    """A day to pay by that lies before the loan was taken."""
    taken = [one for one in scene.reading.dates if one.role == "loan" and one.start is not None]
    by = [one for one in scene.reading.dates if one.role in ("due", "deadline") and one.end is not None]
    if len(taken) != 1 or len(by) != 1 or taken[0].start is None or by[0].end is None or taken[0].start <= by[0].end:
        return None
    slots = (("loan", taken[0].start.isoformat()), ("due", by[0].end.isoformat()))
    return Conflict(on_text(by[0].span, taken[0].span), slots)


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
    "instalments_below_total": instalments_below_total,
    "minimum_above_total": minimum_above_total,
    "settlement_above_debt": settlement_above_debt,
    "overdue_days_do_not_fit": overdue_days_do_not_fit,
    "due_after_overdue": due_after_overdue,
    "impossible_due_date": impossible_due_date,
    "paid_before_due": paid_before_due,
    "due_before_loan": due_before_loan,
    "dates_years_old": dates_years_old,
    "deducted_in_advance": deducted_in_advance,
    "yearly_rate_above": yearly_rate_above,
}

# What must occur before a test is worth running.
GATES: Mapping[str, tuple[str, ...]] = {
    "parts_do_not_add_up": ("amount/total", "amount/installment"),
    "instalments_below_total": ("amount/installment",),
    "minimum_above_total": ("amount/min_payment",),
    "settlement_above_debt": ("amount/settlement",),
    "overdue_days_do_not_fit": ("duration/overdue",),
    "due_after_overdue": ("date/due",),
    "impossible_due_date": ("date/due", "date/deadline"),
    "paid_before_due": ("context.paid_on",),
    "due_before_loan": ("date/loan",),
    "dates_years_old": ("date/due", "date/deadline"),
    "deducted_in_advance": ("state.received",),
    "yearly_rate_above": ("state.received",),
}

# The slots that each test fills, for the words of a rule.
FILLED: Mapping[str, tuple[str, ...]] = {
    "parts_do_not_add_up": ("sum", "total"),
    "instalments_below_total": ("sum", "total"),
    "minimum_above_total": ("minimum", "total"),
    "settlement_above_debt": ("settlement", "total"),
    "overdue_days_do_not_fit": ("due", "days", "counted", "to"),
    "due_after_overdue": ("due",),
    "impossible_due_date": ("due",),
    "paid_before_due": ("paid_on", "due"),
    "due_before_loan": ("loan", "due"),
    "dates_years_old": ("last",),
    "deducted_in_advance": ("received", "principal"),
    "yearly_rate_above": ("received", "repay", "days", "rate"),
}
