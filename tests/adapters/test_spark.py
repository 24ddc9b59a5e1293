"""A real local Spark session with two workers: the very lines of ``triage batch``; a dead worker loses nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from triage.catalog import load_catalog
from triage.errors import TriageError

pyspark = pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)
DAY = date(2026, 11, 22)
TEXT = "【青竹金融】您的借款已逾期{}天，应还{}.50元，请尽快还款。"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    started = (
        SparkSession.builder.master("local[2,4]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        .getOrCreate()
    )
    started.sparkContext.setLogLevel("OFF")
    yield started
    started.stop()


def rows(count: int) -> list[dict[str, str]]:
    made = [{"id": f"{at:06}", "text": TEXT.format(at % 90 + 1, at + 100)} for at in range(count)]
    made[7]["text"] = " "
    made[9]["received_at"] = "2026-11-20T23:30"
    return made


def frame_of(session: Any, made: list[dict[str, str]]) -> Any:
    names = ("id", "text", "received_at")
    schema = ", ".join(f"{name} string" for name in names)
    return session.createDataFrame([tuple(row.get(name) for name in names) for row in made], schema).repartition(
        4, "id"
    )


def test_the_lines_are_those_of_a_batch(session: Any, tmp_path: Path) -> None:
    from triage.adapters.spark import assess

    made = rows(2000)
    found = {row.id: row for row in assess(frame_of(session, made), as_of=DAY).collect()}
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), "utf-8")
    command = [sys.executable, "-m", "triage", "batch", str(source), "-o", str(target), "--as-of", "2026-11-22"]
    assert subprocess.run([*command, "--senders", "none"], check=False).returncode == 1
    lines = target.read_text("utf-8").split("\n")[:-1]
    assert len(found) == len(lines) == len(made)
    for row, line in zip(made, lines, strict=True):
        if row["text"].strip():
            assert found[row["id"]].report == line
        else:
            assert found[row["id"]].failure == "no_text"


def test_a_worker_that_dies_loses_nothing(session: Any, tmp_path: Path) -> None:
    from pyspark.sql import functions as f

    from triage.adapters.spark import SCHEMA, assessor

    mark = tmp_path / "died"
    work = assessor(load_catalog().digest, DAY, "zh")

    def dies_once(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in work(batches):
            yield batch
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)

    made = rows(3000)
    answers = frame_of(session, made).select("id", "text", "received_at").mapInArrow(dies_once, SCHEMA)
    found = answers.select("id", f.length("report").alias("long")).collect()
    assert mark.exists()
    assert sorted(row.id for row in found) == [row["id"] for row in made]


def test_other_data_on_a_worker_stops_the_job() -> None:
    from triage.adapters.spark import assessor

    with pytest.raises(TriageError, match="other data"):
        next(assessor("sha256:another", DAY, "zh")(iter([])))


def test_a_frame_without_text_is_told(session: Any) -> None:
    from triage.adapters.spark import assess

    with pytest.raises(TriageError, match="no column text"):
        assess(session.createDataFrame([("x",)], "`内容` string"), as_of=DAY)
