"""References to cases, contracts, orders, cards and persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.scene import catalog, compare, prepared, spec, timed_doubling
from triage.model import Span
from triage.read.references import ID_CHECKS, ID_WEIGHTS, find_references, is_id_number

SPEC = spec("references")


@pytest.mark.parametrize(("text", "expected"), SPEC["reads"])
def test_reads(text: str, expected: list[dict[str, object]]) -> None:
    found = find_references(prepared(text), catalog().lexicon, ())
    compare(found, expected, text)
    assert all(reference.value == reference.raw for reference in found)


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_is_no_reference(text: str) -> None:
    assert find_references(prepared(text), catalog().lexicon, ()) == ()


@pytest.mark.parametrize("brackets", ["（）", "()", "〔〕", "[]", "【】", "［］"])
def test_a_case_number_stands_in_any_brackets(brackets: str) -> None:
    text = f"案号：{brackets[0]}2026{brackets[1]}苏0981民初1234号，请查收"
    (reference,) = find_references(prepared(text), catalog().lexicon, ())
    assert reference.kind == "case_number"
    assert reference.raw == text[3:-4]


def test_what_is_taken_is_left_out() -> None:
    text = "尾号1234，合同号QZ20260000"
    found = find_references(prepared(text), catalog().lexicon, (Span(2, 4),))
    assert [reference.raw for reference in found] == ["QZ20260000"]


@given(st.integers(10**16, 10**17 - 1))
def test_one_check_digit_in_eleven_is_right(number: int) -> None:
    body = f"11010519{str(number)[:2]}1231{str(number)[2:5]}"[:17]
    right = ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True)) % 11]
    assert [check for check in ID_CHECKS if is_id_number(body + check)] == [right]


@pytest.mark.parametrize(
    "value", ["11010519491331002x", "11010519491232002x", "110105194912310021", "3201*********1234"]
)
def test_impossible_identity_numbers(value: str) -> None:
    assert not is_id_number(value)


@pytest.mark.parametrize(
    "piece",
    [
        "(2026)",
        "2026民",
        "*",
        "1*",
        "尾号*",
        "编号a*-",
        "合同号",
        "粤a",
        "2026号",
        "(2026)号",
        "尾号1234、",
        "1101********",
        "身份证1101 ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    assert timed_doubling(lambda text: find_references(prepared(text), catalog().lexicon, ()), piece) < 3.5
