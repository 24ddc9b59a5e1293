"""The verdict: the table from findings to axes and headline. Never a sum of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.model import Finding, Verdict
from triage.verify.identity import identity

if TYPE_CHECKING:
    from triage.judge import Case, Judgement

NONE, POSSIBLE, LIKELY, QUESTIONABLE, SERIOUS = "none_found", "possible", "likely", "questionable", "serious"
RANK = {NONE: 0, POSSIBLE: 1, QUESTIONABLE: 1, LIKELY: 2, SERIOUS: 2}
AXES = ("scam", "error", "conduct")
ABOUT = ("recipient", "paid", "amount", "date", "no_loan")

URGENT_DEEDS = frozenset(("paid_here", "code", "screen", "card", "app"))
COURT_KINDS = frozenset(("court_notice", "mediation_notice"))
DEMAND_KINDS = frozenset(
    ("collection", "pre_due_reminder", "settlement_offer", "debt_transfer_notice", "lawyer_letter", "non_loan_arrears")
)
NO_SUM_DUE = frozenset(("limit", "offer", "balance", "other"))


def verdict(case: Case, judgement: Judgement) -> Verdict:
    """The four axes, the headline, the rules that decided and the facts that could change the answer.

    ``conduct`` is what the findings say even when scam is likely: the words are then an impersonator's and not the
    lender's, which renderers and counts must say; the value is kept so that a threat is not lost.

    ``because`` holds, in the order of the findings, every rule whose finding stands at the value of its axis.
    """
    found = judgement.findings
    scam, error, conduct = (axis_value(axis, found) for axis in AXES)
    about = {one.error_about for one in found if one.axis == "error" and finding_value(one) != NONE}
    error_about = tuple(one for one in ABOUT if one in about)
    values = {"scam": scam, "error": error, "conduct": conduct}
    deciding = [one.rule for one in found if finding_value(one) != NONE and finding_value(one) == values[one.axis]]
    headline = headline_of(case, judgement, scam, error, error_about, conduct)
    return Verdict(
        headline=headline,
        kind=judgement.kind,
        scam=scam,
        error=error,
        error_about=error_about,
        conduct=conduct,
        identity=identity(case.claimed, case.checks, case.catalog),
        because=tuple(dict.fromkeys(deciding)),
        needs=needs_of(case, judgement, headline),
    )


def finding_value(finding: Finding) -> str:
    """What one finding says on its own axis; none_found for axis info.

    >>> from triage.model import Finding
    >>> finding_value(Finding("r", "scam", "serious", "high", None, None, ()))
    'likely'
    >>> finding_value(Finding("r", "conduct", "serious", "low", None, None, ()))
    'questionable'
    """
    if finding.axis == "conduct":
        return SERIOUS if finding.severity == "serious" and finding.confidence != "low" else QUESTIONABLE
    if finding.axis not in AXES or finding.severity == "info":
        return NONE
    return LIKELY if finding.severity == "serious" and finding.confidence == "high" else POSSIBLE


def axis_value(axis: str, findings: tuple[Finding, ...]) -> str:
    """The strongest value any finding gives ``axis``; two weak ones never add up."""
    values = [finding_value(one) for one in findings if one.axis == axis]
    return max(values, key=RANK.__getitem__, default=NONE)


def headline_of(
    case: Case, judgement: Judgement, scam: str, error: str, error_about: tuple[str, ...], conduct: str
) -> str:
    """The first of the ordered headlines that holds."""
    ordered = headlines(case, judgement, scam, error, error_about, conduct)
    return next((name for name, holds in ordered if holds), "not_collection")


def headlines(
    case: Case, judgement: Judgement, scam: str, error: str, error_about: tuple[str, ...], conduct: str
) -> tuple[tuple[str, bool], ...]:
    """Every headline but the last, not_collection, in the order in which they are tried, and whether it holds."""
    violence = any(one.point == "threat_violence" for one in judgement.findings)
    wrong = "recipient" in error_about and case.context.relation != "guarantor"
    return (
        ("act_now", violence or not URGENT_DEEDS.isdisjoint(case.context.did)),
        ("scam_likely", scam == LIKELY),
        ("court_paper", judgement.kind in COURT_KINDS),
        ("wrong_recipient", wrong),
        ("error_likely", error == LIKELY),
        ("conduct_serious", conduct == SERIOUS),
        ("scam_possible", scam == POSSIBLE),
        ("error_possible", error == POSSIBLE),
        ("conduct_questionable", conduct == QUESTIONABLE),
        ("verify_first", demands(case, judgement)),
    )


def demands(case: Case, judgement: Judgement) -> bool:
    """Whether the message asks for money or names a sum due, by its kind."""
    if judgement.kind in DEMAND_KINDS:
        return True
    if judgement.kind == "statement":
        return any(one.role not in NO_SUM_DUE for one in case.reading.amounts) or any(
            one.role == "due" for one in case.reading.dates
        )
    return judgement.kind == "account_notice" and any(
        one.id == "demand.pay" and one.polarity == "asserted" for one in case.reading.cues
    )


def needs_of(case: Case, judgement: Judgement, headline: str) -> tuple[str, ...]:
    """What the recipient could add to change the answer: received_at and sender first, then what the rules ask for."""
    wanted = set(judgement.needs)
    if headline != "not_collection":
        if case.message.received_at is None:
            wanted.add("received_at")
        if case.message.sender is None and case.message.channel in ("sms", "imessage", "call"):
            wanted.add("sender")
    first = [one for one in ("received_at", "sender") if one in wanted]
    return (*first, *sorted(wanted.difference(first)))


def exit_code(verdict: Verdict) -> int:
    """The exit code of ``check``: 0 nothing flagged, 10 possible or questionable, 11 likely, serious or act now.

    0 does not mean that nothing is wrong.
    """
    rank = max(RANK[verdict.scam], RANK[verdict.error], RANK[verdict.conduct])
    if verdict.headline == "act_now" or rank == 2:
        return 11
    if rank == 1 or verdict.headline in ("court_paper", "wrong_recipient"):
        return 10
    return 0
