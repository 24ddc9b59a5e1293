"""Names that the register says are easily confused are never taken for one another, whole, shortened or misspelt."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.verify.scenes import compare, only, real
from triage.catalog.register import fold, register_of
from triage.verify.names import resolve_name

CATALOG = real()
REGISTER = register_of(CATALOG)
PAIRS = [
    (one, other)
    for row in CATALOG.section("senders")["do_not_confuse"]
    for one, other in permutations(row["names"], 2)
    if "." not in one + other
]
# One character apart, or alike at first sight, though not all of them are on record.
DIFFERENT = [
    ("招联消费金融", "招商银行"),
    ("招联金融", "招商银行"),
    ("中银消费金融", "中邮消费金融"),
    ("中邮消费金融", "中原消费金融"),
    ("中银消费", "中邮消费"),
    ("中国银行", "中信银行"),
    ("南京银行", "南昌银行"),
    ("徽商银行", "浙商银行"),
    ("华夏银行", "宁夏银行"),
    ("江苏银行", "江西银行"),
    ("马上消费金融", "海尔消费金融"),
    ("兴业银行", "兴业消费金融"),
    ("平安银行", "平安消费金融"),
    ("度小满", "小满"),
    ("拍拍贷", "拍拍"),
    ("分期乐", "乐分期"),
]


def ids(name: str) -> set[str]:
    return set(REGISTER.names(name))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_confused_name_never_stands_for_the_other(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    shared = ids(one) & ids(other)
    for id in set(resolve_name(CATALOG, one).orgs) - shared:
        assert id not in ids(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT + [(b, a) for a, b in DIFFERENT])
@pytest.mark.parametrize("ending", ["", "信用卡", "客服", "股份有限公司", "APP"])
def test_names_that_look_alike_are_kept_apart(one: str, other: str, ending: str) -> None:
    assert not ids(one) & ids(other)
    named = resolve_name(CATALOG, one + ending)
    assert not set(named.orgs) & (ids(other) - ids(one)), named


@pytest.mark.parametrize(
    ("signature", "reason"),
    [("招商", "unknown_name"), ("南昌银行", "unknown_name"), ("还款提醒", "generic"), ("法务部", "generic")],
)
def test_a_short_or_bare_name_is_nobodys(signature: str, reason: str) -> None:
    _, checks = compare(f"【{signature}】您的借款已逾期", CATALOG)
    check = only(checks, "signature")
    assert (check.status, check.reason, check.org) == ("unknown", reason, None)
