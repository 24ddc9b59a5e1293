"""``triage route``: which body takes the complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from triage.cli.flags import AS_OF, JSON, LANG, SENDERS, opened
from triage.cli.guide import lenders_named, one_meant, screen_width, show_json, show_lines
from triage.errors import InputError
from triage.model import CLAIMS, DEEDS, RELATIONS

if TYPE_CHECKING:
    from datetime import date

    from triage.catalog import Catalog
    from triage.model import Report


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("route")(command)


def command(
    problem: list[str] = typer.Argument(None, metavar="[PROBLEM]", help="A name from the list, or words like it."),  # noqa: B008
    message: str = typer.Option(None, "--message", "-m", metavar="TEXT", help="A message to judge; - reads stdin."),
    lender: str = typer.Option(None, "--lender", metavar="NAME", help="The lender's name, looked up in the register."),
    lender_type: str = typer.Option(
        None, "--lender-type", metavar="TYPE", help="The lender's type, where it is known."
    ),
    tried: list[str] = typer.Option(None, "--tried", metavar="DOOR", help="Doors tried already, several with commas."),  # noqa: B008
    relation: str = typer.Option(None, "--relation", metavar="WHO", help="With a message: " + " ".join(RELATIONS)),
    claim: str = typer.Option(None, "--claim", metavar="WHAT", help="With a message: " + " ".join(CLAIMS)),
    did: list[str] = typer.Option(None, "--did", metavar="WHAT", help="With a message: " + " ".join(DEEDS)),  # noqa: B008
    lang: str = LANG,
    json: bool = JSON,
    as_of: str = AS_OF,
    senders: str = SENDERS,
) -> None:
    """Say which body takes a complaint, what it does not take, what to have ready, and which door comes next.

    Without PROBLEM and message: list the problems, the lender types and the doors.
    """
    from triage.advise.route import UNKNOWN, problems_of, route
    from triage.advise.route import lender_type as type_of
    from triage.cli.runs import answer_day
    from triage.render.route import route_dict, route_lines

    catalog, day = opened(lang, senders), answer_day(as_of)
    raw = catalog.section("routes")
    if not problem and message is None:
        show_lists(catalog, lang, json)
        return
    orgs = lenders_named(lender, catalog)
    also: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    if message is not None:
        report = judged(message, relation, claim, did, catalog, day)
        shown = problems_of(report, catalog)
        orgs = orgs or tuple(dict.fromkeys(one.org for one in report.claimed if one.org))
    if problem:
        known = {one["id"]: one for one in raw["problems"]}
        about = one_meant(" ".join(problem), known, "PROBLEM", "triage route", catalog, lang)
    elif shown:
        about, *rest = shown
        also = tuple(rest)
    else:
        raise InputError(
            "the message shows no problem that has a door", place="--message", hint="name one: triage route"
        )
    types = {one["id"]: one for one in raw["lenders"]}
    type = one_meant(lender_type, types, "--lender-type", "triage route", catalog, lang) if lender_type else None
    found = route(
        catalog, day, about, type or (type_of(orgs, catalog) if orgs else UNKNOWN), doors(tried, catalog), orgs
    )
    if json:
        show_json(route_dict(found, also, catalog, lang, day))
    else:
        show_lines(route_lines(found, also, catalog, lang, as_of=day, width=screen_width()))


def judged(
    message: str, relation: str | None, claim: str | None, did: list[str] | None, catalog: Catalog, day: date
) -> Report:
    """The report on the message; ``-`` reads stdin. InputError when there is none."""
    from triage.api import assess
    from triage.cli.answer import Options, context_of
    from triage.cli.source import from_stdin
    from triage.model import Message

    text = from_stdin().text if message == "-" else message
    if not any(sign.isalnum() for sign in text):
        raise InputError("there is no message", place="--message", hint="give its text, or - and a pipe")
    context = context_of(Options(relation=relation, claim=claim, did=tuple(did or ())))
    return assess(Message(text), context, catalog=catalog, as_of=day)


def doors(tried: list[str] | None, catalog: Catalog) -> tuple[str, ...]:
    """The ids of the doors tried. InputError for one that is not on record."""
    named = tuple(part.strip() for value in tried or () for part in value.split(",") if part.strip())
    known = {one["id"] for one in catalog.section("routes")["doors"]}
    for one in named:
        if one not in known:
            raise InputError("no such door", place="--tried", hint=f"use one of: {', '.join(sorted(known))}")
    return named


def show_lists(catalog: Catalog, lang: str, json: bool) -> None:
    """Print the problems, the lender types and the doors."""
    raw = catalog.section("routes")
    groups = {key: {one["id"]: one.get("title", one.get("name"))[lang] for one in raw[key]} for key in
              ("problems", "lenders", "doors")}  # fmt: skip
    if json:
        show_json(groups)
        return
    from triage.cli.records import say

    say(
        line
        for key, rows in groups.items()
        for line in (catalog.words("route", key).of(lang), *(f"  {id}  {title}" for id, title in rows.items()))
    )
