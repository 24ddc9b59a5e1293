"""A message of every case that people come with, and what it must be answered with: which steps, in which order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from triage import assess, load_catalog
from triage.advise.steps import AT_MOST, STAGES
from triage.model import Context, Loan, Message, Report

AS_OF = date(2026, 11, 22)
LOANS = (Loan("马上消费", status="open"), Loan("信用飞", status="open"))
OF_THE_MESSAGE = ("sender", "received")


def case(**given: Any) -> dict[str, Any]:
    return given


# name, message, what is known of it, the headline, the steps
CASES: list[Any] = [
    (
        "genuine and overdue",
        "【招商银行】王女士，您的贷款本期应还2680.00元，已逾期14天，请尽快还款，详询95555。",
        case(sender="95555"),
        "head-verify",
        "verify.hotline ask-lender plan.overdue keep-receipts",
    ),
    (
        "not yet due",
        "【马上消费】您的借款本期应还860.00元，还款日12月03日，请提前存入足额款项。",
        case(by={"plan.not-due-dated": "2026-12-03"}),
        "head-statement-dated",
        "verify.statement no-such-account plan.not-due-dated autopay",
    ),
    (
        "card that cannot be paid",
        "【招商银行】王女士，您尾号1234信用卡已逾期62天，最低还款额3218.40元，全部欠款28560.75元，请尽快还款。",
        case(sender="95555"),
        "head-verify",
        "verify.card-path ask-lender plan.card-overdue keep-receipts",
    ),
    (
        "other loan overdue",
        "【信用飞】您的借款已逾期9天，应还1320.00元，请尽快通过APP还款。",
        case(),
        "head-verify",
        "verify.app-hotline ask-lender.platform plan.overdue keep-receipts",
    ),
    (
        "amount disputed",
        "【马上消费】您本金1000.00元、利息100.00元、违约金100.00元，合计1500.00元，已逾期6天，请还款。",
        case(),
        "head-amount",
        "verify.lender ask-lender.list dispute-sum plan.overdue keep-receipts",
    ),
    (
        "already paid",
        "【信用飞】您的借款已逾期3天，应还862.50元，请尽快还款。",
        case(claim="paid", paid_on=date(2026, 11, 15)),
        "head-paid",
        "verify.paid-app paid-proof.hotline fix-record credit-objection",
    ),
    (
        "wrong person, number re-used",
        "【马上消费】李强先生，您的借款已逾期20天，应还5200.00元，请尽快处理。",
        case(relation="stranger"),
        "head-wrong-stranger",
        "no-promise.stranger wrong-number say-once complain.third-person-stranger",
    ),
    (
        "family",
        "【利信金融】您家人李强借款3500元已逾期，联系不上本人，请家属督促还款。",
        case(relation="family"),
        "head-wrong-family",
        "no-promise tell-borrower say-once evidence complain",
    ),
    (
        "friend or emergency contact",
        "【马上消费】您的朋友李强借款逾期，您是他的紧急联系人，请转告他尽快还款。",
        case(relation="contact"),
        "head-wrong-contact",
        "no-promise tell-borrower say-once evidence complain.bank",
    ),
    (
        "colleague",
        "您的同事李强拖欠我司借款，请转告他今天联系我司处理。",
        case(sender="13900000000", relation="colleague"),
        "head-wrong-contact",
        "no-promise tell-borrower say-once evidence complain",
    ),
    (
        "spouse",
        "【马上消费】李强的借款已逾期40天，欠款12000元，作为配偶请您协助还款。",
        case(relation="spouse"),
        "head-wrong-spouse",
        "no-promise.spouse spouse-ask evidence complain.bank",
    ),
    (
        "guarantor",
        "【招商银行】您为李强提供担保的贷款已逾期35天，欠款56000元，请履行担保责任。",
        case(relation="guarantor"),
        "head-guarantor",
        "guarantor-ask verify.hotline ask-lender plan.guarantor keep-receipts",
    ),
    (
        "scam, not yet paid",
        "【法务中心】李强，您的借款已移交诉讼，请于2小时内将8600元转至6217000000000000000（户名：张某）撤案。",
        case(),
        "head-scam-private",
        "hold verify.scam ask-police-line credit-report report-spam",
    ),
    (
        "scam, already paid",
        "【法务中心】李强，您的借款已移交诉讼，请于2小时内将8600元转至6217000000000000000（户名：张某）撤案。",
        case(did=("paid_here",)),
        "head-paid-here",
        "report-loss bank-stop verify.scam ask-police-line loss-records",
    ),
    (
        "codes given away",
        "【客服】您的账户异常，请把收到的验证码告诉专员，逾期将影响征信。",
        case(did=("code",)),
        "head-code",
        "bank-stop report-data hold verify.scam loss-records",
    ),
    (
        "screen shared",
        "请下载会议软件共享屏幕，由专员协助您关闭借款账户，否则影响征信。",
        case(did=("screen", "app")),
        "head-screen",
        "cut-device.first bank-stop report-data verify.scam loss-records",
    ),
    (
        "identity given",
        "【客服】请回复身份证号核实还款意愿，逾期将起诉。",
        case(did=("id",)),
        "head-possible",
        "hold.possible verify.unnamed ask-police-line credit-report watch-identity",
    ),
    (
        "harassment by a real collector",
        "【马上消费】李强，你还要不要脸，欠钱不还的老赖，今天再不还就把你的事告诉你所有同事。",
        case(),
        "head-conduct-threat",
        "no-quarrel.family verify.lender plan.overdue-lender evidence complain.bank",
    ),
    (
        "violence or a visit now",
        "李强，今晚不还钱我就带人到你家打断你的腿。",
        case(sender="13900000000", received="2026-11-20T20:10"),
        "head-violence",
        "safe-from-violence verify.unnamed evidence complain police-report",
    ),
    (
        "a visit announced",
        "【招商银行】您的贷款已逾期90天，我行将安排人员上门走访，请尽快还款。",
        case(),
        "head-verify",
        "verify.hotline ask-lender plan.overdue visit-ready keep-receipts",
    ),
    (
        "court paper",
        "【某市人民法院】李强：您有（2026）苏0981民初1234号案件文书送达，请查收：https://zxfw.court.gov.cn/zxfw/#/a",
        case(by={"court-prepare.dated": "2026-12-05"}),
        "head-court",
        "court-ask.number court-prepare.dated court-counter",
    ),
    (
        "payment order",
        "【某市人民法院】李强：（2026）苏0981民督12号支付令已送达，请于收到之日起15日内清偿或提出书面异议。",
        case(by={"court-prepare.payment-order-dated": "2026-12-05"}),
        "head-court-payment-order",
        "court-ask.number court-prepare.payment-order-dated court-counter",
    ),
    (
        "lawyer's letter",
        "【正和律师事务所】李强：受马上消费委托，就您逾期借款9800元向您发出律师函，请于11月30日前还款。",
        case(),
        "head-lawyer",
        "lawyer-check verify.lender ask-lender.list plan.overdue",
    ),
    (
        "mediation",
        "【某市金融纠纷调解中心】李强：您的借款纠纷已进入诉前调解，请于11月28日上午9时参加调解。",
        case(by={"court-hearing": "2026-11-28"}),
        "head-mediation",
        "court-hearing mediation-ask mediation-court verify.label plan.overdue",
    ),
    (
        "debt transferred",
        "【马上消费】李强，您的债权已转让给某某资产管理公司，请今后向新债权人还款。",
        case(),
        "head-transfer",
        "verify.transfer plan.overdue",
    ),
    (
        "old debt",
        "【马上消费】李强，您2021年5月1日到期的借款仍未归还，请于2021年6月1日前还款8000元。",
        case(),
        "head-old-date",
        "old-debt verify.lender ask-lender.list keep-receipts",
    ),
    (
        "defunct platform",
        "【钱站】您的借款已逾期，欠款10000元，请尽快还款。",
        case(),
        "head-verify-gone",
        "verify.gone credit-report.gone keep-receipts",
    ),
    (
        "paid-agent offer",
        "【债务优化】有网贷逾期？专业法务协商停息挂账，最长60期，办成再付，加V：zw6688。",
        case(),
        "head-possible-agent",
        "hold.agent verify.agent ask-police-line agent-refund",
    ),
    (
        "not sure whether I borrowed",
        "【信用飞】您的借款已逾期5天，应还862.50元，请尽快还款。",
        case(claim="not_sure"),
        "head-verify",
        "credit-report.unknown-loan ask-whose verify.not-sure",
    ),
    (
        "never borrowed",
        "【信用飞】您的借款已逾期5天，应还862.50元，请尽快还款。",
        case(claim="never_borrowed"),
        "head-never",
        "credit-report.unknown-loan verify.never-borrowed credit-objection.no-loan report-misuse",
    ),
    (
        "several lenders",
        "【马上消费】您的借款本期应还860元已逾期15天，请尽快还款。",
        case(loans=LOANS),
        "head-verify",
        "verify.lender ask-lender.list one-plan plan.overdue keep-receipts",
    ),
    (
        "my mother is being called",
        "【马上消费】李强，您的借款已逾期30天，再不处理我们将联系您的母亲和单位。",
        case(),
        "head-conduct",
        "family-informed verify.lender plan.overdue evidence complain.bank",
    ),
    (
        "unknown",
        "您的款项已逾期，请今日处理，联系电话4000000000。",
        case(),
        "head-verify-unnamed",
        "verify.unnamed ask-lender plan.overdue keep-receipts",
    ),
    (
        "refund promised after a loss",
        "【追损中心】您被骗的8600元可以追回，先交手续费500元，联系专员办理。",
        case(did=("paid_here",)),
        "head-paid-here",
        "report-loss bank-stop verify.any ask-police-line loss-records",
    ),
    (
        "borrow to repay",
        "【马上消费】您已逾期8天，可在App内申请新的借款用于归还本期欠款。",
        case(),
        "head-verify",
        "verify.lender ask-lender.list plan.overdue keep-receipts",
    ),
    (
        "settlement",
        "【马上消费】李强，本月结清可减免40%，一次还清6200元即可结清，截止11月30日。",
        case(),
        "head-settlement",
        "verify.lender ask-lender.list plan.settlement keep-receipts",
    ),
    (
        "relative at a scam",
        "【法务中心】您家人李强借款逾期，请家属今天把8600元转至6217000000000000000（户名：张某），否则起诉。",
        case(relation="family"),
        "head-scam-private",
        "hold tell-borrower.scam ask-police-line report-spam",
    ),
    (
        "link tapped",
        "【马上消费】您的借款已逾期5天，请点击http://a.example/x还款。",
        case(did=("clicked",)),
        "head-verify",
        "after-contact.clicked verify.lender ask-lender.list plan.overdue keep-receipts",
    ),
    (
        "one-time code",
        "【招商银行】您的验证码是482913，5分钟内有效，请勿告诉他人。",
        case(sender="95555"),
        "head-otp",
        "otp-keep verify.otp",
    ),
    (
        "arbitration",
        "【马上消费】您的借款已逾期，我司将按合同约定提交仲裁，请尽快还款。",
        case(),
        "head-arbitration",
        "arbitration-ask verify.lender ask-lender.list plan.overdue keep-receipts",
    ),
]


def answered(text: str, given: dict[str, Any]) -> Report:
    context = {key: value for key, value in given.items() if key not in (*OF_THE_MESSAGE, "by")}
    message = Message(text, given.get("sender"), "sms", given.get("received", "2026-11-20T10:00"))
    return assess(message, Context(**context), catalog=load_catalog(), as_of=AS_OF)


@pytest.mark.parametrize(
    ("name", "text", "given", "headline", "steps"), CASES, ids=[one[0].replace(" ", "-") for one in CASES]
)
def test_the_steps_of_a_case(name: str, text: str, given: dict[str, Any], headline: str, steps: str) -> None:
    report = answered(text, given)
    assert " ".join(one.id for one in report.steps) == steps
    assert report.pieces[0].id == headline
    assert {one.id: one.by.isoformat() for one in report.steps if one.by} == given.get("by", {})
    assert len(report.steps) <= AT_MOST
    stages = [STAGES.index(stage) for stage in map(stage_of, report.steps)]
    assert stages == sorted(stages)


def stage_of(step: Any) -> str:
    return next(one.stage for one in load_catalog().steps() if one.id == step.id)


def lines(name: str) -> set[str]:
    _, text, given, *_ = next(one for one in CASES if one[0] == name)
    return {one.id for one in answered(text, given).pieces}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("wrong person, number re-used", "dont-pay-for-peace"),
        ("family", "dont-pay-for-peace"),
        ("family", "exception-third-person"),
        ("spouse", "exception-spouse"),
        ("genuine and overdue", "dont-borrow"),
        ("several lenders", "dont-borrow"),
        ("scam, already paid", "dont-second-scam"),
        ("codes given away", "dont-second-scam"),
        ("refund promised after a loss", "dont-second-scam"),
        ("scam, not yet paid", "exception-already-paid"),
        ("court paper", "dont-court"),
        ("debt transferred", "dont-transfer"),
        ("old debt", "dont-reply-old"),
        ("defunct platform", "closing-gone"),
        ("paid-agent offer", "exception-lawyers"),
        ("violence or a visit now", "closing-support"),
        ("a visit announced", "truth-visit"),
    ],
)
def test_what_not_to_do_where_it_matters(name: str, line: str) -> None:
    assert line in lines(name)


@pytest.mark.parametrize("did", ["paid_here", "code", "card", "screen", "app"])
def test_what_was_done_brings_police_and_bank_before_all_else(did: str) -> None:
    for _, text, given, *_ in CASES:
        if given.get("relation") is None:
            steps = answered(text, {**given, "did": (did,)}).steps
            urgent = {one.id.partition(".")[0] for one in steps[:3]}
            assert {"report-loss" if did == "paid_here" else "report-data", "bank-stop"} <= urgent, text
            assert any(one.value == "110" for step in steps[:3] for one in step.contacts), text


@pytest.mark.parametrize(
    ("text", "truth", "fact"),
    [
        (
            "【马上消费】您的借款已逾期9天，将依法报送征信，请尽快还款。",
            "truth-credit",
            "fact-credit-record-five-years",
        ),
        ("【马上消费】您的借款已逾期9天，我司将依法提起诉讼，请尽快还款。", "truth-lawsuit", "fact-lawsuit-lawful"),
        ("【马上消费】您的借款已逾期9天，将安排人员上门走访，请尽快还款。", "truth-visit", "fact-cba-2026-visits"),
        ("您的借款已逾期，今天不还将冻结您名下银行卡。", "truth-freeze", "fact-freeze-by-authority"),
        ("您的借款已逾期，今天不还警方将对您实施拘留。", "truth-arrest", "fact-no-prison-for-debt"),
        ("您的借款已逾期，将把您列入失信被执行人名单。", "truth-dishonest-list", "fact-dishonest-list-needs-judgment"),
        ("您的借款已逾期，不还将影响子女上学和高考。", "truth-school", "fact-schooling"),
        ("【马上消费】您的借款已逾期9天，将加收罚息和违约金。", "truth-penalty", "fact-penalty-585"),
        ("【马上消费】您的借款已委托第三方机构催收，请尽快还款。", "truth-outsourced", "fact-cba-2026-list"),
    ],
)
def test_what_is_true_of_a_threat_rests_on_a_fact(text: str, truth: str, fact: str) -> None:
    found = [one for one in answered(text, {}).pieces if one.id.partition(".")[0] == truth]
    assert len(found) == 1
    assert fact in found[0].facts
    assert dict(found[0].slots)["quote"] in text
