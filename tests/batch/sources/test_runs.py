"""Runs over inputs of other forms: what is told, what is counted, and that workers and resume make no difference."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.batch.sources.made import OTHER, SENDER, TEXT, phone, workbook


def run(*words: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "triage", "batch", *map(str, words), "--as-of", "2026-11-25"]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def lines(raw: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in raw.splitlines()]


def test_the_same_messages_in_every_form_get_the_same_answers(tmp_path: Path) -> None:
    when = "2026-11-20 21:58:00"
    rows = [("text", "sender", "received_at"), (TEXT, SENDER, when), (OTHER, "95555", when)]
    table, xml = tmp_path / "a", tmp_path / "b"
    table.write_bytes("\n".join(",".join(row) for row in rows).encode("gb18030"))
    xml.write_text(
        "<smses>"
        + "".join(f'<sms address="{who}" date="1795183080000" type="1" body="{text}"/>' for text, who, _ in rows[1:])
        + "</smses>"
    )
    book = workbook(tmp_path / "c", rows)
    plain = "".join(
        json.dumps({"text": text, "sender": who, "received_at": when}) + "\n" for text, who, _ in rows[1:]
    ).encode()
    expected = run("-", given=plain).stdout
    assert len(lines(expected)) == 2
    for path in (table, xml, book):
        done = run(path)
        assert (done.returncode, done.stdout) == (0, expected), done.stderr
        assert b"is read as" in done.stderr
    done = run(table, xml, book, "--workers", "2")
    assert done.stdout == expected * 3


def test_what_is_skipped_is_counted_and_no_failure(tmp_path: Path) -> None:
    path = phone(tmp_path / "sms.db", [{"text": TEXT}, {"text": "好", "is_from_me": 1}])
    done = run(path, "-o", tmp_path / "out.jsonl")
    assert done.returncode == 0
    assert b"1 skipped (sent 1)" in done.stderr
    assert len(lines((tmp_path / "out.jsonl").read_bytes())) == 1
    record = json.loads((tmp_path / "out.jsonl.manifest.json").read_text("utf-8"))
    assert (record["records"], record["assessed"], record["skipped"]) == (2, 1, {"sent": 1})
    assert record["inputs"][0]["form"] == "sqlite, apple"
    assert run("--verify", tmp_path / "out.jsonl.manifest.json").returncode == 0


def test_forms_and_columns_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_text(f"甲,乙\n95555,{TEXT}\n", "utf-8")
    refused = run(path)
    assert refused.returncode == 2
    assert "--map text=COLUMN" in refused.stderr.decode()
    done = run(path, "--map", "text=乙,sender=甲")
    assert lines(done.stdout)[0]["message"]["sender"] == "95555"
    assert len(lines(run(path, "--input-format", "lines").stdout)) == 2
    assert run(path, "--input-format", "docx").returncode == 2
    assert run(path, "--map", "wort=乙").returncode == 2


def test_a_damaged_input_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f'<smses><sms address="1" type="1" body="{TEXT}"/><sms addr', "utf-8")
    (tmp_path / "b.txt").write_text(f"{OTHER}\n", "utf-8")
    done = run(tmp_path / "a.xml", tmp_path / "b.txt")
    assert done.returncode == 1
    answers = lines(done.stdout)
    assert [one.get("code") for one in answers] == [None, "input_damaged", None]
    assert b"Traceback" not in done.stderr


def test_a_pipe_by_name(tmp_path: Path) -> None:
    script = (
        f'printf "id,text\\n1,%s\\n" "{TEXT}" | {sys.executable} -m triage batch /dev/stdin -o "{tmp_path}/out.jsonl"'
    )
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert lines((tmp_path / "out.jsonl").read_bytes())[0]["message"]["id"] == "1"
    record = json.loads((tmp_path / "out.jsonl.manifest.json").read_text("utf-8"))
    assert record["inputs"][0]["sha256"] is None
