"""The same assessment over a Spark DataFrame. Needs pyspark (``pip install 'triage-sms[spark]'``).

Nothing is shared between workers: each process builds the catalog once and refuses to go on when its data is not the
driver's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from triage.errors import TriageError

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame

# What a message may have; other columns are left alone.
FIELDS = ("id", "text", "sender", "channel", "received_at", "as_of")
NAMES = ("id", "failure", "report")
SCHEMA = ", ".join(f"{name} string" for name in NAMES)


def assess(messages: DataFrame, *, as_of: date, lang: str = "auto") -> DataFrame:
    """One row ``id, failure, report`` for each row of ``messages``, in the order of its partitions.

    ``messages`` has a column ``text`` and perhaps the others of ``FIELDS``, all strings. ``report`` is the very line
    that ``triage batch`` writes, ``failure`` the code where a row could not be assessed. ``TriageError`` when there is
    no column ``text``; a job fails when a worker has other data than the driver.
    """
    from triage.catalog import load_catalog

    names = [name for name in FIELDS if name in messages.columns]
    if "text" not in names:
        raise TriageError("the messages have no column text", hint="rename it: df.withColumnRenamed('内容', 'text')")
    return messages.select(*names).mapInArrow(assessor(load_catalog().digest, as_of, lang), SCHEMA)


def assessor(digest: str, as_of: date, lang: str) -> Callable[[Iterator[RecordBatch]], Iterator[RecordBatch]]:
    """A function over record batches of messages that gives record batches of ``SCHEMA``."""

    def assessed(batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
        import pyarrow as pa

        from triage.batch.work import answer_to
        from triage.catalog import load_catalog
        from triage.model import Failure
        from triage.render import render_line

        catalog = load_catalog()
        if catalog.digest != digest:
            raise TriageError(
                "a worker has other data than the driver",
                effect="nothing of this partition was assessed",
                hint="install the same version of triage-sms on every machine",
            )
        place = 0
        for batch in batches:
            ids: list[str | None] = []
            failures: list[str | None] = []
            reports: list[str | None] = []
            for raw in batch.to_pylist():
                place += 1
                row = {key: value for key, value in raw.items() if value is not None}
                answer = answer_to(row, place, catalog, as_of)
                ids.append(raw.get("id"))
                failures.append(answer.code if isinstance(answer, Failure) else None)
                reports.append(None if isinstance(answer, Failure) else render_line(answer, catalog, lang))
            columns = [pa.array(one, pa.string()) for one in (ids, failures, reports)]
            yield pa.RecordBatch.from_arrays(columns, list(NAMES))

    return assessed
