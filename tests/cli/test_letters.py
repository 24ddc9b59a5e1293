"""``triage letter`` and ``triage redact`` as they are run."""

import os
import stat
from pathlib import Path

import pytest

from triage.cli.letters import put_if_free, save
from triage.errors import InputError

from .command import LAWFUL, SCAM, triage

AS_OF = ("--as-of", "2026-11-22")


def out(*words: str, **more: object) -> str:
    done = triage(*words, **more)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def refused(*words: str, **more: object) -> str:
    done = triage(*words, **more)  # type: ignore[arg-type]
    assert done.returncode == 2, done.stdout.decode()
    assert done.stdout == b""
    return done.stderr.decode()


def test_the_list() -> None:
    for lang in ("zh", "en"):
        lines = out("letter", "list", "--lang", lang).splitlines()
        assert len(lines) == 38
        assert lines[0].startswith("verify ")
    assert "letter list" in refused("letter", "ransom")


def test_a_draft_without_a_message_reads_no_input() -> None:
    done = triage("letter", "verify", *AS_OF, stdin=LAWFUL.encode())
    assert done.returncode == 0
    assert "短信原文：〔请填写：短信原文〕" in done.stdout.decode()
    assert "--set lender=" in done.stderr.decode()


def test_a_draft_from_a_message() -> None:
    text = out("letter", "verify", LAWFUL, "--received", "2026-11-20T09:15", "--name", "周明", *AS_OF)
    assert "收到时间：2026年11月20日 09:15" in text
    assert "姓名：周明" in text
    assert "日期：2026年11月22日" in text
    assert out("letter", "verify", "-", *AS_OF, stdin=LAWFUL.encode()) == out("letter", "verify", LAWFUL, *AS_OF)


def test_english() -> None:
    assert "Request to verify a message" in out("letter", "verify", "--lang", "en", *AS_OF)
    assert "--lang" in refused("letter", "verify", "--lang", "fr")


def test_set() -> None:
    text = out("letter", "hardship", "--set", "monthly=500元", "--set", "reply-to=a@b.example", *AS_OF)
    assert "目前每月可以归还：500元" in text
    assert "书面答复：a@b.example" in text
    assert "--set" in refused("letter", "verify", "--set", "nothing=1")
    assert "KEY=VALUE" in refused("letter", "verify", "--set", "name")


def test_set_cannot_forge_what_was_found() -> None:
    for key in ("findings", "laws", "has_findings", "claim_paid", "message"):
        assert "no such key" in refused("letter", "conduct", "--set", f"{key}=x")


def test_what_does_not_fit_is_refused() -> None:
    assert "accepts the debt" in refused("letter", "extension", "--claim", "paid")
    assert "accepts the debt" in refused("letter", "hardship", LAWFUL, "--relation", "family")
    assert "one message" in refused("letter", "verify", f"{LAWFUL}\n\n{SCAM}")


def test_a_scam_is_warned_of() -> None:
    assert "像骗局" in out("letter", "report-police", SCAM, *AS_OF)


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_out_writes_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    done = triage("letter", "verify", "--out", str(path), *AS_OF)
    assert done.returncode == 0
    assert done.stdout == b""
    assert "核实" in path.read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == [name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("mine", "utf-8")
    assert "exists" in refused("letter", "verify", "--out", str(path), *AS_OF)
    assert path.read_text("utf-8") == "mine"
    assert triage("letter", "verify", "--out", str(path), "--force", *AS_OF).returncode == 0
    assert "核实" in path.read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_out_of_another_kind(tmp_path: Path) -> None:
    assert ".docx" in refused("letter", "verify", "--out", str(tmp_path / "a.pdf"))
    assert "cannot be written" in refused("letter", "verify", "--out", str(tmp_path / "no" / "a.txt"))
    assert list(tmp_path.iterdir()) == []


def test_docx_without_the_extra_names_it(tmp_path: Path) -> None:
    (tmp_path / "docx.py").write_text("raise ImportError('blocked')\n", "utf-8")
    from .command import ROOT

    told = refused("letter", "verify", "--out", str(tmp_path / "a.docx"), PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert "triage-sms[letters]" in told
    assert not (tmp_path / "a.docx").exists()


def test_docx(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    assert triage("letter", "verify", "--out", str(tmp_path / "a.docx"), *AS_OF).returncode == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"


def test_a_file_that_appears_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine", "utf-8")
    with pytest.raises(InputError, match="exists"):
        save(str(path), b"theirs", force=False)
    assert path.read_text("utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]

    def no_links(*_: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "new").write_text("theirs", "utf-8")
    with pytest.raises(FileExistsError):
        put_if_free(str(tmp_path / "new"), str(path))
    put_if_free(str(tmp_path / "new"), str(tmp_path / "b.txt"))
    assert (tmp_path / "b.txt").read_text("utf-8") == "theirs"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    path = tmp_path / "a.txt"
    path.write_text("mine", "utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        save(str(path), b"new", force=True)
    assert path.read_text("utf-8") == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


# --- redact ----------------------------------------------------------------------------------------------------------

TEXT = "【招商银行】尊敬的张伟先生欠款3500元，拨95555或110，手机139 0000 0000"


def test_redact() -> None:
    assert out("redact", TEXT) == "【****】尊敬的张*先生欠款****元，拨*****或110，手机*** **** ****\n"
    kept = "【招商银行】尊敬的张*先生欠款3500元，拨95555或110，手机*** **** ****\n"
    assert out("redact", TEXT, "--keep", "amounts,lender") == kept
    assert out("redact", "--keep", "amounts", "--keep", "lender", stdin=TEXT.encode()) == kept


def test_redact_from_a_file_and_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("周明\n13900000000\n", "utf-8")
    assert out("redact", "--file", str(path), "--name", "周明") == "周*\n***********\n"


def test_redact_wrong_usage() -> None:
    assert "amounts, lender" in refused("redact", TEXT, "--keep", "names")
    assert "once" in refused("redact", TEXT, "--file", "x")
    assert triage("redact", stdin=b"").returncode == 3
