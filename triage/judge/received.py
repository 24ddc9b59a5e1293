"""What a loan cost, from the sum really received: as the message says it, or as the recipient's own ledger does.

Nothing here is a conflict or an error. Whether a cost is allowed depends on the lender and the day of the contract.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from triage.judge.figures import Conflict, Options, exact, money, on_text, single_day, value_of
from triage.judge.owed import open_loans
from triage.judge.rates import YEAR, at_once, by_instalments, line_on
from triage.judge.scene import Scene
from triage.model import Amount, Evidence, Loan

# Shorter or longer terms make no figure a year that says anything.
TERMS = range(1, 3 * YEAR + 1)
MOST_INSTALMENTS = 360
MOST_PERCENT = 100_000
FINE = 100  # percent: below, a tenth is shown


class Got(NamedTuple):
    """A sum really received, in yuan, where that is said, and the loan of the ledger that says it."""

    value: Decimal
    at: tuple[Evidence, ...]
    loan: Loan | None = None


class Cost(NamedTuple):
    """What is repaid in all, in yuan, the yearly rate in percent, and where the figures stand in the message."""

    repaid: Decimal
    percent: Decimal
    at: tuple[Evidence, ...] = ()
    days: int | None = None


def received(scene: Scene) -> Got | None:
    """The sum received: what the message says of it, else the ledger's, if one open loan of the lender is in it."""
    said = received_in_text(scene)
    if said is not None:
        return Got(value_of(said), on_text(said.span))
    loans = open_loans(scene) if scene.case.context.loans else []
    if len(loans) != 1 or not loans[0].received:
        return None
    return Got(loans[0].received, (Evidence("context.loans", 0, len(scene.case.context.loans)),), loans[0])


def received_in_text(scene: Scene) -> Amount | None:
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
    principals = [one for one in exact(scene, "principal") if value_of(one) > got.value]
    if not principals:
        return None
    most = max(principals, key=value_of)
    slots = (("received", money(got.value)), ("principal", money(value_of(most))))
    return Conflict((*got.at, *on_text(most.span)), slots)


def yearly_rate_above(scene: Scene, options: Options) -> Conflict | None:
    """The yearly rate on the sum received exceeds ``percent``, or four times the LPR where ``line`` is above.

    ``line``: known, unknown or above asks for the line on the day of the contract; that of the ledger, else the day of
    the loan that the message names.
    """
    got = received(scene)
    cost = cost_of(scene, got) if got else None
    if got is None or cost is None:
        return None
    contract = contract_day(scene, got.loan)
    line = line_on(contract, scene.case.catalog) if contract and options.get("line") else None
    if "line" in options and (line is None) is not (options["line"] == "unknown"):
        return None
    bar = line.four_times if line and options["line"] == "above" else Decimal(options.get("percent", "24"))
    if not bar < cost.percent < MOST_PERCENT:
        return None
    slots = [("received", money(got.value)), ("repay", money(cost.repaid))]
    slots += [("days", str(cost.days))] if cost.days else []
    slots.append(("rate", str(cost.percent.quantize(Decimal(1) if cost.percent >= FINE else Decimal("0.1")))))
    if line and contract:
        slots += [("contract", contract.isoformat()), ("lpr", str(line.lpr)), ("line", str(line.four_times))]
    return Conflict((*got.at, *cost.at), tuple(slots))


def cost_of(scene: Scene, got: Got) -> Cost | None:
    """The cost of the loan: by equal monthly instalments where their sum and number are known, else at once.

    A loan of the ledger is repaid at once only where it says so (``terms`` 1): a message that names a total and a day
    does not show how many instalments are in it.
    """
    loan = got.loan
    if loan and loan.terms == 1:
        return in_one_sum(scene, got, days_owed(scene, loan))
    if loan and loan.instalment and loan.terms:
        return monthly(got.value, loan.instalment, loan.terms)
    counted = [one for one in scene.reading.durations if one.count]
    each = [one for one in exact(scene, "installment") if on_text(one.span) != got.at]
    if len(counted) == 1 and len(each) == 1 and counted[0].role == "term":
        return monthly(got.value, value_of(each[0]), counted[0].count or 0, *on_text(each[0].span, counted[0].span))
    return None if counted or loan else in_one_sum(scene, got, term(scene))


def in_one_sum(scene: Scene, got: Got, days: int) -> Cost | None:
    """The cost of a loan repaid at once after ``days``: the largest sum to be paid that the message names."""
    roles = ("total", "installment", "settlement")
    repaid = [one for role in roles for one in exact(scene, role) if on_text(one.span) != got.at]
    if days not in TERMS or not repaid:
        return None
    most = max(repaid, key=value_of)
    return Cost(value_of(most), at_once(got.value, value_of(most), days), on_text(most.span), days)


def monthly(got: Decimal, instalment: Decimal, terms: int, *at: Evidence) -> Cost | None:
    """The cost of ``terms`` equal monthly instalments."""
    if not 1 <= terms <= MOST_INSTALMENTS:
        return None
    percent = by_instalments(got, instalment, terms)
    return Cost(instalment * terms, percent, at) if percent is not None else None


def term(scene: Scene) -> int:
    """The days the loan ran: as written, else from the day of the loan to the day it was due; 0 when unknown."""
    written = [one.days for one in scene.reading.durations if one.role == "term" and one.days]
    if len(written) == 1:
        return written[0]
    taken, due = single_day(scene, "loan"), single_day(scene, "due")
    return (due[1] - taken[1]).days if taken and due else 0


def days_owed(scene: Scene, loan: Loan) -> int:
    """The days from the contract to the day that the sum of the message is reckoned to; 0 when unknown.

    A sum that was due already is reckoned to the day the message came, which then must be known.
    """
    reference = scene.reading.reference
    if loan.contract is None or loan.due is None:
        return 0
    if loan.due < reference.moment.date:
        return (reference.moment.date - loan.contract).days if reference.source == "received_at" else 0
    return (loan.due - loan.contract).days


def contract_day(scene: Scene, loan: Loan | None) -> date | None:
    """The day of the contract: of ``loan``, else as the message says, else of the only open loan; None when unknown."""
    taken = single_day(scene, "loan")
    if loan is None and taken is None and scene.case.context.loans:
        loans = open_loans(scene)
        loan = loans[0] if len(loans) == 1 else None
    if loan is not None:
        return loan.contract
    return taken[1] if taken else None
