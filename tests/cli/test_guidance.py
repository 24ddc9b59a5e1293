"""``triage guide``, ``triage help-now`` and ``triage route``: lists, answers, JSON and wrong calls."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .command import SCAM, triage

DAY = ("--as-of", "2026-11-22")


def text(*words: str, **more: Any) -> str:
    result = triage(*words, **more)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


def record(*words: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(*words, "--json", *DAY, **more))
    return found


def test_the_list_of_situations() -> None:
    lines = text("guide").splitlines()
    assert len(lines) > 14
    assert any(line.startswith("calls") for line in lines)
    assert {"id": "calls", "title": "Only phone calls"} in record("guide", "--lang", "en")["situations"]


def test_a_situation() -> None:
    shown = text("guide", "信用卡", "还不上", *DAY)
    assert "1. " in shown
    assert "打给放款机构，可以这样说" in shown
    found = record("guide", "card", "--lender", "招商银行")
    assert found["schema"] == "triage.guide/1"
    assert found["situation"] == "card"
    assert found["steps"][0]["contacts"][0]["value"] == "4008205555"
    assert [len(card["lines"]) for card in found["cards"]] == [3]


def test_easy_is_shorter() -> None:
    assert len(text("guide", "overdue", "--easy", *DAY)) < len(text("guide", "overdue", *DAY))


def test_whom_to_call_now() -> None:
    shown = text("help-now", *DAY)
    assert shown.index("110") < shown.index("120") < shown.index("12356") < shown.index("12378")
    found = record("help-now", "--lang", "en")
    assert found["schema"] == "triage.help/1"
    assert all(one["contact"]["as_of"] and one["contact"]["sources"] for one in found["lines"])


def test_a_door() -> None:
    shown = text("route", "爆通讯录", "--lender", "招商银行", "--tried", "lender", *DAY)
    assert "国家金融监督管理总局 12378" in shown.splitlines()[0]
    found = record("route", "harassment", "--lender-type", "小贷", "--tried", "lender")
    assert (found["door"]["id"], found["lender"]) == ("local", "microloan")


def test_a_door_for_a_message() -> None:
    found = record("route", "--message", "-", "--did", "paid-here", stdin=SCAM.encode())
    assert found["problem"] == "money-lost"
    assert found["door"]["contact"]["value"] == "110"
    assert "scam" in found["also"]


def test_the_lists_of_doors() -> None:
    shown = text("route", "--lang", "en")
    assert "Problems" in shown
    assert "harassment" in shown
    assert "nfra" in record("route")["doors"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("guide", "zzzzzz"), "triage guide"),
        (("guide", "欠款"), "family-called"),
        (("guide", "card", "--lender", "没有这一家"), "triage senders find"),
        (("guide", "card", "--lang", "fr"), "zh, en"),
        (("route", "zzzzzz"), "triage route"),
        (("route", "harassment", "--tried", "nowhere"), "own-bank"),
        (("route", "harassment", "--lender-type", "zzzzzz"), "triage route"),
        (("route", "--message", "  "), "--message"),
        (("route", "--message", "明天下午开会"), "triage route"),
    ],
)
def test_wrong_calls(words: tuple[str, ...], said: str) -> None:
    result = triage(*words)
    assert result.returncode == 2
    assert said in result.stderr.decode()
    assert not result.stdout


def test_what_is_forwarded() -> None:
    words = ("check", SCAM, "--share", *DAY)
    result = triage(*words)
    assert result.returncode == 11
    lines = result.stdout.decode().splitlines()
    assert 4 <= len(lines) <= 10
    assert lines[0].startswith("一条短信")
    assert "6217000000000000000" not in result.stdout.decode()
    for flag in ("--json", "--explain"):
        wrong = triage(*words, flag)
        assert wrong.returncode == 2
        assert not wrong.stdout
