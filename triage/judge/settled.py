"""A debt that is paid, or owed to the recipient, by the message's own words, and yet demanded."""

from __future__ import annotations

from triage.judge.figures import (
    ROUNDED,
    Conflict,
    Options,
    asserted,
    beside,
    bill_words,
    exact,
    figures,
    money,
    named,
    on_text,
    value_of,
)
from triage.judge.parts import PARTS
from triage.judge.scene import Scene
from triage.judge.twice import numbered
from triage.model import Cue

DEMANDS = ("state.overdue", "demand.pay")
CERTIFICATE = "证明"
NOTHING = 8  # characters from a word for what is left to the end of a sum of nothing
DEBT_PAID_LEFT = 3  # the sums of such a statement, and no other


def nothing_left_yet_demanded(scene: Scene, _: Options) -> Conflict | None:
    """All that is left to pay is zero by the message's own figures."""
    nothing = [one for role in ("total", "installment") for one in exact(scene, role) if one.value == 0]
    if not nothing:
        return None
    rest = [one for one in figures(scene) if one.value and one.role not in ("limit", "offer", "paid", "balance")]
    whole = [one for one in named(scene, figures(scene), "state.whole_debt") if one in nothing]
    if rest and not (whole and whole[0].span < rest[0].span and all(one.role == "total" for one in rest)):
        return None
    return Conflict(on_text(nothing[0].span))


def paid_sum_demanded(scene: Scene, _: Options) -> Conflict | None:
    """The sum that the message calls paid is called overdue in another sentence."""
    paid, late = asserted(scene, "state.paid"), asserted(scene, "state.overdue")
    settled = [one for one in figures(scene) if one.value and beside(scene, one, paid) and not beside(scene, one, late)]
    for one in settled:
        for other in figures(scene):
            if other.value == one.value and other.span > one.span and beside(scene, other, late):
                return Conflict(on_text(one.span, other.span), (("total", money(value_of(one))),))
    return None


def cleared_yet_demanded(scene: Scene, _: Options) -> Conflict | None:
    """The debt is called paid in full, and then called overdue, with no other bill named."""
    text, late = scene.prepared.text, asserted(scene, *DEMANDS, "state.left")
    nothing = [one.span for one in figures(scene) if not one.value]
    late = [
        one
        for one in late
        if CERTIFICATE not in one_text(scene, one)
        and not led_by(scene, one, "former")
        and not any(0 <= each.end - one.span.end <= NOTHING for each in nothing)  # 现欠0元
    ]
    for one in asserted(scene, "state.cleared"):
        if led_by(scene, one, "reckoned"):
            continue
        clause = scene.segment("clause", on_text(one.span)[0]) or 0
        after = [each for each in late if (scene.segment("clause", on_text(each.span)[0]) or 0) > clause]
        if after and not numbered().search(text) and not any(word in text for word in bill_words(scene, "other_bill")):
            return Conflict(on_text(one.span, after[0].span))
    return None


def led_by(scene: Scene, cue: Cue, key: str) -> bool:
    """Whether one of the words ``key`` leads to ``cue`` in its clause."""
    clause = scene.reading.clauses[max(0, (scene.segment("clause", on_text(cue.span)[0]) or 0) - 1)]
    begin = scene.prepared.placed(clause)[0] if clause.start <= cue.span.start < clause.end else 0
    before = scene.prepared.text[begin : scene.prepared.placed(cue.span)[0]]
    return any(word in before for word in bill_words(scene, key))


def one_text(scene: Scene, cue: Cue) -> str:
    """The words of ``cue``, as they are read."""
    start, end = scene.prepared.placed(cue.span)
    return scene.prepared.text[start:end]


def refund_demanded(scene: Scene, _: Options) -> Conflict | None:
    """A sum that the sender owes the recipient by its own words is demanded from the recipient."""
    owed = [cue for cue in scene.reading.cues if cue.id in DEMANDS]
    back = asserted(scene, "state.refund_owed")
    returned = [one for one in figures(scene) if one.value and beside(scene, one, back)]
    for one in returned:
        for other in figures(scene):
            if (
                other.value == one.value
                and other.span > one.span
                and other.role == "total"
                and beside(scene, other, owed)
            ):
                return Conflict(on_text(one.span, other.span), (("total", money(value_of(one))),))
    return None


def balance_too_high(scene: Scene, _: Options) -> Conflict | None:
    """After a payment more is left than the debt without it, and no interest or charge is named."""
    amounts = figures(scene)
    if (
        len(amounts) != DEBT_PAID_LEFT
        or any(one.role in PARTS[1:] for one in amounts)
        or len({one.currency for one in amounts}) > 1
    ):
        return None
    paid, left = named(scene, amounts, "state.came_in"), named(scene, amounts, "state.left")
    paid = [one for one in amounts if one.role == "paid"] or paid
    if len(paid) != 1 or not left or left[-1] in paid:
        return None
    now = left[-1]
    debt = next(one for one in amounts if one is not now and one not in paid)
    if debt.span > now.span or value_of(paid[0]) >= value_of(debt):
        return None
    made = value_of(debt) - value_of(paid[0])
    if value_of(now) <= made * ROUNDED:
        return None
    spans = on_text(now.span, debt.span, paid[0].span)
    return Conflict(spans, (("sum", money(made)), ("total", money(value_of(now)))))
