"""A review sheet, read back to the precision of each rule."""

import json
from pathlib import Path

import pytest

from triage.batch.intervals import wilson
from triage.batch.review import COLUMNS, NEEDED
from triage.cli.evaluate import evaluate
from triage.errors import InputError
from triage.evaluate.review import Review, page, review_of
from triage.evaluate.sheet import ENOUGH, Reviewed, is_sheet, reviewed

from .cases import AS_OF, CALM, case

HEAD = "row_id,rule,reviewer_verdict,reviewer_note\n"


def sheet(*answers: str, rule: str = "insult", start: int = 0) -> str:
    return "".join(f"{number},{rule},{answer},\n" for number, answer in enumerate(answers, start))


def read(text: str, encoding: str = "utf-8") -> dict[str, Reviewed]:
    return whole(text, encoding).rules


def whole(text: str, encoding: str = "utf-8") -> Review:
    return review_of([reviewed(text.encode(encoding), "sheet.csv")], [])


def test_answers_are_counted_by_rule() -> None:
    found = read(HEAD + sheet("yes", "no", "unsure", "", "YES ") + sheet("no", rule="night-hours"))
    assert found == {"insult": (2, 1, 1, 1), "night-hours": (0, 1, 0, 0)}


def test_answers_in_chinese_as_an_office_program_saves_them() -> None:
    lines = HEAD.replace(",", ";") + "1;insult;是;有辱骂\n2;insult;否;\n3;insult;不确定;\n"
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        assert read(lines, encoding) == {"insult": (1, 1, 1, 0)}


def test_more_columns_and_notes_over_several_lines_do_no_harm() -> None:
    text = 'headline,row_id,rule,text,reviewer_verdict,reviewer_note\nx,1,insult,"a\nb",yes,"one, \ntwo"\n'
    assert read(text) == {"insult": (1, 0, 0, 0)}


def test_no_rate_under_thirty_reviewed() -> None:
    few = whole(HEAD + sheet(*["yes"] * (ENOUGH - 1), *["unsure"] * 9, *[""] * 9))
    assert few.rules["insult"].as_dict()["precision"] is None
    assert "no rate under 30 reviewed" in page(few)
    assert "%" not in page(few)


def test_thirty_reviewed_give_a_rate_with_its_interval() -> None:
    found = read(HEAD + sheet(*["yes"] * 27, *["no"] * 3))["insult"].as_dict()
    low, high = wilson(27, 30)
    assert (found["precision"], found["low"], found["high"]) == (0.9, round(low, 4), round(high, 4))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row_id,rule,reviewer_note\n", "the column reviewer_verdict is missing"),
        (HEAD + "1,insult,maybe,\n", "line 2: reviewer_verdict takes yes, no, unsure or nothing"),
        (HEAD + "1,insult,yes,\n1,insult,no,\n", "line 3 has the row and the rule of an earlier line"),
        (HEAD + ",insult,yes,\n", "line 2 has no row_id"),
        (HEAD + "1,,yes,\n", "line 2 has no rule"),
    ],
)
def test_a_sheet_that_cannot_be_counted_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(text)


def test_blank_rows_at_the_end_are_no_rows() -> None:
    assert read(HEAD + sheet("yes") + ",,,\n\n") == {"insult": (1, 0, 0, 0)}


def test_a_sheet_is_told_by_its_first_row() -> None:
    assert is_sheet(",".join(COLUMNS).encode())
    assert is_sheet((HEAD + sheet("yes")).encode("utf-16"))
    assert not is_sheet(case("a", CALM, {}))
    assert not is_sheet(b"")
    assert set(NEEDED) < set(COLUMNS)


def test_the_command(tmp_path: Path) -> None:
    one, two, cases = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "cases.jsonl"
    one.write_text(HEAD + sheet(*["yes"] * 20), "utf-8")
    two.write_text(HEAD + sheet(*["yes"] * 10, start=20), "utf-8")
    cases.write_bytes(case("a", CALM, {}))
    assert "100.0%   95 % 88.6% to 100.0%" in evaluate([str(one), str(two)], AS_OF, False)
    found = json.loads(evaluate([str(one), str(two)], AS_OF, True))
    assert found["schema"] == "triage.review/1"
    assert found["rules"]["insult"]["yes"] == 30
    with pytest.raises(InputError, match="a review sheet is read alone"):
        evaluate([str(one), str(cases)], AS_OF, False)
    (tmp_path / "filled.xlsx").write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(InputError, match="a workbook is not read here"):
        evaluate([str(tmp_path / "filled.xlsx")], AS_OF, False)
    with pytest.raises(InputError, match="a review sheet is not compared"):
        evaluate([str(one)], AS_OF, False, against=str(cases))
