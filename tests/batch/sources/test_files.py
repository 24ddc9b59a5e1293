# ruff: noqa: E501
"""Workbooks, Parquet, and files that are meant to do harm."""

import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.batch.sources.made import OTHER, SENDER, TEXT, items, read, workbook
from triage.batch.rows import Row, row_of_fields
from triage.batch.sources import source_of
from triage.batch.sources.times import time_of
from triage.errors import InputError
from triage.model import Failure

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def fields(item: Any) -> dict[str, Any]:
    assert isinstance(item, dict), item
    return {name: value for name, value in item.items() if value is not None}


def test_a_workbook(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "in",
        [["说明"], ["无"]],
        [
            ["投诉短信汇总"],
            ["编号", "号码", "短信内容", "时间"],
            [1, SENDER, TEXT, ("46346.91527777778", 1)],
            [2, 95555, OTHER, ("46346", 2)],
            [None, None, None, None],
            [3, ("1.0690123456789E+15", 0), TEXT, "2026/11/20 9:05"],
            [4, 10690123456789, f"{TEXT}_x4F60_", ("46346", 3)],
        ],
        [["内容"], [TEXT]],
    )
    source = source_of(str(path))
    assert source.form == "xlsx, sheet 2 of 3, id=编号 received_at=时间 sender=号码 text=短信内容"
    found = list(source.records())
    assert [place for place, _ in found] == [3, 4, 6, 7]
    assert fields(found[0][1]) == {"id": "1", "sender": SENDER, "text": TEXT, "received_at": "2026-11-20T21:58:00"}
    assert fields(found[1][1]) == {"id": "2", "sender": "95555", "text": OTHER, "received_at": "2026-11-20"}
    assert "rounded" in found[2][1].hint
    assert fields(found[3][1]) == {
        "id": "4", "sender": "10690123456789", "text": f"{TEXT}你", "received_at": "2026-11-20",
    }  # fmt: skip


def test_cells_are_those_that_calamine_reads(tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    rows = [["text", "n", "d"], *[[f"{TEXT}{'x' * at}&<>", at * 1.5, (f"{46000 + at}.25", 1)] for at in range(60)]]
    path = workbook(tmp_path / "in.xlsx", rows)
    theirs = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    ours = items(source_of(str(path), None, {"text": "text", "id": "n", "received_at": "d"}))
    for mine, (text, number, day) in zip(ours, theirs[1:], strict=True):
        assert fields(mine)["text"] == text
        assert float(fields(mine)["id"]) == number
        assert fields(mine)["received_at"] == day.isoformat()


def test_a_sheet_that_says_it_is_as_large_as_can_be_takes_no_memory(tmp_path: Path) -> None:
    corner = (
        '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        f'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>{TEXT}</t></is></c><c r="XFD1048576"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    )
    path = workbook(tmp_path / "in", [["text"]], parts={"xl/worksheets/sheet1.xml": corner})
    tracemalloc.start()
    assert [(place, fields(item)) for place, item in source_of(str(path)).records()] == [(1048576, {"text": TEXT})]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        path = workbook(tmp_path / "in", [["text"], [TEXT]], parts={name: b" " * 70_000_000})
        assert path.stat().st_size < 200_000
        with pytest.raises(InputError, match="would be unpacked"):
            source_of(str(path))


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>"},
        {"xl/workbook.xml": "<workbook><sheets>"},
        {"xl/workbook.xml": "<workbook/>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>"},
        {"xl/styles.xml": "<a>" * 1000},
    ],
)
def test_broken_workbooks(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    with pytest.raises(InputError):
        source_of(str(workbook(tmp_path / "in", [["text"], [TEXT]], parts=parts)))


def test_a_workbook_cut_short_or_changed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "in", [["text"], *[[f"{TEXT}{at * 7919 % 1009}"] for at in range(3000)]])
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(InputError):
        source_of(str(path))
    for at in range(200, len(raw) - 200, len(raw) // 40):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        try:
            found = items(source_of(str(path)))
        except InputError:
            continue
        assert all(isinstance(item, (dict, Failure)) for item in found)


def test_other_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in", "w") as archive:
        archive.writestr("a.txt", TEXT)
    with pytest.raises(InputError, match="no XLSX"):
        source_of(str(tmp_path / "in"))


def parquet(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=1000)
    return path


def test_parquet(tmp_path: Path) -> None:
    when = datetime(2026, 11, 20, 13, 58, 0, 5, UTC)
    path = parquet(
        tmp_path / "in",
        内容=pa.array([TEXT, OTHER, None]).dictionary_encode(),
        号码=[95555, None, 1],
        时间=pa.array([when, None, when], pa.timestamp("ns", "UTC")),
        as_of=[date(2026, 11, 22)] * 3,
        context=[{"relation": "family"}, None, None],
        other=[b"x"] * 3,
    )
    source = source_of(str(path))
    assert source.form == "parquet, as_of=as_of context=context received_at=时间 sender=号码 text=内容"
    found = list(source.records())
    assert [place for place, _ in found] == [1, 2, 3]
    assert fields(found[0][1]) == {
        "text": TEXT, "sender": "95555", "received_at": "2026-11-20T21:58:00", "as_of": "2026-11-22",
        "context": {"relation": "family"},
    }  # fmt: skip
    rows = [row_of_fields(item, place) for place, item in found]
    assert [type(row) for row in rows] == [Row, Row, Failure]


def test_damaged_parquet(tmp_path: Path) -> None:
    path = parquet(tmp_path / "in", text=[f"{TEXT}{at * 7919 % 10007}" for at in range(9000)])
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(InputError, match="cut short"):
        source_of(str(path))
    path.write_bytes(raw[: len(raw) // 2] + b"\xff" * 3000 + raw[len(raw) // 2 + 3000 :])
    found = items(source_of(str(path)))
    assert isinstance(found[-1], Failure)
    assert found[-1].code == "input_damaged"
    assert all(isinstance(item, dict) for item in found[:-1])
    path.write_bytes(b"PAR1")
    with pytest.raises(InputError):
        source_of(str(path))


def test_absurd_numbers_of_columns(tmp_path: Path) -> None:
    many = [f"c{at}" for at in range(100_000)]
    found = read(tmp_path / "in", ",".join(["text", *many]) + "\n" + ",".join([TEXT, *many]) + "\n")
    assert [fields(item) for _, item in found] == [{"text": TEXT}]
    with pytest.raises(InputError) as caught:
        read(tmp_path / "in", ",".join(many) + "\n" + ",".join(many) + "\n", form="csv")
    assert "in all" in str(caught.value)
    assert len(str(caught.value)) < 500
    path = tmp_path / "wide"
    pq.write_table(pa.table({"text": [TEXT], **{name: [1] for name in many[:10_000]}}), path)
    with pytest.raises(InputError, match="10001 columns"):
        source_of(str(path))


def test_a_line_without_an_end_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "in"
    with path.open("wb") as file:
        for _ in range(60):
            file.write(b"a" * 1_000_000)
        file.write(f"\n{TEXT}\n".encode())
    tracemalloc.start()
    found = items(source_of(str(path), "lines"))
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()
    assert [item.code if isinstance(item, Failure) else fields(item)["text"] for item in found] == ["too_long", TEXT]


def test_a_million_empty_lines(tmp_path: Path) -> None:
    assert read(tmp_path / "in", b"\n" * 1_000_000) == []
    assert len(read(tmp_path / "in", b"\n" * 1_000_000 + TEXT.encode(), form="paragraphs")) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x1f\x8b\x08\x00", "unpack"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLSX"),
        (b'[{"text": "a"}]', "one list of JSON"),
        (bytes(range(256)) * 20, "neither text"),
    ],
)
def test_what_is_not_read_says_so(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path / "in", content)


