"""The verdict table, every row of it."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from triage.advise.verdict import axis_value, exit_code, finding_value, verdict
from triage.model import Verdict

from .scenes import (
    ABUSE,
    HOURS,
    MAYBE_SCAM,
    SCAM,
    VIOLENCE,
    WRONG,
    Amount,
    Check,
    Evidence,
    Span,
    day,
    doubt,
    finding,
    scene,
)

LEVELS = list(itertools.product(("info", "caution", "serious"), ("low", "medium", "high")))
KINDS = ["collection", "pre_due_reminder", "statement", "paid_confirmation", "settlement_offer"]
KINDS += ["debt_transfer_notice", "court_notice", "lawyer_letter", "mediation_notice", "agent_offer"]
KINDS += ["loan_marketing", "account_notice", "non_loan_arrears", "otp", "other"]


@pytest.mark.parametrize(("severity", "confidence"), LEVELS)
@pytest.mark.parametrize("axis", ["scam", "error"])
def test_scam_and_error(axis: str, severity: str, confidence: str) -> None:
    expected = "possible"
    if severity == "info":
        expected = "none_found"
    elif (severity, confidence) == ("serious", "high"):
        expected = "likely"
    assert finding_value(finding(axis, severity, confidence)) == expected


@pytest.mark.parametrize(("severity", "confidence"), LEVELS)
def test_conduct(severity: str, confidence: str) -> None:
    serious = severity == "serious" and confidence in ("medium", "high")
    assert finding_value(finding("conduct", severity, confidence)) == ("serious" if serious else "questionable")


@pytest.mark.parametrize(("severity", "confidence"), LEVELS)
def test_information_never_flags(severity: str, confidence: str) -> None:
    case, judgement = scene("collection", finding("info", severity, confidence))
    decided = verdict(case, judgement)
    assert (decided.scam, decided.error, decided.conduct) == ("none_found", "none_found", "none_found")
    assert decided.because == ()


def test_two_possibles_never_add_up() -> None:
    assert axis_value("scam", (MAYBE_SCAM, MAYBE_SCAM, MAYBE_SCAM)) == "possible"
    assert axis_value("scam", (MAYBE_SCAM, SCAM)) == "likely"
    assert axis_value("scam", (ABUSE, WRONG)) == "none_found"
    assert axis_value("conduct", (HOURS, HOURS)) == "questionable"
    assert axis_value("conduct", (HOURS, ABUSE)) == "serious"


# What is added in each row outranks everything of the rows below it.
HEADLINES = [
    ("act_now", "collection", (VIOLENCE,), {}),
    ("scam_likely", "court_notice", (SCAM,), {}),
    ("court_paper", "court_notice", (), {}),
    ("wrong_recipient", "collection", (WRONG,), {}),
    ("error_likely", "collection", (finding("error", error_about="amount"),), {}),
    ("conduct_serious", "collection", (ABUSE,), {}),
    ("scam_possible", "collection", (MAYBE_SCAM,), {}),
    ("error_possible", "collection", (doubt("amount"),), {}),
    ("conduct_questionable", "collection", (HOURS,), {}),
    ("verify_first", "collection", (), {}),
    ("not_collection", "other", (), {}),
]


@pytest.mark.parametrize("at", range(len(HEADLINES)))
def test_headline_is_the_first_that_holds(at: int) -> None:
    name, kind, findings, context = HEADLINES[at]
    below = tuple(one for _, _, more, _ in HEADLINES[at + 1 :] for one in more)
    for together in (findings, findings + below, below + findings):
        assert verdict(*scene(kind, *together, **context)).headline == name


@pytest.mark.parametrize("deed", ["paid_here", "code", "screen", "card", "app"])
def test_what_was_done_already_comes_first(deed: str) -> None:
    for kind in KINDS:
        assert verdict(*scene(kind, SCAM, did=(deed,))).headline == "act_now"


@pytest.mark.parametrize("deed", ["clicked", "called", "replied", "id"])
def test_what_can_wait(deed: str) -> None:
    assert verdict(*scene("collection", did=(deed,))).headline == "verify_first"


def test_court_papers() -> None:
    for kind in ("court_notice", "mediation_notice"):
        assert verdict(*scene(kind)).headline == "court_paper"
        assert verdict(*scene(kind, MAYBE_SCAM)).headline == "court_paper"
        assert verdict(*scene(kind, SCAM)).headline == "scam_likely"


def test_a_guarantor_is_not_a_wrong_recipient() -> None:
    assert verdict(*scene("collection", doubt("recipient"), relation="guarantor")).headline == "error_possible"
    assert verdict(*scene("collection", doubt("recipient"), relation="family")).headline == "wrong_recipient"


DEMANDS = {
    "collection",
    "pre_due_reminder",
    "settlement_offer",
    "debt_transfer_notice",
    "lawyer_letter",
    "non_loan_arrears",
}


@pytest.mark.parametrize("kind", KINDS)
def test_headline_of_an_unflagged_message_follows_its_kind(kind: str) -> None:
    expected = "verify_first" if kind in DEMANDS else "not_collection"
    if kind in ("court_notice", "mediation_notice"):
        expected = "court_paper"
    assert verdict(*scene(kind)).headline == expected


def test_a_statement_counts_only_with_a_sum_or_day_due() -> None:
    owed = Amount("1元", Span(0, 2), Decimal(1), role="min_payment")
    limit = owed._replace(role="limit")
    assert verdict(*scene("statement")).headline == "not_collection"
    assert verdict(*scene("statement", amounts=(limit,))).headline == "not_collection"
    assert verdict(*scene("statement", amounts=(limit, owed))).headline == "verify_first"
    assert verdict(*scene("statement", dates=(day("2026-12-08", "due"),))).headline == "verify_first"
    assert verdict(*scene("account_notice", cues="demand.pay")).headline == "verify_first"
    assert verdict(*scene("account_notice")).headline == "not_collection"


def test_error_about_is_ordered_and_leaves_out_information() -> None:
    decided = verdict(*scene("collection", doubt("amount"), WRONG, doubt("date", "info")))
    assert decided.error_about == ("recipient", "amount")


def test_because_holds_the_rules_that_decided() -> None:
    decided = verdict(*scene("collection", MAYBE_SCAM, SCAM, HOURS, SCAM, finding("info")))
    assert decided.because == ("scam-serious-high", "conduct-caution-low")


def test_conduct_is_kept_beside_a_likely_scam() -> None:
    decided = verdict(*scene("collection", SCAM, ABUSE))
    assert (decided.headline, decided.conduct) == ("scam_likely", "serious")


def test_identity() -> None:
    check = Check("link", "x", Evidence("text", 0, 1), "mismatch", "bank", "registered_to_other")
    assert verdict(*scene("collection", org="bank", checks=(check,))).identity == "contradicted"
    assert verdict(*scene("collection")).identity == "unconfirmed"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ()),
        ({"received": None}, ("received_at",)),
        ({"sender": None}, ("sender",)),
        (
            {"received": None, "sender": None, "needs": ("relation", "received_at")},
            ("received_at", "sender", "relation"),
        ),
        ({"sender": None, "channel": "wechat"}, ()),
        ({"needs": ("count", "a")}, ("a", "count")),
    ],
)
def test_needs(given: dict[str, object], expected: tuple[str, ...]) -> None:
    assert verdict(*scene("collection", **given)).needs == expected  # type: ignore[arg-type]


def test_nothing_is_needed_for_what_asks_for_nothing() -> None:
    assert verdict(*scene("otp", received=None, sender=None)).needs == ()


@pytest.mark.parametrize("scam", ["none_found", "possible", "likely"])
@pytest.mark.parametrize("error", ["none_found", "possible", "likely"])
@pytest.mark.parametrize("conduct", ["none_found", "questionable", "serious"])
@pytest.mark.parametrize("headline", ["act_now", "court_paper", "wrong_recipient", "verify_first", "not_collection"])
def test_exit_code(headline: str, conduct: str, error: str, scam: str) -> None:
    decided = Verdict(headline, "collection", scam, error, (), conduct, "unconfirmed", (), ())
    expected = 0
    if {scam, error, conduct} & {"possible", "questionable"} or headline in ("court_paper", "wrong_recipient"):
        expected = 10
    if {scam, error, conduct} & {"likely", "serious"} or headline == "act_now":
        expected = 11
    assert exit_code(decided) == expected
