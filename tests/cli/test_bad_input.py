"""Whatever comes in: no traceback, nothing raw on the screen, and no copy of the message anywhere else."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .command import DAYS, ROOT, environment, on_a_terminal, triage

CANARY = "金丝雀七三九一"
HOSTILE = {
    "ansi": f"【信用飞】\x1b[31m{CANARY}\x1b[0m\x1b]0;title\x07 您的借款已逾期5天，请还款\x1b[2J",
    "bidi": f"【信用飞】\u202e{CANARY}\u2066 您的借款已逾期5天，请还款",
    "markup": f"【信用飞】[bold red]{CANARY}[/] :smile: [link=http://x.example]您的借款已逾期5天[/link]",
    "controls": f"【信用飞】{CANARY}\x01\x02\x08\x7f\x85 您的借款已逾期5天，请还款",
    "nul": f"【信用飞】{CANARY}您的借款已逾期5天\0，请还款。如有疑问请联系客服，谢谢您的配合。",
    "tags": f"【信用飞】{CANARY}\U000e0041\U000e0042您的借款已逾期5天",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text(name: str) -> None:
    done = triage("check", *DAYS, "--explain", stdin=HOSTILE[name].encode())
    assert done.returncode in (0, 10, 11)
    assert all(sign.isprintable() or sign in "\n　" for sign in done.stdout.decode())
    assert CANARY not in done.stderr.decode()
    report = triage("check", *DAYS, "--json", stdin=HOSTILE[name].encode())
    assert json.loads(report.stdout)["message"]["text"] == HOSTILE[name]
    assert CANARY not in report.stderr.decode()


def test_hostile_text_on_a_terminal() -> None:
    code, shown = on_a_terminal("check", HOSTILE["markup"] + "\x1b[2J\x1b]0;x\x07", *DAYS, "--explain")
    assert code in (0, 10, 11)
    assert "\x1b[2J" not in shown
    assert "\x1b]0;" not in shown


def test_a_megabyte() -> None:
    text = ("您的借款已逾期5天，请于11月25日前还款862.50元，电话4008625862，网址 http://a.example/x。" * 20_000)[
        :1_000_000
    ]
    done = triage("check", *DAYS, stdin=text.encode())
    assert done.returncode in (0, 10, 11)
    assert len(done.stdout.decode().splitlines()) <= 30


@pytest.mark.parametrize(
    "text",
    [
        "【信用飞】您的借款已逾期，请点击 http://" + "a" * 50_000 + ".example/x",
        "【" + "信" * 50_000 + "】您的借款已逾期5天，请还款",
        "您的借款已逾期" + "1" * 50_000 + "元，电话" + "4" * 50_000,
        "请转到" + "别给脸不要脸" * 5_000,
    ],
)
def test_something_out_of_all_proportion(text: str) -> None:
    done = triage("check", *DAYS, stdin=text.encode())
    assert done.returncode in (0, 10, 11)
    assert len(done.stdout.decode().splitlines()) <= 60


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", 3),
        (b"  \n\t\n", 3),
        ("，。【】".encode(), 3),
        (bytes(range(256)) * 10, 2),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 2),
        (b"\xff\xfe\xff", 2),
    ],
)
def test_input_that_is_no_message(raw: bytes, code: int) -> None:
    done = triage("check", stdin=raw)
    assert done.returncode in (code, 3)
    assert done.stdout == b""
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_lone_surrogate_in_an_argument() -> None:
    done = triage("check", "您的借款已逾期\udc80请还款", *DAYS, "--json")
    assert done.returncode in (0, 10, 11)
    assert "\ufffd" in json.loads(done.stdout)["message"]["text"]
    assert done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("check", CANARY, "--received", CANARY),
        ("check", CANARY, "--relation", CANARY),
        ("check", CANARY, "--did", CANARY),
        ("check", f"--{CANARY}"),
        ("check", "--lang", CANARY, CANARY),
        (CANARY,),
        ("check", CANARY, "--loans", "missing.yaml"),
        ("check", CANARY, "--as-of"),
        ("batch", "--" + CANARY),
    ],
)
def test_errors_never_repeat_the_message(words: tuple[str, ...]) -> None:
    done = triage(*words)
    assert done.returncode == 2
    assert CANARY not in done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr


COMMANDS = (("check", CANARY), ("check", CANARY, "--json"), ("rules", "list"), ("senders", "list"), ("--help",))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("where", [">&-", "> /dev/full"])
def test_an_output_that_takes_nothing(words: tuple[str, ...], where: str) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    done = in_a_shell(words, where)
    assert done.returncode == 1
    assert b"output" in done.stderr
    assert b"a fault of triage" not in done.stderr
    assert CANARY not in done.stderr.decode()


def test_notes_never_get_into_the_output() -> None:
    done = in_a_shell(("check", CANARY, "--json", "--received", "2026-11-23", "--as-of", "2026-11-22"), "2>&-")
    assert json.loads(done.stdout)["message"]["text"] == CANARY
    assert in_a_shell(("check", ""), "2>&-").stdout == b""


def in_a_shell(words: tuple[str, ...], where: str) -> subprocess.CompletedProcess[bytes]:
    command = f"{shlex.join((sys.executable, '-m', 'triage', *words))} {where}"
    return subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment(), capture_output=True, timeout=60)


def test_the_message_leaves_no_copy_behind(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    message = f"【信用飞】{CANARY}，您的借款已逾期5天，请还款。"
    done = triage("check", *DAYS, stdin=message.encode(), cwd=tmp_path / "work", **places)
    assert done.returncode == 0, done.stderr
    for folder, _, names in os.walk(tmp_path):
        for name in names:
            assert CANARY not in name
            assert CANARY.encode() not in (Path(folder) / name).read_bytes()


def test_a_fault_of_ours_tells_its_place_and_not_the_message(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import triage.api\n"
        "def broken(message, *_, **__): raise ValueError(message.text)\n"
        "triage.api.assess = broken\n",
        "utf-8",
    )
    done = triage("check", CANARY, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert done.returncode == 1
    assert b"ValueError" in done.stderr
    assert CANARY not in done.stderr.decode()
    assert b"Traceback" not in done.stderr
