"""What was read, in words: sums, dates, and how far the collecting has come."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from triage.model import Amount, Cue, Date, Phone, Span
from triage.render.axes import axes_line
from triage.render.summary import summary

from .reports import CATALOG, report

AT = Span(0, 1)


def said(
    kind: str = "collection", text: str = "短信", received: str | None = "2026-11-20T10:00", **reading: Any
) -> str:
    return summary(report(kind, text=text, received=received, reading=reading), CATALOG, "zh")


def day(raw: str, start: date | None, end: date | None, role: str = "unknown", **more: Any) -> Date:
    return Date(raw, AT, start, end, role=role, **more)


@pytest.mark.parametrize(
    ("text", "words"), [("应还860元", "应还860.00元"), ("全部欠款860元", "全部860.00元"), ("共计860元", "共计860.00元")]
)
def test_a_total_is_called_as_the_message_calls_it(text: str, words: str) -> None:
    start = text.index("860")
    amount = Amount("860元", Span(start, start + 4), Decimal(860), role="total")
    assert said(text=text, amounts=(amount,)).startswith(words)


def test_the_name_of_a_month_is_no_date() -> None:
    month = day("11月", date(2026, 11, 1), date(2026, 11, 30), "statement")
    december = day("12月", date(2026, 12, 1), date(2026, 12, 31), "due")
    assert said(dates=(month, december)) == "没有金额、日期、电话、链接。"
    assert "2026-11-01至2026-11-29" in said(dates=(month._replace(end=date(2026, 11, 29)),))
    assert "9999-12" not in said(dates=(day("12月", date(9999, 12, 1), date.max, "due"),))


def test_a_relative_date_says_what_the_message_calls_it() -> None:
    today = day("今日", date(2026, 11, 20), date(2026, 11, 20), "due", relative=True)
    hours = day("2小时内", date(2026, 11, 20), date(2026, 11, 20), "deadline", relative=True, end_time="12:00")
    assert "还款日「今日」即2026-11-20；" in said(dates=(today,))
    assert "「2小时内」即2026-11-20 12:00；" in said(dates=(hours,))
    assert "（按今天推算）" in said(received=None, dates=(today,))


def test_a_year_that_was_reckoned_is_told_only_without_the_day_of_receipt() -> None:
    deadline = day("11月25日前", None, date(2026, 11, 25), "deadline")
    assert "2026-11-25前；" in said(dates=(deadline,))
    assert "2026-11-25前（按今天推算）" in said(received=None, dates=(deadline,))


@pytest.mark.parametrize(
    ("cues", "words"),
    [
        ("stage.reminder", "写法像提醒"),
        ("stage.reminder stage.collection", "写法像多次催收"),
        ("stage.legal stage.outsourced", "写法提到法律程序"),
    ],
)
def test_the_last_stage_is_told(cues: str, words: str) -> None:
    found = tuple(Cue(id, "x", AT, "asserted") for id in cues.split())
    assert words in said(cues=found)
    assert words not in said("statement", cues=found)
    assert words not in said(cues=tuple(one._replace(polarity="negated") for one in found))


def test_what_cannot_be_compared_is_called_so() -> None:
    def axes(**reading: Any) -> str:
        return axes_line(report("collection", reading=reading), CATALOG, "zh")

    tonight = day("今晚", date(2026, 11, 20), date(2026, 11, 20), relative=True)
    amount = Amount("860元", AT, Decimal(860), role="total")
    assert axes(dates=(tonight,)).startswith("骗局：看不出；差错：看不出；")
    assert axes(phones=(Phone("13900000000", AT, "13900000000", "mobile"),)).startswith("骗局：未发现；差错：看不出；")
    assert axes(amounts=(amount,)).startswith("骗局：未发现；差错：未发现；")
    named = axes_line(report("collection", org="bank"), CATALOG, "zh")
    assert named.startswith("骗局：未发现；差错：看不出；")


def test_what_was_not_read_is_called_so() -> None:
    english = report("other", text="Your loan is overdue")
    assert axes_line(english, CATALOG, "zh").startswith("骗局：看不出；差错：看不出；")
