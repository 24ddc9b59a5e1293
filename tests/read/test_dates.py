"""Which dates and times a message names, what they are, and what only looks like a date."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.catalog import load_catalog
from triage.model import Date, Moment, Span, moment
from triage.read.civil import civil
from triage.read.date_words import small_number
from triage.read.dates import find_dates
from triage.read.prepare import prepare

SPEC = json.loads((Path(__file__).parent / "specs" / "dates.json").read_text("utf-8"))
NOTHING = SPEC.pop("nothing")
ROWS = [pytest.param(row, id=f"{group}:{row['text']}") for group, rows in SPEC.items() for row in rows]
LEXICON = load_catalog().lexicon
WORDS = LEXICON.section("dates")
REFERENCE = "2026-11-20T21:58"


def dates(text: str, reference: str = REFERENCE, *taken: Span) -> tuple[Date, ...]:
    return find_dates(prepare(text, LEXICON), LEXICON, moment(reference), taken)[0]


def one(text: str, reference: str = REFERENCE) -> Date:
    (found,) = dates(text, reference)
    return found


def shown(found: Date) -> dict[str, Any]:
    row: dict[str, Any] = {
        "raw": found.raw,
        "start": found.start and found.start.isoformat(),
        "end": found.end and found.end.isoformat(),
        "role": found.role,
    }
    optional = {"time": found.time, "end_time": found.end_time, "relative": found.relative}
    return row | {key: value for key, value in optional.items() if value}


@pytest.mark.parametrize("row", ROWS)
def test_reads(row: dict[str, Any]) -> None:
    text, reference = row["text"], moment(row.get("reference", REFERENCE))
    found, durations, notes = find_dates(prepare(text, LEXICON), LEXICON, reference, ())
    assert [shown(day) for day in found] == row["dates"]
    assert [note.code for note in notes] == row.get("notes", [])
    assert durations == ()
    assert all(type(day.relative) is bool for day in found)
    assert all(text[day.span.start : day.span.end] == day.raw for day in found)
    assert all(text[note.span.start : note.span.end] in [day.raw for day in found] for note in notes if note.span)


@pytest.mark.parametrize("text", NOTHING)
def test_no_date(text: str) -> None:
    found, _, notes = find_dates(prepare(text, LEXICON), LEXICON, moment(REFERENCE), ())
    assert (found, notes) == ((), ())


@pytest.mark.parametrize("word", WORDS["days"])
def test_every_day_word(word: str) -> None:
    found = one(f"您好,{word}扣款")
    assert (found.raw, found.relative) == (word, True)
    assert found.start is not None
    assert (found.start - date(2026, 11, 20)).days == int(WORDS["days"][word])


@pytest.mark.parametrize("word", WORDS["days_with_part"])
def test_every_day_word_with_a_part_of_the_day(word: str) -> None:
    found = one(f"您好,{word}8点扣款")
    assert found.start is not None
    assert (found.start - date(2026, 11, 20)).days == int(WORDS["days_with_part"][word]["day"])
    assert found.time == ("20:00" if WORDS["days_with_part"][word]["part"] == "evening" else "08:00")


@pytest.mark.parametrize("word", WORDS["festivals"])
def test_every_festival(word: str) -> None:
    found = one(f"您好,{word}扣款")
    assert found.raw == word
    assert found.start is not None
    assert found.start.strftime("%m-%d") == WORDS["festivals"][word]
    assert date(2026, 10, 21) <= found.start < date(2027, 10, 21)


@pytest.mark.parametrize("word", WORDS["parts"])
def test_every_part_of_the_day(word: str) -> None:
    part = WORDS["parts"][word]
    hour = {"afternoon": "15", "evening": "21", "noon": "13"}.get(part, "09")
    written = {"afternoon": "3", "noon": "1"}.get(part, "9")
    assert one(f"明天{word}{written}点扣款").time == f"{hour}:00"


@pytest.mark.parametrize("turn", WORDS["week_turns"])
@pytest.mark.parametrize("name", WORDS["week_names"])
@pytest.mark.parametrize("weekday", WORDS["weekdays"])
def test_every_weekday(turn: str, name: str, weekday: str) -> None:
    found = one(f"您好,{turn}{name}{weekday}扣款")
    assert found.raw == f"{turn}{name}{weekday}"
    assert found.start is not None
    days = int(WORDS["week_turns"][turn]) * 7 + int(WORDS["weekdays"][weekday])
    assert (found.start - date(2026, 11, 16)).days == days


@pytest.mark.parametrize("turn", WORDS["month_turns"])
def test_every_turn_of_the_month(turn: str) -> None:
    found = one(f"您好,{turn}月9日扣款")
    assert found.start is not None
    assert found.start.day == 9
    assert found.start.month == 11 + int(WORDS["month_turns"][turn])


@pytest.mark.parametrize("piece", WORDS["month_pieces"])
def test_every_piece_of_a_month(piece: str) -> None:
    found = one(f"您好,2026年2{'' if piece.startswith('月') else '月'}{piece}扣款")
    first, last = (int(day) or 28 for day in WORDS["month_pieces"][piece])
    assert (found.start, found.end) == (date(2026, 2, first), date(2026, 2, last))


@pytest.mark.parametrize("key", ["before", "since", "within", "after", "until"])
def test_every_word_behind_a_date(key: str) -> None:
    for word in WORDS[key]:
        found = one(f"您好,11月25日{word}")
        assert found.raw == f"11月25日{word}"
        assert (found.start is None) == (key in ("before", "until"))
        assert (found.end is None) == (key in ("since", "after"))
    for word in WORDS[f"not_{key}"]:
        assert dates(f"您好,11月25日{word}")[0].raw == "11月25日"


@pytest.mark.parametrize(
    ("role", "side", "word"),
    [(role, side, word) for role, sides in WORDS["roles"].items() for side, words in sides.items() for word in words],
)
def test_every_role_word(role: str, side: str, word: str) -> None:
    text = f"您好,{word}11月25日" if side == "before" else f"您好,11月25日{word}"
    (found,) = dates(text)
    assert found.role == role


@pytest.mark.parametrize("word", WORDS["date_context_before"])
def test_every_word_before_a_number_that_is_a_date(word: str) -> None:
    assert one(f"您好,{word}1.25。").raw.startswith("1.25")
    assert dates("您好,共1.25。") == ()


@pytest.mark.parametrize("word", WORDS["date_context_after"])
def test_every_word_after_a_number_that_is_a_date(word: str) -> None:
    assert one(f"您好,共1.25{word}").raw.startswith("1.25")


@pytest.mark.parametrize("unit", WORDS["not_date_before"])
def test_units_make_a_number_no_date(unit: str) -> None:
    assert dates(f"您好,于11.25{unit}") == ()
    assert dates(f"您好,于11-25{unit}") == () or unit == "天"


@pytest.mark.parametrize("word", WORDS["recurring"])
def test_what_recurs_is_no_date(word: str) -> None:
    assert dates(f"您好,{word}10日18:00扣款") == ()


@pytest.mark.parametrize("word", WORDS["service"])
def test_service_hours_are_no_date(word: str) -> None:
    assert dates(f"您好,{word}9:00-18:00") == ()
    assert len(dates("您好,演出9:00-18:00")) == 1


@pytest.mark.parametrize("word", WORDS["anchored_here"])
def test_a_term_from_the_message_is_a_deadline(word: str) -> None:
    assert [found.role for found in dates(f"自{word}之日起7日内还清")][-1] == "deadline"


@pytest.mark.parametrize("word", WORDS["looking_back"])
def test_what_looks_back_is_no_deadline(word: str) -> None:
    assert dates(f"您{word}3个月内的查询") == ()


def test_a_single_quarter_of_the_lines_is_taken() -> None:
    text = "请于11月25日前还款，明天起诉"
    taken = Span(text.index("11月"), text.index("日前"))
    assert [found.raw for found in dates(text, REFERENCE, taken)] == ["明天"]
    assert find_dates(prepare("2月30日", LEXICON), LEXICON, moment(REFERENCE), (Span(0, 2),)) == ((), (), ())


def test_spans_lie_on_the_original() -> None:
    text = "請於 ２０２６年１１月２５日前還款"
    found = one(text)
    assert found.raw == "２０２６年１１月２５日前"
    assert text[found.span.start : found.span.end] == found.raw
    assert found.end == date(2026, 11, 25)


def test_without_a_clock_hours_lead_to_the_earliest_day() -> None:
    assert one("2小时内联系", "2026-11-20").end == date(2026, 11, 20)
    assert one("24小时内联系", "2026-11-20").end == date(2026, 11, 21)
    assert one("47小时内联系", "2026-11-20").end == date(2026, 11, 21)
    assert one("2小时内联系", "2026-11-20T23:30")[3:5] == (date(2026, 11, 21), "01:30")


@pytest.mark.parametrize("text", ["大前天", "上月5日", "去年底", "99999天前", "3个月前", "3小时前"])
def test_nothing_lies_before_the_calendar(text: str) -> None:
    found, _, _ = find_dates(prepare(text, LEXICON), LEXICON, Moment(date(1, 1, 1), "00:30"), ())
    assert [day for day in found if day.start] == []


@pytest.mark.parametrize(
    "text", ["大后天", "下周日", "下月5日", "明年底", "99999天后", "3个月后", "48小时内", "30分钟后"]
)
def test_nothing_lies_behind_the_calendar(text: str) -> None:
    found, _, _ = find_dates(prepare(text, LEXICON), LEXICON, Moment(date(9999, 12, 31), "23:45"), ())
    assert [day for day in found if day.end] == []


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("廿", 20),
        ("卅一", 31),
        ("一百零五", 105),
    ],
)
def test_small_numbers(numeral: str, value: int) -> None:
    assert small_number(numeral) == value


def test_the_calendar_has_ends() -> None:
    assert civil(1, 1, 1) == date(1, 1, 1)
    assert civil(9999, 12, 31) == date(9999, 12, 31)
    assert [civil(*day) for day in ((0, 1, 1), (10000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 4, 31))] == [None] * 5


@given(
    st.text(
        alphabet="0123456789一二三十廿年月日号前内点时半分:/-. ()至到起后天周个上下本今明晚每第T+逾期小工作",
        max_size=40,
    )
)
def test_any_text_is_read(text: str) -> None:
    prepared = prepare(text, LEXICON)
    found, durations, notes = find_dates(prepared, LEXICON, moment(REFERENCE), ())
    for entity in (*found, *durations):
        assert text[entity.span.start : entity.span.end] == entity.raw != ""
    impossible = [note.span for note in notes if note.code == "impossible_date"]
    assert impossible == [day.span for day in found if day.start is None and day.end is None]
    assert all(day.start <= day.end for day in found if day.start and day.end)


HOSTILE = (
    "1 一 今 ( 上 起 1. 11- 1: 今天 11月25日至 25日 1年 下个 逾期 3天 每月 周一, 20261125 前3天 当日 逾期已 "
    "11月25日还款 截止11月25日 逾期3天 11月25日, 11月25日： 农历 腊月 正月初一 三月初 第1季度 3季度 元宵 过年 月内 "
    "今明两天 2026年三月初一 1.1. 20-至- 11月25日( 1-2-3月 T+3 逾期M 每月1日至 1点至 今晚 大年初一至"
)


@pytest.mark.parametrize("piece", HOSTILE.split())
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        prepared = prepare(piece * times, LEXICON)
        best = 9.0
        for _ in range(3):
            begin = time.perf_counter()
            find_dates(prepared, LEXICON, moment(REFERENCE), ())
            best = min(best, time.perf_counter() - begin)
        return best

    assert seconds(1600) < 0.02 + 10 * seconds(400)


@pytest.mark.parametrize(
    ("year", "days"),
    [(2026, 28), (2024, 29), (1900, 28), (2000, 29)],
    ids=["common", "leap", "century", "fourth century"],
)
def test_length_of_february(year: int, days: int) -> None:
    assert one(f"{year}年2月底扣款").end == date(year, 2, days)
    found, _, notes = find_dates(prepare(f"{year}年2月29日扣款", LEXICON), LEXICON, moment(REFERENCE), ())
    assert (found[0].start is None, len(notes)) == (days == 28, int(days == 28))
