"""``triage batch`` from JSON lines to JSON lines: speed, workers, memory, and the cost of long messages.

    python benchmarks/batch.py [--only speed workers memory length] [--count 20000] [--jionlp PYTHON]
                               [--rows 100000] [--rounds 3] [--memory 10000 1000000]

Messages of ``dump.py``, each another. Every run is a fresh process, start-up and writing to the disk counted in.

``speed``: one worker; with ``--jionlp`` (a Python that has ``pip install jionlp==1.5.29``) what JioNLP's four readers
take in memory for the same texts, their start not counted. ``workers``: two against one, in turn, medians, the outputs
compared byte for byte (1 is returned when they differ); beside it two separate runs at once, which is what the machine
gives. ``memory``: the most that all processes of a run hold, over few messages and over many. ``length``: CPU time a
message of 20 to 20,000 characters, made of different messages, and the exponent that fits it (1 is linear).
"""

from __future__ import annotations

import argparse
import filecmp
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median

from child import Used, part, run, run_and_weigh
from dump import different, written

PARTS = ("speed", "workers", "memory", "length")
LENGTHS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
LONG = 1000  # from here on a message costs by its length alone
AS_OF = "2026-12-31"
SEED = 1
MB = 1_000_000


def command(source: Path, target: Path, workers: int) -> list[str]:
    words = [sys.executable, "-m", "triage", "batch", str(source), "-o", str(target), "--workers", str(workers)]
    return [*words, "--as-of", AS_OF, "--senders", "none"]


def warm(folder: Path) -> Path:
    """A dump of two rows, run once: a checkout compiles its data on the first start after a change."""
    source = written(folder / "two.jsonl", 2, SEED)
    run(command(source, folder / "two.out", 1))
    return source


def speed(folder: Path, count: int, rounds: int, jionlp: str | None) -> None:
    """Messages a second of one worker, and of JioNLP."""
    source = written(folder / "speed.jsonl", count, SEED)
    ours, peers = [], []
    for _ in range(rounds):
        ours.append(run(command(source, folder / "speed.out", 1)))
        if jionlp:
            done = subprocess.run(
                [jionlp, __file__, "--peer", str(source)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise SystemExit(f"{jionlp}: {done.stderr.strip()}")
            peers.append(Used(*json.loads(done.stdout.splitlines()[-1]), 0))
    show_speed("triage batch, one worker", ours, count)
    if peers:
        show_speed("JioNLP, four readers alone", peers, count)
        by_clock = ratio([one.wall for one in peers], [one.wall for one in ours])
        by_cpu = ratio([one.cpu for one in peers], [one.cpu for one in ours])
        print(f"{'ratio':30}{by_clock:10.1f} by the clock, {by_cpu:.1f} by CPU time")


def show_speed(name: str, runs: Sequence[Used], count: int) -> None:
    wall, cpu = median(one.wall for one in runs), median(one.cpu for one in runs)
    print(f"{name:30}{count / wall:10,.0f} messages a second by the clock, {count / cpu:,.0f} by CPU time")


def ratio(longer: Sequence[float], shorter: Sequence[float]) -> float:
    """How many times as long the median of ``longer`` is."""
    return median(longer) / median(shorter)


def peer(source: Path) -> None:
    """JioNLP over the texts of a dump: seconds on the clock and of CPU, as JSON."""
    from made import Made
    from reading_peers import jionlp_readers

    rows = [json.loads(line) for line in source.open(encoding="utf-8")]
    made = [Made("", row["text"], row["received_at"], ()) for row in rows]
    readers = tuple(jionlp_readers().values())
    for one in made[:50]:  # what it makes on first use
        for reader in readers:
            reader(one)
    wall, cpu = time.perf_counter(), time.process_time()
    for one in made:
        for reader in readers:
            reader(one)
    print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu]))


