"""Start-up beside ``import typer, rich.console``: medians of fresh processes, taken in turn, in one run.

    python benchmarks/startup.py [--runs 20]

Bytecode is compiled first and PYTHONDONTWRITEBYTECODE is unset, so that what a user meets from the second start on is
measured. The terminal view runs on a real pty.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

MESSAGE = "【信用飞】您好，您的借款已逾期5天，逾期金额862.50元，请于11月25日前通过信用飞APP还款，客服400-862-5862。"
LIMITS = {"check --json": 1.3, "check on a terminal": 1.7, "--help": 1.0}


def piped(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    return time.perf_counter() - start


def on_a_terminal(command: list[str], environment: dict[str, str]) -> float:
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    while True:
        try:
            if not os.read(ours, 65536):
                break
        except OSError:
            break
    process.wait()
    os.close(ours)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    environment = {
        key: value for key, value in os.environ.items() if key not in {"PYTHONDONTWRITEBYTECODE", "NO_COLOR"}
    }
    environment["TERM"] = "xterm-256color"
    import triage

    for folder in (sysconfig.get_paths()["purelib"], str(Path(triage.__file__).parent)):
        compileall.compile_dir(folder, quiet=2)
    program = [sys.executable, "-m", "triage"]
    check = ["check", MESSAGE, "--sender", "106900000000", "--received", "2026-11-20T09:15", "--as-of", "2026-11-22"]
    probes = {
        "import typer, rich.console": (piped, [sys.executable, "-c", "import typer, rich.console"]),
        "check --json": (piped, [*program, *check, "--json"]),
        "check on a terminal": (on_a_terminal, [*program, *check]),
        "--help": (piped, [*program, "--help"]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in probes}
    for turn in range(runs + 2):
        for name, (measure, command) in probes.items():
            took = measure(command, environment)
            if turn >= 2:
                seconds[name].append(took)
    base = statistics.median(seconds["import typer, rich.console"])
    print(f"{'':28}{'median ms':>10}{'ratio':>8}{'limit':>8}   ({runs} runs each, in turn)")
    for name, values in seconds.items():
        middle = statistics.median(values)
        limit = LIMITS.get(name)
        print(f"{name:28}{middle * 1000:10.1f}{middle / base:8.2f}{limit if limit else '':>8}")


if __name__ == "__main__":
    main()
