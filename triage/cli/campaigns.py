"""``triage campaigns``: messages of one script that went to many, largest first."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import typer

from triage.cli.flags import INPUT_FORMAT, LANG, LANGUAGES, MAP, SENDERS, WORKERS

if TYPE_CHECKING:
    from triage.batch.campaigns import Campaign, Scripts
    from triage.catalog import Catalog

LEAST = 5


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("campaigns")(campaigns)


def campaigns(
    inputs: list[str] = typer.Argument(..., metavar="IN…", help="Files of messages; - reads stdin."),  # noqa: B008
    least: int = typer.Option(LEAST, "--least", min=2, metavar="N", help="Only scripts of at least so many messages."),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    lang: str = LANG,
    json_lines: bool = typer.Option(False, "--json", help="One triage.campaign/1 a line."),
    input_format: str = INPUT_FORMAT,
    map: list[str] = MAP,
    senders: str = SENDERS,
    workers: int = WORKERS,
) -> None:
    """Group messages that follow one script, so that a new wave is seen.

    Names, sums, links and numbers are left out of the script as far as they were recognised; numbers of persons are
    masked. Exit codes: 0 complete, 1 complete with failures, 2 wrong usage.
    """
    from triage.batch.campaigns import campaigns, grouped
    from triage.batch.run import Work
    from triage.cli import batch
    from triage.cli.answer import one_of
    from triage.cli.runs import answer_day

    one_of("--lang", lang, LANGUAGES)
    sources = batch.sources_of(inputs, batch.reading_of(input_format, map), "campaigns")
    work = Work(sources, partial(setup, senders), answer_day(as_of), workers)
    counts: Counter[str] = Counter()
    with batch.progress() as told:
        groups = grouped(work.lines(told, counts))
    found = campaigns(groups, least)
    for one in found:
        typer.echo(json.dumps(one.record(), ensure_ascii=False) if json_lines else text_of(one, work.catalog, lang))
    if not found and not json_lines:
        print(f"triage campaigns: no script of {least} messages or more", file=sys.stderr)
    raise typer.Exit(batch.told_counts(counts, "campaigns"))


def setup(senders: str | None) -> tuple[Catalog, Scripts]:
    """The catalog and the form of what workers send back."""
    from triage.batch.campaigns import Scripts
    from triage.cli.overlay import catalog_with

    return catalog_with(senders), Scripts()


def text_of(one: Campaign, catalog: Catalog, lang: str) -> str:
    """A campaign as a few lines."""
    from triage.render.width import visible

    words, names = catalog.section("ui")["campaigns"], catalog.section("ui")["headline_names"]
    between = "、" if lang == "zh" else ", "

    def said(key: str, **slots: object) -> str:
        return str(words[key][lang]).format(**slots)

    def listed(counts: list[tuple[str, int]]) -> str:
        return between.join(f"{visible(name)} {count}" for name, count in counts)

    rows = [
        said("size", size=one.size, scripts=one.scripts)
        + (said("days", first=one.days[0], last=one.days[1]) if one.days else ""),
        f"  {visible(one.script)}",
        said("headlines", counts=listed([(names[key][lang], count) for key, count in one.headlines])),
    ]
    rows += [said(key, counts=listed(getattr(one, key))) for key in ("rules", "hosts", "numbers") if getattr(one, key)]
    return "\n".join(rows) + "\n"
