"""The user's own records: from the flag or the configuration folder, named in the answer, honoured by all commands."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest

import triage
from triage.cli.overlay import config_folder

from .command import DAYS
from .command import triage as run

MINE = """\
orgs:
  - id: bank-cmbchina
    contacts: [{kind: hotline, value: "4000000123", purpose: credit_card, as_of: "2026-11"}]
  - id: cloud-loan
    name: 云栈小贷
    role: lender
    contacts: [{kind: hotline, value: "4000000456", as_of: "2026-11"}]
"""
CARD = "【招商银行】您的信用卡已逾期10天，请尽快还款。"
CLOUD = "【云栈小贷】您的借款已逾期10天，请尽快还款，详询4000000456。"
SCHEMA = json.loads((Path(triage.__file__).parent / "schema" / "report-1.json").read_text("utf-8"))


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, "utf-8")
    return str(path)


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = tmp_path / "config" / "triage-sms"
    folder.mkdir(parents=True)
    (folder / "senders.yaml").write_text(MINE, "utf-8")
    return str(folder.parent)


def test_an_own_line_is_offered_as_ones_own(mine: str) -> None:
    shown = run("check", CARD, "--senders", mine, *DAYS).stdout.decode()
    assert re.search("自己拨 400-000-0123（[^）]*您自己的记录，2026-11）", shown)
    assert "另用了您自己的记录：mine.yaml（2家）。" in shown
    english = run("check", CARD, "--senders", mine, "--lang", "en", *DAYS).stdout.decode()
    assert "your own record" in english
    assert "Also used: your own records in mine.yaml (2 organisations)." in english


def test_an_own_organisation_is_known_and_never_called_official(mine: str) -> None:
    done = run("check", CLOUD, "--senders", mine, "--json", *DAYS)
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert report["overlay"]["file"] == "mine.yaml"
    assert report["overlay"]["orgs"] == ["bank-cmbchina", "cloud-loan"]
    assert report["claimed"][0]["org"] == "cloud-loan"
    phone = next(one for one in report["checks"] if one["subject"] == "phone")
    assert phone["status"] == "match"
    assert "这条是您自己的记录" in phone["text"]
    signature = next(one for one in report["checks"] if one["subject"] == "signature")
    assert "这条是您自己的记录" in signature["text"]
    (contact,) = report["steps"][0]["contacts"]
    assert (contact["value"], contact["source_kind"], contact["source"]) == ("4000000456", "own", "mine.yaml")
    shown = run("check", CLOUD, "--senders", mine, *DAYS).stdout.decode()
    assert "4000000456（您自己的记录）" in shown
    assert "官方公布" not in shown


def test_without_a_file_nothing_is_named() -> None:
    report = json.loads(run("check", CARD, "--json", *DAYS).stdout)
    assert "overlay" not in report
    assert "自己的记录" not in run("check", CARD, *DAYS).stdout.decode()


def test_the_digest_tells_runs_with_and_without_apart(mine: str) -> None:
    digests = [
        json.loads(run("check", CARD, "--json", *flags, *DAYS).stdout)["catalog"]
        for flags in ((), ("--senders", mine), ("--senders", mine))
    ]
    assert digests[0] != digests[1] == digests[2]


def test_the_configuration_folder(home: str, mine: str) -> None:
    there = {"XDG_CONFIG_HOME": home}
    assert json.loads(run("check", CARD, "--json", *DAYS, **there).stdout)["overlay"]["file"] == "senders.yaml"
    flagged = run("check", CARD, "--json", "--senders", mine, *DAYS, **there)
    assert json.loads(flagged.stdout)["overlay"]["file"] == "mine.yaml"
    without = run("check", CARD, "--json", "--senders", "none", *DAYS, **there)
    assert "overlay" not in json.loads(without.stdout)


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/li"}, "/home/li/.config"),
        ("linux", {"HOME": "/home/li", "XDG_CONFIG_HOME": "/etc/li"}, "/etc/li"),
        ("linux", {"HOME": "/home/li", "XDG_CONFIG_HOME": "here"}, None),
        ("darwin", {"HOME": "/Users/li"}, "/Users/li/Library/Application Support"),
        ("win32", {"APPDATA": "/users/li/roaming"}, "/users/li/roaming"),
        ("win32", {}, None),
    ],
)
def test_where_the_folder_is(
    platform: str, environment: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert config_folder() == folder


def test_batch(mine: str) -> None:
    rows = json.dumps({"text": CLOUD, "received_at": "2026-11-20"}).encode()
    done = run("batch", "-", "--senders", mine, "--as-of", "2026-11-22", stdin=rows)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["overlay"]["file"] == "mine.yaml"
    assert report["claimed"][0]["org"] == "cloud-loan"


def test_the_commands_for_senders(mine: str, tmp_path: Path) -> None:
    assert "云栈小贷" in run("senders", "find", "4000000456", "--senders", mine).stdout.decode()
    assert run("senders", "find", "4000000456").returncode == 1
    assert "own, 2026-11" in run("senders", "show", "cloud-loan", "--senders", mine).stdout.decode()
    assert "cloud-loan" in run("senders", "list", "--senders", mine).stdout.decode()
    values = tmp_path / "values.txt"
    values.write_text("4000000456\n云栈小贷\n", "utf-8")
    lines = run("senders", "check", str(values), "--senders", mine).stdout.decode().splitlines()
    answers = [json.loads(one) for one in lines]
    assert [one["on_record"] for one in answers] == [True, True]
    assert answers[0]["contacts"][0]["source_kind"] == "own"


@pytest.mark.parametrize("words", [("check", CARD), ("senders", "list"), ("senders", "find", "95555")])
def test_a_broken_file_is_told_and_nothing_is_answered(words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.replace("role: lender", "rolle: lender").replace("4000000456", "400-0456"), "utf-8")
    done = run(*words, "--senders", str(path))
    assert done.returncode == 1
    assert done.stdout == b""
    told = done.stderr.decode().splitlines()
    assert told[0] == "triage: mine.yaml:6: unknown key rolle, perhaps role"
    assert told[-1] == "triage: nothing was answered; --senders none does without these records"
    done = run(*words, "--senders", str(tmp_path / "nothing.yaml"))
    assert done.returncode == 2
    assert "--senders none" in done.stderr.decode()


def test_a_broken_file_in_the_configuration_folder_is_told_too(home: str) -> None:
    (Path(home) / "triage-sms" / "senders.yaml").write_text("orgs: [", "utf-8")
    done = run("check", CARD, *DAYS, XDG_CONFIG_HOME=home)
    assert done.returncode == 1
    assert "senders.yaml:" in done.stderr.decode()
    assert "--senders none" in done.stderr.decode()
