"""A whole output of flat rows as Parquet. Needs pyarrow (``pip install 'triage-sms[parquet]'``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from triage.errors import TriageError

ROWS = 10_000


def available() -> None:
    """``TriageError`` that says how to get it where pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise TriageError(
            "Parquet needs a package that is not installed",
            place="pyarrow",
            effect="nothing was assessed",
            hint="pip install 'triage-sms[parquet]', or write .csv",
        ) from None


def from_lines(lines: Path, target: Path, columns: tuple[str, ...]) -> None:
    """Write the lines of ``triage.row/1`` in ``lines`` as ``target``, all columns texts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in columns])
    with lines.open("rb") as source, pq.ParquetWriter(target, schema, compression="zstd") as sink:
        for rows in batches(map(json.loads, source)):
            sink.write_table(pa.Table.from_pylist(rows, schema=schema))


def batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """``rows`` in lists of up to ``ROWS``."""
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == ROWS:
            yield held
            held = []
    if held:
        yield held
