"""``triage batch``: any number of messages in, one answer out for each."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from triage.errors import InputError, TriageError

if TYPE_CHECKING:
    from triage.batch.forms import Form
    from triage.batch.run import Work
    from triage.batch.sources import Source
    from triage.catalog import Catalog

TERMINATED = 128 + 15
STREAM = "-"
FORMS = ("jsonl", "csv", "parquet")


class Settings(NamedTuple):
    """What the flags say. All but ``workers`` and ``resume`` decide the bytes of the output."""

    as_of: date
    lang: str
    form: str
    lean: bool
    columns: str
    senders: str | None
    workers: int
    resume: bool


class Reading(NamedTuple):
    """How the inputs are read: their form (None: recognised), and columns by field, by name or number."""

    form: str | None
    columns: dict[str, str]


def reading_of(form: str | None, columns: list[str] | None) -> Reading:
    """What ``--input-format`` and ``--map`` say. InputError when it is nothing they take."""
    from triage.batch.sources import FORMS, wanted_columns
    from triage.cli.answer import one_of

    if form is not None:
        one_of("--input-format", form, FORMS)
    return Reading(form, wanted_columns(columns or []))


def batch(inputs: list[str], output: str, settings: Settings, reading: Reading) -> int:
    """Assess every record of ``inputs`` (paths, ``-`` is stdin) into ``output`` (a path, ``-`` is stdout).

    Returns the exit code: 0 complete, 1 complete with failures (counted on stderr). The output stands under its name
    only when it is whole; a manifest is written beside it.
    """
    from triage.batch.parquet import available
    from triage.batch.run import Work

    if settings.form == "parquet":
        available()
        if not is_file(output):
            raise InputError("Parquet cannot be a stream", place="-o", hint="name a file, or write jsonl or csv")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that a stream leaves nothing unfinished behind
    sources = sources_of(inputs, reading, "batch")
    work = Work(sources, partial(setup, settings), settings.as_of, settings.workers)
    with progress() as told:
        counts = to_file(work, output, settings, told) if is_file(output) else to_stream(work, output, told)
    return told_counts(counts, "batch")


def sources_of(inputs: list[str], reading: Reading, command: str) -> tuple[Source, ...]:
    """The inputs, opened; how each is read is told on stderr, but for plain JSON lines."""
    from triage.batch.sources import source_of
    from triage.render.width import visible

    sources = tuple(source_of(one, *reading) for one in inputs)
    for one in sources:
        if one.form != "jsonl":
            print(f"triage {command}: {visible(one.name)} is read as {visible(one.form)}", file=sys.stderr)
    return sources


def told_counts(counts: Counter[str], command: str) -> int:
    """Tell on stderr what was skipped and what failed; the exit code."""
    from triage.batch.work import named

    skipped, failed = named(counts, "skipped/"), named(counts, "failed/")
    if skipped:
        print(f"triage {command}: {sum(skipped.values())} skipped ({listed(skipped)})", file=sys.stderr)
    if failed:
        not_assessed = f"{sum(failed.values())} not ({listed(failed)})"
        print(f"triage {command}: {counts['done']} assessed, {not_assessed}", file=sys.stderr)
    return 1 if failed else 0


def listed(counts: dict[str, int]) -> str:
    """Counts in one line."""
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def verify(name: str, inputs: list[str], senders: str | None) -> int:
    """Check the manifest ``name``: print what does not fit any more, 0 when all does, 1 otherwise.

    The files are looked for beside the manifest and in the folders of ``inputs``.
    """
    from triage.batch.manifest import faults, read
    from triage.cli.overlay import catalog_with

    folders = tuple(dict.fromkeys((Path(name).parent, *(Path(one).parent for one in inputs))))
    record = read(Path(name))
    found = faults(record, folders, catalog_with(senders).digest)
    for fault in found:
        print(fault)
    if not found:
        unseen = sum(one["sha256"] is None for one in record["inputs"])
        print(f"all fits: {record['records']} records" + (", the input was a stream" if unseen else ""))
    return 1 if found else 0


def setup(settings: Settings) -> tuple[Catalog, Form]:
    """The catalog and the form of the output; called once in every process."""
    from triage.batch.columns import SETS
    from triage.batch.forms import Csv, Lines, Rows
    from triage.cli.overlay import catalog_with

    catalog = catalog_with(settings.senders)
    if settings.form == "csv":
        return catalog, Csv(catalog, SETS[settings.columns])
    if settings.form == "parquet" or settings.lean:
        return catalog, Rows(catalog, SETS[settings.columns])
    return catalog, Lines(catalog, settings.lang)


def form_of(output: str, named: str | None) -> str:
    """The form of the output: as named, else by the ending of its name, else JSON lines."""
    if named is not None:
        return named
    ending = Path(output).suffix.lower().removeprefix(".")
    return ending if ending in FORMS else FORMS[0]


def is_file(output: str) -> bool:
    """Whether ``output`` is or becomes an ordinary file: a device, a pipe and stdout are written as they are."""
    return output != STREAM and (not os.path.exists(output) or os.path.isfile(output))


def to_file(work: Work, output: str, settings: Settings, told: Callable[[int], None]) -> Counter[str]:
    """Write the answers and the manifest."""
    from triage.batch.columns import SETS
    from triage.batch.manifest import fingerprint, input_of, manifest, manifest_path, written
    from triage.batch.parquet import from_lines

    target = Path(os.path.realpath(output))  # a link stays a link to it
    made_from = fingerprint(
        tuple(input_of(one.name, one.form) for one in work.sources),
        {
            "as_of": settings.as_of.isoformat(),
            "lang": settings.lang,
            "form": settings.form,
            "lean": settings.lean,
            "columns": settings.columns,
        },
        work.catalog.digest,
    )
    made = partial(from_lines, columns=SETS[settings.columns]) if settings.form == "parquet" else None
    try:
        counts = work.file(target, made_from, settings.resume, told, made)
    except OSError as error:
        raise unwritable(output, error) from None
    manifest_path(target).write_text(written(manifest(made_from, counts, target)), "utf-8")
    return counts


def to_stream(work: Work, output: str, told: Callable[[int], None]) -> Counter[str]:
    """Write the answers as they come."""
    with streamed(output) as sink:
        try:
            counts = work.stream(sink, told)
            sink.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            what = "what was written is not complete"
            raise TriageError(f"could not be written ({error.strerror})", place=output, effect=what) from None
    return counts


@contextmanager
def streamed(output: str) -> Iterator[IO[bytes]]:
    """Stdout, or a device or pipe."""
    if output == STREAM:
        yield sys.stdout.buffer
        return
    try:
        sink = open(output, "wb", buffering=0)  # noqa: SIM115
    except OSError as error:
        raise unwritable(output, error) from None
    with sink:
        yield sink


def unwritable(output: str, error: OSError) -> InputError:
    """That nothing can be written under the name ``output``."""
    return InputError(
        f"cannot be written ({error.strerror})",
        place=output,
        effect="nothing was assessed",
        hint="name a file in a folder that exists and may be written",
    )


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """A function that shows how many records are through: on a terminal only, on stderr."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f}"), TextColumn("{task.fields[speed]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, speed="")

        def told(done: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, speed=f"{speed:,.0f}/s" if speed else "")

        yield told
