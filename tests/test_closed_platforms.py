"""Lending platforms that closed: their names are known, their old debts stay real, and nobody else is meant."""

from datetime import date

import pytest

from triage.api import assess
from triage.catalog import load_catalog
from triage.catalog.register import register_of
from triage.model import Context, Message, Org, Report

CATALOG = load_catalog()
TODAY = date(2026, 11, 22)
ORGS = [CATALOG.org(id) for id in CATALOG.org_ids()]
CLOSED = [org for org in ORGS if org.category == "p2p_legacy" and org.status == "defunct"]
# Once peer-to-peer, at work today under these names, or not known to be closed: never told to have stopped.
AT_WORK = ("ppdai", "niwodai", "jiayin", "yirendai", "lufax", "yangqianguan", "jiufu", "dianrong", "ppmoney")


def answer(text: str, received: str, as_of: date = TODAY) -> Report:
    return assess(Message(text=text, received_at=received), Context(), catalog=CATALOG, as_of=as_of)


def rules(report: Report) -> set[str]:
    return {one.rule for one in report.findings}


def named(org: Org) -> str:
    return org.id


@pytest.mark.parametrize("org", CLOSED, ids=named)
def test_the_record_says_since_when_and_that_debts_remain(org: Org) -> None:
    assert org.status_note is not None
    assert "20" in org.status_note.zh
    assert "20" in org.status_note.en
    assert "借款" in org.status_note.zh or org.id == "qianzhan"
    assert not [one for one in org.contacts if one.callable_by == "borrower"]


@pytest.mark.parametrize("org", CLOSED, ids=named)
def test_a_new_loan_there_is_doubtful_and_no_more(org: Org) -> None:
    for name in (org.name.zh, *org.aliases, *org.brands):
        report = answer(f"【{name}】您2026年3月5日的借款已逾期，应还3,200元，请尽快还款。", "2026-11-20")
        assert report.claimed[0].org == org.id, name
        assert (report.verdict.headline, report.verdict.scam) == ("error_possible", "none_found"), name
        assert "loan-from-closed-platform" in rules(report), name


@pytest.mark.parametrize("org", CLOSED, ids=named)
def test_a_message_of_its_own_days_is_in_order(org: Org) -> None:
    text = f"【{org.name.zh}】您的借款本期应还1,043.20元，还款日2018年4月15日，请及时还款。"
    report = answer(text, "2018-04-12", date(2018, 4, 12))
    verdict = report.verdict
    assert (verdict.scam, verdict.error, verdict.conduct) == ("none_found", "none_found", "none_found")
    assert rules(report) <= {"platform-no-longer-lends"}


@pytest.mark.parametrize("org", CLOSED, ids=named)
def test_who_collects_an_old_debt_of_it_is_no_scammer_by_that(org: Org) -> None:
    for text in (
        f"【青竹资产】李强您好，您2018年在{org.name.zh}的借款债权已转让给我司，尚欠本金8,000元，请与我司联系还款。",
        f"【{org.name.zh}】李强您好，您2018年3月11日的借款仍未还清，尚欠本金8,000元，请尽快还款。",
    ):
        verdict = answer(text, "2026-11-20").verdict
        assert (verdict.scam, verdict.conduct) == ("none_found", "none_found"), text


@pytest.mark.parametrize("id", AT_WORK)
def test_who_may_still_be_at_work_is_not_called_closed(id: str) -> None:
    org = CATALOG.org(id)
    assert org.status in ("active", "renamed", "unknown")
    report = answer(f"【{org.name.zh}】您2026年3月5日的借款已逾期3天，请尽快还款。", "2026-11-20")
    assert report.claimed[0].org == id
    assert not rules(report) & {"loan-from-closed-platform", "platform-no-longer-lends"}


@pytest.mark.parametrize(
    "text",
    [
        "小企业主可在我行小微贷网点或小微贷网上申请。",
        "银行和信贷机构提醒您保管好个人信息。",
        "妈，我没钱爸爸也没钱了，先给我转五百。",
        "您的包裹积木盒子已到驿站，请凭码取件。",
        "【小牛电动】如有疑问请联系小牛在线客服。",
        "快递已送到凤凰金融中心A座前台。",
        "重点融资项目名单已公布，欢迎诚信而富有活力的企业申报。",
        "【母婴之家】行善林宝宝周岁照已修好。",
    ],
)
def test_ordinary_words_are_no_platform(text: str) -> None:
    assert not [one for one in register_of(CATALOG).names_in(text) if CATALOG.org(one[2]).category == "p2p_legacy"]
    assert not answer(text, "2026-11-20").findings


@pytest.mark.parametrize("name", ["小牛普惠", "点牛金融"])
def test_an_ox_in_a_name_is_no_insult(name: str) -> None:
    assert "insult" not in rules(answer(f"您在{name}的借款尚欠本金8,000元，请联系还款。", "2026-11-20"))


def test_a_microloan_company_lent_until_its_permit_ended() -> None:
    report = answer("【狐狸小贷】您2024年3月1日的借款已逾期，请尽快还款。", "2026-11-20")
    assert report.verdict.error == "none_found"
    assert "platform-no-longer-lends" in rules(report)
