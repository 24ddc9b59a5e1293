"""``triage batch`` and ``triage evaluate``: the flags; the work is in the modules beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from triage.errors import InputError

if TYPE_CHECKING:
    from datetime import date

FORMATS = ("jsonl",)


def add_to(app: typer.Typer) -> None:
    """Register both commands."""
    app.command("batch")(batch)
    app.command("evaluate")(evaluate)


def batch(
    inputs: list[str] = typer.Argument(..., metavar="IN…", help="Files of JSON lines; - reads stdin."),  # noqa: B008
    output: str = typer.Option("-", "--output", "-o", metavar="OUT", help="Where the JSON lines go; - is stdout."),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    lang: str = typer.Option("auto", "--lang", metavar="LANG", help="auto (that of each message), zh or en."),
    format: str = typer.Option("jsonl", "--format", metavar="FORMAT", help="The form of the lines; jsonl only."),
    workers: int = typer.Option(1, "--workers", min=1, metavar="N", help="Processes; 1 is all this version takes."),
) -> None:
    """Check any number of messages: one JSON object a line in, one triage.report/1 or triage.failure/1 a line out.

    Keys of a line: id text sender channel received_at as_of context. Exit codes: 0 complete, 1 complete with failures,
    2 wrong usage.
    """
    from triage.cli import batch as work
    from triage.cli.answer import LANGUAGES, one_of

    one_of("--lang", lang, LANGUAGES)
    one_of("--format", format, FORMATS)
    if workers > 1:
        raise InputError("this version takes 1", place="--workers", effect="nothing was assessed")
    raise typer.Exit(work.batch(inputs, output, answer_day(as_of), lang))


def evaluate(
    inputs: list[str] = typer.Argument(..., metavar="LABELLED…", help="Files of triage.labelled/1."),  # noqa: B008
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    json: bool = typer.Option(False, "--json", help="Print the figures as JSON."),
    misses: bool = typer.Option(True, "--misses/--no-misses", help="List every miss."),
) -> None:
    """Measure on labelled messages: recall, false alarms with intervals, scores of reading, misses."""
    from triage.cli import evaluate as work

    typer.echo(work.evaluate(inputs, answer_day(as_of), json, misses), nl=False)


def answer_day(value: str | None) -> date:
    """The day of the answers."""
    from triage.cli.answer import civil_day, today

    return civil_day("--as-of", value) or today()
