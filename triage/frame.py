"""Messages in, an Arrow table out: the flat columns of ``triage batch``, for pandas, polars and DuckDB.

Needs pyarrow (``pip install 'triage-sms[parquet]'``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from triage.batch.columns import SETS, row_of
from triage.batch.work import answer_to
from triage.catalog.catalog import Catalog
from triage.errors import InputError

if TYPE_CHECKING:
    import pyarrow

DEFAULT = "default"


def frame(
    rows: Iterable[Mapping[str, Any] | str], *, catalog: Catalog, as_of: date, columns: str = DEFAULT
) -> pyarrow.Table:
    """One row for each message, in order, all columns texts, null where a cell says nothing.

    ``rows``: texts, or mappings with the keys of ``triage batch`` (``id text sender channel received_at as_of
    context``), such as ``table.to_pylist()`` or ``df.to_dict("records")`` give them. ``columns``: default (no text),
    text, or public. A row that cannot be assessed has its reason under ``failure`` and ``hint``. ``InputError`` for
    another set of columns; ImportError without pyarrow.

    >>> from triage import load_catalog
    >>> table = frame(["【青竹金融】您的借款已逾期3天，请尽快还款。"], catalog=load_catalog(), as_of=date(2026, 11, 22))
    >>> table.num_rows, table["headline"].to_pylist()
    (1, ['verify_first'])
    """
    import pyarrow as pa

    if columns not in SETS:
        raise InputError("no such columns", place="columns", hint=f"use one of: {', '.join(SETS)}")
    names = SETS[columns]
    schema = pa.schema([(name, pa.string()) for name in names])
    cells = [
        row_of(answer_to({"text": row} if isinstance(row, str) else row, place, catalog, as_of), catalog, 0, place)
        for place, row in enumerate(rows, 1)
    ]
    return pa.Table.from_pylist([{name: one.get(name) or None for name in names} for one in cells], schema=schema)
