"""What a loan cost, from the sum really received: only where the message itself says how much that was.

Nothing here is a conflict or an error. Whether a cost is allowed depends on the lender and the day of the contract.
"""

from __future__ import annotations

from decimal import Decimal

from triage.judge.figures import Conflict, Options, exact, money, on_text, single_day, value_of
from triage.judge.scene import Scene
from triage.model import Amount

YEAR = 365
# Shorter or longer terms make no figure a year that says anything.
TERMS = range(1, 3 * YEAR + 1)
MOST_PERCENT = 100_000


def received(scene: Scene) -> Amount | None:
    """The exact sum in the same clause as, and next behind, words for what was paid out."""
    for cue in scene.reading.cues:
        if cue.id != "state.received" or cue.polarity != "asserted":
            continue
        here = scene.segment("clause", on_text(cue.span)[0])
        for one in scene.reading.amounts:
            exactly = one.bound == "exact" and one.currency == "CNY" and one.value
            if exactly and one.span.start >= cue.span.start and scene.segment("clause", on_text(one.span)[0]) == here:
                return one
    return None


def deducted_in_advance(scene: Scene, _: Options) -> Conflict | None:
    """Less was paid out than the principal that is written."""
    got = received(scene)
    if got is None:
        return None
    principals = [one for one in exact(scene, "principal") if one.span != got.span and value_of(one) > value_of(got)]
    if not principals:
        return None
    most = max(principals, key=value_of)
    slots = (("received", money(value_of(got))), ("principal", money(value_of(most))))
    return Conflict(on_text(got.span, most.span), slots)


def yearly_rate_above(scene: Scene, options: Options) -> Conflict | None:
    """The simple rate a year on the sum received exceeds ``percent``, for a loan repaid at once after some days."""
    got, days = received(scene), term(scene)
    if got is None or days not in TERMS or any(one.count for one in scene.reading.durations):
        return None
    roles = ("total", "installment", "settlement")
    repaid = [one for role in roles for one in exact(scene, role) if one.span != got.span]
    if not repaid:
        return None
    most = max(repaid, key=value_of)
    cost = value_of(most) - value_of(got)
    percent = cost / value_of(got) * YEAR / days * 100
    if not int(options.get("percent", "24")) < percent < MOST_PERCENT:
        return None
    slots = (
        ("received", money(value_of(got))),
        ("repay", money(value_of(most))),
        ("days", str(days)),
        ("rate", str(percent.quantize(Decimal(1)))),
    )
    return Conflict(on_text(got.span, most.span), slots)


def term(scene: Scene) -> int:
    """The days the loan ran: as written, else from the day of the loan to the day it was due; 0 when unknown."""
    written = [one.days for one in scene.reading.durations if one.role == "term" and one.days]
    if len(written) == 1:
        return written[0]
    taken, due = single_day(scene, "loan"), single_day(scene, "due")
    return (due[1] - taken[1]).days if taken and due else 0
