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
    from triage.batch.extras import Extra
    from triage.batch.forms import Form
    from triage.batch.manifest import Input
    from triage.batch.run import Outcome, Work
    from triage.batch.sample import Sample, Sampling
    from triage.batch.sources import Source
    from triage.catalog import Catalog
    from triage.cli.summary import Asked

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


class Beside(NamedTuple):
    """What is asked for beside the output; None where nothing is."""

    sampling: Sampling | None = None
    summary: Asked | None = None


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


def sampling_of(size: int | None, seed: int, by: str) -> Sampling | None:
    """What ``--sample``, ``--seed`` and ``--by`` say. InputError when it is nothing they take."""
    from triage.batch.sample import BY, Sampling
    from triage.cli.answer import one_of

    fields = tuple(dict.fromkeys(one.strip() for one in by.split(",")))
    for one in fields:
        one_of("--by", one, BY)
    return None if size is None else Sampling(size, seed, fields)


NOTHING = Beside()


def batch(inputs: list[str], output: str, settings: Settings, reading: Reading, beside: Beside = NOTHING) -> int:
    """Assess every record of ``inputs`` (paths, ``-`` is stdin) into ``output`` (a path, ``-`` is stdout).

    ``beside`` is counted on the way. Returns the exit code: 0 complete, 1 complete with failures (counted on stderr).
    The output stands under its name only when it is whole; a manifest is written beside it.
    """
    from triage.batch.manifest import input_of
    from triage.batch.parquet import available
    from triage.batch.run import Work

    if settings.form == "parquet":
        available()
        if not is_file(output):
            raise InputError("Parquet cannot be a stream", place="-o", hint="name a file, or write jsonl or csv")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that a stream leaves nothing unfinished behind
    sources = sources_of(inputs, reading, "batch")
    target = real(output) if is_file(output) else None
    known = tuple(input_of(one.name, one.form) for one in sources) if target or beside.summary else ()
    extras = extras_of(beside, known, target, settings)
    work = Work(sources, partial(setup, settings), settings.as_of, settings.workers, extras)
    with progress() as told:
        outcome = to_file(work, known, output, settings, told) if target else to_stream(work, output, told)
    return told_counts(outcome.counts, "batch")


def extras_of(beside: Beside, inputs: tuple[Input, ...], target: Path | None, settings: Settings) -> tuple[Extra, ...]:
    """The extras of the run; ``target`` is None for a stream. InputError when one cannot be had, before the run."""
    extras: list[Extra] = []
    if beside.sampling:
        extras.append(sample_of(beside.sampling, inputs, target, settings.resume))
    if beside.summary:
        from triage.cli.summary import summary_of

        extras.append(summary_of(beside.summary, settings.as_of, inputs, target))
    return tuple(extras)


def sample_of(sampling: Sampling, inputs: tuple[Input, ...], target: Path | None, resume: bool) -> Sample:
    """The review sample. InputError when there is no place for its sheet."""
    from triage.batch.journal import paths
    from triage.batch.review import ENDING
    from triage.batch.sample import Sample

    if target is None:
        what, effect = "a review sheet stands beside an output", "nothing was assessed"
        raise InputError(what, place="-o", effect=effect, hint="name a file, not a stream")
    sheet = target.with_name(target.name + ENDING)
    going_on = resume and paths(target)[1].exists()
    if sheet.exists() and not going_on:
        raise InputError(
            "a review sheet stands here, and somebody may have filled it in",
            place=sheet.name,
            effect="nothing was assessed",
            hint="give it another name, or name another output",
        )
    keys = tuple(one.sha256 or f"stream {number}" for number, one in enumerate(inputs))
    return Sample(sampling, keys, sheet)


def real(output: str) -> Path:
    """The file of an output: a link stays a link to it."""
    return Path(os.path.realpath(output))


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


def to_file(
    work: Work, inputs: tuple[Input, ...], output: str, settings: Settings, told: Callable[[int], None]
) -> Outcome:
    """Write the answers and the manifest."""
    from triage.batch.columns import SETS
    from triage.batch.manifest import fingerprint, manifest, manifest_path, written
    from triage.batch.parquet import from_lines

    target = real(output)
    made_from = fingerprint(
        inputs,
        {
            "as_of": settings.as_of.isoformat(),
            "lang": settings.lang,
            "form": settings.form,
            "lean": settings.lean,
            "columns": settings.columns,
            **{extra.name: dict(extra.settings()) for extra in work.extras},
        },
        work.catalog.digest,
    )
    made = partial(from_lines, columns=SETS[settings.columns]) if settings.form == "parquet" else None
    try:
        outcome = work.file(target, made_from, settings.resume, told, made)
    except OSError as error:
        raise unwritable(output, error) from None
    record = manifest(made_from, outcome.counts, target, outcome.extras, outcome.sha256)
    manifest_path(target).write_text(written(record), "utf-8")
    return outcome


def to_stream(work: Work, output: str, told: Callable[[int], None]) -> Outcome:
    """Write the answers as they come."""
    with streamed(output) as sink:
        try:
            outcome = work.stream(sink, told)
            sink.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            what = "what was written is not complete"
            raise TriageError(f"could not be written ({error.strerror})", place=output, effect=what) from None
    return outcome


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
