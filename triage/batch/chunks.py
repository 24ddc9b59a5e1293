"""Records of the inputs cut into chunks: what a worker takes at once, and what an interrupted run goes on from.

The cuts depend on the inputs alone, so that a run that is taken up again, or has more workers, writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from triage.model import Failure


class Skipped(NamedTuple):
    """A record that is none of a received message (``reason``: sent, call …): counted, and nothing else."""

    reason: str


# One JSON line still to be parsed, the fields of a row, why there is none, or that it is none of ours.
Item = bytes | Mapping[str, Any] | Failure | Skipped

MOST_ROWS = 1000
MOST_SIZE = 4_000_000


class Chunk(NamedTuple):
    """Up to ``MOST_ROWS`` records of one input, each with its place (line or row, from 1).

    ``number`` counts the chunks of a run from 0, ``source`` the inputs from 0.
    """

    number: int
    source: int
    items: tuple[tuple[int, Item], ...]


def chunks(sources: Iterable[Iterable[tuple[int, Item]]], most: int = MOST_ROWS) -> Iterator[Chunk]:
    """The chunks of all ``sources`` in turn, of at most ``most`` records; none holds records of two."""
    number = 0
    for source, records in enumerate(sources):
        items: list[tuple[int, Item]] = []
        size = 0
        for place, item in records:
            items.append((place, item))
            size += size_of(item)
            if len(items) == most or size >= MOST_SIZE:
                yield Chunk(number, source, tuple(items))
                number, items, size = number + 1, [], 0
        if items:
            yield Chunk(number, source, tuple(items))
            number += 1


def size_of(item: Item) -> int:
    """About how many bytes a record takes."""
    if isinstance(item, bytes):
        return len(item)
    if isinstance(item, (Failure, Skipped)):
        return 0
    return sum(len(value) for value in item.values() if isinstance(value, str))
