"""What the shipped register says about messages like those people ask about, behind the real readers."""

from __future__ import annotations

import pytest

from tests.verify.scenes import AS_OF, real
from triage.model import Check, Claimed, Message
from triage.read import read
from triage.verify import verify
from triage.verify.identity import identity
from triage.verify.names import resolve_name


def assess(text: str, sender: str | None = None) -> tuple[tuple[Claimed, ...], tuple[Check, ...], str]:
    message = Message(text, sender)
    claimed, checks = verify(message, read(message, real(), AS_OF), real(), AS_OF)
    return claimed, checks, identity(claimed, checks, real())


def test_a_closed_platform_with_the_address_of_a_media_site() -> None:
    claimed, checks, verdict = assess("您的借款已逾期，请访问官方网站www.qianzhan.com实施在线咨询。【钱站】")
    assert [one.org for one in claimed] == ["qianzhan"]
    assert [(one.subject, one.status, one.reason, one.org) for one in checks] == [
        ("signature", "match", "known_name", "qianzhan"),
        ("link", "mismatch", "registered_to_other", "qianzhan-media"),
    ]
    assert verdict == "contradicted"


def test_a_label_that_names_no_lender() -> None:
    claimed, checks, verdict = assess("【利信金融】您的借款已逾期，请尽快处理")
    assert [(one.org, one.role) for one in claimed] == [("lixin", "collector")]
    assert [one.reason for one in checks] == ["label"]
    assert verdict == "unconfirmed"


@pytest.mark.parametrize(
    "text", ["【信用飞】借款已逾期5天，客服400-862-5862。", "【信用飛】借款已逾期5天，客服4００-862-5862。"]
)
def test_a_platform_with_its_own_hotline(text: str) -> None:
    claimed, checks, verdict = assess(text)
    assert [one.org for one in claimed] == ["xinyongfei"]
    assert [(one.subject, one.status, one.reason) for one in checks] == [
        ("signature", "match", "known_name"),
        ("phone", "match", "on_record"),
    ]
    assert verdict == "consistent"


@pytest.mark.parametrize(
    ("text", "sender", "expected"),
    [
        ("【招商银行】您的信用卡已逾期，详询4008205555", "95555", "consistent"),
        ("【招商银行】您的信用卡已逾期", "95588", "contradicted"),
        ("【招商银行】您的信用卡已逾期，详询95588", None, "contradicted"),
        ("【招商银行】您的信用卡已逾期，可拨12378投诉", None, "unconfirmed"),
        ("【携程金融】借款逾期2天，登录 ctrip.com 查看", None, "unconfirmed"),
        ("【招商银行】请登录 cmbchina.com.repay.top", None, "contradicted"),
        ("【工商银行】请登录 1cbc.com.cn", None, "contradicted"),
        ("【工商银行】请登录 icbc-huankuan.cn", None, "contradicted"),
        ("【平安消费金融】请登录 pingan.com", None, "unconfirmed"),
        ("【某市人民法院】文书送达：https://zxfw.court.gov.cn/zxfw/", None, "consistent"),
        ("您在分期乐的借款今日到期，请存入尾号1234的工商银行卡", None, "unconfirmed"),
    ],
)
def test_identity(text: str, sender: str | None, expected: str) -> None:
    assert assess(text, sender)[2] == expected


@pytest.mark.parametrize(
    ("name", "org"),
    [
        ("招商银行", "bank-cmbchina"),
        ("招联消金", "cfc-zhaolian"),
        ("中银消费", "cfc-zhongyin"),
        ("中邮消金", "cfc-zhongyou"),
    ],
)
def test_names_that_look_alike_stay_apart(name: str, org: str) -> None:
    assert resolve_name(real(), name).orgs == (org,)


def test_no_name_on_record_is_resolved_to_a_stranger() -> None:
    """A name on record with one character changed may be near its owner, never be taken for it or for another."""
    names = [org.name.zh for org in map(real().org, real().org_ids()) if org.identifies]
    for name in names:
        slip = f"{name[:-1]}匕"
        found = resolve_name(real(), slip)
        assert found.reason in ("near_name", "unknown_name"), slip
        assert found.used == ()
