"""The plainest reminders there are, in every combination: nothing in them is a scam or improper."""

from datetime import date
from itertools import product

import pytest

from triage import Message, assess, load_catalog

WHOM = ("", "【宜信普惠】", "王女士，", "尊敬的用户：")
WHAT = ("您的借款", "您的花呗账单", "车贷", "房贷本期", "您名下的欠款3,200元", "信用卡")
HOW = ("已逾期12天", "逾期未还", "还没还", "明天到期", "扣款失败", "已多次逾期")
THEN = (
    *("请尽快处理", "尽快还上吧", "请今日18点前还清", "别再拖了，请还款", "速还", "请联系客服4000000000协商"),
    *("以免影响征信", "我司将依法追究"),
)


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize("what", WHAT)
def test_a_plain_reminder_raises_nothing(whom: str, what: str) -> None:
    catalog, raised = load_catalog(), []
    for how, then in product(HOW, THEN):
        text = f"{whom}{what}{how}，{then}。"
        verdict = assess(
            Message(text, received_at="2026-11-20T10:00"), catalog=catalog, as_of=date(2026, 11, 22)
        ).verdict
        if (verdict.scam, verdict.conduct) != ("none_found", "none_found"):
            raised.append(text)
    assert not raised
