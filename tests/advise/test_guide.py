"""Situations without a message: which steps they get, which one is meant, and whom to call in need."""

from __future__ import annotations

import re
from datetime import date

import pytest

from triage import load_catalog
from triage.advise.guide import guided, help_now, meant, situations
from triage.advise.steps import AT_MOST, STAGES
from triage.catalog.register import offerable
from triage.render.guide import guide_lines, help_lines
from triage.render.width import columns

AS_OF = date(2026, 11, 22)
CATALOG = load_catalog()
STAGE = {one.id: one.stage for one in CATALOG.steps()}

# situation, steps, lines beside them
SITUATIONS = [
    ("calls", "call-ask verify.unnamed-told ask-lender plan.overdue keep-receipts", "dont-borrow closing-advice"),
    (
        "harassment",
        "safe-from-violence verify.unnamed-told evidence.told complain police-report",
        "closing-conduct closing-support closing-advice",
    ),
    (
        "visit",
        "visit-door verify.unnamed-told plan.overdue evidence.told complain",
        "dont-borrow closing-conduct closing-advice",
    ),
    (
        "family-called",
        "family-informed verify.unnamed-told plan.overdue evidence.told complain",
        "dont-borrow closing-conduct closing-advice",
    ),
    (
        "relative-owes",
        "no-promise tell-borrower.told say-once complain.third-person",
        "exception-third-person dont-pay-for-peace closing-borrower closing-advice",
    ),
    (
        "wrong-number",
        "no-promise.stranger wrong-number.told say-once complain.third-person-stranger",
        "dont-pay-for-peace closing-advice",
    ),
    ("spouse", "no-promise.spouse spouse-ask", "exception-spouse closing-advice"),
    (
        "guarantor",
        "guarantor-ask verify.unnamed-told ask-lender plan.guarantor keep-receipts",
        "exception-guarantor dont-borrow closing-advice",
    ),
    ("not-sure", "credit-report.unknown-loan verify.not-sure", "dont-borrow closing-advice"),
    (
        "never-borrowed",
        "credit-report.unknown-loan verify.unnamed-told credit-objection.no-loan report-misuse",
        "closing-advice",
    ),
    (
        "several-lenders",
        "verify.unnamed-told ask-lender one-plan plan.overdue keep-receipts",
        "dont-borrow closing-support closing-advice",
    ),
    ("card", "verify.unnamed-told ask-lender plan.card-overdue keep-receipts", "dont-borrow closing-advice"),
    ("overdue", "verify.unnamed-told ask-lender plan.overdue keep-receipts", "dont-borrow closing-advice"),
    ("before-due", "verify.unnamed-told plan.not-due autopay keep-receipts", "dont-borrow closing-advice"),
    ("amount", "verify.unnamed-told ask-lender dispute-sum plan.overdue keep-receipts", "dont-borrow closing-advice"),
    ("already-paid", "verify.paid paid-proof fix-record credit-objection", "exception-paid-elsewhere closing-advice"),
    ("credit-error", "credit-report.record credit-objection.record credit-complaint", "closing-advice"),
    (
        "paid-agent",
        "hold.agent verify.agent ask-police-line agent-refund",
        "exception-lawyers closing-agent closing-advice",
    ),
    (
        "paid-scam",
        "report-loss bank-stop verify.scam ask-police-line loss-records",
        "dont-second-scam closing-support closing-advice",
    ),
    (
        "gave-data",
        "cut-device.first bank-stop report-data verify.scam loss-records",
        "dont-second-scam closing-support closing-advice",
    ),
    ("court-paper", "court-ask.told court-prepare court-counter", "dont-court closing-advice"),
    ("debt-sold", "verify.transfer plan.overdue", "dont-transfer closing-advice"),
    ("platform-gone", "verify.gone credit-report.gone keep-receipts", "dont-borrow closing-gone closing-advice"),
    ("old-debt", "old-debt verify.unnamed-told ask-lender keep-receipts", "dont-reply-old closing-advice"),
]
IDS = [one[0] for one in SITUATIONS]


