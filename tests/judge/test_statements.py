"""Statements whose own figures contradict each other, and their nearest neighbours: real texts, the whole way."""

from datetime import date

import pytest
from opencc import OpenCC

from triage import Message, assess, load_catalog

RECEIVED = "2026-11-20T10:00"

PARTS = "parts-do-not-add-up"
EACH = "instalments-below-total"
OFFER = "reduction-smaller-than-said"
FORMS = "sum-written-two-ways"
WHOLES = "two-wholes-differ"
RATE = "interest-above-named-rate"
LAST = "instalment-beyond-last"
NOTHING = "nothing-left-to-pay"
PAID = "paid-sum-demanded"
CLEARED = "cleared-yet-demanded"
REFUND = "refund-demanded"
BALANCE = "balance-above-rest"
IN_TIME = "paid-in-time-by-its-words"
EARLY = "due-after-overdue"
OLD = "due-long-before-receipt"

CASES = [
    # Parts and what they are said to come to.
    (PARTS, "甲笔欠100元，乙笔欠200元，合计300.02元，请还款。", False),
    (PARTS, "甲笔欠100元，乙笔欠200元，合计300.03元，请还款。", True),
    (PARTS, "甲笔欠100元，乙笔欠200元，合计299.97元，请还款。", True),
    (PARTS, "您欠本金1,000元，利息50元，滞纳金30元，一共1,580元，请还款。", True),
    (PARTS, "您欠本金1,000元，利息50元，滞纳金30元，一共1,080元，请还款。", False),
    (PARTS, "您欠本金1,000元，利息50元，含未到期部分合计3,000元，请还款。", False),
    (PARTS, "两笔借款分别逾期2,750元及1,250元，两笔欠款总数为4,500元，请还款。", True),
    (PARTS, "两笔借款分别逾期2,750元及1,250元，两笔欠款总数为4,000元，请还款。", False),
    (PARTS, "借款8,000元，已还2,400元，剩余本金5,600元，利息300元，应还合计6,900元。", True),
    (PARTS, "借款8,000元，已还2,400元，剩余本金5,600元，利息300元，应还合计5,900元。", False),
    (PARTS, "借款8,000元，已还2,400元，利息300元，罚息20元，应还合计5,920元。", False),
    (PARTS, "一、欠1,500元；\n二、欠2,200元；\n三、欠900元。\n三笔总欠款5,600元，请还款。", True),
    (PARTS, "一、欠1,500元；\n二、欠2,200元；\n三、欠900元。\n三笔总欠款4,600元，请还款。", False),
    (PARTS, "可借额度20,000元，您欠本金500元，合计500元，请还款。", False),
    # Equal instalments.
    (EACH, "每期800元，还有六期未还，六期合计4,848元，请还款。", False),
    (EACH, "每期800元，还有六期未还，六期合计4,849元，请还款。", True),
    (EACH, "每期800元，还有六期未还，另加罚息，六期合计5,600元，请还款。", False),
    (EACH, "每期港币800元，还有六期未还，六期合计5,600元，请还款。", False),
    # Offers.
    (OFFER, "应还2,000元，现打八五折，八五折后仅1,800元，请还款。", True),
    (OFFER, "应还2,000元，现打八五折，八五折后仅1,700元，请还款。", False),
    (OFFER, "应还2,000元，现打8.5折，只需还1,717元即可结清。", False),
    (OFFER, "应还2,000元，现打8.5折，只需还1,718元即可结清。", True),
    (OFFER, "应还2,000元，一次性结清只需1,900元。", False),
    (OFFER, "总欠款8,000元，减免600元，减免后只需还7,900元即可结清。", True),
    (OFFER, "总欠款8,000元，减免600元，减免后只需还7,400元即可结清。", False),
    # One sum in two forms.
    (FORMS, "欠款人民币伍仟贰佰元整（￥7,200.00），请还款。", True),
    (FORMS, "欠款人民币伍仟贰佰元整（￥5,200.00），请还款。", False),
    (FORMS, "欠款5,200元（7,200元），请还款。", False),
    (FORMS, "欠款伍仟贰佰元整（另有利息200元），请还款。", False),
    (FORMS, "欠款小写：7,200元，大写：伍仟贰佰元整，请还款。", True),
    # Two wholes.
    (WHOLES, "应还总额1,680元，已逾期。请今天还清应还总额2,180元。", True),
    (WHOLES, "应还总额1,680元，已逾期。请今天还清应还总额1,680元。", False),
    (WHOLES, "提醒：待还5,821.40元。本次待还金额5,281.40元，请于25日前结清。", True),
    (WHOLES, "提醒：待还5,821.40元。本次待还金额5,821.40元，请于25日前结清。", False),
    (WHOLES, "账单1应还1,243.50元；账单2应还1,423.50元。", False),
    (WHOLES, "本期待还2,310.00元，下期待还3,210.00元。", False),
    (WHOLES, "应还总额1,680元，已还500元。请今天还清应还总额1,180元。", False),
    # Rates.
    (RATE, "逾期金额2,000元；罚息为日万分之五；逾期10天；罚息100元。", True),
    (RATE, "逾期金额2,000元；罚息为日万分之五；逾期10天；罚息10元。", False),
    (RATE, "您欠款4,000元，违约金为欠款的5%，违约金600元，请还款。", True),
    (RATE, "您欠款4,000元，违约金为欠款的5%，违约金200元，请还款。", False),
    (RATE, "借款本金50,000元，月利率0.5%，借期1个月，利息376元，请还款。", True),
    (RATE, "借款本金50,000元，月利率0.5%，借期1个月，利息375元，请还款。", False),
    # Instalments by number.
    (LAST, "车贷第三十七期未还，合同一共三十六期，请还款3,100元。", True),
    (LAST, "车贷第三十六期未还，合同一共三十六期，请还款3,100元。", False),
    (LAST, "应扣款为分期（25/24期）1,188元，扣款未成。", True),
    (LAST, "应扣款为分期（24/24期）1,188元，扣款未成。", False),
    (LAST, "您第8期未还，剩余5期，请还款300元。", False),
    # Nothing left, paid, cleared, owed back.
    (NOTHING, "剩余本金0元，剩余应还0元，逾期15天，请今天还清欠款。", True),
    (NOTHING, "剩余本金0元，罚息30元，应还0元，逾期15天，请今天还清欠款。", False),
    (PAID, "还款成功，本期1,050元已全部还清。您的账户目前逾期1,050元，请还款。", True),
    (PAID, "还款成功，本期1,050元已全部还清。您的账户目前逾期1,060元，请还款。", False),
    (CLEARED, "您的贷款已结清。现逾期2,300元，请尽快还款。", True),
    (CLEARED, "您的贷款第3期已结清。现逾期2,300元，请尽快还款。", False),
    (CLEARED, "您的贷款尚未结清。现逾期2,300元，请尽快还款。", False),
    (CLEARED, "您10月账单已结清。11月账单455元逾期，请尽快还款。", False),
    (REFUND, "您多付320元，应退还给您，现登记为您的欠款320元，请支付该欠款。", True),
    (REFUND, "您多付320元，应退还给您。您另一笔欠款325元，请支付该欠款。", False),
    # What is left after a payment.
    (BALANCE, "欠款15,000元，已收缴付5,000元，现欠17,000元，请还款。", True),
    (BALANCE, "欠款15,000元，已收缴付5,000元，现欠10,100元，请还款。", False),
    (BALANCE, "欠款15,000元，已收缴付5,000元，现欠10,101元，请还款。", True),
    (BALANCE, "欠款15,000元，已收缴付5,000元，加罚息，现欠10,000元，请还款。", False),
    # Days.
    (IN_TIME, "还款日11月15日，11月15日已收到您的还款，现已逾期5天，请补罚息。", True),
    (IN_TIME, "还款日11月15日，11月16日已收到您的还款，现已逾期5天，请补罚息。", False),
    (IN_TIME, "还款日11月15日，首期10月15日已收到，现已逾期5天，请还款。", False),
    (EARLY, "11月28日是您的还款日。您没有按时还款，今日已记滞纳金88元。", True),
    (EARLY, "12月10日是您的还款日；若12月13日仍未还，将收罚息。", False),
    (EARLY, "白条逾期299元；另有待还88元，12月5日到期。", False),
    (EARLY, "您的医保尚未缴费，集中缴费期到12月31日。", False),
    (EARLY, "您的账单2,640元（消费2,500元、利息90元、违约金50元），请还2,640元，还款日11月28日。", False),
    (EARLY, "仅剩11月28日最后一期2,100元。余额不足时次日再扣，次日存足不计逾期。", False),
    (CLEARED, "这笔车贷已结清，现欠款0元。此前自动发出的短信请忽略。", False),
    (OLD, "您的借款还款日为2023年11月20日，请还款。", True),
    (OLD, "您的借款还款日为2023年11月21日，请还款。", False),
]


@pytest.mark.parametrize(("rule", "text", "fires"), CASES)
def test_a_statement_and_its_neighbour(rule: str, text: str, fires: bool) -> None:
    report = assess(Message(text, received_at=RECEIVED), catalog=load_catalog(), as_of=date(2026, 11, 22))
    assert (rule in {one.rule for one in report.findings}) is fires, [one.rule for one in report.findings]


FULL_WIDTH = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%"}
DISGUISES = {
    "traditional": OpenCC("s2t").convert,
    "invisible": "\u200b".join,
    "full width": lambda text: text.translate(FULL_WIDTH),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_changes_nothing(disguise: str) -> None:
    other = []
    for rule, text, fires in CASES:
        message = Message(DISGUISES[disguise](text), received_at=RECEIVED)
        report = assess(message, catalog=load_catalog(), as_of=date(2026, 11, 22))
        if (rule in {one.rule for one in report.findings}) is not fires:
            other.append((rule, text))
    assert not other


def test_an_old_due_date_says_nothing_without_the_day_of_receipt() -> None:
    report = assess(Message("您的借款还款日为2019年4月1日，请还款。"), catalog=load_catalog(), as_of=date(2026, 11, 22))
    assert OLD not in {one.rule for one in report.findings}
