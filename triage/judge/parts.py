"""Parts that a message adds or multiplies itself, and gets another sum than they make.

Whatever combination of the figures makes the sum is taken as meant: only a sum that none of them makes is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product

from triage.judge.figures import (
    MOST_FIGURES,
    PAIR,
    ROUNDED,
    Conflict,
    Options,
    ahead,
    behind,
    between,
    bill_words,
    exact,
    figures,
    money,
    on_text,
    overlaps,
    summed,
    value_of,
)
from triage.judge.scene import Scene
from triage.model import Amount, Duration, Span

PARTS = ("principal", "interest", "penalty", "fee")
OWED = ("total", "installment", *PARTS, "other")
WHOLE = ("total", "settlement", "installment", "principal", "other")
TAKEN_OFF = ("paid", "other", "settlement")
CENT = Decimal("0.01")
COMPLETE = 3  # so many kinds of parts are taken for all of them
MOST_ITEMS = 8  # of a list whose combinations are tried; a longer one is left alone
BRACKET = 3  # how far behind a sum a bracket that says what it holds begins
PART_WORDS = ("state.adds_up", "state.of_which", "state.more_included", "state.each_day")
MAY_HOLD_MORE = frozenset(("state.of_which", "state.more_included"))
JOINTS = frozenset("及和与、,以 人民币¥")


def parts_do_not_add_up(scene: Scene, _: Options) -> Conflict | None:
    """Parts named as parts of one total, in the same sentence, that do not make it; three kinds of them anywhere.

    With 「合计」 the parts must make the total; with 「其中」, or listed after a colon, two may be fewer, but not more
    than the total; three kinds are taken for all of them. Where no total is named, what falls due now is one.
    """
    if not PAIR < len(scene.reading.amounts) <= MOST_FIGURES:
        return None
    totals = exact(scene, "total") or exact(scene, "installment")
    words = [one for one in scene.reading.cues if one.id in PART_WORDS]
    if len({one.value for one in totals}) != 1:
        return None
    total = totals[0]
    here = scene.segment("sentence", on_text(total.span)[0])
    cues = {one.id for one in words if scene.segment("sentence", on_text(one.span)[0]) == here}
    if behind(scene, total.span).startswith(":"):
        cues.add("state.of_which")
    if total.role == "installment":
        cues.discard("state.adds_up")
    parts = [
        one for role in PARTS for one in exact(scene, role) if scene.segment("sentence", on_text(one.span)[0]) == here
    ]
    if len({one.role for one in parts}) < COMPLETE and not cues:
        everywhere = [one for role in PARTS for one in exact(scene, role)]
        if len({one.role for one in everywhere}) >= COMPLETE and not any_fits(figures(scene)):
            parts, cues = everywhere, {one.id for one in words} | {"state.adds_up"}
    elif len({one.role for one in parts}) >= COMPLETE:
        cues.add("state.of_which")
    if "state.each_day" in cues:
        return None
    cues.discard("state.more_included")
    if not cues or len(parts) < 2 or len({one.role for one in parts}) != len(parts):
        return None
    whole = total.value or Decimal(0)
    made = sum((one.value or Decimal(0) for one in parts), Decimal(0))
    off = made - whole
    over = off > CENT * len(parts)
    complete = "state.of_which" not in cues or len(parts) >= COMPLETE
    short = complete and -off > CENT * len(parts) and not any(one.id == "state.more_included" for one in words)
    others = [one for one in figures(scene) if one.span != total.span]
    if not (over or short) or (len(parts) < len(others) <= MOST_ITEMS and any(makes(others, whole))):
        return None
    spans = sorted(one.span for one in parts)
    return Conflict(on_text(total.span, *spans), (("sum", money(made)), ("total", money(whole))))


def any_fits(found: Sequence[Amount]) -> bool:
    """Whether one of the figures is what three or more of the others make; so too when there are too many to try."""
    if len(found) > MOST_ITEMS:
        return True
    return any(
        any(makes([*found[:at], *found[at + 1 :]], value_of(one), COMPLETE))
        for at, one in enumerate(found)
        if one.value
    )


def listed_sum_does_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """Sums named one after the other, and what they are said to come to in the end."""
    amounts = figures(scene)
    for at, total in enumerate(amounts if len(amounts) > PAIR else ()):
        before = amounts[:at]
        if ahead(scene, total.span).endswith(bill_words(scene, "bill_total")):
            continue
        if total.role not in WHOLE or not summed(scene, total, before[-1:]):
            continue
        items, beside = parts_before(scene, total, before), before
        if at == 0 and len(items) < len(amounts) - 1 and {one.role for one in amounts} <= {"total"}:
            items, beside = amounts[1:], amounts[1:]
        if len(items) < 2 or (conflict := unequal(scene, items, total, beside)) is None:
            continue
        if made_of_bare_numbers(scene, total):
            continue
        return conflict
    return None


def made_of_bare_numbers(scene: Scene, total: Amount) -> bool:
    """Whether ``total`` comes out with numbers without a unit, or behind it: 15吨乘4块是60，电费133."""
    from triage.judge import reckoning, totals

    figures, place = reckoning.reckoning(scene), scene.prepared.placed(total.span)
    unread = any(one.price or one.kind in ("plain", "count") or one.start > place[1] for one in figures)
    return unread and any(
        one.start < place[1] and place[0] < one.end and totals.reached(one, figures, scene)
        for one in figures
        if one.is_sum
    )


def parts_before(scene: Scene, total: Amount, before: Sequence[Amount]) -> list[Amount]:
    """The sums that ``total`` adds: those of its sentence, or of the ones before when it stands alone there."""
    here = scene.segment("sentence", on_text(total.span)[0])
    items = [one for one in before if scene.segment("sentence", on_text(one.span)[0]) == here]
    items = items or list(before)
    paid = [at for at, one in enumerate(items) if one.role == "paid"]
    items = [one for one in items[paid[-1] + 1 if paid else 0 :] if one.value]
    roles = [
        items[at - 1].role if at and one.role == "other" and joined(scene, items[at - 1], one) else one.role
        for at, one in enumerate(items)
    ]
    if len(items) > MOST_ITEMS or not set(roles).issubset(OWED):
        return []
    alike = len(set(roles)) == 1 or set(roles[1:]).issubset(PARTS) or len(items) >= COMPLETE
    return items if alike and len({one.currency for one in (*items, total)}) == 1 else []


def joined(scene: Scene, one: Amount, other: Amount) -> bool:
    """Whether nothing but a joint stands between two sums: 300元及500元."""
    return JOINTS.issuperset(between(scene, one.span, other.span))


def unequal(scene: Scene, items: list[Amount], total: Amount, before: Sequence[Amount]) -> Conflict | None:
    """The conflict of ``items`` with ``total``, unless some of the figures before it make the total."""
    whole, made = value_of(total), sum(map(value_of, items), Decimal(0))
    if len(before) > MOST_ITEMS or any(makes(before, whole)):
        return None
    if any(value_of(one) == whole for one in before) or (len(before) > PAIR and any_fits(before)):
        return None
    first, last = min(items[0].span, total.span), max(items[-1].span, total.span)
    stretch = Span(first.start, last.end + BRACKET)
    if any(one.id == "state.each_day" and overlaps(one.span, stretch) for one in scene.reading.cues):
        return None
    if made < whole and any(one.id in MAY_HOLD_MORE and overlaps(one.span, stretch) for one in scene.reading.cues):
        return None
    return Conflict(
        on_text(total.span, *sorted(one.span for one in items)), (("sum", money(made)), ("total", money(whole)))
    )


def makes(amounts: Sequence[Amount], whole: Decimal, least: int = 1) -> Iterable[bool]:
    """Whether it makes ``whole``, for each way to add ``least`` of ``amounts`` or more, or take off what was paid."""
    signs = [(0, 1, -1) if one.role in TAKEN_OFF else (0, 1) for one in amounts]
    values = [value_of(one) for one in amounts]
    slack = CENT * len(amounts)
    for chosen in product(*signs):
        if len(amounts) - chosen.count(0) < least:
            continue
        yield abs(sum((sign * value for sign, value in zip(chosen, values, strict=True)), Decimal(0)) - whole) <= slack


def equal_instalments_do_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """So many equal instalments, and a sum of them that is more than all of them together.

    Where penalties, charges or a part of the sum are named, it may hold more; one per cent is rounding.
    """
    amounts = figures(scene)
    each = [one for one in amounts if one.role == "installment"]
    counts = {times(one) for one in scene.reading.durations if one.role in ("term", "overdue")} - {0, 1}
    if len(each) != 1 or len(counts) != 1 or any(one.role in PARTS[1:] for one in amounts):
        return None
    (count,) = counts
    made = value_of(each[0]) * count
    for at, total in enumerate(amounts):
        if total.span <= each[0].span or total.currency != each[0].currency:
            continue
        if not summed(scene, total, amounts[at - 1 : at]):
            continue
        here = {one.id for one in scene.reading.cues if overlaps(one.span, Span(each[0].span.start, total.span.end))}
        if value_of(total) <= made * ROUNDED or {*MAY_HOLD_MORE, "threat.penalty"} & here:
            return None
        return Conflict(on_text(total.span, each[0].span), (("sum", money(made)), ("total", money(value_of(total)))))
    return None


def times(duration: Duration) -> int:
    """How many monthly instalments ``duration`` stands for; 0 when it is no such count."""
    if duration.count:
        return duration.count
    months = duration.days is not None and "月" in duration.raw and duration.days % 30 == 0
    return (duration.days or 0) // 30 if months else 0
