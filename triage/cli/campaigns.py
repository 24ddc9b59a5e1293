"""``triage campaigns``: messages of one script that went to many, largest first."""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import typer

from triage.cli.overlay import HELP as OVERLAY_HELP

if TYPE_CHECKING:
    from triage.batch.campaigns import Campaign, Scripts
    from triage.catalog import Catalog

LEAST = 5
LANGUAGES = ("zh", "en")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("campaigns")(campaigns)


def campaigns(
    inputs: list[str] = typer.Argument(..., metavar="IN…", help="Files of messages; - reads stdin."),  # noqa: B008
    least: int = typer.Option(LEAST, "--least", min=2, metavar="N", help="Only scripts of at least so many messages."),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answers, by default today."),
    lang: str = typer.Option("zh", "--lang", metavar="LANG", help="zh or en."),
    json_lines: bool = typer.Option(False, "--json", help="One triage.campaign/1 a line."),
    senders: str = typer.Option(None, "--senders", metavar="FILE", help=OVERLAY_HELP),
    workers: int = typer.Option(1, "--workers", min=1, max=256, metavar="N", help="Processes at work."),
) -> None:
    """Group messages that follow one script, so that a new wave is seen. Names, sums and numbers of persons are out."""
    from triage.batch.campaigns import campaigns, grouped
    from triage.batch.run import Work
    from triage.batch.sources import source_of
    from triage.cli.answer import one_of
    from triage.cli.batch import progress
    from triage.cli.runs import answer_day

    one_of("--lang", lang, LANGUAGES)
    day: date = answer_day(as_of)
    work = Work(tuple(source_of(one) for one in inputs), partial(setup, senders), day, workers)
    with progress() as told:
        groups = grouped(line for part in work.parts(told) for line in part.data.splitlines())
    found = campaigns(groups, least)
    for one in found:
        typer.echo(json.dumps(one.record(), ensure_ascii=False) if json_lines else text_of(one, work.catalog, lang))
    if not found and not json_lines:
        print(f"triage campaigns: no script of {least} messages or more", file=sys.stderr)


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
