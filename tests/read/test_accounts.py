"""Places where money or contact goes, and in whose name."""

import pytest

from tests.read.scene import catalog, compare, prepared, spans, spec, timed_doubling
from triage.read.accounts import find_accounts, is_id_of, luhn
from triage.read.references import find_references

SPEC = spec("accounts")


@pytest.mark.parametrize(("text", "expected"), SPEC["reads"])
def test_reads(text: str, expected: list[dict[str, object]]) -> None:
    ready, lexicon = prepared(text), catalog().lexicon
    found = find_accounts(ready, lexicon, spans(find_references(ready, lexicon, ())))
    compare(found, expected, text)
    for account, names in zip(found, expected, strict=True):
        assert account.holder_name == names.get("holder_name")


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_is_no_account(text: str) -> None:
    assert find_accounts(prepared(text), catalog().lexicon, ()) == ()


@pytest.mark.parametrize(
    "order",
    ["户名：{name}，账号：{number}", "账号{number}，开户行：青竹银行，户名{name}", "收款人 {name} 卡号 {number}"],
)
@pytest.mark.parametrize(
    ("name", "holder"),
    [
        ("张某", "person"),
        ("张三", "person"),
        ("欧阳小明", "person"),
        ("李*", "person"),
        ("青竹资产管理有限公司", "institution"),
        ("青山区人民法院", "institution"),
        ("青竹银行上海支行", "institution"),
    ],
)
def test_the_holder_stands_before_or_after_the_number(order: str, name: str, holder: str) -> None:
    text = order.format(name=name, number="6217000000000000000")
    (account,) = find_accounts(prepared(text), catalog().lexicon, ())
    assert (account.kind, account.holder, account.holder_name) == ("bank_card", holder, name)


def test_a_far_holder_is_not_the_holder() -> None:
    text = "账号6217000000000000000。" + "您的借款已经逾期，请尽快还款。" * 5 + "户名张某"
    found = find_accounts(prepared(text), catalog().lexicon, ())
    assert [(account.kind, account.holder) for account in found] == [("bank_card", "unknown"), ("other", "person")]


@pytest.mark.parametrize(
    ("kind", "id", "possible"),
    [
        ("qq", "80000", True),
        ("qq", "8000", False),
        ("qq", "080000", False),
        ("qq", "800000000000", False),
        ("alipay", "13900000000", True),
        ("alipay", "a@example.com", True),
        ("alipay", "1000", False),
        ("wechat", "fw8866", True),
        ("wechat", "app", False),
        ("wechat", "a" * 21, False),
    ],
)
def test_ids_of_each_kind(kind: str, id: str, possible: bool) -> None:
    assert is_id_of(kind, id) is possible


def test_one_check_digit_in_ten_is_right() -> None:
    assert [digit for digit in "0123456789" if luhn(f"620000000000000{digit}")] == ["5"]


@pytest.mark.parametrize(
    "piece",
    [
        "账号",
        "账号1 ",
        "微信a",
        "户名",
        "转给李",
        "您的",
        "您绑定的1",
        "6",
        "62 ",
        "qq1",
        "支付宝a@",
        "微信a b ",
        "加vx",
        "qqa",
        "6217 0000 ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    assert timed_doubling(lambda text: find_accounts(prepared(text), catalog().lexicon, ()), piece) < 3.5
