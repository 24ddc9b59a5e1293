"""Run the real command in a process of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LAWFUL = "【信用飞】您好，您的借款已逾期5天，逾期金额862.50元，请于11月25日前通过信用飞APP还款，客服400-862-5862。"
SCAM = "【法务中心】您的借款已移交诉讼，请于2小时内将8600元转至6217000000000000000（户名：张某）撤案，验证码发给专员。"
DAYS = ("--received", "2026-11-20T09:15", "--as-of", "2026-11-22")


def environment(**more: str) -> dict[str, str]:
    """Our environment without what would change the output."""
    dropped = ("NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "LC_ALL", "LANG")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nowhere", **more}


def triage(*words: str, stdin: bytes = b"", cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[bytes]:
    """``triage WORDS`` with pipes."""
    return subprocess.run(
        [sys.executable, "-m", "triage", *words],
        input=stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=environment(**more),
        timeout=120,
    )


def on_a_terminal(*words: str, typed: bytes = b"", columns: int = 80, **more: str) -> tuple[int, str]:
    """``triage WORDS`` on a terminal of its own: exit code and everything shown, what is typed included."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "triage", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env=environment(TERM="xterm-256color", COLUMNS=str(columns), **more),
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    code = process.wait(120)
    os.close(ours)
    return code, shown.decode("utf-8", "replace").replace("\r\n", "\n")
