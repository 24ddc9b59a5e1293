"""JSON lines whose keys are called otherwise than those of a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, NamedTuple

from triage.batch.chunks import Item
from triage.batch.sources.columns import NAMES, item_of, plain
from triage.batch.sources.damage import unusable
from triage.batch.sources.lines import json_lines
from triage.model import Failure


class Keys(NamedTuple):
    """The key of each field."""

    names: dict[str, str]
    read_as: str


def columns_in(head: bytes, wanted: Mapping[str, str]) -> Keys | None:
    """The keys of the first object in ``head``; None when they are those of a row, or there is none to go by."""
    first: Any = next(filter(None, map(parsed, head.split(b"\n"))), None)
    if not isinstance(first, dict) or ("text" in first and not wanted):
        return None
    keys = {plain(key): key for key in reversed(list(first))}
    names: dict[str, str] = {}
    for field, known in NAMES.items():
        if field in wanted:
            if wanted[field]:
                names[field] = wanted[field]
        else:
            found = next((keys[name] for name in known if name in keys), None)
            if found is not None and found not in names.values():
                names[field] = found
    if "text" not in names:
        return None
    if wanted.get("text", "").isdecimal():
        raise unusable("keys of JSON have no numbers", "--map", "give their names")
    return Keys(names, " ".join(f"{field}={key}" for field, key in sorted(names.items())))


def parsed(line: bytes) -> Any:
    """The object of a line; None when it is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def mapped(stream: IO[bytes], names: Mapping[str, str]) -> Iterator[tuple[int, Item]]:
    """The records of lines whose keys are ``names``; a line that is no object is left to whoever works on it."""
    for place, line in json_lines(stream):
        found = None if not isinstance(line, bytes) else parsed(line)
        if found is None or isinstance(line, Failure):
            yield place, line
        else:
            yield place, item_of({field: found.get(key) for field, key in names.items()}, place)
