"""Columns, wrapping, and what must not reach the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from triage.render.width import NOT_FIRST, NOT_LAST, columns, visible, wrapped

TEXTS = st.text(alphabet="还款先核实，别搁着。「」（）abc 123-./:“”", max_size=200)


@pytest.mark.parametrize("text", ["还款862.50元", "（信用飞）", "abc", "ﾊﾝｶｸ", "한국어", "e\u0301", "😀", "①→"])
def test_columns_are_never_fewer_than_a_terminal_draws(text: str) -> None:
    assert columns(text) >= cell_len(text)


def test_columns_agree_with_rich_on_chinese() -> None:
    text = "先核实，别搁着：2026年11月25日前联系「小舟借款」（公开名录）。"
    assert columns(text) == cell_len(text)


@given(TEXTS, st.integers(20, 90))
def test_wrapping_keeps_the_text_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width for line in lines)


@given(
    st.lists(st.sampled_from(["还", "款，", "（核", "实。", "「账」", "App"]), max_size=200).map("".join),
    st.integers(20, 90),
)
def test_marks_cling_to_their_words(text: str, width: int) -> None:
    lines = [line for line in wrapped(text, width) if line]
    assert all(line[0] not in NOT_FIRST for line in lines)
    assert all(line[-1] not in NOT_LAST for line in lines)


def test_numbers_and_addresses_stay_whole() -> None:
    lines = wrapped("自己拨 400-862-5862，或从手机桌面打开App看账单，再看 https://example.com/path 这里", 30)
    assert any("400-862-5862" in line for line in lines)
    assert all(columns(line) <= 30 for line in lines)


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrapped("x" * 95, 30, "- ", "  ")
    assert all(columns(line) <= 30 for line in lines)
    assert "".join(line[2:] for line in lines) == "x" * 95


def test_indents() -> None:
    assert wrapped("还款" * 12, 20, "1. ", "   ") == [
        "1. 还款还款还款还款",
        "   还款还款还款还款",
        "   还款还款还款还款",
    ]


@given(st.text())
def test_nothing_unprintable_stays(text: str) -> None:
    shown = visible(text)
    assert all(sign.isprintable() or sign == "　" for sign in shown)


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\U000e0041"]
)
def test_control_and_direction_marks_are_escapes(sign: str) -> None:
    assert visible(f"a{sign}b").startswith("a\\")
