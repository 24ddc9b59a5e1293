"""What is on record beside the senders: ``triage rules``, ``facts`` and ``data``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from triage.cli.flags import LANG, opened
from triage.cli.overlay import NONE
from triage.errors import DataErrors, InputError

if TYPE_CHECKING:
    from triage.catalog import Catalog

SLOT = re.compile(r"[{][a-z_]+[}]")


def add_to(app: typer.Typer) -> None:
    """Register the three groups."""
    for name, words, commands in (
        ("rules", "The rules.", (("list", list_rules), ("show", show_rule))),
        ("facts", "Legal and public facts.", (("list", list_facts), ("show", show_fact))),
        ("data", "The data itself.", (("check", check_data),)),
    ):
        group = typer.Typer(help=words, rich_markup_mode=None, no_args_is_help=True)
        for title, command in commands:
            group.command(title)(command)
        app.add_typer(group, name=name)


def say(lines: Iterator[str]) -> None:
    """Print lines as the console can show them."""
    from triage.cli.screen import Screen
    from triage.render.width import visible, wrapped

    screen = Screen(plain=True)
    for line in map(visible, lines):
        indent = line[: len(line) - len(line.lstrip(" "))]
        screen.lines([("plain", one) for one in wrapped(line[len(indent) :], screen.width, indent, indent + "  ")])


# --- rules and facts -------------------------------------------------------------------------------------------------


def list_rules(lang: str = LANG) -> None:
    """List the rules: id, axis, severity, confidence, title."""
    catalog = opened(lang, NONE)
    rules = map(catalog.rule, catalog.rule_ids())
    say(f"{rule.id}  [{rule.axis} {rule.severity} {rule.confidence}]  {rule.title.of(lang)}" for rule in rules)


def show_rule(id: str = typer.Argument(..., metavar="ID", help="The id of a rule."), lang: str = LANG) -> None:
    """Show one rule: why it matters, what it cannot see, its facts and dates in force."""
    catalog = opened(lang, NONE)
    must_exist(id, catalog.rule_ids(), "triage rules list")
    say(rule_lines(id, catalog, lang))


def rule_lines(id: str, catalog: Catalog, lang: str) -> Iterator[str]:
    """One rule."""
    rule = catalog.rule(id)
    yield f"{rule.id}  {rule.title.of(lang)}"
    yield f"  {rule.axis}, {rule.severity}, {rule.confidence}, {rule.status}"
    if rule.start or rule.end:
        yield f"  {rule.start or '…'} - {rule.end or '…'}"
    yield f"  {SLOT.sub('…', rule.why.of(lang))}"
    yield "  " + catalog.words("explain", "misses").of(lang).format(text=rule.misses.of(lang))
    for fact in rule.facts:
        yield from fact_lines(fact, catalog, lang, "  ")


def list_facts(lang: str = LANG) -> None:
    """List the facts: id, how they are cited, level, how far verified."""
    catalog = opened(lang, NONE)
    facts = [catalog.fact(id) for id in catalog.section("facts")]
    say(f"{fact.id}  [{fact.level} {fact.verified}]  {fact.statement.of(lang)}" for fact in facts)


def show_fact(id: str = typer.Argument(..., metavar="ID", help="The id of a fact."), lang: str = LANG) -> None:
    """Show one fact with its sources and dates."""
    catalog = opened(lang, NONE)
    must_exist(id, tuple(catalog.section("facts")), "triage facts list")
    say(fact_lines(id, catalog, lang))


def fact_lines(id: str, catalog: Catalog, lang: str, indent: str = "") -> Iterator[str]:
    """One fact."""
    from triage.render.explain import fact_words, source_words

    fact = catalog.fact(id)
    yield f"{indent}{id}  {fact_words(id, catalog, lang)}"
    if fact.start or fact.end:
        yield f"{indent}  {fact.start or '…'} - {fact.end or '…'}"
    for source in fact.sources:
        yield f"{indent}  {source_words(source, catalog, lang)}"


# --- data ------------------------------------------------------------------------------------------------------------


def check_data(
    folder: str = typer.Argument(None, metavar="[FOLDER]", help="A folder such as data/; by default triage's own."),
    stale: int = typer.Option(
        None, "--stale", metavar="DAYS", min=0, help="Then list what no source of the last DAYS days has seen."
    ),
) -> None:
    """Check everything under data/: shapes, references, rules. Exit code 1 when there is a fault."""
    from triage.catalog import load_catalog
    from triage.catalog.check import check_data as faults_of_data
    from triage.catalog.load import data_folder
    from triage.judge.validation import check_rules

    if folder and not Path(folder).is_dir():
        raise InputError("no such folder", place=folder, effect="nothing was checked")
    faults = [str(fault) for fault in faults_of_data(folder)]
    if not faults:
        try:
            faults = [placed(fault, Path(folder or data_folder())) for fault in check_rules(load_catalog(folder))]
        except DataErrors as error:
            faults = [str(fault) for fault in error.faults]
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    catalog = load_catalog(folder)
    counts = f"{len(catalog.org_ids())} organisations, {len(catalog.rule_ids())} rules"
    typer.echo(f"{counts}, {len(catalog.section('facts'))} facts, {len(catalog.steps())} steps: no fault found")
    if stale is not None:
        for line in stale_lines(catalog, stale):
            typer.echo(line)


def stale_lines(catalog: Catalog, days: int) -> Iterator[str]:
    """The work list of ``--stale``: what most depends on it first, one value a line with its sources."""
    from datetime import date

    from triage.catalog.stale import stale

    for one in stale(catalog, date.today(), days):
        age = "undated" if one.days is None else f"{one.seen}, {one.days} days"
        use = f"{one.use} ({one.texts} texts)" if one.texts else one.use
        grade = ", ".join(filter(None, (one.purpose, one.confidence)))
        about = "; ".join(filter(None, (grade, age, ", ".join(one.sources))))
        yield f"{use}: {one.org} {one.kind} {one.value} ({about})"


def placed(fault: str, folder: Path) -> str:
    """A fault ``file: key: what`` of ``folder`` with a line after the file: of its key, else of its tree or id."""
    name, _, what = fault.partition(": ")
    key = what.partition(":")[0].partition(" ")[0]
    lines = (folder / name).read_text("utf-8").splitlines()
    openings = (f"{key}:", "when:", f"- id: {key}")
    found = (at for opening in openings for at, line in enumerate(lines, 1) if line.startswith(opening))
    return f"{name}:{next(found, 1)}: {what}"


def must_exist(id: str, ids: tuple[str, ...], hint: str) -> None:
    """InputError when ``id`` is not among ``ids``."""
    if id not in ids:
        raise InputError("not on record", place="ID", hint=f"look it up with {hint}")
