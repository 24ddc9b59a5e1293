"""What is on record, from the command line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .command import ROOT, triage


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("senders", "find", "95555"), 0, "招商银行"),
        (("senders", "find", "400-862-5862"), 0, "xinyongfei"),
        (("senders", "find", "https://www.qianzhan.com/a?b"), 0, "前瞻网"),
        (("senders", "find", "信用飞"), 0, "400-862-5862"),
        (("senders", "find", "no-such.example"), 1, ""),
        (("senders", "show", "xinyongfei"), 0, "信用飞"),
        (("senders", "show", "nobody"), 2, ""),
        (("senders", "list"), 0, "xinyongfei"),
        (("rules", "list"), 0, "night-hours"),
        (("rules", "show", "night-hours"), 0, "看不到"),
        (("rules", "show", "night-hours", "--lang", "en"), 0, "Cannot see"),
        (("rules", "show", "nothing"), 2, ""),
        (("facts", "list"), 0, "fact-privacy-1033"),
        (("facts", "show", "fact-privacy-1033"), 0, "民法典1032、1033条"),
        (("facts", "show", "nothing"), 2, ""),
        (("facts", "show", "fact-privacy-1033", "--lang", "fr"), 2, ""),
        (("data", "check"), 0, "no fault found"),
        (("data", "check", "data"), 0, "no fault found"),
        (("data", "check", "no-such-folder"), 2, ""),
        (("data", "check", "--stale", "3650"), 0, "undated"),
        (("data", "check", "--stale", "soon"), 2, ""),
        (("senders",), 2, ""),
    ],
)
def test_records(words: tuple[str, ...], code: int, shown: str) -> None:
    done = triage(*words)
    assert done.returncode == code, done.stderr.decode()
    assert shown in done.stdout.decode()
    assert b"Traceback" not in done.stderr
    assert bool(done.stderr) == (code != 0)


def test_every_fault_of_a_folder_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    senders = folder / "known_senders.yaml"
    senders.write_text(senders.read_text("utf-8").replace("sources: [libphonenumber]", "sources: [nobody]", 1), "utf-8")
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("level: law", "level: rumour", 1), "utf-8")
    done = triage("data", "check", str(folder))
    assert done.returncode == 1
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["facts.yaml", "known_senders.yaml"]
    assert all(re.match(r"[a-z_/.]+:[0-9]+: .", line) for line in lines)


def test_rules_show_no_empty_slots() -> None:
    assert b"{" not in triage("rules", "show", "payee-is-a-person").stdout


def test_a_group_alone_shows_its_help() -> None:
    assert triage("senders").stderr.startswith(b"Usage: triage senders")


def test_a_fault_in_a_tree_stands_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    rule = folder / "rules" / "night-hours.yaml"
    rule.write_text(rule.read_text("utf-8").replace("{clock: {", "{no_such_predicate: {"), "utf-8")
    kinds = folder / "kinds.yaml"
    kinds.write_text(kinds.read_text("utf-8").replace("everyday.otp]", "everyday.no_such_cue]", 1), "utf-8")
    done = triage("data", "check", str(folder))
    assert done.returncode == 1
    faults = done.stderr.decode().splitlines()
    line = next(n for n, one in enumerate(rule.read_text("utf-8").splitlines(), 1) if one.startswith("when:"))
    assert any(one.startswith(f"rules/night-hours.yaml:{line}: ") for one in faults), faults
