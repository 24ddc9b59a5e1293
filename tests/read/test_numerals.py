"""What a whole numeral means, and what is no one number."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.read.numerals import figure, parse, scale

SPEC = json.loads((Path(__file__).parent / "specs" / "numerals.json").read_text("utf-8"))
DIGITS = "零一二三四五六七八九"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(("text", "value"), SPEC["reads"])
def test_reads(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", SPEC["none"])
def test_is_no_one_number(text: str) -> None:
    assert parse(text) is None


def written(number: int, digits: str, units: tuple[str, str, str]) -> str:
    """``number`` below 10^12 as a careful clerk writes it."""
    if number == 0:
        return digits[0]
    parts = []
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if not section:
            continue
        word = ""
        for place, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
            digit = section // place % 10
            if digit:
                word += digits[digit] + unit
            elif word and not word.endswith(digits[0]) and section % place:
                word += digits[0]
        parts.append((digits[0] if parts and section < 1000 else "") + word + name)
    return "".join(parts)


@given(st.integers(0, 10**12 - 1))
def test_reads_what_a_clerk_writes(number: int) -> None:
    assert parse(written(number, DIGITS, ("千", "百", "十"))) == number
    assert parse(written(number, FINANCIAL, ("仟", "佰", "拾"))) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_reads_figures_with_and_without_marks(whole: int, cents: int) -> None:
    assert parse(f"{whole}.{cents:02d}") == parse(f"{whole:,}.{cents:02d}") == Decimal(f"{whole}.{cents:02d}")


@given(st.text(alphabet="0123456789,.零一二三五十百千万亿半点又分之负-kw个", max_size=12))
def test_never_fails_and_never_invents_a_unit(text: str) -> None:
    value = parse(text)
    assert value is None or value.is_finite()


def test_a_long_run_is_no_number() -> None:
    assert parse("9" * 60) == Decimal("9" * 60)
    assert parse("9" * 61) is None
    assert parse("万" * 100_000) is None


@pytest.mark.parametrize(("units", "size"), [("", 1), ("千", 1000), ("千万", 10**7), ("佰萬", 10**6), ("元", None)])
def test_scale(units: str, size: int | None) -> None:
    assert scale(units) == size


@pytest.mark.parametrize(
    ("text", "value"), [("1,000", "1000"), ("1,0000", "10000"), ("10,00", None), ("１", None), ("5k", None)]
)
def test_figure_takes_ascii_only(text: str, value: str | None) -> None:
    assert figure(text) == (None if value is None else Decimal(value))
