"""``triage senders``: a number, a link or a name however it is written, and near names."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from triage import load_catalog
from triage.cli.lookup import alike, looked_up

from .command import triage

CATALOG = load_catalog()


@pytest.mark.parametrize(
    ("value", "org"),
    [
        ("95555", "bank-cmbchina"),
        ("９５５５５", "bank-cmbchina"),
        ("+86 95555", "bank-cmbchina"),
        ("400 862 5862", "xinyongfei"),
        ("招商銀行", "bank-cmbchina"),
        ("【招商银行】", "bank-cmbchina"),
        ("China Merchants Bank", "bank-cmbchina"),
        ("merchants", "bank-cmbchina"),
        ("ctrip-finance", "ctrip-finance"),
        ("HTTPS://user@WWW.cmbchina.com:443/a?b", "bank-cmbchina"),
        ("www。qianzhan。com", "qianzhan-media"),
    ],
)
def test_however_it_is_written(value: str, org: str) -> None:
    found = looked_up(value, CATALOG, "zh")
    assert org in (*found.orgs, *(one.org for one in found.contacts))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("t.cn", "新浪微博"),
        ("3.cn/abc", "京东"),
        ("还款提醒", "通用词"),
        ("qianzhan.com", "不是钱站"),
        ("13900000000", "个人手机号"),
    ],
)
def test_what_else_is_on_record(value: str, said: str) -> None:
    assert any(said in one for one in looked_up(value, CATALOG, "zh").remarks)


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("招商银形", "bank-cmbchina"),
        ("信用非", "xinyongfei"),
        ("xinyongfie", "xinyongfei"),
    ],
)
def test_near_names_are_suggested_and_never_taken_for_found(value: str, near: str) -> None:
    found = looked_up(value, CATALOG, "zh")
    assert near in found.perhaps
    assert not found.contacts
    assert not found.orgs
    done = triage("senders", "find", value)
    assert done.returncode == 1
    assert done.stdout == b""
    assert near in done.stderr.decode()


@pytest.mark.parametrize(
    ("value", "trick", "said"),
    [
        ("cmbchlna.com", "confusable", "招商银行的cmbchina.com"),
        ("cmbchina-huankuan.cn", "combosquat", "招商银行的cmbchina.com"),
        ("http://cmbchina.com@repay.top/", "brand_subdomain", "招商银行的cmbchina.com"),
        ("cmbchina.com.repay.top", "brand_subdomain", "招商银行的cmbchina.com"),
        ("http://10.0.0.1/a", "ip_host", "一串数字"),
        ("10.0.0.1", "ip_host", "一串数字"),
        ("https://down.example/a.apk", "app_package", "安装包"),
    ],
)
def test_a_trick_is_told_and_is_not_on_record(value: str, trick: str, said: str) -> None:
    found = looked_up(value, CATALOG, "zh")
    assert (found.trick, found.contacts, found.orgs) == (trick, (), ())
    assert said in found.told
    done = triage("senders", "find", value)
    assert done.returncode == 1
    assert said in done.stdout.decode().replace("\n  ", "")


def test_an_address_of_mail_is_nobodys() -> None:
    found = looked_up("service@cmbchina.com", CATALOG, "zh")
    assert found.contacts == ()
    assert "谁都能注册" in found.remarks[0]


def test_names_far_from_all_suggest_nothing() -> None:
    for value in ("绿水青山花店", "qqqqqqqqqq", "x" * 5000):
        assert looked_up(value, CATALOG, "zh").perhaps == ()


def test_without_rapidfuzz_the_answer_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alike("信用非", ["信用飞"]) == ["信用飞"]
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert alike("信用非", ["信用飞"]) == []
    assert looked_up("cmbchlna.com", CATALOG, "zh").perhaps == ()
    assert looked_up("信用非", CATALOG, "zh").perhaps == ("xinyongfei",)  # the engine's own near names remain


def test_many_are_listed_and_not_shown_whole() -> None:
    done = triage("senders", "find", "农商")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert len(lines) > 3
    assert not any(line.startswith("  hotline") for line in lines)
    assert "triage senders show ID" in lines[-1]


def test_nothing_to_look_for_is_wrong_usage() -> None:
    assert triage("senders", "find", " ").returncode == 2


def test_a_file_of_values_is_answered_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "values.txt"
    path.write_text("95555\n\n【信用飞】\r\nwww.qianzhan.com\n招商银形\nt.cn\n13900000000\n金融\n", "utf-8")
    done = triage("senders", "check", str(path))
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(one["value"], one["on_record"]) for one in answers] == [
        ("95555", True),
        ("【信用飞】", True),
        ("www.qianzhan.com", True),
        ("招商银形", False),
        ("t.cn", False),
        ("13900000000", False),
        ("金融", False),
    ]
    assert answers[0]["contacts"][0]["org"] == "bank-cmbchina"
    assert answers[1]["orgs"][0]["id"] == "xinyongfei"
    assert answers[2]["contacts"][0]["org"] == "qianzhan-media"
    assert answers[3]["perhaps"] == ["bank-cmbchina"]
    assert answers[4]["remarks"]


def test_bytes_that_are_no_text_are_not_on_record_and_stop_nothing() -> None:
    done = triage("senders", "check", "-", stdin=b"\xff\xfe\x00\n95555\n")
    assert done.returncode == 0
    assert [json.loads(line)["on_record"] for line in done.stdout.decode().splitlines()] == [False, True]


def test_a_file_that_is_not_there() -> None:
    assert triage("senders", "check", "no-such-file").returncode == 2


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("106900000000", "sms_106", "看不出是谁"),
        ("4001234567", "hotline_400", "一般不发短信"),
        ("96588", "service_96", "两个省可能是两家"),
        ("+852 6123 4567", "overseas", "单凭号码不能断定"),
        ("0086-95555", "service_95", "能伪造"),
    ],
)
def test_a_number_is_told_by_its_kind_and_what_that_does_not_prove(value: str, kind: str, said: str) -> None:
    assert looked_up(value, CATALOG, "zh").kind == kind
    assert said in triage("senders", "find", value).stdout.decode().replace("\n    ", "").replace("\n  ", "")


def test_a_short_number_after_an_area_code_is_that_number() -> None:
    assert looked_up("0755-95555", CATALOG, "zh").contacts == looked_up("95555", CATALOG, "zh").contacts != ()
    assert "court-12368" in {one.org for one in looked_up("01012368", CATALOG, "zh").contacts}
