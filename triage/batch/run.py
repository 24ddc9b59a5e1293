"""A run: the chunks of the inputs go through the workers into the output, which takes its name when it is whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from triage.batch.chunks import MOST_ROWS, Chunk, chunks
from triage.batch.extras import Extra, Tallies
from triage.batch.forms import Form
from triage.batch.journal import Journal
from triage.batch.pool import Setup, parts
from triage.batch.sources import Source
from triage.batch.work import Part, named
from triage.catalog.catalog import Catalog
from triage.errors import TriageError

Told = Callable[[int], None]


class Outcome(NamedTuple):
    """What a run came to: its counts by name, what its extras say for the manifest, by name, and its output's hash.

    ``sha256`` is None where the output is not what was written line by line.
    """

    counts: Counter[str]
    extras: dict[str, Mapping[str, Any]]
    sha256: str | None = None


class Work:
    """What a run does, wherever its output goes."""

    def __init__(
        self, sources: tuple[Source, ...], setup: Setup, as_of: date, workers: int, extras: Sequence[Extra] = ()
    ) -> None:
        self.sources = sources
        self.setup = setup
        self.as_of = as_of
        self.workers = workers
        self.extras = extras
        self.catalog: Catalog
        self.form: Form
        self.catalog, self.form = setup()

    def chunks(self, most: int = MOST_ROWS) -> Iterator[Chunk]:
        """The chunks of all inputs, of at most ``most`` records."""
        return chunks((source.records() for source in self.sources), most)

    def parts(self, told: Told, most: int = MOST_ROWS, skip: int = 0) -> Iterator[Part]:
        """The parts in order, without the first ``skip`` chunks."""
        rest = islice(self.chunks(most), skip, None)
        count = 0
        for part in parts(rest, self.setup, self.as_of, self.workers, self.catalog.digest, self.extras):
            count += done(part.counts)
            told(count)
            yield part

    def lines(self, told: Told, counts: Counter[str]) -> Iterator[bytes]:
        """The lines of all parts, for what is not written; adds to ``counts``."""
        for part in self.parts(told):
            counts.update(part.counts)
            yield from part.data.splitlines()

    def stream(self, sink: IO[bytes], told: Told) -> Outcome:
        """Write every answer to ``sink`` as soon as it is there."""
        counts: Counter[str] = Counter()
        tallies = Tallies(self.extras, self.catalog)
        sink.write(self.form.head())
        for part in self.parts(told, 1 if self.workers == 1 else MOST_ROWS):
            sink.write(part.data)
            counts += part.counts
            tallies.merge(part.extras)
        return Outcome(counts, tallies.finish())

    def file(
        self,
        target: Path,
        made_from: Mapping[str, Any],
        resume: bool,
        told: Told,
        made: Callable[[Path, Path], None] | None = None,
    ) -> Outcome:
        """Write every answer to ``target``, or what ``made`` makes of the whole in another file.

        An interrupted run leaves its part and journal, unless an input was a stream, which cannot be read again.
        ``TriageError`` when the output cannot be written to the end.
        """
        again = all(one["sha256"] is not None for one in made_from["inputs"])
        tallies = Tallies(self.extras, self.catalog)
        with Journal(target, made_from, resume) as journal:
            try:
                if not journal.entries:
                    journal.write(0, self.form.head(), Counter())
                for counted in journal.extras():
                    tallies.merge(counted)
                for part in self.parts(told, skip=len(journal.entries) - 1):
                    journal.write(part.number + 1, part.data, part.counts, tallies.merge(part.extras))
                extras = tallies.finish()
                journal.finish(made)
            except BaseException as error:
                again = again and len(journal.entries) > 1
                if not again:
                    journal.drop()
                if isinstance(error, OSError):
                    kept = "what is done so far is kept; --resume goes on" if again else "nothing new stands here"
                    raise TriageError(
                        f"could not be written ({error.strerror})", place=str(target), effect=kept
                    ) from None
                raise
        return Outcome(journal.counts(), extras, None if made else journal.sha256)


def done(counts: Counter[str]) -> int:
    """How many records are through, assessed or not."""
    return counts["done"] + sum(named(counts, "failed/").values())
