"""Parquet, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from triage.batch.chunks import Item
from triage.batch.sources.columns import Columns, columns_of, item_of
from triage.batch.sources.damage import Damaged, unusable

ROWS = 512
MOST_GROUP = 4_000_000_000  # bytes of one group of rows, unpacked
MOST_COLUMNS = 10_000


def columns_in(name: str, wanted: Mapping[str, str]) -> Columns:
    """The columns of the file. InputError when it cannot be read, or has none of texts."""
    try:
        with opened(name) as file:
            if len(file.schema) > MOST_COLUMNS:
                raise unusable(f"{len(file.schema)} columns", name, f"at most {MOST_COLUMNS} are read")
            for at in range(file.num_row_groups):
                size = file.metadata.row_group(at).total_byte_size
                if size > MOST_GROUP:
                    raise unusable(f"a group of rows of {size // 1_000_000} MB", name, "write it in smaller groups")
            found = columns_of(file.schema_arrow.names, wanted, name)
            return found._replace(header=True)
    except Damaged as error:
        raise unusable(f"cannot be read as Parquet ({error.why})", name, "it may be cut short; copy it again") from None


def records(name: str, columns: Columns) -> Iterator[tuple[int, Item]]:
    """The records of the file; a place is the number of a row."""
    with opened(name) as file:
        names = file.schema_arrow.names
        chosen = {field: names[at] for field, at in columns.places.items()}
        place = 0
        for batch in file.iter_batches(ROWS, columns=list(dict.fromkeys(chosen.values())), use_threads=False):
            cells = {field: values(batch.column(batch.schema.get_field_index(one))) for field, one in chosen.items()}
            for at in range(batch.num_rows):
                place += 1
                yield place, item_of({field: column[at] for field, column in cells.items()}, place)


@contextmanager
def opened(name: str) -> Iterator[Any]:
    """The file, whose faults are ``Damaged``. InputError when what reads it is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise unusable("Parquet is not read here", name, "pip install 'triage-sms[parquet]'") from None
    try:
        with ParquetFile(name, pre_buffer=False) as file:
            yield file
    except (pyarrow.ArrowException, OSError, MemoryError) as error:
        raise Damaged(type(error).__name__) from None


def values(column: Any) -> list[Any]:
    """The cells of a column as Python values; times to the microsecond, which is as fine as they get."""
    import pyarrow

    if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
    cells: list[Any] = column.to_pylist()
    return cells
