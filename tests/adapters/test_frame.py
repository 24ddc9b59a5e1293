"""The Arrow table: the same cells as the batch writes, whatever goes in."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from triage.batch.columns import SETS
from triage.catalog import load_catalog
from triage.errors import InputError
from triage.frame import frame

pytest.importorskip("pyarrow")
DAY = date(2026, 11, 22)
ROWS = [
    {"id": "a", "text": "【青竹金融】您的借款已逾期3天，应还862.50元。", "received_at": "2026-11-20T10:00"},
    {"id": "b", "text": "   "},
    {"id": "c", "text": "您的验证码是123456，请勿告诉他人。", "sender": "1069000000"},
]


@pytest.mark.parametrize("columns", SETS)
def test_one_row_for_each_message(columns: str) -> None:
    table = frame(ROWS, catalog=load_catalog(), as_of=DAY, columns=columns)
    assert tuple(table.column_names) == SETS[columns]
    assert table["failure"].to_pylist() == [None, "no_text", None]
    assert table["headline"].to_pylist() == ["verify_first", None, "not_collection"]


def test_the_cells_are_those_of_a_parquet_output(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    import json

    source, target = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    command = [sys.executable, "-m", "triage", "batch", str(source), "-o", str(target), "--as-of", "2026-11-22"]
    assert subprocess.run([*command, "--senders", "none"], check=False).returncode == 1
    same = frame(ROWS, catalog=load_catalog(), as_of=DAY)
    written = pq.read_table(target)
    keep = [name for name in same.column_names if name != "input"]
    assert written.select(keep).to_pylist() == same.select(keep).to_pylist()


def test_texts_alone_and_nothing_at_all() -> None:
    assert frame(["您好"], catalog=load_catalog(), as_of=DAY).num_rows == 1
    assert frame([], catalog=load_catalog(), as_of=DAY).num_rows == 0


def test_columns_that_are_none() -> None:
    with pytest.raises(InputError, match="no such columns"):
        frame([], catalog=load_catalog(), as_of=DAY, columns="all")