def test_names_that_are_no_files(tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "none"), "a\0b", ""):
        with pytest.raises(InputError, match="cannot be read"):
            source_of(name)


def test_nul_bytes_in_a_text(tmp_path: Path) -> None:
    found = read(tmp_path / "in", f"id,text\n1,{TEXT}\0\n2,{TEXT}\n")
    assert [fields(item)["text"] for _, item in found] == [f"{TEXT}\0", TEXT]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026/11/20 21:58", "2026-11-20T21:58"),
        ("2026/1/5 9:03:07", "2026-01-05T09:03:07"),
        ("2026.11.20 21:58", "2026-11-20T21:58"),
        ("2026年11月20日 星期五 下午9:58", "2026-11-20T21:58"),
        ("2026年11月20日21时58分", "2026-11-20T21:58"),
        ("2026-11-20 9:58:01 PM", "2026-11-20T21:58:01"),
        ("2026-11-20 12:05 AM", "2026-11-20T00:05"),
        ("2026-11-20T13:58:00Z", "2026-11-20T21:58:00"),
        ("2026-11-20T13:58:00.123+00:00", "2026-11-20T21:58:00"),
        ("2026/11/20 21:58:00 GMT+8", "2026-11-20T21:58:00"),
        ("20261120T135800Z", "2026-11-20T21:58:00"),
        ("２０２６／１１／２０　２１：５８", "2026-11-20T21:58"),
        ("20261120", "2026-11-20"),
        ("2026/11/20 0:00", "2026-11-20"),
        ("2026-11-20 00:00:00", "2026-11-20"),
        ("2026-11-19T16:00:00Z", "2026-11-20T00:00:00"),
        (datetime(2026, 11, 20), "2026-11-20"),
        ("202611202158", "2026-11-20T21:58"),
        ("20261120215800", "2026-11-20T21:58:00"),
        ("1795183080", "2026-11-20T21:58:00"),
        ("1795183080000", "2026-11-20T21:58:00"),
        (1795183080000, "2026-11-20T21:58:00"),
        (1795183080.25, "2026-11-20T21:58:00"),
        ("1795183080000000000", "2026-11-20T21:58:00"),
        (46346.5, "2026-11-20T12:00:00"),
        ("46346", "2026-11-20"),
        (" null ", None),
        ("", None),
        (None, None),
    ],
)
def test_times_as_exports_write_them(written: object, told: str | None) -> None:
    assert time_of(written) == told


@pytest.mark.parametrize(
    "written",
    ["昨天", "3/4/2026", "2026-02-30", "2026-11-20 25:00", "0", "17", "99999999999999999999", "1e309", float("inf"), "2026-11-20 晚上12:05", "x" * 10_000, "0000-00-00 00:00:00", "1900-01-01", "2026-11-20T10:00+99:99"],
)  # fmt: skip
def test_times_that_cannot_be_told(written: object) -> None:
    with pytest.raises((ValueError, InputError, OverflowError)):
        time_of(written)
