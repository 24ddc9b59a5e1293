"""Flat rows: three states, nothing of a person unless asked for, cells that no spreadsheet runs."""

import csv
import io
import json
from collections import Counter
from datetime import date

import pytest

from triage.api import assess
from triage.batch.columns import COLUMNS, NOTICE, PUBLIC, SETS, basis, cells_of, row_of, rules_of
from triage.batch.forms import Csv, Lines, Rows, harmless
from triage.batch.script import script_id, script_of
from triage.catalog import load_catalog
from triage.model import Failure, Message

CATALOG = load_catalog()
DAY = date(2026, 11, 22)
STERN = "【青竹金融】张三先生，您的借款已逾期3天，应还862.50元，请于11月25日前还款。"
SCAM = "【青竹金融】您的借款已逾期，请把862.50元转到个人账户6222020200112233445，户名李四。"


def cells(text: str, received: str | None = None, sender: str | None = None) -> dict[str, str]:
    return cells_of(assess(Message(text, sender, received_at=received), catalog=CATALOG, as_of=DAY), CATALOG)


def test_an_axis_is_not_evaluable_where_a_fact_is_missing() -> None:
    undated = cells(STERN)
    assert undated["received_basis"] == "none"
    assert undated["conduct"] == "none_found"
    assert undated["conduct_state"] == "not_evaluable"
    assert "conduct:received_at" in undated["not_evaluable"].split(";")
    dated = cells(STERN, "2026-11-20T10:00", "95588")
    assert dated["received_at"] == "2026-11-20T10:00"
    assert dated["received_basis"] == "row"
    assert dated["tz"] == "Asia/Shanghai"
    assert "conduct:received_at" not in dated["not_evaluable"]


def test_a_scam_in_a_lender_s_name_is_listed_as_impersonation() -> None:
    found = cells(SCAM, "2026-11-20T10:00")
    assert found["scam"] == "likely"
    assert found["scam_state"] == "flagged"
    assert found["impersonating"] == found["claimed_org"] == "青竹金融"
    assert "private_account" in found["red_lines"].split(";")
    assert "impersonating" not in cells(STERN)


def test_rules_stand_with_version_and_what_they_rest_on() -> None:
    found = cells(SCAM)["rules"].split(";")
    assert found
    for one in found:
        rule, _, rest = one.partition("@")
        since, _, bases = rest.partition(":")
        assert since == rules_of(CATALOG).since[rule]
        assert set(bases.split("+")) <= {"text", "sender", "register", "arithmetic", "user"}


@pytest.mark.parametrize(
    ("rule", "rests_on"),
    [
        ("parts-do-not-add-up", "arithmetic"),
        ("look-alike-link", "register"),
        ("night-hours", "user"),
        ("settled-in-own-records", "user"),
    ],
)
def test_the_basis_of_a_rule(rule: str, rests_on: str) -> None:
    assert rests_on in basis(rule, CATALOG).split("+")


def test_no_default_column_holds_a_person() -> None:
    row = row_of(assess(Message(SCAM, "13900000000", id="a"), catalog=CATALOG, as_of=DAY), CATALOG, source=0, place=7)
    shown = " ".join(row.get(name, "") for name in COLUMNS)
    assert "6222020200112233445" not in shown
    assert "李四" not in shown
    assert "13900000000" not in shown
    assert row["sender_class"] == "mobile"
    assert (row["input"], row["line"]) == ("1", "7")


def test_public_columns_name_no_single_message() -> None:
    assert not {"id", "line", "text_sha256", "sender", "text", "hint"} & set(PUBLIC)
    signed = row_of(assess("【张三丰】请尽快还款。", catalog=CATALOG, as_of=DAY), CATALOG, source=0, place=1)
    assert signed["claimed_org"] == "张三丰"
    assert "张三丰" not in " ".join(signed.get(name, "") for name in PUBLIC)
    assert "text" not in COLUMNS
    assert SETS["text"][1] == "text"
    assert all(columns[-1] == NOTICE for columns in SETS.values())


def test_messages_of_one_script_share_its_name() -> None:
    other = STERN.replace("张三先生", "李小四女士").replace("862.50", "12,000").replace("11月25日", "2026年12月1日")
    names = {cells(text)["script"] for text in (STERN, other)}
    assert len(names) == 1
    assert cells(SCAM)["script"] not in names
    reading = assess(STERN, catalog=CATALOG, as_of=DAY).reading
    script = script_of(STERN, reading)
    assert "张三" not in script
    assert "862" not in script
    assert script_id(script) == cells(STERN)["script"]


def test_a_failure_has_its_place_and_reason() -> None:
    row = row_of(Failure("x", 9, "no_text", "the row has no text"), CATALOG, source=1, place=9)
    assert row == {"input": "2", "line": "9", "id": "x", "failure": "no_text", "hint": "the row has no text"}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"x{cell}") == f"x{cell}"


def test_hostile_text_stays_one_row_of_csv() -> None:
    text = '=HYPERLINK("http://x.example")\r\n"二行",<script>\u2028逾期\ud83d'
    form = Csv(CATALOG, SETS["text"])
    answer = assess(Message(text, id="=cmd|' /C calc'!A0"), catalog=CATALOG, as_of=DAY)
    whole = (form.head() + form.record(answer, 0, 1, Counter())).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(whole, newline=""))
    assert tuple(header) == SETS["text"]
    assert len(row) == len(header)
    assert row[0].startswith("'=")
    assert row[1].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_lean_lines_are_flat_and_without_text() -> None:
    line = Rows(CATALOG, COLUMNS).record(assess(STERN, catalog=CATALOG, as_of=DAY), 0, 1, Counter())
    row = json.loads(line)
    assert row["schema"] == "triage.row/1"
    assert "text" not in row
    assert list(row)[1:] == list(COLUMNS)
    assert STERN[8:20] not in line.decode()
    assert Lines(CATALOG, "zh").head() == Rows(CATALOG, COLUMNS).head() == b""
