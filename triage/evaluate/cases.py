"""Labelled cases, ``triage.labelled/1``: one JSON object a line, a row with its ``gold`` and perhaps a ``pair``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from triage.batch.rows import Row, row_of
from triage.errors import InputError
from triage.evaluate.gold import fault_of
from triage.model import Failure

HELD_BACK = "test-"


class Labelled(NamedTuple):
    """One case. ``row`` is a Failure when the message itself cannot be assessed: it still counts.

    ``held``: the case is kept back, so that nobody tunes on it; it is counted, and never listed among the misses.
    """

    id: str
    family: str
    row: Row | Failure
    gold: Mapping[str, Any]
    pair: str | None
    held: bool = False


def held_back(name: str) -> bool:
    """Whether the cases of the file ``name`` are kept back: those of a test part, ``test-….jsonl``.

    >>> held_back("corpus/test-a.jsonl"), held_back("corpus/dev-a.jsonl")
    (True, False)
    """
    return PurePath(name).name.startswith(HELD_BACK)


def labelled(lines: Iterable[bytes], name: str = "labelled cases", held: bool = False) -> tuple[Labelled, ...]:
    """The cases of ``lines``. InputError, with the line, for what is no labelled case: a broken gold is not a miss."""
    cases: list[Labelled] = []
    met: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            raise refused(name, number, "is not JSON") from None
        gold = raw.get("gold") if isinstance(raw, dict) else None
        if not isinstance(gold, dict):
            raise refused(name, number, "has no gold")
        fault = fault_of(gold)
        if fault:
            raise refused(name, number, fault)
        id = str(raw.get("id") or number)
        if id in met:
            raise refused(name, number, "has the id of an earlier line")
        met.add(id)
        pair = raw.get("pair")
        family = str(raw.get("family") or "none")
        cases.append(Labelled(id, family, row_of(line, number), gold, str(pair) if pair else None, held))
    return tuple(cases)


def refused(name: str, number: int, what: str) -> InputError:
    """The error for line ``number`` of ``name``."""
    return InputError(
        f"line {number} {what}",
        place=name,
        effect="nothing was evaluated",
        hint="see triage.labelled/1 in docs/evaluation.md",
    )
