"""Workers, interruptions, manifests: whatever happens, the whole output has the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from triage.batch.chunks import MOST_ROWS, chunks
from triage.batch.journal import Journal, paths
from triage.errors import InputError

COMMAND = [sys.executable, "-m", "triage", "batch"]
TEXT = "【青竹金融】您的借款已逾期{}天，应还{}.50元，请尽快还款。"


def made(path: Path, count: int) -> Path:
    rows = [{"id": str(at), "text": TEXT.format(at % 90 + 1, at + 100)} for at in range(count)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[1::97] = ["{broken"] * len(lines[1::97])
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def run(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    given = [str(word) for word in words]
    return subprocess.run(
        [*COMMAND, *given, "--as-of", "2026-11-22"], capture_output=True, text=True, check=False, **more
    )


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An input of several chunks, and the output of a run that was never interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    source = made(folder / "in.jsonl", 3 * MOST_ROWS + 10)
    done = run(source, "-o", folder / "out.jsonl")
    assert done.returncode == 1
    assert "not_json" in done.stderr
    return source, (folder / "out.jsonl").read_bytes()


def test_workers_write_the_same_bytes(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, expected = whole
    done = run(source, "-o", tmp_path / "out.jsonl", "--workers", "2")
    assert done.returncode == 1
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert run(source, "--workers", "2", "-o", "-").stdout.encode() == expected
    assert names(tmp_path) == ["out.jsonl", "out.jsonl.manifest.json"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(
    whole: tuple[Path, bytes], tmp_path: Path, workers: str
) -> None:
    source, expected = whole
    target = tmp_path / "out.jsonl"
    _, journal = paths(target)
    command = [*COMMAND, str(source), "-o", str(target), "--as-of", "2026-11-22", "--workers", workers]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        for _ in range(2000):
            if journal.exists() and journal.read_bytes().count(b"\n") > 2:
                break
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
    assert not target.exists()
    refused = run(source, "-o", target)
    assert refused.returncode == 2
    assert "--resume" in refused.stderr
    assert not target.exists()
    done = run(source, "-o", target, "--resume", "--workers", workers)
    assert done.returncode == 1
    assert target.read_bytes() == expected
    assert names(tmp_path) == ["out.jsonl", "out.jsonl.manifest.json"]
    record = json.loads((tmp_path / "out.jsonl.manifest.json").read_text("utf-8"))
    assert record["records"] == 3 * MOST_ROWS + 10


@pytest.mark.parametrize("torn", range(0, 400, 23))
def test_a_journal_torn_anywhere_loses_and_repeats_nothing(
    whole: tuple[Path, bytes], tmp_path: Path, torn: int
) -> None:
    source, expected = whole
    target = tmp_path / "out.jsonl"
    part, log = paths(target)
    made_from = {"inputs": [], "settings": {}}
    lines = expected.splitlines(keepends=True)
    pieces = [b"".join(lines[at : at + MOST_ROWS]) for at in range(0, len(lines), MOST_ROWS)]
    with Journal(target, made_from, resume=False) as journal:
        journal.write(0, b"", Counter())
        for number, piece in enumerate(pieces[:2], 1):
            journal.write(number, piece, Counter(done=1))
    log.write_bytes(log.read_bytes()[: -torn or None])
    part.write_bytes(part.read_bytes() + b"bytes that no line of the journal counts")
    with Journal(target, made_from, resume=True) as journal:
        for number, piece in enumerate([b"", *pieces]):
            if number >= len(journal.entries):
                journal.write(number, piece, Counter(done=1) if number else Counter())
        journal.finish()
        assert journal.counts() == {"done": len(pieces)}
    assert target.read_bytes() == expected
    assert source.exists()
    assert names(tmp_path) == ["out.jsonl"]


def test_bytes_that_were_lost_or_changed_are_not_taken_for_written(tmp_path: Path) -> None:
    """What a power failure may leave: lines of the journal whose bytes in the part never reached the disk."""
    target = tmp_path / "out.jsonl"
    part, log = paths(target)
    made_from = {"inputs": [], "settings": {}}
    pieces = [b"", b"first\n", b"second\n", b"third\n"]
    with Journal(target, made_from, resume=False) as journal:
        for number, piece in enumerate(pieces):
            journal.write(number, piece, Counter(done=1))
    kept = part.read_bytes()
    part.write_bytes(kept.replace(b"second", bytes(6)))
    with Journal(target, made_from, resume=True) as journal:
        assert [entry.chunk for entry in journal.entries] == [0, 1]
        assert journal.length == len(pieces[1])
    part.write_bytes(kept)
    log.write_bytes(log.read_bytes() + bytes(40) + b"\n")
    with Journal(target, made_from, resume=True) as journal:
        assert len(journal.entries) == 2
        for number, piece in list(enumerate(pieces))[2:]:
            journal.write(number, piece, Counter(done=1))
        journal.finish()
    assert target.read_bytes() == kept
    assert journal.sha256 == sha256(kept).hexdigest()


def test_another_call_does_not_go_on_with_it(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with Journal(target, {"inputs": [], "settings": {"lang": "zh"}}, resume=False) as journal:
        journal.write(0, b"", Counter())
    with pytest.raises(InputError, match="settings"):
        Journal(target, {"inputs": [], "settings": {"lang": "en"}}, resume=True)


def test_resume_with_nothing_unfinished_is_a_first_run(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, expected = whole
    assert run(source, "-o", tmp_path / "out.jsonl", "--resume").returncode == 1
    assert (tmp_path / "out.jsonl").read_bytes() == expected


def test_a_vanished_worker_is_told_and_nothing_is_lost(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, expected = whole
    target = tmp_path / "out.jsonl"
    _, log = paths(target)
    command = [*COMMAND, str(source), "-o", str(target), "--as-of", "2026-11-22", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        killed = False
        for _ in range(2000):
            if log.exists() and log.read_bytes().count(b"\n") > 2:
                for child in children(running.pid):
                    os.kill(child, signal.SIGKILL)
                    killed = True
                break
            time.sleep(0.005)
        _, stderr = running.communicate(timeout=60)
    if not killed:
        pytest.skip("the processes of another one cannot be seen here")
    if running.returncode == 1 and target.exists():
        pytest.skip("the run was faster")
    assert running.returncode == 1
    assert "a worker vanished" in stderr
    assert "--resume" in stderr
    assert run(source, "-o", target, "--resume").returncode == 1
    assert target.read_bytes() == expected


def children(pid: int) -> list[int]:
    """The processes started by ``pid`` that assess; none where there is no /proc."""
    place = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(one) for one in place.read_text().split()] if place.exists() else []
    return [one for one in found if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def test_the_manifest_says_what_made_the_output_and_is_checked(tmp_path: Path) -> None:
    source = made(tmp_path / "in.jsonl", 200)
    assert run(source, "-o", tmp_path / "out.jsonl").returncode == 1
    place = tmp_path / "out.jsonl.manifest.json"
    record = json.loads(place.read_text("utf-8"))
    assert record["records"] == 200
    assert record["assessed"] + sum(record["failed"].values()) == 200
    assert record["failed"] == {"not_json": 3}
    assert record["settings"]["as_of"] == "2026-11-22"
    assert [one["name"] for one in record["inputs"]] == ["in.jsonl"]
    assert str(tmp_path) not in place.read_text("utf-8")
    checked = subprocess.run([*COMMAND, "--verify", str(place)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "all fits: 200 records\n")
    source.write_text("{}\n")
    (tmp_path / "out.jsonl").unlink()
    checked = subprocess.run([*COMMAND, "--verify", str(place)], capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert checked.stdout.splitlines() == ["in.jsonl: has changed", "out.jsonl: not found"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": "triage.manifest/1"}'])
def test_what_is_no_manifest_is_told(tmp_path: Path, content: str) -> None:
    place = tmp_path / "some.json"
    place.write_text(content)
    checked = subprocess.run([*COMMAND, "--verify", str(place)], capture_output=True, text=True, check=False)
    assert checked.returncode == 2
    assert "not a triage.manifest/1" in checked.stderr


def test_chunks_depend_on_the_records_alone() -> None:
    first = [(at, b"x" * 10) for at in range(1, 2 * MOST_ROWS + 2)]
    found = list(chunks([iter(first), iter([]), iter(first[:3])]))
    assert [(one.number, one.source, len(one.items)) for one in found] == [
        (0, 0, MOST_ROWS),
        (1, 0, MOST_ROWS),
        (2, 0, 1),
        (3, 2, 3),
    ]
    large = [(at, b"x" * 1_500_000) for at in range(1, 8)]
    assert [len(one.items) for one in chunks([iter(large)])] == [3, 3, 1]