@pytest.mark.parametrize(("id", "steps", "lines"), SITUATIONS, ids=IDS)
def test_the_steps_of_a_situation(id: str, steps: str, lines: str) -> None:
    found = guided(id, CATALOG, AS_OF)
    assert " ".join(one.id for one in found.steps) == steps
    assert " ".join(one.id for one in found.pieces) == lines
    assert 2 <= len(found.steps) <= AT_MOST
    stages = [STAGES.index(STAGE[one.id]) for one in found.steps]
    assert stages == sorted(stages)
    for one in (*found.steps, *found.pieces):
        assert all(offerable(contact) for contact in one.contacts)


def test_every_situation_is_pinned() -> None:
    assert list(situations(CATALOG)) == IDS
    assert len(IDS) >= 14


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("easy", [False, True])
def test_the_screen(id: str, lang: str, easy: bool) -> None:
    lines = guide_lines(guided(id, CATALOG, AS_OF), CATALOG, lang, as_of=AS_OF, width=80, easy=easy)
    text = "\n".join(line.text for line in lines)
    assert all(columns(line.text) <= 80 for line in lines)
    assert len(lines) <= (26 if lang == "zh" else 34)
    assert "{" not in text
    assert not re.search("短信里|这条", text), "there is no message"
    text.encode("gbk")


def test_what_is_known_of_the_lender_is_used() -> None:
    steps = guided("card", CATALOG, AS_OF, lenders=("bank-cmbchina",)).steps
    assert steps[0].id == "verify.card-path"
    assert steps[0].contacts[0].org == "bank-cmbchina"
    complaint = guided("harassment", CATALOG, AS_OF, lenders=("bank-cmbchina",)).steps
    assert "complain.bank" in {one.id for one in complaint}


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("calls", "calls"),
        ("信用卡还不上", "card"),
        ("信用卡还不起", "card"),
        ("我妈妈被打电话", "family-called"),
        ("妈妈被打电话", "family-called"),
        ("被骗", "paid-scam"),
        ("收到传票了", "court-paper"),
        ("Credit Card", "card"),
        ("somebody is at the door", "visit"),
        ("several loans", "several-lenders"),
        ("停息挂账", "paid-agent"),
        ("not sure", "not-sure"),
        ("债权转让", "debt-sold"),
    ],
)
def test_which_situation_is_meant(said: str, id: str) -> None:
    assert meant(said, CATALOG.section("guide")["situations"]) == (id,)


@pytest.mark.parametrize("said", ["", "  ", "？", "zzzzzz"])
def test_none_is_meant(said: str) -> None:
    assert meant(said, CATALOG.section("guide")["situations"]) == ()


def test_several_may_be_meant() -> None:
    found = meant("欠款", CATALOG.section("guide")["situations"])
    assert len(found) > 1
    assert set(found) <= set(IDS)


def test_no_name_stands_for_two_situations() -> None:
    records = CATALOG.section("guide")["situations"]
    names = [name for one in records for name in {one["id"], *one["title"].values(), *one["names"]}]
    assert len(set(names)) == len(names)


def test_every_card_is_three_sentences() -> None:
    cards = guided("calls", CATALOG, AS_OF).cards
    assert [one.id for one in cards] == ["collector", "lender"]
    assert all(len(one.lines) == 3 for one in cards)


def test_whom_to_call() -> None:
    found = help_now(CATALOG, AS_OF)
    values = [one.contact.value for one in found]
    assert values[:2] == ["110", "120"]
    assert {"12356", "96110", "12378"} <= set(values)
    for lang in ("zh", "en"):
        lines = help_lines(found, CATALOG, lang, as_of=AS_OF, width=80)
        text = "\n".join(line.text for line in lines)
        for one in found:
            assert one.contact.value in text
            assert one.contact.as_of[:7] in text, "the date of the source"
