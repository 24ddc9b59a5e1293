from __future__ import annotations

import pytest

from tests.verify.scenes import compare, invented
from triage.verify.names import resolve_name


def speaks(text: str, **more: object) -> list[tuple[str | None, str, str]]:
    claimed, _ = compare(text, **more)
    return [(one.org, one.by, one.role) for one in claimed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【青竹银行】您尾号0000的信用卡已逾期", [("bamboo", "signature", "lender")]),
        ("您的借款已逾期。【小舟借款】", [("boat", "signature", "platform")]),
        ("【安信法催】您的借款已逾期", [("label", "signature", "collector")]),
        (
            "【安信法催】我司受白鹭消费金融委托通知您",
            [("label", "signature", "collector"), ("egret", "body", "lender")],
        ),
        ("【还款提醒】您在小舟借款的借款已逾期", [("boat", "body", "platform")]),
        ("您在小舟借款申请的借款已逾期，放款方白鹭消费金融", [("boat", "body", "platform")]),
        ("您的青竹银行信用卡已逾期", [("bamboo", "body", "lender")]),
        ("您的支付盒账单已出", [("paypal", "body", "other")]),
        ("请登录小舟借款APP还款", [("boat", "body", "platform")]),
        ("这里是白鹭消费金融，请回电", [("egret", "body", "lender")]),
        ("白鹭消费金融客服提醒您还款", [("egret", "body", "lender")]),
        ("小舟钱包：本期应还100元", [("boat", "body", "platform")]),
        ("【某某小贷】您在青竹银行的借款", [(None, "signature", "lender"), ("bamboo", "body", "lender")]),
        ("【青竹银行注销中心】请注销", [("bamboo", "signature", "lender")]),
        ("【青竹银形】请注销", [(None, "signature", "lender")]),
        ("【某市人民法院】李强：请查收", [(None, "signature", "authority")]),
        ("【张三律师事务所】请回电", [(None, "signature", "collector")]),
        ("我是某市公安局民警，请配合调查", [(None, "body", "authority")]),
        ("我是某区法院特邀调解员，请联系", [(None, "body", "collector")]),
        ("某市人民法院：您有案件待处理", [(None, "body", "authority")]),
    ],
)
def test_whom_it_speaks_for(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert speaks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "请存入尾号1234的青竹银行卡",
        "将从您的青竹银行卡扣款",
        "您的青竹银行储蓄卡余额不足",
        "可拨12378向金融监管总局投诉",
        "依据金融监管总局规定，逾期将报送征信",
        "谨防有人冒充青竹银行客服诈骗",
        "请通过支付盒还款",
        "登录支付盒即可还款",
        "经前站网报道",
        "我是，公安局在哪",
        "晚上一起吃饭吗",
        "我方将向有管辖权的法院起诉",
        "青竹银行、白鹭消费金融、小舟借款都涨价了",
        "",
    ],
)
def test_whom_it_does_not_speak_for(text: str) -> None:
    assert speaks(text) == []


def test_a_claim_lies_on_the_original_text() -> None:
    text = "您的青\u200b竹銀行信用卡已逾期"
    claimed, _ = compare(text)
    assert [one.org for one in claimed] == ["bamboo"]
    at = claimed[0].at
    assert at.field == "text"
    assert text[at.start : at.end] == claimed[0].name == "青\u200b竹銀行"


def test_a_record_speaks_only_when_nothing_else_does() -> None:
    official = {"links": ("www.egretcash.com",)}
    assert speaks("请登录www.egretcash.com", **official) == [("egret", "link", "lender")]
    assert speaks("【某某贷】请登录www.egretcash.com", **official) == [(None, "signature", "platform")]
    assert speaks("请登录www.egretcash.com", **official, sender="95000") == []
    assert speaks("您的账单已出", sender="95000") == [("bamboo", "sender", "lender")]


def test_a_court_link_says_which_body_a_court_message_speaks_for() -> None:
    text = "【某市人民法院】请查收：https://zxfw.court.gov.cn/x"
    assert speaks(text, links=("https://zxfw.court.gov.cn/x",)) == [
        (None, "signature", "authority"),
        ("court", "link", "authority"),
    ]


def test_a_body_on_record_is_not_joined_by_another() -> None:
    text = "【金融监管总局】请查收 zxfw.court.gov.cn"
    assert speaks(text, links=("zxfw.court.gov.cn",)) == [("regulator", "signature", "authority")]


@pytest.mark.parametrize(
    ("name", "reason", "orgs"),
    [
        ("青竹银行", "known_name", ("bamboo",)),
        ("青竹银行股份有限公司", "known_name", ("bamboo",)),
        ("竹行", "known_name", ("bamboo",)),
        ("青竹银行信用卡中心", "known_name", ("bamboo",)),
        ("青竹银行深圳分行", "known_name", ("bamboo",)),
        ("青竹银行信用卡贷后管理", "known_name", ("bamboo",)),
        ("青竹消金", "known_name", ("bamboofin",)),
        ("青竹消费", "known_name", ("bamboofin",)),
        ("小舟借款app", "known_name", ("boat",)),
        ("还款提醒", "generic", ()),
        ("安信法催", "label", ("label",)),
        ("青竹银形", "near_name", ("bamboo",)),
        ("小舟钱宝", "near_name", ("boat",)),
        ("小白兔银行", "known_name", ("rabbit",)),
        ("小白免银行", "near_name", ("rabbit",)),
        ("小黑免银行", "unknown_name", ()),
        ("青竹银行" + "某" * 10 + "分行", "known_name", ("bamboo",)),
        ("青竹银行" + "某" * 11 + "分行", "unknown_name", ()),
        ("青竹银行" + "客服" * 18, "known_name", ("bamboo",)),
        ("青竹银行" + "客服" * 19, "unknown_name", ()),
        ("小舟借钱", "known_name", ("boat",)),
        ("小周借款", "unknown_name", ()),
        ("青松银行", "unknown_name", ()),
        ("白莺消费金融", "unknown_name", ()),
        ("青竹证券", "unknown_name", ()),
        ("青竹银行的朋友", "unknown_name", ()),
        ("青竹银行注销中心", "near_name", ("bamboo",)),
        ("", "unknown_name", ()),
    ],
)
def test_names(name: str, reason: str, orgs: tuple[str, ...]) -> None:
    found = resolve_name(invented(), name)
    assert (found.reason, found.orgs) == (reason, orgs)
