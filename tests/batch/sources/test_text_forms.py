"""Lines, paragraphs, tables and JSON under other names, in every encoding."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.batch.sources.made import OTHER, SENDER, TEXT, items, read
from triage.batch.chunks import Skipped
from triage.batch.sources import source_of, wanted_columns
from triage.batch.sources.recognition import is_table
from triage.errors import InputError
from triage.model import Failure

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"]


def fields(item: object) -> dict[str, Any]:
    assert isinstance(item, dict), item
    return {name: value for name, value in item.items() if value is not None}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_in_any_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    rows = ["编号,号码,内容,时间", f"7,{SENDER},{TEXT},2026/11/20 21:58", f'8,95555,"{OTHER}{end}第二行, 还有",', ""]
    path = tmp_path / "in.bin"
    found = read(path, end.join(rows).encode(encoding))
    assert [place for place, _ in found] == [2, 3]
    assert fields(found[0][1]) == {"id": "7", "sender": SENDER, "text": TEXT, "received_at": "2026-11-20T21:58"}
    assert fields(found[1][1]) == {"id": "8", "sender": "95555", "text": f"{OTHER}{end}第二行, 还有"}
    form = source_of(str(path)).form
    assert form.startswith("csv, ")
    assert form.endswith("id=编号 received_at=时间 sender=号码 text=内容")
    assert ("GB18030" in form, "UTF-16" in form) == (encoding.startswith("gb"), encoding.startswith("utf-16"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_lines_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    content = "".join(json.dumps({"text": f"{TEXT}{at}"}, ensure_ascii=False) + "\n" for at in range(5))
    found = read(tmp_path / "in", content.encode(encoding))
    assert [json.loads(line)["text"] for _, line in found] == [f"{TEXT}{at}" for at in range(5)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_broken_line_costs_only_itself(tmp_path: Path, encoding: str) -> None:
    lines = [f"{TEXT}{at}\n".encode(encoding.replace("utf-16", "utf-16-le")) for at in range(40)]
    lines[7] = {"utf-8": b"\xff\xfe\xfd\n", "gb18030": b"abc\xff\xff\n", "utf-16": b"\x00\xdc\n\x00"}[encoding]
    head = b"\xff\xfe" if encoding == "utf-16" else b""
    found = read(tmp_path / "in", head + b"".join(lines))
    assert len(found) == 40
    bad = [(place, item.code) for place, item in found if isinstance(item, Failure)]
    assert bad == [(8, "not_text")]
    assert all(fields(item)["text"] == f"{TEXT}{place - 1}" for place, item in found if place != 8)


def test_a_text_cut_in_the_middle_of_a_character(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "gb18030"):
        found = read(tmp_path / "in", f"{TEXT}\n{TEXT}\n{TEXT}".encode(encoding)[:-1])
        assert [type(item) for _, item in found] == [dict, dict, Failure], encoding


def test_lines_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "in"
    assert [place for place, _ in read(path, f"{TEXT}\n\n{OTHER}\n")] == [1, 3]
    assert source_of(str(path)).form == "txt, lines"
    blocks = f"\n\n【青竹金融】您好\n您的借款已逾期\n\n\n{OTHER}\n  \n请还款\n谢谢"
    found = read(path, blocks)
    assert source_of(str(path)).form == "txt, paragraphs"
    assert [(place, fields(item)["text"]) for place, item in found] == [
        (3, "【青竹金融】您好\n您的借款已逾期"),
        (7, OTHER),
        (9, "请还款\n谢谢"),
    ]
    assert len(read(path, blocks, form="lines")) == 5
    signed = f"{TEXT}\n{OTHER}\n\n{TEXT}\n{OTHER}\n{TEXT}\n"
    assert len(read(path, signed)) == 5
    assert len(read(path, signed, form="paragraphs")) == 2


def test_messages_with_commas_are_no_table(tmp_path: Path) -> None:
    templated = "".join(f"尊敬的客户,您的借款已逾期{at}天,请尽快还款。\n" for at in range(30))
    assert len(read(tmp_path / "in", templated)) == 30
    assert source_of(str(tmp_path / "in")).form == "txt, lines"
    assert not is_table("您好,请还款\n".encode(), {})


def test_a_table_without_a_known_column_says_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "in.csv", f"甲,乙,丙\n1,2,{TEXT}\n2,3,{OTHER}\n")
    assert "--map text=COLUMN; columns: 甲, 乙, 丙" in str(caught.value)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "in.csv", f"a,{TEXT},13900000000\n", form="csv")
    assert "columns: a, column 2, column 3" in str(caught.value)
    found = read(tmp_path / "in.csv", f"甲,乙,丙\n1,2,{TEXT}\n", wanted=wanted_columns(["text=丙", "id=甲"]))
    assert fields(found[0][1]) == {"id": "1", "text": TEXT}


def test_columns_by_number(tmp_path: Path) -> None:
    given = wanted_columns(["text=2,sender=1"])
    assert [fields(item) for _, item in read(tmp_path / "in", f"95555,{TEXT}\n95566,{OTHER}\n", wanted=given)] == [
        {"sender": "95555", "text": TEXT},
        {"sender": "95566", "text": OTHER},
    ]
    assert len(read(tmp_path / "in", f"号码,内容\n95555,{TEXT}\n", wanted=given)) == 1
    with pytest.raises(InputError, match="no column for text"):
        read(tmp_path / "in", f"95555,{TEXT}\n", wanted={"text": "9"})


@pytest.mark.parametrize("given", ["文本=内容", "text", "text=a,text=b", "words=1"])
def test_a_map_that_is_not_understood(given: str) -> None:
    with pytest.raises(InputError, match="--map"):
        wanted_columns([given])


def test_tabs_semicolons_and_bars(tmp_path: Path) -> None:
    for delimiter in "\t;|":
        found = read(tmp_path / "in", f"sender{delimiter}body\n95555{delimiter}{TEXT}\n")
        assert fields(found[0][1]) == {"sender": "95555", "text": TEXT}


def test_old_spreadsheets_end_lines_with_a_carriage_return(tmp_path: Path) -> None:
    assert [place for place, _ in read(tmp_path / "in", f"号码,内容\r95555,{TEXT}\r95566,{OTHER}\r")] == [2, 3]


def test_sent_messages_and_drafts_are_skipped(tmp_path: Path) -> None:
    found = read(tmp_path / "in", f"类型,内容\n接收,{TEXT}\n发送,好\n1,{TEXT}\n2,好\nsent,好\n草稿,好\n")
    kinds = [item.reason if isinstance(item, Skipped) else "read" for _, item in found]
    assert kinds == ["read", "sent", "read", "sent", "sent", "draft"]


def test_other_names_in_json(tmp_path: Path) -> None:
    line = json.dumps({"body": TEXT, "address": "95555", "date": 1795183080000, "type": 1}, ensure_ascii=False)
    found = read(tmp_path / "in", f"{line}\n{{broken\n")
    assert fields(found[0][1]) == {"text": TEXT, "sender": "95555", "received_at": "2026-11-20T21:58:00"}
    assert found[1] == (2, b"{broken\n")
    found = read(tmp_path / "in", json.dumps({"text": "no", "words": TEXT}), wanted={"text": "words"})
    assert fields(found[0][1]) == {"text": TEXT}


def test_an_open_quotation_mark_costs_only_its_row(tmp_path: Path) -> None:
    rows = [f"{at},{TEXT}" for at in range(2000)]
    rows[10] = f'10,"{TEXT}'
    rows[500] = f'500,"{TEXT}'
    rows[501] = f'501,"{TEXT}"'
    rows[700] = f'700,"{TEXT}" 又及,"'
    rows[1999] = f'1999,"{TEXT}'
    found = read(tmp_path / "in", "id,text\n" + "\n".join(rows))
    bad = {place - 2 for place, item in found if isinstance(item, Failure)}
    assert bad == {10, 500, 700, 1999}
    good = {fields(item)["id"] for _, item in found if not isinstance(item, Failure)}
    assert good == {str(at) for at in range(2000) if at not in bad}


def test_loose_quotation_marks_and_cells_too_many(tmp_path: Path) -> None:
    found = read(tmp_path / "in", 'id,text\n1,他说"好"\n2,"他说"好" 吧"\n3,a,b\n4,ok,,\n5\n\n,\n')
    assert [item.code if isinstance(item, Failure) else fields(item)["text"] for _, item in found] == [
        '他说"好"',
        '他说好" 吧"',
        "broken_row",
        "ok",
        "broken_row",
    ]


def test_a_row_of_several_lines_with_a_cell_too_many_is_one_failure(tmp_path: Path) -> None:
    found = read(
        tmp_path / "in", f'id,text,sender\n1,"a\nb, c\nd",1,more\n2,"{TEXT}\n",1\n3,"x\n4,{OTHER},1\n5,y",1,2\n'
    )
    kinds = [(place, item.code if isinstance(item, Failure) else fields(item)["id"]) for place, item in found]
    assert kinds == [(2, "broken_row"), (5, "2"), (7, "broken_row"), (8, "4"), (9, "broken_row")]


def test_rounded_numbers_and_bad_times_are_told(tmp_path: Path) -> None:
    found = read(
        tmp_path / "in", f'号码,内容,时间\n1.069E+13,{TEXT},\n"=""106900""",{TEXT},\n1,{TEXT},昨天\n1,{TEXT},3/4/2026\n'
    )
    assert "rounded" in found[0][1].hint
    assert fields(found[1][1])["sender"] == "106900"
    assert [item.hint.split(":")[0] for _, item in found[2:]] == ["received_at", "received_at"]
    assert all(TEXT not in item.hint for _, item in found if isinstance(item, Failure))


def test_context_in_a_cell(tmp_path: Path) -> None:
    found = read(tmp_path / "in", f'text,context\n{TEXT},"{{""relation"": ""family""}}"\n{TEXT},family\n')
    assert fields(found[0][1])["context"] == {"relation": "family"}
    assert found[1][1].code == "bad_value"


class Pipe(io.RawIOBase):
    """Gives what was put in piece by piece, as a pipe does."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        if self.given == len(self.pieces):
            return 0
        piece = self.pieces[self.given]
        self.given += 1
        into[: len(piece)] = piece
        return len(piece)


def test_a_pipe_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps({"text": TEXT, "id": at}).encode() + b"\n" for at in range(5)]
    pipe = Pipe([lines[0][:9], lines[0][9:], *lines[1:]])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(pipe)))
    records = source_of("-").records()
    assert next(records) == (1, lines[0])
    assert pipe.given == 2
    assert [item for _, item in records] == lines[1:]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_table_through_a_pipe(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    raw = f"id,text\n1,{TEXT}\n2,{OTHER}\n".encode(encoding)
    pieces = [raw[at : at + 7] for at in range(0, len(raw), 7)]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(pieces))))
    assert [fields(item)["text"] for item in items(source_of("-"))] == [TEXT, OTHER]
