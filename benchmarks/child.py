"""One program run as a child process, with its time and memory, those of its own children counted in."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

KIB = 1024


class Used(NamedTuple):
    """What a run took: seconds on the clock, seconds of CPU, and the most bytes that one process held."""

    wall: float
    cpu: float
    most: int


def run(command: Sequence[str], watched: Callable[[int], None] = lambda _: None) -> Used:
    """Run ``command`` to its end; ``watched`` gets its process id first. SystemExit with its words when it fails."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        watched(process.pid)
        said = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with {process.returncode}: {said.strip()}")
    unit = 1 if sys.platform == "darwin" else KIB
    return Used(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def run_and_weigh(command: Sequence[str], every: float = 0.1) -> tuple[Used, int]:
    """Run ``command``, and the most bytes that it and its children held together, looked at ``every`` so many seconds.

    Memory that several of them share counts once. Zero where there is no /proc.
    """
    most = 0
    ended = threading.Event()

    def look(root: int) -> None:
        nonlocal most
        while not ended.wait(every):
            most = max(most, sum(map(held, tree(root))))

    watchers: list[threading.Thread] = []

    def watched(root: int) -> None:
        watchers.append(threading.Thread(target=look, args=(root,)))
        watchers[0].start()

    try:
        used = run(command, watched)
    finally:
        ended.set()
        for one in watchers:
            one.join()
    return used, most


def tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    try:
        below = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return
    for one in below:
        yield from tree(int(one))


def held(pid: int) -> int:
    """The bytes that a process holds, its share of what it holds together with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KIB for line in lines if line.startswith("Pss:"))


@contextmanager
def part(title: str) -> Iterator[None]:
    """A part of a benchmark: its title, and a word when the machine has other work."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = "  BUSY: times are too long, ratios uncertain" if load > cores / 2 else ""
    print(f"\n{title}  (load {load:.1f} on {cores} cores before it{busy})", flush=True)
    yield
    sys.stdout.flush()
