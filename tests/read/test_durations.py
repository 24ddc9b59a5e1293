"""Which lengths of time a message names: overdue, terms, grace, validity; and what is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from triage.catalog import load_catalog
from triage.model import Duration, Span, moment
from triage.read.dates import find_dates
from triage.read.prepare import prepare

SPEC = json.loads((Path(__file__).parent / "specs" / "durations.json").read_text("utf-8"))
LEXICON = load_catalog().lexicon
WORDS = LEXICON.section("dates")
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "workday": 86400, "week": 604800}
SECONDS |= {"month": 2592000, "year": 31536000}


def durations(text: str, *taken: Span) -> tuple[Duration, ...]:
    return find_dates(prepare(text, LEXICON), LEXICON, moment("2026-11-20T21:58"), taken)[1]


def one(text: str) -> Duration:
    (found,) = durations(text)
    return found


def shown(found: Duration) -> dict[str, Any]:
    row: dict[str, Any] = {"raw": found.raw, "days": found.days, "seconds": found.seconds, "role": found.role}
    if found.count is not None:
        row["count"] = found.count
    return row | ({"approx": True} if found.approx else {})


@pytest.mark.parametrize("row", SPEC["reads"], ids=[row["text"] for row in SPEC["reads"]])
def test_reads(row: dict[str, Any]) -> None:
    text = row["text"]
    found, lengths, notes = find_dates(prepare(text, LEXICON), LEXICON, moment("2026-11-20T21:58"), ())
    assert [shown(length) for length in lengths] == row["durations"]
    assert (found, notes) == ((), ())
    assert all(text[length.span.start : length.span.end] == length.raw for length in lengths)


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_no_length(text: str) -> None:
    assert durations(text) == ()


@pytest.mark.parametrize("unit", WORDS["units"])
def test_every_unit(unit: str) -> None:
    found = one(f"您好,为期3{unit}。")
    assert (found.raw, found.role) == (f"3{unit}", "term")
    kind = WORDS["units"][unit]
    assert (found.count, found.seconds) == ((3, None) if kind == "instalment" else (None, 3 * SECONDS[kind]))
    assert found.approx == (kind in ("month", "year", "workday"))


@pytest.mark.parametrize("word", WORDS["overdue"])
def test_every_word_of_arrears(word: str) -> None:
    found = one(f"您已{word}36天")
    assert (found.raw, found.days, found.role) == (f"{word}36天", 36, "overdue")


@pytest.mark.parametrize("filler", WORDS["overdue_filler"])
def test_every_filler_between_arrears_and_number(filler: str) -> None:
    found = one(f"您逾期{filler}36天")
    assert (found.days, found.role) == (36, "overdue")


@pytest.mark.parametrize("word", WORDS["overdue_after"])
def test_every_word_of_arrears_behind_the_number(word: str) -> None:
    assert one(f"您好,36天{word}").role == "overdue"


@pytest.mark.parametrize("word", WORDS["conditional"])
def test_supposed_arrears_are_not_told(word: str) -> None:
    assert one(f"{word}您逾期36天").role == "other"


@pytest.mark.parametrize("word", WORDS["ruling"])
def test_a_rule_about_arrears_is_not_told(word: str) -> None:
    assert one(f"逾期超过90天{word}上报").role == "other"
    assert one(f"您的借款逾期90天{word}上报").role == "overdue"
    assert one(f"您已逾期超过90天{word}上报").role == "overdue"


@pytest.mark.parametrize("key", ["term", "grace", "validity"])
def test_every_word_before_a_length(key: str) -> None:
    for word in WORDS[key]:
        assert one(f"您好,{word}3天。").role == key


@pytest.mark.parametrize("word", WORDS["validity_after"])
def test_every_word_of_validity(word: str) -> None:
    assert one(f"验证码5分钟{word}").role == "validity"


@pytest.mark.parametrize("word", WORDS["service"])
def test_hours_of_a_hotline_are_no_length(word: str) -> None:
    assert durations(f"24小时{word}") == ()
    assert durations(f"{word}24小时") == ()


@pytest.mark.parametrize("word", WORDS["idioms"])
def test_sayings_are_no_length(word: str) -> None:
    assert durations(word) == ()


def test_what_is_taken_is_left_out() -> None:
    text = "您已逾期30天，分12期"
    assert [found.raw for found in durations(text, Span(4, 6))] == ["12期"]
