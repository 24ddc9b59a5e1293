"""Which steps and which headline a case gets, and in what order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from triage.advise import advise, wording
from triage.advise.steps import STAGES
from triage.catalog.register import offerable

from .scenes import (
    ABUSE,
    CATALOG,
    HOURS,
    MAYBE_SCAM,
    SCAM,
    VIOLENCE,
    WRONG,
    Amount,
    Check,
    Date,
    Evidence,
    Finding,
    Span,
    catalog,
    day,
    doubt,
    finding,
    scene,
)


def case(**given: Any) -> dict[str, Any]:
    return given


# name, kind and findings, the case, headline, steps
SCENES: list[Any] = [
    (
        "card overdue",
        ("collection",),
        case(org="bank", cues="state.credit_card state.overdue"),
        "head-verify",
        "verify.card ask-lender plan.card-overdue keep-receipts",
    ),
    (
        "consumer finance overdue",
        ("collection",),
        case(org="fund", cues="state.overdue"),
        "head-verify",
        "verify.hotline ask-lender plan.overdue keep-receipts",
    ),
    (
        "platform overdue",
        ("collection",),
        case(org="platform", cues="state.overdue"),
        "head-verify",
        "verify.app-hotline ask-lender.platform plan.overdue keep-receipts",
    ),
    (
        "platform with only a parent's line",
        ("collection",),
        case(org="branch", cues="state.overdue"),
        "head-verify",
        "verify.parent ask-lender.platform plan.overdue keep-receipts",
    ),
    (
        "microlender without a number",
        ("collection",),
        case(org="village", cues="state.overdue"),
        "head-verify",
        "verify.lender ask-lender plan.overdue keep-receipts",
    ),
    (
        "nobody named",
        ("collection",),
        case(cues="state.overdue"),
        "head-verify-unnamed",
        "verify.unnamed ask-lender plan.overdue keep-receipts",
    ),
    (
        "collector label",
        ("collection",),
        case(org="label", cues="state.overdue"),
        "head-label",
        "verify.label ask-lender plan.overdue keep-receipts",
    ),
    (
        "not yet due",
        ("pre_due_reminder",),
        case(org="fund", dates=(day("2026-11-28", "due"),)),
        "head-pre-due-dated",
        "verify.hotline no-such-account plan.not-due-dated autopay keep-receipts",
    ),
    (
        "not yet due, no date",
        ("pre_due_reminder",),
        case(org="fund"),
        "head-pre-due",
        "verify.hotline no-such-account plan.not-due autopay keep-receipts",
    ),
    (
        "card statement",
        ("statement",),
        case(org="bank", cues="state.credit_card", dates=(day("2026-12-08", "due"),)),
        "head-statement-dated",
        "verify.statement-hotline no-such-account plan.not-due-dated autopay",
    ),
    (
        "card statement of a day that is past",
        ("statement",),
        case(org="bank", cues="state.credit_card", dates=(day("2026-11-10", "due"),)),
        "head-statement",
        "verify.statement-hotline no-such-account plan.past-due autopay",
    ),
    (
        "relatives of a borrower are threatened",
        ("collection", finding("conduct", point="third_party_disclosure")),
        case(org="fund", cues="state.overdue threat.family"),
        "head-conduct-threat",
        "no-quarrel.family verify.hotline plan.overdue-lender evidence complain.bank",
    ),
    (
        "relatives of a borrower are named",
        ("collection", finding("conduct", "caution", "low", point="third_party_collection")),
        case(org="platform", cues="state.overdue threat.contacts"),
        "head-conduct",
        "family-informed verify.app-hotline plan.overdue evidence complain.local",
    ),
    (
        "a link was tapped, nothing else known",
        ("collection",),
        case(cues="state.overdue", did=("clicked",), host="x.cn"),
        "head-verify-unnamed",
        "after-contact.clicked verify.unnamed ask-lender plan.overdue keep-receipts",
    ),
    (
        "arbitration",
        ("collection",),
        case(cues="state.overdue legal.arbitration"),
        "head-arbitration",
        "arbitration-ask verify.unnamed ask-lender plan.overdue keep-receipts",
    ),
    (
        "improper and perhaps false",
        ("collection", ABUSE, MAYBE_SCAM),
        case(),
        "head-conduct-false",
        "hold.possible no-quarrel verify.unnamed ask-police-line evidence",
    ),
    (
        "family",
        ("collection", WRONG),
        case(org="label", relation="family"),
        "head-wrong-family",
        "no-promise tell-borrower say-once complain.third-person",
    ),
    (
        "family, improper",
        ("collection", WRONG, HOURS),
        case(relation="family"),
        "head-wrong-family",
        "no-promise tell-borrower say-once evidence complain",
    ),
    (
        "family, insulted",
        ("collection", WRONG, ABUSE),
        case(relation="family", org="fund"),
        "head-wrong-family",
        "no-promise tell-borrower say-once evidence complain.bank",
    ),
    (
        "family who replied already",
        ("collection", WRONG),
        case(relation="family", did=("replied",)),
        "head-wrong-family",
        "no-promise after-promise tell-borrower say-once complain.third-person",
    ),
    (
        "spouse",
        ("collection", WRONG),
        case(relation="spouse", org="fund"),
        "head-wrong-spouse",
        "no-promise.spouse spouse-ask",
    ),
    (
        "guarantor",
        ("collection",),
        case(relation="guarantor", org="bank"),
        "head-guarantor",
        "guarantor-ask verify.hotline ask-lender plan.guarantor keep-receipts",
    ),
    (
        "emergency contact",
        ("collection", WRONG),
        case(relation="contact"),
        "head-wrong-contact",
        "no-promise tell-borrower say-once complain.third-person",
    ),
    (
        "colleague",
        ("collection", WRONG),
        case(relation="colleague"),
        "head-wrong-contact",
        "no-promise tell-borrower say-once complain.third-person",
    ),
    (
        "re-used number, lender known",
        ("collection", WRONG),
        case(relation="stranger", org="fund"),
        "head-wrong-stranger",
        "no-promise.stranger wrong-number.hotline say-once complain.third-person-stranger",
    ),
    (
        "re-used number, lender unknown",
        ("collection", WRONG),
        case(relation="stranger"),
        "head-wrong-stranger",
        "no-promise.stranger wrong-number say-once complain.third-person-stranger",
    ),
    (
        "third-party wording, relation unknown",
        ("collection", WRONG),
        case(org="fund"),
        "head-wrong",
        "no-promise tell-borrower.unknown-hotline say-once complain.third-person",
    ),
    (
        "already paid, app",
        ("collection", doubt("paid")),
        case(org="platform", claim="paid"),
        "head-paid",
        "verify.paid-app paid-proof.hotline fix-record credit-objection",
    ),
    (
        "already paid, parent's line",
        ("collection", doubt("paid")),
        case(org="branch", claim="paid"),
        "head-paid",
        "verify.paid paid-proof.parent fix-record credit-objection",
    ),
    (
        "already paid, unnamed",
        ("collection", doubt("paid")),
        case(claim="paid"),
        "head-paid",
        "verify.paid paid-proof fix-record credit-objection",
    ),
    (
        "disputed amount",
        ("collection", doubt("amount")),
        case(org="fund"),
        "head-amount",
        "verify.hotline ask-lender dispute-sum plan.overdue keep-receipts",
    ),
    (
        "never borrowed",
        ("collection", doubt("no_loan")),
        case(org="fund", claim="never_borrowed"),
        "head-never",
        "credit-report.unknown-loan verify.never-borrowed credit-objection.no-loan report-misuse",
    ),
    (
        "not sure whether I borrowed",
        ("collection",),
        case(claim="not_sure"),
        "head-verify-unnamed",
        "credit-report.unknown-loan verify.not-sure",
    ),
    (
        "not due by my word",
        ("collection", doubt("date")),
        case(org="platform", claim="not_due"),
        "head-not-due",
        "due-date-check verify.app-hotline ask-lender.platform keep-receipts",
    ),
    (
        "scam, nothing done",
        ("collection", SCAM),
        case(),
        "head-scam-private",
        "hold verify.scam ask-police-line credit-report report-spam",
    ),
    (
        "scam in a lender's name",
        ("collection", SCAM),
        case(org="bank"),
        "head-scam-private",
        "hold verify.scam-hotline ask-police-line credit-report report-spam",
    ),
    (
        "scam, paid",
        ("collection", SCAM),
        case(did=("paid_here",)),
        "head-paid-here",
        "report-loss bank-stop verify.scam ask-police-line loss-records",
    ),
    (
        "scam, code given",
        ("collection", SCAM),
        case(did=("code",)),
        "head-code",
        "bank-stop report-data hold verify.scam loss-records",
    ),
    (
        "scam, screen shared and paid",
        ("collection", SCAM),
        case(did=("screen", "paid_here")),
        "head-paid-here",
        "report-loss bank-stop cut-device verify.scam loss-records",
    ),
    (
        "scam, app installed",
        ("account_notice", SCAM),
        case(did=("app",)),
        "head-screen",
        "cut-device.first bank-stop report-data verify.scam loss-records",
    ),
    (
        "scam, card given",
        ("collection", SCAM),
        case(did=("card",)),
        "head-code",
        "bank-stop report-data hold verify.scam loss-records",
    ),
    (
        "scam, clicked",
        ("collection", SCAM),
        case(did=("clicked",)),
        "head-scam-private",
        "hold after-contact.clicked verify.scam ask-police-line report-spam",
    ),
    (
        "scam, called",
        ("collection", SCAM),
        case(did=("called",)),
        "head-scam-private",
        "hold after-contact verify.scam ask-police-line report-spam",
    ),
    (
        "scam, identity given",
        ("collection", SCAM),
        case(did=("id",)),
        "head-scam-private",
        "hold verify.scam ask-police-line report-spam watch-identity",
    ),
    (
        "scam, cancel the account",
        ("account_notice", SCAM),
        case(cues="bait.cancel_account"),
        "head-scam-account",
        "hold.account verify.scam ask-police-line credit-report report-spam",
    ),
    (
        "scam, false summons",
        ("court_notice", SCAM),
        case(),
        "head-scam-private",
        "hold court-doubt ask-police-line report-spam",
    ),
    (
        "scam at a relative's",
        ("collection", SCAM, WRONG),
        case(relation="family"),
        "head-scam-private",
        "hold tell-borrower.scam ask-police-line report-spam",
    ),
    (
        "scam possible",
        ("collection", MAYBE_SCAM),
        case(org="fund"),
        "head-possible",
        "hold.possible verify.hotline ask-police-line credit-report",
    ),
    (
        "improper, bank",
        ("collection", HOURS),
        case(org="bank"),
        "head-conduct",
        "verify.hotline plan.overdue evidence complain.bank",
    ),
    (
        "improper, platform",
        ("collection", HOURS),
        case(org="platform"),
        "head-conduct",
        "verify.app-hotline plan.overdue evidence complain.local",
    ),
    (
        "insult, unnamed",
        ("collection", ABUSE),
        case(),
        "head-conduct-serious",
        "no-quarrel verify.unnamed evidence complain police-report",
    ),
    (
        "insult, consumer finance",
        ("collection", ABUSE),
        case(org="fund"),
        "head-conduct-serious",
        "no-quarrel verify.hotline plan.overdue-lender evidence complain.bank",
    ),
    (
        "violence",
        ("collection", VIOLENCE, ABUSE),
        case(),
        "head-violence",
        "safe-from-violence verify.unnamed evidence complain police-report",
    ),
    (
        "violence at a relative's",
        ("collection", VIOLENCE, WRONG),
        case(relation="family"),
        "head-violence",
        "safe-from-violence no-promise tell-borrower say-once evidence",
    ),
    (
        "court paper",
        ("court_notice",),
        case(case_number="（2026）苏0981民初1234号"),
        "head-court",
        "court-ask.number court-prepare.dated court-counter",
    ),
    (
        "court paper without number",
        ("court_notice",),
        case(received=None),
        "head-court",
        "court-ask court-prepare court-counter",
    ),
    (
        "payment order",
        ("court_notice",),
        case(cues="legal.payment_order", case_number="（2026）苏0981民督12号"),
        "head-court-payment-order",
        "court-ask.number court-prepare.payment-order-dated court-counter",
    ),
    (
        "mediation",
        ("mediation_notice",),
        case(),
        "head-mediation",
        "mediation-ask mediation-court verify.unnamed plan.overdue",
    ),
    (
        "lawyer's letter",
        ("lawyer_letter",),
        case(org="fund"),
        "head-lawyer",
        "lawyer-check verify.hotline ask-lender plan.overdue",
    ),
    (
        "debt transferred",
        ("debt_transfer_notice",),
        case(org="fund"),
        "head-transfer",
        "verify.transfer-hotline plan.overdue",
    ),
    (
        "settlement offer",
        ("settlement_offer",),
        case(org="fund"),
        "head-settlement",
        "verify.hotline ask-lender plan.settlement keep-receipts",
    ),
    (
        "old debt",
        ("collection",),
        case(org="fund", dates=(day("2023-04-01"),)),
        "head-verify",
        "old-debt verify.hotline ask-lender keep-receipts",
    ),
    (
        "defunct platform",
        ("collection", doubt("no_loan")),
        case(org="gone"),
        "head-gone",
        "verify.gone credit-report.gone keep-receipts",
    ),
    (
        "defunct platform, old and doubtful",
        ("collection", MAYBE_SCAM),
        case(org="gone", dates=(day("2023-04-01"),)),
        "head-possible",
        "hold.possible old-debt verify.gone credit-report.gone ask-police-line",
    ),
    (
        "paid agent",
        ("agent_offer", MAYBE_SCAM),
        case(),
        "head-possible-agent",
        "hold.agent verify.agent ask-police-line agent-refund",
    ),
    ("code", ("otp",), case(), "head-otp", "otp-keep verify.otp"),
    ("bill of a utility", ("non_loan_arrears",), case(), "head-arrears", "verify.arrears"),
    ("loan advert", ("loan_marketing",), case(), "head-marketing", "verify.marketing"),
    ("repayment booked", ("paid_confirmation",), case(), "head-confirmation", "verify.confirmation"),
    ("account notice", ("account_notice",), case(), "head-account", "verify.account"),
    (
        "paid by the message, no sign of a scam",
        ("collection",),
        case(did=("paid_here",)),
        "head-paid-here-unsure",
        "report-loss.unsure bank-stop verify.unnamed plan.overdue loss-records",
    ),
    (
        "violence with signs of a scam",
        ("collection", VIOLENCE, SCAM),
        case(),
        "head-violence-scam",
        "safe-from-violence hold verify.scam ask-police-line report-spam",
    ),
    (
        "defunct platform, nothing else",
        ("collection",),
        case(org="gone"),
        "head-verify-gone",
        "verify.gone credit-report.gone keep-receipts",
    ),
    ("anything else with a link", ("other",), case(host="x.cn"), "head-not-collection", "verify.other"),
    (
        "platform with an app only",
        ("settlement_offer",),
        case(org="pocket"),
        "head-settlement",
        "verify.app ask-lender.platform plan.settlement keep-receipts",
    ),
    ("anything else", ("other",), case(), "head-not-collection", "verify.any"),
]


MISMATCH = Check("link", "x", Evidence("text", 0, 1), "mismatch", "bank", "registered_to_other")
STATED = Amount("1元", Span(0, 2), None, role="total")


def trick(red_line: str) -> Finding:
    return finding("scam", red_line=red_line)


HEADLINES: list[Any] = [
    ("head-scam-code", ("collection", trick("asks_code"), SCAM), {}),
    ("head-scam-screen", ("collection", trick("screen_share")), {}),
    ("head-scam-screen", ("collection", trick("app_install")), {}),
    ("head-scam-authority", ("court_notice", trick("fake_authority"), SCAM), {}),
    ("head-scam-fee", ("settlement_offer", trick("advance_fee")), {}),
    ("head-scam-link", ("collection", trick("phishing_link")), {}),
    ("head-scam-agent", ("agent_offer", trick("off_app_contact")), {}),
    ("head-scam", ("collection", trick("secrecy")), {}),
    ("head-possible-gone", ("collection", MAYBE_SCAM), {"org": "gone", "host": "x.cn", "checks": (MISMATCH,)}),
    ("head-possible-link", ("collection", MAYBE_SCAM), {"org": "bank", "host": "x.cn", "checks": (MISMATCH,)}),
    ("head-possible-identity", ("collection", MAYBE_SCAM), {"org": "bank", "checks": (MISMATCH,)}),
    ("head-possible-account", ("account_notice", MAYBE_SCAM), {}),
    ("head-gone", ("collection", doubt("no_loan")), {"org": "gone"}),
    ("head-date", ("collection", doubt("date")), {"org": "bank"}),
    ("head-error", ("collection", doubt("paid")), {"org": "bank", "claim": "not_sure"}),
    ("head-statement", ("statement",), {"org": "bank", "amounts": (STATED,)}),
    ("head-verify-dated", ("collection",), {"org": "bank", "dates": (day("2026-11-30"),)}),
    ("head-agent", ("agent_offer",), {}),
]


@pytest.mark.parametrize(("headline", "judged", "given"), HEADLINES)
def test_headlines(headline: str, judged: tuple[Any, ...], given: dict[str, Any]) -> None:
    pieces = advise(*scene(*judged, **given))[2]
    assert pieces[0].id == headline


def test_the_most_urgent_steps_stand_without_the_register() -> None:
    bare = catalog(without=("police-110", "court-12368", "legal-aid-12348", "psych-12356", "credit-centre"))
    for judged, expected in (
        (scene("collection", SCAM, did=("paid_here",)), {"report-loss.plain", "closing-advice.plain"}),
        (scene("collection", VIOLENCE), {"safe-from-violence.plain", "closing-support.plain"}),
        (scene("court_notice"), {"court-ask.plain"}),
        (scene("collection", SCAM), {"exception-already-paid.plain"}),
    ):
        _, chosen, pieces = advise(judged[0]._replace(catalog=bare), judged[1])
        assert expected <= {one.id for one in (*chosen, *pieces)}


STAGE = {one.id: one.stage for one in CATALOG.steps()}
CALLABLE = {one.value for id in CATALOG.org_ids() for one in CATALOG.org(id).contacts if offerable(one)}


@pytest.mark.parametrize(("name", "judged", "given", "headline", "steps"), SCENES, ids=[one[0] for one in SCENES])
def test_steps(name: str, judged: tuple[Any, ...], given: dict[str, Any], headline: str, steps: str) -> None:
    _, chosen, pieces = advise(*scene(*judged, **given))
    assert " ".join(one.id for one in chosen) == steps
    assert [one.id for one in pieces if one.place == "headline"] == [headline]


@pytest.mark.parametrize(("name", "judged", "given", "headline", "steps"), SCENES, ids=[one[0] for one in SCENES])
def test_shape_of_every_answer(
    name: str, judged: tuple[Any, ...], given: dict[str, Any], headline: str, steps: str
) -> None:
    _, chosen, pieces = advise(*scene(*judged, **given))
    assert 1 <= len(chosen) <= 5
    order = [STAGES.index(STAGE[one.id]) for one in chosen]
    assert order == sorted(order)
    assert [one.id for one in pieces].count("closing-advice") == 1
    for one in (*chosen, *pieces):
        for lang in ("zh", "en"):
            text = wording(one, CATALOG, lang, "#")
            assert "{" not in text
            assert ("#" in text) == bool(one.contacts)
        assert {contact.value for contact in one.contacts} <= CALLABLE


KINDS = ["collection", "pre_due_reminder", "statement", "paid_confirmation", "settlement_offer"]
KINDS += ["debt_transfer_notice", "court_notice", "lawyer_letter", "mediation_notice", "agent_offer"]
KINDS += ["loan_marketing", "account_notice", "non_loan_arrears", "otp", "other"]
FINDINGS = [(), (SCAM,), (MAYBE_SCAM,), (WRONG,), (ABUSE,), (HOURS,), (VIOLENCE,), (SCAM, WRONG, VIOLENCE)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("relation", [None, "self", "family", "spouse", "guarantor", "contact", "stranger"])
def test_no_case_is_left_without_a_step(kind: str, relation: str | None) -> None:
    for findings in FINDINGS:
        for org in (None, "bank", "platform", "branch", "village", "gone", "label"):
            for did in ((), ("paid_here", "screen", "code")):
                judged = scene(kind, *findings, org=org, relation=relation, did=did)
                decided, chosen, pieces = advise(*judged)
                assert chosen, (kind, findings, org, did)
                assert pieces[0].place == "headline"
                assert pieces[0].id != "head-any", decided.headline
                assert [one.id for one in pieces].count("closing-advice") == 1
                if did:
                    stems = [one.id.partition(".")[0] for one in chosen[:3]]
                    assert stems == ["report-loss", "bank-stop", "cut-device"]


def ids(*judged: Any, **case: Any) -> set[str]:
    _, chosen, pieces = advise(*scene(*judged, **case))
    return {one.id for one in chosen} | {one.id for one in pieces}


def test_card_lines_go_to_card_messages_and_closed_lines_to_nobody() -> None:
    def lines(**case: Any) -> list[str]:
        _, chosen, _ = advise(*scene("collection", **case))
        return [contact.value for one in chosen if one.id.startswith("verify") for contact in one.contacts]

    assert lines(org="bank", cues="state.credit_card") == ["4000000001"]
    assert lines(org="bank") == ["95000"]
    assert lines(org="gone") == []
    assert lines(org="branch") == ["95001"]
    assert lines(org="label") == []


def test_the_earliest_court_day_is_counted_only_from_a_known_day_of_receipt() -> None:
    _, chosen, _ = advise(*scene("court_notice"))
    assert [(one.id, one.by) for one in chosen if one.by] == [("court-prepare.dated", date(2026, 12, 5))]
    assert not any(one.by for one in advise(*scene("court_notice", received=None))[1])
    late = advise(*scene("court_notice", as_of=date(2026, 12, 6)))[1]
    assert "court-prepare" in [one.id for one in late]
    last = advise(*scene("court_notice", as_of=date(2026, 12, 5)))[1]
    assert "court-prepare.dated" in [one.id for one in last]


def test_a_hearing_still_to_come_is_noted() -> None:
    for dated, by in (("2026-12-20", [date(2026, 12, 20)]), ("2026-11-20", [])):
        _, chosen, _ = advise(*scene("court_notice", dates=(day(dated, "court"),)))
        assert [one.by for one in chosen if one.id == "court-hearing"] == by


@pytest.mark.parametrize("received", ["0001-01-01", "9999-12-31"])
def test_dates_at_the_ends_of_the_calendar(received: str) -> None:
    judged = scene("court_notice", received=received)
    assert "court-prepare" in [one.id for one in advise(*judged)[1]]
    assert advise(*scene("court_notice", received="2026-11-20", as_of=date.min))[1]


def test_deadlines() -> None:
    def headline(*dates: Date) -> str:
        pieces = advise(*scene("collection", org="bank", dates=dates))[2]
        return wording(pieces[0], CATALOG, "zh")

    assert "2026年11月25日前自己联系青竹银行" in headline(day("2026-12-30", "due"), day("2026-11-25"))
    assert "2026年11月22日" in headline(day("2026-11-22"))
    for past_or_other in (day("2026-11-21"), day("2026-11-25", "event"), day("2026-11-25", "statement")):
        assert "2026" not in headline(past_or_other)


@pytest.mark.parametrize(
    ("dates", "old"),
    [
        ((day("2023-11-22"),), True),
        ((day("2023-11-23"),), False),
        ((day("2023-01-01"), day("2026-11-30")), False),
        ((day("2023-01-01", "loan"),), False),
        ((), False),
    ],
)
def test_limitation_is_mentioned_only_for_dates_three_years_old(dates: tuple[Date, ...], old: bool) -> None:
    found = ids("collection", org="fund", dates=dates)
    assert ("old-debt" in found) is old
    assert ("plan.overdue" in found) is not old
    assert "old-debt" not in ids("collection", SCAM, org="fund", dates=dates)
    assert "old-debt" not in ids("collection", org="fund", dates=dates, claim="paid")


def test_relatives_are_told_of_the_exceptions_on_the_same_screen() -> None:
    for relation in ("family", "contact", "colleague"):
        found = ids("collection", WRONG, relation=relation)
        assert {"no-promise", "exception-third-person", "dont-pay-for-peace"} <= found
    assert {"no-promise.spouse", "exception-spouse"} <= ids("collection", WRONG, relation="spouse")
    assert "dont-pay-for-peace" not in ids("collection", WRONG, relation="family", did=("paid_here",))
    assert "dont-pay-for-peace" not in ids("collection", relation="self")


def test_nobody_is_told_to_negotiate_what_is_likely_a_scam_or_not_theirs() -> None:
    for judged, case in (((SCAM,), {}), ((WRONG,), {"relation": "family"}), ((), {"claim": "never_borrowed"})):
        assert not any(one.startswith("plan") for one in ids("collection", *judged, org="bank", **case))


@pytest.mark.parametrize(
    ("cue", "judged", "truth"),
    [
        ("threat.arrest", (), "truth-arrest"),
        ("threat.criminal", (), "truth-arrest"),
        ("threat.freeze", (SCAM,), "truth-freeze"),
        ("threat.dishonest_list", (), "truth-dishonest-list"),
        ("threat.school", (), "truth-school"),
        ("threat.family", (), "truth-contacts"),
        ("threat.visit", (), "truth-visit"),
        ("threat.lawsuit", (), "truth-lawsuit.law"),
        ("threat.lawsuit", (SCAM,), "truth-lawsuit.scam"),
        ("threat.credit_record", (), "truth-credit"),
        ("threat.credit_record", (SCAM,), "truth-credit.scam"),
        ("threat.penalty", (), "truth-penalty"),
        ("threat.vague", (), "truth-vague"),
        ("state.transferred", (), "truth-transfer"),
        ("bait.record_laundering", (MAYBE_SCAM,), "truth-laundering"),
        ("bait.safe_account", (SCAM,), "truth-safe-account"),
    ],
)
def test_truths(cue: str, judged: tuple[Any, ...], truth: str) -> None:
    _, _, pieces = advise(*scene("collection", *judged, org="bank", cues=cue))
    found = [one for one in pieces if one.place == "truth"]
    assert [one.id for one in found] == [truth]
    assert found[0].slots == (("quote", f"<{cue}>"),)


def test_a_negated_threat_gets_no_truth() -> None:
    case, judgement = scene("collection", org="bank", cues="threat.visit")
    cues = tuple(one._replace(polarity="negated") for one in case.reading.cues)
    _, _, pieces = advise(case._replace(reading=case.reading._replace(cues=cues)), judgement)
    assert not [one for one in pieces if one.place == "truth"]


def test_whether_it_goes_on_record_depends_on_the_lender() -> None:
    assert "truth-credit.platform" in ids("collection", org="platform", cues="threat.credit_record")
    assert "truth-credit.platform" in ids("collection", cues="threat.credit_record")
    assert "truth-credit" in ids("collection", org="fund", cues="threat.credit_record")


def test_an_impersonators_conduct_is_not_the_lenders() -> None:
    assert "closing-impersonation" in ids("collection", SCAM, ABUSE, org="bank")
    assert not any(one.startswith(("evidence", "complain")) for one in ids("collection", SCAM, ABUSE, org="bank"))


def test_words_of_the_message_are_never_read_as_slots() -> None:
    case, judgement = scene("collection", org="bank", cues="threat.visit", text="{contact}{org}")
    cues = tuple(one._replace(span=Span(0, 14)) for one in case.reading.cues)
    _, _, pieces = advise(case._replace(reading=case.reading._replace(cues=cues)), judgement)
    (truth,) = (one for one in pieces if one.place == "truth")
    assert "「{contact}{org}」" in wording(truth, CATALOG, "zh", "000")


def test_a_rule_may_bring_its_steps_forward_but_not_past_their_condition() -> None:
    judged, judgement = scene("agent_offer", MAYBE_SCAM)
    named = catalog(steps={MAYBE_SCAM.rule: ["ask-police-line", "plan.overdue", "no-such-step"]})
    _, plain, _ = advise(judged, judgement)
    _, chosen, _ = advise(judged._replace(catalog=named), judgement)
    assert [one.id for one in plain] == ["hold.agent", "verify.agent", "ask-police-line", "agent-refund"]
    assert [one.id for one in chosen] == ["hold.agent", "ask-police-line", "verify.agent", "agent-refund"]


def test_a_message_in_another_language_is_said_to_be_unread() -> None:
    def headline(text: str) -> str:
        _, _, pieces = advise(*scene("other", text=text))  # type: ignore[arg-type]
        return pieces[0].id

    assert headline("Your loan is overdue, please pay.") == "head-not-chinese"
    assert headline("您好 hello") == "head-not-collection"
    assert headline("12345") == "head-not-collection"


def test_a_ledger_that_says_paid_speaks_like_the_recipient() -> None:
    case, judgement = scene("collection", doubt("paid", "serious"), org="branch")
    _, steps, pieces = advise(case, judgement)  # type: ignore[arg-type]
    assert pieces[0].id == "head-paid"
    assert "fix-record" in [one.id for one in steps]
    case, judgement = scene("collection", doubt("paid", "serious"), org="branch", claim="not_sure")
    _, _, pieces = advise(case, judgement)  # type: ignore[arg-type]
    assert pieces[0].id != "head-paid"
