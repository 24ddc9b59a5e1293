"""What a run counts beside its output: a review sample, a summary. One hook, the same for any of them.

An ``Extra`` says what is asked for. It goes to every worker, where ``fresh`` gives a ``Tally`` for each chunk, which
sees every answer once; what it comes to goes back as JSON and is merged into the one tally of the run, in the order of
the chunks. The journal keeps what ``merge`` returns, so that a run taken up again merges the same. At the end, before
the output takes its name, ``finish`` writes what there is to write. A run without extras pays nothing for this.

For bytes that no number of workers and no interruption changes, the tally of a run must depend on nothing but the
answers; for bounded memory it must not grow with their number.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from triage.catalog.catalog import Catalog
from triage.model import Failure, Report


class Tally(Protocol):
    """What was counted of some answers: those of one chunk, or all of a run."""

    def add(self, answer: Report | Failure, source: int, place: int) -> None:
        """Count one answer; ``source`` is its input, from 0, ``place`` its line or row there, from 1."""

    def as_json(self) -> Any:
        """What was counted, as values that JSON gives back unchanged (so keys of objects are strings)."""

    def merge(self, counted: Any) -> Any:
        """Add the ``as_json`` of another. Returns what of it the journal keeps: all, or what matters of it."""

    def finish(self) -> Mapping[str, Any]:
        """Write what there is to write, and return what the manifest says of it under the name of the extra.

        A file under ``output``, as ``put`` describes it, is checked by ``--verify``.
        """


class Extra(Protocol):
    """What is asked for. It is sent to workers, and so it can be pickled."""

    @property
    def name(self) -> str:
        """Its name in settings and manifest."""

    def settings(self) -> Mapping[str, Any]:
        """All that decides what comes of it, as plain values: a part of the run's fingerprint."""

    def fresh(self, catalog: Catalog) -> Tally:
        """A tally of nothing."""


class Tallies:
    """The tallies of several extras together: of a chunk, or of a run."""

    def __init__(self, extras: Sequence[Extra], catalog: Catalog) -> None:
        self._names = [extra.name for extra in extras]
        self._each = [extra.fresh(catalog) for extra in extras]

    def add(self, answer: Report | Failure, source: int, place: int) -> None:
        """Count one answer in each."""
        for tally in self._each:
            tally.add(answer, source, place)

    def as_json(self) -> list[Any]:
        """What each has counted."""
        return [tally.as_json() for tally in self._each]

    def merge(self, counted: Iterable[Any]) -> list[Any]:
        """Add what others have counted; what of it is to be kept."""
        return [tally.merge(one) for tally, one in zip(self._each, counted, strict=True)]

    def finish(self) -> dict[str, Mapping[str, Any]]:
        """Finish each; what the manifest says of them, by name."""
        return {name: tally.finish() for name, tally in zip(self._names, self._each, strict=True)}


def put(path: Path, content: bytes) -> dict[str, Any]:
    """Write ``content`` under ``path``, whole or not at all; its name, hash and size as a manifest says them."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    os.replace(beside, path)
    return {"name": path.name, "sha256": sha256(content).hexdigest(), "size": len(content)}
