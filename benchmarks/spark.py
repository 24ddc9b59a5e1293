"""A local Spark session with two workers beside ``triage batch --workers 2``: time, equal lines, a killed executor.

    python benchmarks/spark.py [--rows 1000000] [--rounds 1] [--lost 20000] [--folder DIR]

Needs ``pip install 'triage-sms[spark]'`` and Java. Both read the same JSON lines (``dump.py``) and write the lines of
their answers to the disk. Start-up is told apart: for Spark the session, its Python workers and their catalogs, for the
batch a run over two rows. Lines are compared as a whole, whatever their order; 1 is returned when they differ.
``--lost``: rows of a second job, on two executors of their own, of which one is killed (SIGKILL) when a few tasks are
done; 0 leaves it out.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from batch import AS_OF, command, warm
from child import part, run
from dump import written

SEED = 5
ROWS = "id string, text string, sender string, received_at string"
TASK_BYTES = 8_000_000
TASKS = 16  # at least so many tasks, so that one can be lost while others are done
DONE_BEFORE = 3
TWO_WORKERS, TWO_EXECUTORS = "local[2]", "local-cluster[2,1,1024]"


class Job(NamedTuple):
    """Seconds of one job of Spark and of what comes before it, and how many executors were killed."""

    start: float
    work: float
    killed: int


class Lines(NamedTuple):
    """How many lines, and a value that is equal for the same lines in any order."""

    count: int
    value: int


def lines_of(paths: Iterable[Path]) -> Lines:
    count = value = 0
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                count += 1
                value += int.from_bytes(sha256(line.rstrip(b"\n")).digest())
    return Lines(count, value % 2**256)


def spark(source: Path, target: Path, master: str) -> Job:
    """One job in a process of its own."""
    told = target.with_suffix(".told")
    words = [sys.executable, __file__, "--inside", str(source), str(target), str(told), "--master", master]
    run(words)
    return Job(*json.loads(told.read_text()))


def inside(source: Path, target: Path, told: Path, master: str) -> None:
    """The job: rows in, lines out; what it took is written to ``told``."""
    from pyspark.sql import functions as f

    from triage.adapters.spark import assess

    begin = time.perf_counter()
    session = session_of(master, source, target.parent)
    as_of = date.fromisoformat(AS_OF)
    warm = session.createDataFrame([("请还款",)] * 8, "text string").repartition(2)
    assess(warm, as_of=as_of).collect()
    started = time.perf_counter()
    killer = Killer(session.sparkContext, master == TWO_EXECUTORS)
    killer.start()
    answers = assess(session.read.schema(ROWS).json(str(source)), as_of=as_of)
    answers.select(f.coalesce("report", "failure")).write.text(str(target))
    killer.ended.set()
    killer.join()
    told.write_text(json.dumps([started - begin, time.perf_counter() - started, killer.killed]))
    session.stop()


def session_of(master: str, source: Path, folder: Path) -> Any:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["SPARK_WORKER_DIR"] = str(folder / "spark-work")
    session = (
        SparkSession.builder.master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", str(folder / "spark-local"))
        .config("spark.sql.files.maxPartitionBytes", str(min(TASK_BYTES, source.stat().st_size // TASKS + 1)))
        .config("spark.sql.files.openCostInBytes", "0")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


class Killer(threading.Thread):
    """Kills one executor of this session when a few tasks of the job are done."""

    def __init__(self, context: Any, wanted: bool) -> None:
        super().__init__(daemon=True)
        self.context = context
        self.wanted = wanted
        self.ended = threading.Event()
        self.killed = 0

    def run(self) -> None:
        while self.wanted and not self.killed and not self.ended.wait(0.05):
            if self.done() >= DONE_BEFORE:
                for pid in islice(executors(self.context.applicationId), 1):
                    os.kill(pid, signal.SIGKILL)
                    self.killed += 1

    def done(self) -> int:
        """How many tasks of the stage at work are done."""
        tracker = self.context.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        return sum(stage.numCompletedTasks for stage in stages if stage)


def executors(application: str) -> Iterable[int]:
    """The processes of the executors of an application."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"org.apache.spark.executor.CoarseGrainedExecutorBackend" in words and application.encode() in words:
            yield int(path.parent.name)


def beside_batch(folder: Path, count: int, rounds: int) -> bool:
    """The same rows through both, in turn; whether the lines are equal."""
    two, source, target = warm(folder), written(folder / "rows.jsonl", count, SEED), folder / "batch.out"
    starts, walls, jobs = [], [], []
    for turn in range(rounds):
        starts.append(run(command(two, folder / "two.out", 2)).wall)
        walls.append(run(command(source, target, 2)).wall)
        jobs.append(spark(source, folder / f"spark-{turn}", TWO_WORKERS))
    start, whole = median(starts), median(walls)
    spark_start, spark_work = median(job.start for job in jobs), median(job.work for job in jobs)
    print(f"{'':34}{'start-up':>10}{'the rows':>10}{'rows a second':>15}")
    for name, before, work in (
        ("triage batch --workers 2", start, whole - start),
        (f"Spark {TWO_WORKERS}", spark_start, spark_work),
    ):
        print(f"{name:34}{before:8.1f} s{work:8.1f} s{count / work:15,.0f}")
    print(f"{'Spark takes':34}{spark_start / start:8.1f} x{spark_work / (whole - start):8.2f} x as long")
    return compare(target, folder / "spark-0")


def lost(folder: Path, count: int) -> bool:
    """A job of which one executor is killed; whether it was, and the lines are equal."""
    source, target = written(folder / "lost.jsonl", count, SEED + 1), folder / "lost"
    run(command(source, folder / "lost.out", 2))
    job = spark(source, target, TWO_EXECUTORS)
    print(f"{job.killed} of 2 executors killed; {job.work:.1f} s")
    return compare(folder / "lost.out", target) and job.killed == 1


def compare(ours: Path, theirs: Path) -> bool:
    """Whether Spark wrote the very lines of the batch."""
    batch, others = lines_of([ours]), lines_of(theirs.glob("part-*"))
    same = "equal" if batch == others else "DIFFERENT"
    print(f"{batch.count:,} lines by the batch, {others.count:,} by Spark, {same}")
    return batch == others


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--lost", type=int, default=20_000, help="rows of the job that loses an executor; 0: none")
    parser.add_argument("--folder", help="where inputs and outputs lie meanwhile (1,000,000 rows: 11 GB)")
    parser.add_argument("--inside", type=Path, nargs=3, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--master", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        inside(*asked.inside, asked.master)
        return 0
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        with part(f"{asked.rows:,} rows, Spark {TWO_WORKERS} beside triage batch --workers 2"):
            whole = beside_batch(Path(name), asked.rows, asked.rounds)
        if asked.lost:
            with part(f"{asked.lost:,} rows, an executor killed ({TWO_EXECUTORS})"):
                whole = lost(Path(name), asked.lost) and whole
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
