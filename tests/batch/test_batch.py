"""``triage batch``: order kept, bad rows told, output whole or not at all."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

GOOD = {
    "id": "good",
    "text": "【青竹金融】您的借款已逾期3天，应还862.50元，请尽快还款。",
    "received_at": "2026-11-20T10:00",
}


def run(*words: str, given: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "triage", "batch", *words], input=given, capture_output=True, cwd=folder, check=False
    )


def lines(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def rows(*many: object) -> bytes:
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in many)


def test_a_stream_keeps_order_and_goes_on_after_bad_rows() -> None:
    given = rows(GOOD, b"{broken", {**GOOD, "id": "second"}, {"id": "empty", "text": ""}, b"", {**GOOD, "id": "last"})
    done = run("-", "-o", "-", "--as-of", "2026-11-22", given=given)
    assert done.returncode == 1
    answers = lines(done.stdout)
    assert [one["schema"] for one in answers] == [
        "triage.report/1",
        "triage.failure/1",
        "triage.report/1",
        "triage.failure/1",
        "triage.report/1",
    ]
    assert [one["message"]["id"] for one in answers if "message" in one] == ["good", "second", "last"]
    assert answers[1] == {
        "schema": "triage.failure/1",
        "message_id": None,
        "line": 2,
        "code": "not_json",
        "hint": "write one JSON object a line",
    }
    assert answers[3]["message_id"] == "empty"
    assert answers[3]["line"] == 4
    stderr = done.stderr.decode()
    assert "3 assessed" in stderr
    assert "not_json 1" in stderr
    assert "青竹" not in stderr


def test_a_complete_run_is_silent_and_ends_with_0(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(rows(GOOD, GOOD))
    done = run(str(source), "-o", str(target), "--format", "jsonl", "--workers", "1")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(lines(target.read_bytes())) == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "out.jsonl.manifest.json"]


def test_two_runs_write_equal_bytes() -> None:
    given = rows(GOOD, {**GOOD, "context": {"relation": "family"}})
    words = ("-", "-o", "-", "--as-of", "2026-11-22")
    assert run(*words, given=given).stdout == run(*words, given=given).stdout


def test_the_day_of_the_answer_is_the_row_s_then_the_flag_s() -> None:
    given = rows({**GOOD, "as_of": "2026-11-21"}, GOOD)
    answers = lines(run("-", "-o", "-", "--as-of", "2026-11-22", given=given).stdout)
    assert [one["as_of"] for one in answers] == ["2026-11-21", "2026-11-22"]


def test_context_and_loans_reach_the_answer() -> None:
    paid = {**GOOD, "context": {"claim": "paid", "paid_on": "2026-11-15"}}
    answers = lines(run("-", "-o", "-", "--as-of", "2026-11-22", given=rows(GOOD, paid)).stdout)
    assert answers[0]["verdict"]["error"] == "none_found"
    assert answers[1]["verdict"]["error"] != "none_found"
    assert "paid" in answers[1]["verdict"]["error_about"]


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-file.jsonl", "-o", "-"),
        ("-", "-o", "no/such/folder/out.jsonl"),
        ("-", "-o", "-", "--format", "xlsx"),
        ("-", "-o", "-", "--workers", "0"),
        ("-", "-o", "."),
        ("-", "-o", "-", "--as-of", "2026-02-30"),
        ("-o", "-"),
    ],
)
def test_wrong_usage_ends_with_2_and_writes_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, given=rows(GOOD), folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_empty_input_is_a_complete_run() -> None:
    done = run("-", "-o", "-", given=b"")
    assert (done.returncode, done.stdout) == (0, b"")


def test_an_output_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    done = run("in.jsonl", "-o", str(target), folder=tmp_path)
    assert done.returncode == 2
    assert target.read_text() == "old\n"


def test_a_device_is_written_as_it_is() -> None:
    if not os.path.exists("/dev/null"):
        pytest.skip("no /dev/null here")
    assert run("-", "-o", "/dev/null", given=rows(GOOD)).returncode == 0
    assert not os.path.isfile("/dev/null")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("words", [("-o", "/dev/full"), ()])
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "triage", "batch", "-", *words]
        done = subprocess.run(command, input=rows(GOOD), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"could not be written" in done.stderr
    assert b"a fault of triage" not in done.stderr


def test_an_output_that_grows_too_large_leaves_the_old_one(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    done = subprocess.run(
        [sys.executable, "-m", "triage", "batch", "-", "-o", str(target)],
        input=rows(*[GOOD] * 50),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )
    assert done.returncode == 1
    assert b"could not be written" in done.stderr
    assert b"a fault of triage" not in done.stderr
    assert target.read_text() == "old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    target.touch()
    link.symlink_to(target)
    assert run("-", "-o", str(link), given=rows(GOOD)).returncode == 0
    assert link.is_symlink()
    assert len(lines(target.read_bytes())) == 1


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_stopped_leaves_nothing(tmp_path: Path, sent: int, code: int) -> None:
    command = [sys.executable, "-m", "triage", "batch", "-", "-o", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin
        running.stdin.write(rows(GOOD))
        running.stdin.flush()
        for _ in range(200):
            if list(tmp_path.iterdir()):
                break
            time.sleep(0.05)
        running.send_signal(sent)
        assert running.wait(20) == code
    assert list(tmp_path.iterdir()) == []


def test_lines_may_end_as_on_windows_and_the_last_one_not_at_all() -> None:
    given = json.dumps(GOOD).encode() + b"\r\n\r\n" + json.dumps({**GOOD, "id": "last"}).encode()
    answers = lines(run("-", given=given).stdout)
    assert [one["message"]["id"] for one in answers] == ["good", "last"]
