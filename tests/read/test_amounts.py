"""Which amounts a message names, what they are, and what only looks like money."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.catalog import load_catalog
from triage.model import Amount, Span
from triage.read.amount_roles import role_words
from triage.read.amounts import find_amounts
from triage.read.prepare import prepare
from triage.read.prepared import Prepared

SPEC = json.loads((Path(__file__).parent / "specs" / "amounts.json").read_text("utf-8"))
LEXICON = load_catalog().lexicon
RAW = LEXICON.section("amounts")


def amounts(text: str, *taken: Span) -> tuple[Amount, ...]:
    return find_amounts(prepare(text, LEXICON), LEXICON, taken)


def expected(text: str, rows: list[dict[str, str]]) -> tuple[Amount, ...]:
    found = []
    at = 0
    for row in rows:
        start = text.index(row["raw"], at)
        at = start + len(row["raw"])
        value, low, high = (Decimal(row[key]) if key in row else None for key in ("value", "low", "high"))
        bound = row.get("bound", "range" if value is None else "exact")
        currency, role = row.get("currency", "CNY"), row.get("role", "other")
        found.append(Amount(row["raw"], Span(start, at), value, low, high, currency, bound, role))
    return tuple(found)


@pytest.mark.parametrize(("text", "rows"), SPEC["reads"] + SPEC["roles"])
def test_reads(text: str, rows: list[dict[str, str]]) -> None:
    assert amounts(text) == expected(text, rows)


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_names_no_amount(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(("text", "hidden", "raws"), SPEC["taken"])
def test_leaves_out_what_is_taken(text: str, hidden: str, raws: list[str]) -> None:
    start = text.index(hidden)
    assert [one.raw for one in amounts(text, Span(start, start + len(hidden)))] == raws


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [("应\u200b还\u200b862\u200b.50元", "862\u200b.50元", "862.50"), ("應還壹萬貳仟圓整", "壹萬貳仟圓整", "12000")],
)
def test_spans_lie_on_the_original(text: str, raw: str, value: str) -> None:
    (found,) = amounts(text)
    assert (found.raw, found.value) == (raw, Decimal(value))
    assert text[found.span.start : found.span.end] == raw


def test_taken_spans_are_original_offsets() -> None:
    text = "尾\u200b号\u200b1234，应还\u200b500元，手续费20元"
    start = text.index("500元")
    found = amounts(text, Span(start, start + 4))
    assert [(one.raw, one.role) for one in found] == [("20元", "fee")]


def test_works_on_a_text_without_clauses() -> None:
    (found,) = find_amounts(Prepared("应还500元", "应还500元", None, None, (), ()), LEXICON, ())
    assert (found.value, found.role) == (Decimal(500), "total")


PLAIN = [(word, role) for word, role in role_words(LEXICON).roles.items() if word not in RAW["weak"]]


@pytest.mark.parametrize(("word", "role"), PLAIN)
def test_every_role_word_governs_the_number_after_it(word: str, role: str) -> None:
    if role == "total" and any(mark in word for mark in RAW["installment_marks"]):
        role = "installment"
    (found,) = amounts(f"您的{word}500元")
    assert found.role == role or (
        role == "limit" and found.role == "offer" and any(one in word for one in RAW["offer_marks"])
    )


@pytest.mark.parametrize("word", RAW["bare"])
def test_every_introducing_word_makes_a_bare_number_money(word: str) -> None:
    assert [one.value for one in amounts(f"您的{word}:3500,请核对")] == [Decimal(3500)]
    assert amounts(f"您的{word}:35期,请核对") == ()


@pytest.mark.parametrize("word", RAW["bare_with_multiplier"])
def test_these_introduce_only_with_a_multiplier(word: str) -> None:
    assert [one.value for one in amounts(f"您{word}3万")] == [Decimal(30000)]
    assert amounts(f"您{word}3500") == ()


@pytest.mark.parametrize("word", RAW["counted"]["after"])
def test_a_counted_number_is_no_money(word: str) -> None:
    assert amounts(f"欠款35{word}") == ()


@pytest.mark.parametrize("word", RAW["counted"]["near"])
def test_a_number_of_these_is_no_money(word: str) -> None:
    assert amounts(f"{word}余额3500") == ()


@pytest.mark.parametrize("word", RAW["named_after"])
def test_a_name_after_a_large_number_makes_it_money(word: str) -> None:
    assert [one.value for one in amounts(f"送您5万{word}")] == [Decimal(50000)]
    assert amounts(f"送您5个{word}") == ()


@pytest.mark.parametrize(
    ("kind", "side", "word"),
    [(kind, side, word) for kind, sides in RAW["bounds"].items() for side in sides for word in sides[side]],
)
def test_every_bound_word(kind: str, side: str, word: str) -> None:
    text = f"您有{word}500元" if side == "before" else f"您有500元{word}"
    assert [(one.raw, one.value, one.bound) for one in amounts(text)] == [("500元", Decimal(500), kind)]


@pytest.mark.parametrize(("side", "word"), [(side, word) for side, words in RAW["not_bound"].items() for word in words])
def test_no_bound_inside_a_longer_word(side: str, word: str) -> None:
    text = f"您{word}500元" if side == "before" else f"您有500元{word}"
    assert [one.bound for one in amounts(text)] == ["exact"]


@pytest.mark.parametrize(
    ("code", "side", "word"),
    [(code, side, word) for code, sides in RAW["currencies"].items() for side in sides for word in sides[side]],
)
def test_every_currency_word(code: str, side: str, word: str) -> None:
    raw = f"{word}500" if side == "before" else f"500{word}"
    assert [(one.raw, one.value, one.currency) for one in amounts(f"您有{raw},谢谢")] == [(raw, Decimal(500), code)]


@pytest.mark.parametrize(
    ("unit", "word"),
    [(unit, word) for unit, words in RAW["not_unit"].items() if unit in RAW["units"] for word in words],
)
def test_a_unit_inside_another_word_is_none(unit: str, word: str) -> None:
    assert amounts(f"手续费35{unit}{word}") == ()


@pytest.mark.parametrize(("closing", "word"), [(one, word) for one in "整正钱" for word in RAW["not_unit"][one]])
def test_a_closing_inside_another_word_is_none(closing: str, word: str) -> None:
    assert [one.raw for one in amounts(f"您有500元{closing}{word}")] == ["500元"]


@pytest.mark.parametrize("word", RAW["not_yuan_after_one_digit"])
def test_a_name_with_one_digit_is_no_amount(word: str) -> None:
    assert amounts(f"您在三元{word}上") == ()


@pytest.mark.parametrize("mark", RAW["range_marks"])
def test_every_range_mark(mark: str) -> None:
    (found,) = amounts(f"您有500{mark}800元")
    assert (found.value, found.low, found.high, found.bound) == (None, Decimal(500), Decimal(800), "range")


@pytest.mark.parametrize(("heading", "worth"), RAW["headings"].items())
def test_every_heading(heading: str, worth: str) -> None:
    assert [one.value for one in amounts(f"金额{heading}:50")] == [Decimal(50) * Decimal(worth)]


@pytest.mark.parametrize("word", RAW["paid_after"]["words"])
def test_paid_words_after_an_amount(word: str) -> None:
    assert [one.role for one in amounts(f"应还500元{word}")] == ["paid"]
    assert [one.role for one in amounts(f"应还500元,{word}")] == ["total"]


@pytest.mark.parametrize("word", RAW["paid_after"]["unless"])
def test_paid_words_that_are_not_said_to_be_so(word: str) -> None:
    assert [one.role for one in amounts(f"应还500元{word}已支付")] == ["total"]


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["{:.2f}元", "{:,.2f}元", "¥{:.2f}", "¥{:,.2f}", "rmb{:.2f}元"]),
)
def test_the_magnitude_is_never_wrong(value: Decimal, form: str) -> None:
    (found,) = amounts(f"您的借款逾期3天，应还{form.format(value)}，请处理。")
    assert found.value == value


@given(
    st.text(
        alphabet="0123456789,，.。 -~至到元块角毛分万千百十一二两几数余多¥$kw%:()应还欠款本金额度期月日约起上",
        max_size=30,
    )
)
def test_never_fails_and_never_overlaps(text: str) -> None:
    floor = 0
    for one in amounts(text):
        assert text[one.span.start : one.span.end] == one.raw
        assert floor <= one.span.start < one.span.end
        floor = one.span.end
        ends: tuple[Any, Any] = (one.low, one.high)
        if one.bound == "range":
            assert one.value is None
            assert ends[0] < ends[1]
        else:
            assert one.value is not None
            assert ends == (None, None)


WRITTEN = dict(zip("一二三四五六七八九壹贰叁肆伍陆柒捌玖123456789", [*range(1, 10)] * 3, strict=True)) | {"两": 2}


@pytest.mark.parametrize("digit", WRITTEN)
def test_every_written_digit(digit: str) -> None:
    """As 角 and 分, after 块, as the whole of a sum, and before 万."""
    value = Decimal(WRITTEN[digit])
    assert [one.value for one in amounts(f"欠款15元{digit}角{digit}分")] == [15 + value / 10 + value / 100]
    assert [one.value for one in amounts(f"欠款15块{digit}")] == [15 + value / 10]
    assert [one.value for one in amounts(f"应还{digit}元整")] == [value]
    assert [one.value for one in amounts(f"欠款{digit}万")] == [10_000 * value]
