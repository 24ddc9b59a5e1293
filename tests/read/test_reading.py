"""The whole room: one message in, everything it says out."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.reading_room import SPECS
from triage.catalog.load import load_catalog
from triage.errors import InputError
from triage.model import Message, Reading
from triage.read import read

TEXT = "【青竹银行】王女士，您尾号0000的信用卡已逾期62天，欠款28560.75元，请于11月25日前还款，逾期将报送征信。"
SPEC_NAMES = sorted(path.stem for path in SPECS.glob("*.json"))


def reading(text: str, **fields: Any) -> Reading:
    return read(Message(text, **fields), load_catalog(), "2026-11-22")


def spanned(found: Reading) -> list[Any]:
    groups = (found.signatures, found.amounts, found.dates, found.durations, found.phones, found.links)
    return [item for group in (*groups, found.people, found.accounts, found.references, found.cues) for item in group]


def check(text: str, found: Reading) -> None:
    for item in spanned(found):
        assert 0 <= item.span.start < item.span.end <= len(text), item
        assert text[item.span.start : item.span.end] == item.raw, item
    for bounds in (found.clauses, found.sentences):
        for span in bounds:
            assert 0 <= span.start <= span.end <= len(text)
    for note in found.notes:
        assert note.span is None or 0 <= note.span.start <= note.span.end <= len(text)


def test_the_reference_is_when_it_came_else_the_day_of_the_answer() -> None:
    came = reading(TEXT, received_at="2026-11-20T21:58").reference
    assert (came.moment.iso(), came.source) == ("2026-11-20T21:58", "received_at")
    asked = reading(TEXT).reference
    assert (asked.moment.iso(), asked.source) == ("2026-11-22", "as_of")


def test_a_date_that_does_not_exist_is_an_input_error() -> None:
    with pytest.raises(InputError):
        reading(TEXT, received_at="2026-02-30")


def test_every_part_is_read() -> None:
    found = reading(TEXT, sender="10690000000000", received_at="2026-11-20T10:00")
    check(TEXT, found)
    assert [one.name for one in found.signatures] == ["青竹银行"]
    assert [str(one.value) for one in found.amounts] == ["28560.75"]
    assert [str(one.end) for one in found.dates] == ["2026-11-25"]
    assert [one.days for one in found.durations] == [62]
    assert {"state.overdue", "demand.pay", "threat.credit_record"} <= {cue.id for cue in found.cues}
    assert found.sender is not None
    assert found.sender.kind == "sms_106"
    assert len(found.clauses) == 6


@pytest.mark.parametrize("sender", [None, "", "  "])
def test_no_sender_is_no_sender(sender: str | None) -> None:
    assert reading(TEXT, sender=sender).sender is None


def test_a_disguised_twin_says_the_same() -> None:
    twin = TEXT.replace("逾期", "逾\u200b期").replace("还款", "還（huán）款").replace("28560", "２８５６０")
    plain, hidden = reading(TEXT), reading(twin)
    check(twin, hidden)
    assert [(cue.id, cue.polarity) for cue in hidden.cues] == [(cue.id, cue.polarity) for cue in plain.cues]
    assert [one.value for one in hidden.amounts] == [one.value for one in plain.amounts]
    assert [one.end for one in hidden.dates] == [one.end for one in plain.dates]


def test_notes_of_all_readers_stand_in_text_order() -> None:
    found = reading("请于2月30日前还款，加薇信")
    spans = [note.span for note in found.notes if note.span]
    assert spans == sorted(spans)
    assert "hidden_words" in [note.code for note in found.notes]


@pytest.mark.parametrize("name", SPEC_NAMES)
def test_spans_hold_over_every_table(name: str) -> None:
    for text in strings(json.loads((SPECS / f"{name}.json").read_text("utf-8"))):
        check(text, reading(text))


def strings(data: Any) -> Iterator[str]:
    """Every string that stands anywhere in ``data``."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from strings(list(data.values()))
    elif isinstance(data, list):
        for item in data:
            yield from strings(item)


PARTS = [
    *("【青竹】", "请", "还款", "1,000元", "壹万", "11月25日前", "3日内", "今晚12点", "13900000000", "400-000-0000"),
    *("www.example.com", "http://1.2.3.4/", "（2026）苏01民初1号", "尾号0000", "户名：张三", "微信wx000000", "张先生"),
    *(
        "不会",
        "如",
        "凡是",
        "都是诈骗",
        "起诉",
        "\u200b",
        "\ud800",
        "\n",
        " ",
        "，",
        "。",
        "①",
        "½",
        "10²",
        "(fā)",
        "加薇信",
    ),
    *("：", "-", "至", "～", "*", "转", "@", "／", "．", "㈠", "é", "鎮ㄥソ", "2026-02-30", "25:61", "+86", "０", "٣"),
]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(st.characters(codec=None, exclude_categories=()), max_size=80),
        st.lists(st.sampled_from(PARTS), max_size=14).map("".join),
    ),
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["13900000000", "+852 1234", "银行", "a@b.example"])),
)
def test_any_text_is_read(text: str, sender: str | None) -> None:
    check(text, reading(text, sender=sender))


HOSTILE = [
    *(
        "1",
        "1,",
        "1.",
        "1-",
        "0 ",
        "9元",
        "一",
        "壹万",
        "1月",
        "1日",
        "2026-",
        "12:",
        "139",
        "*",
        "1*",
        "a",
        "a.",
        "a.b/",
    ),
    *(
        "http://",
        "www.",
        "@",
        "a@",
        "-",
        " ",
        "\n",
        "，",
        "【",
        "】",
        "（",
        "(1",
        "张",
        "先生",
        "户名：",
        "微信",
        "卡号1",
    ),
    *(
        "请还款",
        "不会如",
        "逾期1天",
        "还 ",
        "薇信",
        "①1",
        "(fā)",
        "é",
        "锛",
        "\u200b",
        "\u202e",
        "1至",
        "1~",
        "第1期",
        "（1）苏",
    ),
]


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_hostile_repeats_stay_linear(unit: str) -> None:
    reading(unit * 3)
    gc.disable()
    try:
        small, large = cost(unit, 2_000), cost(unit, 16_000)
    finally:
        gc.enable()
    # Linear is 8 times, quadratic 64 times; the constant is for what a clock cannot tell apart.
    assert large < 24 * small + 0.05, (small, large)


def cost(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    begin = process_time()
    reading(text)
    return process_time() - begin
