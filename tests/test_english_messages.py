"""English-only messages to people who live in China: named for what they are, the plain red lines found."""

from datetime import date

import pytest

from triage import Message, Report, assess, load_catalog

CATALOG = load_catalog()


def judged(text: str) -> Report:
    message = Message(text, "1069000000", received_at="2026-11-20T10:00")
    return assess(message, catalog=CATALOG, as_of=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "kind", "headline"),
    [
        ("Your loan is overdue 15 days. Outstanding RMB 8,600.50, please pay today.", "collection", "verify_first"),
        (
            "Dear customer, your credit card has an overdue balance of CNY 3,250.00. Please pay by Nov 25.",
            "collection",
            "verify_first",
        ),
        ("Dear customer, your statement for November is RMB 873.40, due on 8 December.", "statement", "verify_first"),
        ("Your loan has been repaid in full. Thank you.", "paid_confirmation", "not_collection"),
        ("Your verification code is 483920. Do not share it with anyone.", "otp", "not_collection"),
        ("Hi, dinner at 7 tonight? I will bring the wine.", "other", "not_collection"),
        ("Your parcel has arrived at locker 12, pickup code 3321.", "other", "not_collection"),
        ("Your library book is overdue, please return it by Nov 25.", "other", "not_collection"),
        ("Happy birthday! Here is a 200 yuan gift card for you.", "other", "not_collection"),
    ],
)
def test_kinds(text: str, kind: str, headline: str) -> None:
    verdict = judged(text).verdict
    assert (verdict.kind, verdict.headline, verdict.scam, verdict.conduct) == (
        kind,
        headline,
        "none_found",
        "none_found",
    )


@pytest.mark.parametrize(
    ("text", "red_line"),
    [
        ("FINAL NOTICE: You owe 12,000 yuan. Buy Apple gift cards and send me the codes today.", "private_account"),
        ("Pay your overdue loan now: scan this QR code and transfer to Mr Wang's WeChat.", "private_account"),
        ("Please tell us the verification code you just received to stop the collection process.", "asks_code"),
        ("Download AnyDesk and share your screen with our agent so we can cancel your debt record.", "screen_share"),
        (
            "Your loan is overdue. Click http://pay-loan.example.com to update your card details and CVV.",
            "phishing_link",
        ),
        (
            "You have been sued over your loan. Pay a deposit of 5000 RMB to this personal account today.",
            "private_account",
        ),
    ],
)
def test_red_lines(text: str, red_line: str) -> None:
    report = judged(text)
    assert red_line in {one.red_line for one in report.findings}
    assert report.verdict.headline in ("scam_likely", "scam_possible")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Pay your overdue loan or the police will arrest you and you will go to jail.", "false_consequence"),
        (
            "If you don't repay by tomorrow we will call your boss and your family and tell everyone you owe money.",
            "third_party_disclosure",
        ),
        ("We know where you live. Pay your debt or you will regret it.", "threat_violence"),
    ],
)
def test_conduct(text: str, point: str) -> None:
    assert point in {one.point for one in judged(text).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Never tell anyone your verification code. Our staff will never ask for it.",
        "Fraud alert: do not pay strangers with gift cards, and don't scan a QR code to pay a debt.",
        "We will not ask you to transfer money to a personal account.",
    ],
)
def test_warnings_raise_nothing(text: str) -> None:
    verdict = judged(text).verdict
    assert (verdict.scam, verdict.conduct) == ("none_found", "none_found")
