"""The name of a brand in somebody else's address."""

from datetime import date

import pytest

from triage import assess, load_catalog
from triage.model import Message
from triage.verify.lookalikes import brand_names, look_alike

AS_OF = date(2026, 11, 22)


def found(host: str, registrable: str, *speaks_for: str) -> tuple[str, str] | None:
    trick = look_alike(host, registrable, speaks_for, load_catalog())
    return (trick.reason, trick.domain.org) if trick else None


@pytest.mark.parametrize(
    ("host", "registrable", "org"),
    [
        ("huabei-zd.top", "huabei-zd.top", "huabei"),
        ("weilidai-pay.example.icu", "example.icu", "bank-webank"),
        ("huabeihuankuan-a.cn", "huabeihuankuan-a.cn", "huabei"),
    ],
)
def test_a_name_that_means_nobody_else_is_told(host: str, registrable: str, org: str) -> None:
    assert found(host, registrable) == ("brand_name", org)


def test_a_common_name_counts_only_where_its_owner_speaks() -> None:
    host = "zhongyuan-k3.cn"
    assert found(host, host) is None
    assert found(host, host, "cfc-zhongyuan") == ("brand_name", "cfc-zhongyuan")


@pytest.mark.parametrize("host", ["huabei.cn", "huabeihotel.cn", "mengniu-shop.top", "huabei-expo.cn"])
def test_a_name_alone_or_beside_other_words_tells_nothing(host: str) -> None:
    assert found(host, host) is None


def test_every_name_is_of_an_organisation_on_record_and_lower_case() -> None:
    names = brand_names(load_catalog())
    assert len(names) > 60
    assert all(name == name.lower() and name.isalnum() for name in names)


def test_the_rule_names_the_organisation() -> None:
    text = "【美团】您的月付资料已过期，请登录 meituan-yuefu.user-info.cn 更新。"
    report = assess(Message(text), catalog=load_catalog(), as_of=AS_OF)
    assert report.verdict.scam == "likely"
    assert ("org", "meituan") in next(one for one in report.checks if one.subject == "link").slots
