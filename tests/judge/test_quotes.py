"""Quotes are readable pieces of the message's own words."""

import re

import pytest

from triage.judge.quotes import quotable, trimmed
from triage.model import Span


def clauses_of(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer("[^，。；：、]+", text))


def quoted(text: str, words: str, alone: bool = False) -> str:
    start = text.index(words)
    return quotable(text, clauses_of(text), start, start + len(words), alone)


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("李强，把钱转给我，验证码发给专员。", "验证码", "验证码发给专员"),
        ("请于两小时内将八千六百元转至六二一七零零零零零零零（户名：张某）撤案，加法务微信", "撤案，加", "撤案"),
        ("今晚不还钱明天就去你单位和你女儿学校，把你欠钱的事贴出去", "学校，把你欠钱的事贴", "把你欠钱的事贴出去"),
        ("您的卡号填错被冻结，请先缴纳解冻金", "填错被冻结，请先缴纳", "您的卡号填错被冻结，请先缴纳解冻金"),
        ("您这笔借款我司已经多次提醒而您始终没有任何回应", "多次提醒", "多次提醒"),
        ("【法务中心】您好", "【法务中心】", "【法务中心】"),
        ("……", "…", "…"),
    ],
)
def test_words_of_a_rule(text: str, words: str, quote: str) -> None:
    assert quoted(text, words) == quote


def test_a_piece_of_some_length_may_stand_for_itself() -> None:
    assert quoted("逾期将依法报送征信，我行可能起诉", "报送征信", alone=True) == "报送征信"
    assert quoted("逾期将依法报送征信，我行可能起诉", "起诉", alone=True) == "我行可能起诉"


def test_without_clauses_the_evidence_is_quoted() -> None:
    assert quotable("还款，否则起诉", (), 3, 7) == "否则起诉"


@pytest.mark.parametrize("words", ["", "，", "（", "）", "【】", "（）", "）（", "「」「"])
def test_marks_alone_never_fail(words: str) -> None:
    trimmed(words)
    quotable(words, (Span(0, len(words)),), 0, len(words))
