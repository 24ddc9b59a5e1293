"""``triage batch`` and ``triage evaluate``: the flags; the work is in the modules beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from triage.cli.flags import INPUT_FORMAT, MAP, SENDERS, WORKERS
from triage.errors import InputError

if TYPE_CHECKING:
    from datetime import date


def add_to(app: typer.Typer) -> None:
    """Register both commands."""
    app.command("batch")(batch)
    app.command("evaluate")(evaluate)


def batch(
    inputs: list[str] = typer.Argument(None, metavar="IN…", help="Files of messages; - reads stdin."),  # noqa: B008
    output: str = typer.Option("-", "--output", "-o", metavar="OUT", help="Where the answers go; - is stdout."),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    lang: str = typer.Option("auto", "--lang", metavar="LANG", help="auto (that of each message), zh or en."),
    format: str = typer.Option(
        None, "--format", metavar="FORMAT", help="jsonl, csv or parquet; by default as OUT ends."
    ),
    lean: bool = typer.Option(False, "--lean", help="JSON lines of the flat columns, without texts."),
    columns: str = typer.Option(
        "default",
        "--columns",
        metavar="SET",
        help="Flat columns: default (no text), text, or public (fit to be shown).",
    ),
    input_format: str = INPUT_FORMAT,
    map: list[str] = MAP,
    senders: str = SENDERS,
    workers: int = WORKERS,
    resume: bool = typer.Option(False, "--resume", help="Go on with an unfinished run of the same call."),
    sample: int = typer.Option(
        None, "--sample", min=1, max=10_000, metavar="N", help="A review sheet, N rows of each stratum: OUT.review.csv."
    ),
    seed: int = typer.Option(0, "--seed", min=0, metavar="S", help="Draw another sample for each S."),
    by: str = typer.Option("rule", "--by", metavar="FIELDS", help="Its strata: rule,headline,axis,kind,sender."),
    summary: list[str] = typer.Option(  # noqa: B008
        None, "--summary", metavar="FILE", help="Counts without personal data: FILE.json, FILE.html, or both."
    ),
    reviewed: list[str] = typer.Option(  # noqa: B008
        None, "--reviewed", metavar="SHEET", help="Review sheets, filled in, to stand in the summary beside the counts."
    ),
    verify: str = typer.Option(None, "--verify", metavar="MANIFEST", help="Only check an output against its manifest."),
) -> None:
    """Check any number of messages: an answer for each, in order, as triage.report/1 or flat columns.

    Fields of a message: id text sender channel received_at as_of context. Exit codes: 0 complete, 1 complete with
    failures, 2 wrong usage.
    """
    from triage.batch.columns import SETS
    from triage.cli import batch as work
    from triage.cli.answer import LANGUAGES, one_of
    from triage.cli.summary import asked_of

    one_of("--lang", lang, LANGUAGES)
    one_of("--columns", columns, tuple(SETS))
    if format is not None:
        one_of("--format", format, work.FORMS)
    if verify is not None:
        raise typer.Exit(work.verify(verify, inputs or [], senders))
    if not inputs:
        raise InputError("no input", place="IN", effect="nothing was assessed", hint="name a file, or - for stdin")
    form = work.form_of(output, format)
    settings = work.Settings(answer_day(as_of), lang, form, lean, columns, senders, workers, resume)
    beside = work.Beside(work.sampling_of(sample, seed, by), asked_of(summary or [], reviewed or [], lang))
    raise typer.Exit(work.batch(inputs, output, settings, work.reading_of(input_format, map), beside))


def evaluate(
    inputs: list[str] = typer.Argument(  # noqa: B008
        ..., metavar="FILE…", help="Files of triage.labelled/1, or review sheets that were filled in."
    ),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    json: bool = typer.Option(False, "--json", help="Print the figures as JSON."),
    misses: bool = typer.Option(True, "--misses/--no-misses", help="List every miss with its reason."),
    compare: str = typer.Option(
        None, "--compare", metavar="OLD", help="Print gains and losses against the output of an earlier --json."
    ),
    show_test: bool = typer.Option(
        False, "--show-test", help="List the misses of a test part (test-….jsonl) too; never while tuning."
    ),
) -> None:
    """Measure on labelled messages: recall, false alarms with intervals, scores of reading, misses.

    Of a file named test-… only counts are printed. A review sheet gives the precision of each rule.
    """
    from triage.cli import evaluate as work

    typer.echo(work.evaluate(inputs, answer_day(as_of), json, misses, compare, show_test), nl=False)


def answer_day(value: str | None) -> date:
    """The day of the answers."""
    from triage.cli.answer import civil_day, today

    return civil_day("--as-of", value) or today()
