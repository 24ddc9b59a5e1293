"""Drafts for the tests: messages of several kinds, all invented, and the drafts whose whole text is kept.

``python -m tests.letters.made`` writes the kept drafts anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from triage import assess, load_catalog
from triage.letters import Draft, as_text, draft
from triage.model import Context, Message, Report

GOLDEN = Path(__file__).parent / "golden"
AS_OF = date(2026, 11, 22)
CATALOG = load_catalog()
MESSAGES = {
    "bank": Message(
        "【招商银行】周女士，您尾号0001信用卡已逾期62天，最低还款额3218.40元，全部欠款28560.75元。请于11月25日前还款，"
        "逾期将依法报送征信。详询4008205555。",
        "95555",
        received_at="2026-11-22T10:12",
    ),
    "night": Message(
        "周明，别给脸不要脸，今晚不还钱明天就去你单位和你女儿学校，把你欠钱的事贴出去，让你全家抬不起头。",
        "13900000000",
        received_at="2026-11-20T23:40",
    ),
    "scam": Message(
        "【法务中心】周明您好，您的借款已移交诉讼，账户即将冻结。请于2小时内将8600元转至6217000000000000000（户名：张某）"
        "撤案，加法务微信fw0000，身份证11010519491231002X有误请补正，验证码发给专员。",
        "+85260000000",
        received_at="2026-11-22T15:40",
    ),
    "family": Message(
        "【利信金融】您家人周明借款3500元已严重逾期，请家属今日督促或代为处理，否则将上门走访，影响家庭声誉。"
    ),
    "old": Message(
        "周明先生您好：您2022年8月10日在钱站申请的借款至今未还清，本息合计人民币贰万叁仟元整，请于2022年9月10日前结清。"
        "详情请登录 www.qianzhan.com 查询。【钱站】"
    ),
    "plain": Message("您好，您的借款合同编号HT20260000已逾期，请联系我们。"),
    "everyday": Message("【青竹银行】您的验证码是246810，5分钟内有效。"),
    "hostile": Message(
        "{lender}{if x}\x1b[31m# 标题\u202e [点此](http://a.example) <script> 别给脸不要脸 {findings}\n1. x"
    ),
}
KEPT = {
    "verify-bank": ("verify", "bank", Context(name="周明")),
    "conduct-night": ("conduct", "night", Context(name="周明")),
    "third-party-family": ("third-party", "family", Context(relation="family")),
    "already-paid-bank": ("already-paid", "bank", Context(claim="paid", paid_on=date(2026, 11, 15))),
    "card-instalments-bank": ("card-instalments", "bank", Context()),
    "report-police-scam": ("report-police", "scam", Context()),
    "extension-none": ("extension", None, Context()),
}


def report(name: str | None, context: Context | None = None) -> Report | None:
    """What is found in the message ``name``."""
    return assess(MESSAGES[name], context or Context(), catalog=CATALOG, as_of=AS_OF) if name else None


def drafted(
    kind: str, message: str | None, lang: str, context: Context | None = None, answers: dict[str, str] | None = None
) -> Draft:
    """A draft as the command makes it."""
    found = report(message, context)
    return draft(kind, CATALOG, lang, as_of=AS_OF, report=found, context=context, answers=answers)


def kept() -> dict[Path, str]:
    """The kept drafts by file."""
    return {
        GOLDEN / f"{id}.{lang}.txt": as_text(drafted(kind, message, lang, context))
        for id, (kind, message, context) in KEPT.items()
        for lang in ("zh", "en")
    }


if __name__ == "__main__":
    for path, text in kept().items():
        path.write_text(text, "utf-8")
