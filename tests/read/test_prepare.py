"""Preparation: what a text becomes, and the way back to the original."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading_room import lexicon, spec
from triage.read.prepare import LONG, prepare

HARD = [
    *(
        "还款",
        "逾期",
        "请",
        "加薇",
        "薇信",
        "貸款",
        "扣扣",
        "裙",
        "（",
        "）",
        "(fā)",
        "(",
        "ā)",
        "12",
        "①",
        "⑩",
        "½",
        "²",
    ),
    *(
        "1️⃣",
        "\u200b",
        "\u202e",
        " ",
        "\n",
        "\t",
        "，",
        "。",
        "…",
        "“",
        "”",
        "还 款",
        "Ａ",
        "é",
        "锛",
        "鎮ㄥソ",
        "\ud800",
    ),
    *("\ufffd", "a\u0304", "*", "v", "信", "群", "帐", "户", "ÄúºÃ", "【", "】", "❤", "️", "\uffff", "\x00", "贝代"),
]
anything = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=())),
    st.lists(st.sampled_from(HARD), max_size=24).map("".join),
)


@pytest.mark.parametrize("row", spec("prepare"), ids=lambda row: row["name"])
def test_table(row: dict[str, Any]) -> None:
    prepared = prepare(row["text"], lexicon())
    assert prepared.text == row["folded"]
    assert sorted(note.code for note in prepared.notes) == row["notes"]
    if "moved" in row:
        assert (prepared.starts is not None) == row["moved"]
    for folded, raw in row.get("spans", {}).items():
        at = prepared.text.index(folded)
        assert prepared.slice(at, at + len(folded))[0] == raw


@given(anything)
def test_every_span_lies_on_the_original(text: str) -> None:
    prepared = prepare(text, lexicon())
    last = 0
    for at in range(len(prepared.text)):
        raw, span = prepared.slice(at, at + 1)
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == raw
        assert span.start >= last
        last = span.start
    for note in prepared.notes:
        assert note.span is not None
        assert 0 <= note.span.start <= note.span.end <= len(text)


@given(anything)
def test_preparing_twice_changes_nothing(text: str) -> None:
    once = prepare(text, lexicon()).text
    assert prepare(once, lexicon()).text == once


PLAIN = "您的借款已逾期62天请加微信还款否则起诉影响征信账户冻结"
DISGUISES = [
    lambda char: char + "\u200b",
    lambda char: "\u2066" + char,
    lambda char: chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char,
    lambda char: {"还": "還", "账": "帳", "户": "戶", "贷": "貸", "请": "請", "则": "則"}.get(char, char),
    lambda char: f"{char}（huán）" if char == "还" else char,
    lambda char: char,
]


@given(st.lists(st.sampled_from(DISGUISES), min_size=len(PLAIN), max_size=len(PLAIN)))
def test_a_disguised_twin_folds_to_the_same_text(disguises: list[Any]) -> None:
    twin = "".join(disguise(char) for disguise, char in zip(disguises, PLAIN, strict=True))
    prepared = prepare(twin, lexicon())
    assert prepared.text == PLAIN
    start = PLAIN.index("微信")
    raw, _ = prepared.slice(start, start + 2)
    assert raw[0] in "\u2066微"
    assert "信" in raw


ORIGINAL = "您的借款已逾期，请尽快还款，谢谢您的合作。"


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        ("utf-8", "latin-1", ORIGINAL),
        ("gbk", "latin-1", ORIGINAL),
        ("gbk", "big5hkscs", ORIGINAL),
        ("utf-8", "gb18030", "期，请尽快还款，谢谢您的合作"),
    ],
)
def test_mojibake_is_repaired_with_its_places(right: str, wrong: str, text: str) -> None:
    garbled = text.encode(right).decode(wrong)
    prepared = prepare(garbled, lexicon())
    assert prepared.text == prepare(text, lexicon()).text
    assert "mojibake_repaired" in [note.code for note in prepared.notes]
    at = prepared.text.index("还款")
    raw, _ = prepared.slice(at, at + 2)
    assert "还款".encode(right) in raw.encode(wrong)
    assert len(raw.encode(wrong)) <= len("还款".encode(right)) + 2


def test_big5_read_as_gbk() -> None:
    garbled = "請盡快還款謝謝您的合作".encode("big5").decode("gb18030")
    prepared = prepare(garbled, lexicon())
    assert prepared.text == "请尽快还款谢谢您的合作"
    assert [note.code for note in prepared.notes if note.code.startswith("mojibake")] == ["mojibake_repaired"]


def test_a_lost_byte_spoils_only_its_neighbours() -> None:
    garbled = ORIGINAL.encode("utf-8").decode("gbk", "ignore")
    prepared = prepare(garbled, lexicon())
    assert {note.code for note in prepared.notes} & {"mojibake", "mojibake_repaired"}


@pytest.mark.parametrize("text", ["联通", "您好", "请尽快还款", "您的借款已逾期，请尽快还款。", "台灣電力公司提醒繳費"])
def test_sound_text_is_never_repaired(text: str) -> None:
    assert "mojibake_repaired" not in [note.code for note in prepare(text, lexicon()).notes]


def test_long_text_is_read_and_noted() -> None:
    prepared = prepare("请还款。" * LONG, lexicon())
    assert [note.code for note in prepared.notes] == ["too_long"]
    assert len(prepared.sentences) == LONG


def test_notes_stand_in_text_order_with_their_first_place() -> None:
    prepared = prepare("请\u202e还\u200b款\u200b，加薇信", lexicon())
    assert [(note.code, note.span and note.span.start) for note in prepared.notes] == [
        ("bidi", 1),
        ("zero_width", 3),
        ("hidden_words", 7),
    ]


def test_no_plain_word_hides_another() -> None:
    section = lexicon().section("hidden")
    hidden = [form for forms in section["words"].values() for form in forms]
    assert len(hidden) == len(set(hidden))
    for word in [*section["words"], *section["broken"]]:
        assert prepare(word, lexicon()).text == word
    for form in hidden:
        assert prepare(form, lexicon()).text in section["words"], form