def workers(folder: Path, count: int, rounds: int) -> bool:
    """Two workers against one, and against two runs at once; whether the outputs are equal."""
    source = written(folder / "workers.jsonl", count, SEED + 1)
    one, two, apart = [], [], []
    for _ in range(rounds):
        one.append(run(command(source, folder / "one.out", 1)))
        two.append(run(command(source, folder / "two.out", 2)))
        with ThreadPoolExecutor(2) as pair:
            begin = time.perf_counter()
            list(pair.map(lambda name: run(command(source, folder / name, 1)), ("a.out", "b.out")))
            apart.append(time.perf_counter() - begin)
    same = filecmp.cmp(folder / "one.out", folder / "two.out", shallow=False)
    show_speed("one worker", one, count)
    show_speed("two workers", two, count)
    by_cpu = 2 / ratio([it.cpu for it in two], [it.cpu for it in one])
    print(f"{'two of one':30}{ratio([it.wall for it in one], [it.wall for it in two]):10.2f} times as fast")
    print(
        f"{'  two separate runs at once':30}{2 / ratio(apart, [it.wall for it in one]):10.2f}  what the machine gives"
    )
    print(f"{'  by CPU time':30}{by_cpu:10.2f}  were both cores free and of equal speed throughout")
    print(f"{'outputs byte for byte':30}{'equal' if same else 'DIFFERENT':>10}")
    return same


def memory(folder: Path, few: int, many: int) -> None:
    """What runs over few and many messages hold at most."""
    small, large = (written(folder / f"memory-{count}.jsonl", count, SEED + 2) for count in (few, many))
    for number in (1, 2):
        held = []
        for source in (small, large):
            used, most = run_and_weigh(command(source, folder / "memory.out", number))
            held.append(most if number > 1 and most else used.most)
        what = "one process" if number == 1 else "run with two workers, all processes"
        print(
            f"{what:38}{few:,}: {held[0] / MB:.0f} MB   {many:,}: {held[1] / MB:.0f} MB   ratio {held[1] / held[0]:.2f}"
        )


def length(most: int) -> None:
    """The cost of a message by its length; ``most``: characters for each length."""
    from triage.api import assess
    from triage.batch.work import without_collecting
    from triage.catalog import load_catalog
    from triage.model import Message
    from triage.render import render_line

    catalog, day = load_catalog(), date.fromisoformat(AS_OF)

    @without_collecting()
    def seconds(texts: Sequence[str]) -> float:
        begin = time.process_time()
        for text in texts:
            message = Message(text, "106900000000", "sms", "2026-11-20T09:15")
            render_line(assess(message, catalog=catalog, as_of=day), catalog)
        return time.process_time() - begin

    filler = "\n".join(one.text for one in different(max(20, (most + max(LENGTHS)) // 40), SEED + 3))
    seconds([filler[at : at + 200] for at in range(0, min(len(filler), 100_000), 200)])  # warm
    points: list[tuple[int, float]] = []
    print(f"{'characters':>10}{'messages':>10}{'µs a message':>14}{'ns a character':>16}")
    for size in LENGTHS:
        texts = [filler[at : at + size] for at in range(0, max(1, most // size) * size, size)]
        points.append((size, min(seconds(texts) for _ in range(3)) / len(texts)))
        print(f"{size:10,}{len(texts):10,}{points[-1][1] * 1e6:14,.0f}{points[-1][1] / size * 1e9:16,.0f}")
    longer = [one for one in points if one[0] >= LONG]
    largest = max(map(exponent, pairwise(longer)))
    print(f"exponent {exponent(points):.2f}; from {LONG:,} on {exponent(longer):.2f}, its largest step {largest:.2f}")


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the line through ``points`` with both axes logarithmic."""
    return linear_regression([math.log(size) for size, _ in points], [math.log(cost) for _, cost in points]).slope


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--count", type=int, default=20_000, help="messages for speed")
    parser.add_argument("--jionlp", metavar="PYTHON", help="a Python that has jionlp, to compare with")
    parser.add_argument("--rows", type=int, default=100_000, help="messages for workers")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, of which the median counts")
    parser.add_argument("--memory", type=int, nargs=2, default=(10_000, 1_000_000), help="messages, few and many")
    parser.add_argument("--characters", type=int, default=400_000, help="characters for each length")
    parser.add_argument("--folder", help="where inputs and outputs lie meanwhile (many messages: 6 GB)")
    parser.add_argument("--peer", metavar="FILE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.peer:
        peer(Path(asked.peer))
        return 0
    same = True
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        warm(folder)
        if "speed" in asked.only:
            with part(f"speed, {asked.count:,} messages"):
                speed(folder, asked.count, asked.rounds, asked.jionlp)
        if "workers" in asked.only:
            with part(f"workers, {asked.rows:,} messages, {asked.rounds} rounds"):
                same = workers(folder, asked.rows, asked.rounds)
        if "memory" in asked.only:
            with part("memory"):
                memory(folder, *asked.memory)
        if "length" in asked.only:
            with part("length, whole answer and its line, CPU time"):
                length(asked.characters)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
