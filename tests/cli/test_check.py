"""``triage check``: exit codes, flags, consoles, languages."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from triage.render.width import columns

from .command import DAYS, LAWFUL, SCAM, on_a_terminal, triage

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((LAWFUL, *DAYS), 0),
        ((LAWFUL, *DAYS, "--claim", "paid", "--paid-on", "2026-11-15"), 10),
        ((SCAM, *DAYS), 11),
        ((SCAM, *DAYS, "--exit-zero"), 0),
        ((LAWFUL, *DAYS, "--did", "code"), 11),
        (("",), 3),
        (("   \n ",), 3),
        ((LAWFUL, "--received", "2026-02-30"), 2),
        ((LAWFUL, "--received", "soon"), 2),
        ((LAWFUL, "--received", "0001-01-01T00:00+14:00"), 2),
        ((LAWFUL, "--received", "9999-12-31T23:59-12:00"), 2),
        (("--file", ""), 2),
        ((LAWFUL, "--as-of", "2026-13-01"), 2),
        ((LAWFUL, "--relation", "boss"), 2),
        ((LAWFUL, "--claim", "rich"), 2),
        ((LAWFUL, "--did", "clicked,slept"), 2),
        ((LAWFUL, "--channel", "pigeon"), 2),
        ((LAWFUL, "--lang", "fr"), 2),
        ((LAWFUL, "--loans", "missing.yaml"), 2),
        ((LAWFUL, "--file", "examples/lixin.txt"), 2),
        ((LAWFUL, "--nonsense"), 2),
        (("--file", "missing.txt"), 2),
    ],
)
def test_exit_codes(words: tuple[str, ...], code: int) -> None:
    done = triage("check", *words)
    assert done.returncode == code, done.stderr.decode()
    assert bool(done.stdout) == (code in (0, 10, 11))
    assert b"Traceback" not in done.stderr
    assert bool(done.stderr) == (code in (2, 3))


def test_ways_in(tmp_path: Path) -> None:
    path = tmp_path / "sms.txt"
    path.write_text(LAWFUL, "utf-8")
    as_word = triage("check", LAWFUL, *DAYS).stdout
    assert triage("check", "-", *DAYS, stdin=LAWFUL.encode()).stdout == as_word
    assert triage("check", *DAYS, stdin=LAWFUL.encode()).stdout == as_word
    assert triage("check", "--file", str(path), *DAYS).stdout == as_word
    assert triage("check", "--file", "-", *DAYS, stdin=LAWFUL.encode()).stdout == as_word
    assert triage(stdin=LAWFUL.encode()).stdout.decode().startswith("先核实")
    assert triage(stdin=b"").returncode == 3


def test_clipboard(tmp_path: Path) -> None:
    script = tmp_path / "pbpaste"
    script.write_text("#!/bin/sh\ncat <<'END'\n" + LAWFUL + "\nEND\n", "utf-8")
    script.chmod(0o755)
    done = triage("check", "--clipboard", *DAYS, PATH=f"{tmp_path}:/usr/bin:/bin")
    assert done.stdout.decode().startswith("先核实")
    assert triage("check", "--clipboard", PATH=str(tmp_path / "none")).returncode == 2


def test_json_is_one_line_of_utf8_whatever_the_console() -> None:
    plain = triage("check", LAWFUL, *DAYS, "--json")
    record = json.loads(plain.stdout)
    assert record["schema"] == "triage.report/1"
    assert record["message"]["text"] == LAWFUL
    assert record["claimed"][0]["org"] == "xinyongfei"
    assert plain.stdout.count(b"\n") == 1
    assert triage("check", LAWFUL, *DAYS, "--json", PYTHONIOENCODING="gbk").stdout == plain.stdout
    assert triage("check", LAWFUL, *DAYS, "--json", PYTHONHASHSEED="7").stdout == plain.stdout


def test_flags_reach_the_report() -> None:
    words = ("--sender", "95555", "--channel", "imessage", "--name", "王芳", "--lang", "en", "--json")
    record = json.loads(triage("check", LAWFUL, *DAYS, *words).stdout)
    assert record["message"]["sender"] == "95555"
    assert record["message"]["channel"] == "imessage"
    assert record["message"]["received_at"] == "2026-11-20T09:15"
    assert record["as_of"] == "2026-11-22"
    assert record["lang"] == "en"


def test_the_language_follows_the_message() -> None:
    assert "现在做" in triage("check", LAWFUL).stdout.decode()
    assert "Do now" in triage("check", "Your credit card payment is 5 days overdue, please pay now.").stdout.decode()
    assert "Do now" in triage("check", LAWFUL, "--lang", "en").stdout.decode()


def test_explain_easy_helper_redact() -> None:
    usual = triage("check", SCAM, *DAYS).stdout.decode()
    assert len(triage("check", SCAM, *DAYS, "--explain").stdout.decode()) > len(usual)
    assert len(triage("check", SCAM, *DAYS, "--easy").stdout.decode()) < len(usual)
    assert "帮别人看的" in triage("check", SCAM, *DAYS, "--helper").stdout.decode()
    assert "6217000000000000000" not in usual
    assert b"6217000000000000000" in triage("check", SCAM, *DAYS, "--json").stdout
    assert b"6217000000000000000" not in triage("check", SCAM, *DAYS, "--json", "--redact").stdout


def test_loans(tmp_path: Path) -> None:
    ledger = tmp_path / "loans.yaml"
    ledger.write_text("- {lender: 信用飞, due: 2026-11-15, outstanding: 862.50, status: open}\n", "utf-8")
    assert triage("check", LAWFUL, *DAYS, "--loans", str(ledger)).returncode == 0


def test_pipes_carry_no_escape_sequences() -> None:
    assert b"\x1b" not in triage("check", LAWFUL, *DAYS, TERM="xterm-256color", FORCE_COLOR="1").stdout


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_console_decides_the_width(width: int) -> None:
    code, shown = on_a_terminal("check", LAWFUL, *DAYS, columns=width)
    assert code == 0
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(columns, lines)) <= min(width, 100)
    assert max(map(columns, lines)) > min(width, 100) - 12


def test_a_terminal_sees_bold_and_the_same_words() -> None:
    _, shown = on_a_terminal("check", LAWFUL, *DAYS)
    assert ESCAPE.search(shown)
    assert ESCAPE.sub("", shown) == triage("check", LAWFUL, *DAYS).stdout.decode()


@pytest.mark.parametrize(("words", "more"), [((), {"NO_COLOR": "1"}), (("--no-color",), {})])
def test_no_color(words: tuple[str, ...], more: dict[str, str]) -> None:
    _, shown = on_a_terminal("check", LAWFUL, *DAYS, *words, **more)
    assert "\x1b" not in shown
    assert "现在做" in shown


def test_a_gbk_console_and_gbk_input() -> None:
    out = triage("check", *DAYS, stdin=LAWFUL.encode("gbk"), PYTHONIOENCODING="gbk")
    assert out.stdout.decode("gbk").startswith("先核实")
    assert "GB18030" in out.stderr.decode("gbk")
    assert out.stdout.decode("gbk") == triage("check", LAWFUL, *DAYS).stdout.decode()


def test_every_word_of_ours_is_in_gbk() -> None:
    from triage import load_catalog

    catalog = load_catalog()
    for section in ("ui", "answers", "steps", "facts"):
        json.dumps(catalog.section(section), ensure_ascii=False, default=dict).encode("gbk")


def test_signs_a_console_lacks_are_replaced() -> None:
    done = triage("check", LAWFUL + "😀", *DAYS, "--explain", PYTHONIOENCODING="gbk")
    assert done.returncode == 0


@pytest.mark.parametrize(
    "more",
    [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}],
    ids=["ascii", "latin-1", "C locale"],
)
def test_a_console_without_chinese_gets_utf8_and_no_question_marks(more: dict[str, str]) -> None:
    assert triage("check", LAWFUL, *DAYS, **more).stdout == triage("check", LAWFUL, *DAYS).stdout
    assert "没有短信" in triage("check", "", **more).stderr.decode()
    assert "招商银行".encode() in triage("senders", "find", "招商银行", **more).stdout


def test_a_message_that_begins_with_a_dash() -> None:
    refused = triage("check", "-5元，请还款", *DAYS)
    assert refused.returncode == 2
    assert b"goes after --" in refused.stderr
    assert triage("check", *DAYS, "--", "-5元，请还款").returncode == 0


def test_a_day_after_the_answer_is_told() -> None:
    done = triage("check", LAWFUL, "--received", "2026-11-23", "--as-of", "2026-11-22")
    assert done.returncode == 0
    assert "请核对日期" in done.stderr.decode()
    assert triage("check", LAWFUL, *DAYS).stderr == b""


def test_without_a_message_both_languages_are_spoken() -> None:
    both = triage("check", stdin=b" ").stderr.decode()
    assert "没有短信" in both
    assert "No message" in both
    assert "没有短信" not in triage("check", "--lang", "en").stderr.decode()


def test_a_name_in_the_encoding_of_the_shell() -> None:
    text = "【信用飞】李强，您的借款已逾期5天，请还款。"
    named = triage("check", text, *DAYS, "--name", "李强")
    assert triage("check", text, *DAYS, "--name", os.fsdecode("李强".encode("gbk"))).stdout == named.stdout
    blank = triage("check", text, *DAYS, "--name", " ", "--sender", "")
    assert blank.stdout == triage("check", text, *DAYS).stdout


def test_several_messages_are_answered_apart() -> None:
    both = f"{LAWFUL}\n\n{SCAM}\n"
    done = triage("check", *DAYS, stdin=both.encode())
    assert done.returncode == 11
    assert "2条短信" in done.stderr.decode()
    assert "第1条，共2条" in done.stdout.decode()
    assert "第2条，共2条" in done.stdout.decode()
    lines = triage("check", *DAYS, "--json", stdin=both.encode()).stdout.splitlines()
    assert [json.loads(line)["message"]["text"] for line in lines] == [LAWFUL, SCAM]


def test_help_and_version() -> None:
    for words in ((), ("check",), ("batch",), ("senders", "find"), ("data",)):
        assert triage(*words, "--help").returncode == 0
    assert triage("--version").stdout.startswith(b"triage 0.")


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    import subprocess
    import sys

    from .command import ROOT, environment

    command = f"{sys.executable} -m triage rules list | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment(), capture_output=True)
    assert done.stderr == b""


def test_the_core_of_check_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    from .command import ROOT, environment

    code = (
        "import sys; from triage.cli.start import run\n"
        f"run(['check', {LAWFUL!r}, '--json'])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True)
    loaded = done.stderr.decode()
    for name in ("typer", "rich", "yaml", "pydantic", "phonenumbers", "dataclasses", "asyncio", "socket"):
        assert f"'{name}'" not in loaded, name
