"""The invariants of docs/architecture.md over the whole pipeline and real data (the first: test_architecture.py)."""

import json
import os
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage import Context, Message, assess, load_catalog
from triage.catalog.register import offerable
from triage.model import Report, Span
from triage.render.json_v1 import render_json

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 22)
EXAMPLES = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))}
PIECES = [
    *(
        "【青竹金融】",
        "【招商银行】",
        "【钱站】",
        "您的借款",
        "已逾期",
        "30天",
        "，",
        "。",
        "\n",
        "应还",
        "862.50元",
        "壹万元整",
    ),
    *(
        "¥1,200",
        "500-800元",
        "11月25日前",
        "2月30日",
        "3日内",
        "明早10点",
        "400-862-5862",
        "95555",
        "13900000000",
        "+852",
    ),
    *("www.qianzhan.com", "http://", "a.b.c", "icbc-huankuan.cn", "加微信", "fw8866", "验证码", "转到张某的卡"),
    *("户名：张某", "6217000000000000000", "（2026）苏0981民初1234号", "请", "不会", "如", "逾期将", "起诉", "上门"),
    *("尊敬的张三先生", "您家人李强", "發(fā)", "還(huán)款", "\u200b", "\u202e", "\x1b[31m", "[bold]", "①", "👍"),
    *("\ud800", "\ufffd", "貝代", "薇信", "'", '"', "「", "」", " "),
]
messages = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


@cache
def catalog() -> Any:
    return load_catalog()


def answered(text: str, sender: str | None = None, **context: Any) -> Report:
    message = Message(text, sender, received_at="2026-11-20T09:15")
    return assess(message, Context(**context), catalog=catalog(), as_of=AS_OF)


@settings(max_examples=150, deadline=None)
@given(messages, st.one_of(st.none(), st.text(max_size=30)))
def test_2_any_text_gets_an_answer_that_can_be_written(text: str, sender: str | None) -> None:
    report = answered(text, sender)
    for lang in ("zh", "en"):
        json.loads(render_json(report, catalog(), lang).encode("utf-8"))


@settings(max_examples=150, deadline=None)
@given(messages)
def test_3_every_span_slices_to_what_it_says(text: str) -> None:
    report = answered(text)
    reading = report.reading
    entities = [
        *reading.signatures,
        *reading.amounts,
        *reading.dates,
        *reading.durations,
        *reading.phones,
        *reading.links,
        *reading.people,
        *reading.accounts,
        *reading.references,
        *reading.cues,
    ]
    for one in entities:
        assert text[one.span.start : one.span.end] == one.raw, one
    for span in (*reading.clauses, *reading.sentences, *(note.span for note in reading.notes if note.span)):
        assert Span(0, 0) <= span
        assert 0 <= span.start <= span.end <= len(text)
    for at in (*(check.at for check in report.checks), *(at for one in report.findings for at in one.at)):
        if at.field == "text":
            assert 0 <= at.start <= at.end <= len(text)


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_4_equal_bytes_in_any_process(seed: str) -> None:
    code = (
        "import sys; from datetime import date; from triage import *; from triage.render.json_v1 import render_json\n"
        "catalog = load_catalog()\n"
        "for text in sys.argv[1:]:\n"
        "    message = Message(text, '10690000', received_at='2026-11-20T09:15')\n"
        "    report = assess(message, catalog=catalog, as_of=date(2026, 11, 22))\n"
        "    sys.stdout.buffer.write(render_json(report, catalog, 'zh').encode())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "America/New_York"}
    words = [sys.executable, "-c", code, *EXAMPLES.values()]
    there = subprocess.run(words, env=environment, capture_output=True, check=True).stdout
    here = b""
    for text in EXAMPLES.values():
        message = Message(text, "10690000", received_at="2026-11-20T09:15")
        here += render_json(assess(message, catalog=catalog(), as_of=AS_OF), catalog(), "zh").encode()
    assert there == here


@pytest.mark.parametrize("path", sorted((ROOT / "triage").rglob("*.py")), ids=lambda path: path.name)
def test_5_no_hotline_domain_or_article_in_code(path: Path) -> None:
    register = catalog().section("senders")["orgs"].values()
    values = {
        contact["value"]
        for org in register
        for contact in org.get("contacts", ())
        if contact["kind"] in ("hotline", "domain") and len(contact["value"]) > 4
    }
    import ast

    doc = {ast.get_docstring(node, clean=False) for node in ast.walk(ast.parse(path.read_text("utf-8")))
           if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))}  # fmt: skip
    strings = {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in doc
    }
    assert not values & strings
    assert not [one for one in strings if "第" in one and "条" in one]


@settings(max_examples=150, deadline=None)
@given(messages, st.sampled_from(["self", "family", "spouse", "contact", "stranger", None]))
def test_6_only_contacts_of_the_register_are_offered(text: str, relation: str | None) -> None:
    report = answered(text, relation=relation)
    for contact in (c for one in (*report.steps, *report.pieces) for c in one.contacts):
        assert offerable(contact)
        assert contact in catalog().org(contact.org).contacts
        assert contact.callable_by == "borrower"
        assert contact.confidence != "low"


def test_7_a_fact_read_only_in_copies_says_so() -> None:
    from triage.render.text import render_text

    text = "李强，今晚不还钱明天就去你单位和你女儿学校，把你欠钱的事贴出去，让你全家抬不起头。"
    report = answered(text, "13900000000")
    cited = {fact for one in (*report.findings, *report.pieces, *report.steps) for fact in one.facts}
    assert any(catalog().fact(one).verified == "C" for one in cited)
    assert "未核对原文" in render_text(report, catalog(), "zh", explain=True)


def test_8_a_match_never_cancels_a_red_line() -> None:
    plain = "您的信用卡已逾期，请今天转到张某的卡，户名：张某，账号6217000000000000000。"
    matched = "【招商银行】" + plain + "详询4008205555。"
    report = answered(matched, "95555")
    assert {one.status for one in report.checks} == {"match"}
    assert report.verdict.scam == answered(plain).verdict.scam == "likely"


def test_9_a_message_is_judged_by_what_was_in_force() -> None:
    text = "【青竹金融】您的借款已逾期20天，请尽快还款。"
    for received, fires in (("2024-06-01T23:00", False), ("2026-06-01T23:00", True)):
        message = Message(text, received_at=received)
        report = assess(message, catalog=catalog(), as_of=AS_OF)
        assert ("night-hours" in [one.rule for one in report.findings]) is fires


def test_10_a_missing_hour_leaves_the_axis_alone_and_is_asked_for() -> None:
    text = "【青竹金融】您的借款已逾期20天，请尽快还款。"
    for received in (None, "2026-11-20"):
        message = Message(text, received_at=received)
        verdict = assess(message, catalog=catalog(), as_of=AS_OF).verdict
        assert verdict.conduct == "none_found"
        assert "received_at" in verdict.needs
