"""``triage guide`` and ``triage help-now``: what to do without a message, and whom to call."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from triage.cli.flags import AS_OF, JSON, LANG, SENDERS, opened
from triage.errors import InputError

if TYPE_CHECKING:
    from triage.catalog import Catalog
    from triage.render.text import Line

SUGGESTED = 6


def add_to(app: typer.Typer) -> None:
    """Register both commands."""
    app.command("guide")(guide)
    app.command("help-now")(help_now)


def guide(
    situation: list[str] = typer.Argument(None, metavar="[SITUATION]", help="A name from the list, or words like it."),  # noqa: B008
    lender: str = typer.Option(None, "--lender", metavar="NAME", help="The lender, when it is known: adds its number."),
    easy: bool = typer.Option(False, "--easy", help="Short sentences, and only the first things to do."),
    lang: str = LANG,
    json: bool = JSON,
    as_of: str = AS_OF,
    senders: str = SENDERS,
) -> None:
    """Say what to do in a situation, without a message. Without SITUATION: list them."""
    from triage.advise.guide import guided, situations
    from triage.cli.runs import answer_day
    from triage.render.guide import guide_dict, guide_lines

    catalog, day = opened(lang, senders), answer_day(as_of)
    known = situations(catalog)
    if not situation:
        show_list(known, catalog, lang, json)
        return
    id = one_meant(" ".join(situation), known, "SITUATION", "triage guide", catalog, lang)
    found = guided(id, catalog, day, lenders_named(lender, catalog))
    if json:
        show_json(guide_dict(found, catalog, lang, day))
    else:
        width = screen_width()
        show_lines(guide_lines(found, catalog, lang, as_of=day, width=width, easy=easy))


def help_now(lang: str = LANG, json: bool = JSON, as_of: str = AS_OF, senders: str = SENDERS) -> None:
    """Say whom to call in need, and when, with where each number is from."""
    from triage.advise.guide import help_now as lines_of_help
    from triage.cli.runs import answer_day
    from triage.render.guide import help_dict, help_lines

    catalog, day = opened(lang, senders), answer_day(as_of)
    found = lines_of_help(catalog, day)
    if json:
        show_json(help_dict(found, catalog, lang, day))
    else:
        show_lines(help_lines(found, catalog, lang, as_of=day, width=screen_width()))


def one_meant(
    words: str, known: Mapping[str, Mapping[str, Any]], place: str, hint: str, catalog: Catalog, lang: str
) -> str:
    """The id among ``known`` that ``words`` mean. InputError with the nearest when it is none or not clear which."""
    from triage.advise.guide import meant

    found = meant(words, known.values())
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{known[id]['title'][lang]} ({id})" for id in found[:SUGGESTED])
    near = catalog.words("guide", "perhaps").of(lang).format(list=names) if names else f"see the list: {hint}"
    raise InputError("this could mean several" if found else "not one of the list", place=place, hint=near)


def lenders_named(name: str | None, catalog: Catalog) -> tuple[str, ...]:
    """The ids on record for the name of a lender. InputError when there is none."""
    if name is None:
        return ()
    from triage.verify.names import resolve_name

    named = resolve_name(catalog, name.strip())
    if named.reason == "near_name" or not named.orgs:
        raise InputError("no such lender on record", place="--lender", hint="look it up: triage senders find NAME")
    return named.orgs


def show_list(known: Mapping[str, Mapping[str, Any]], catalog: Catalog, lang: str, json: bool) -> None:
    """Print the situations."""
    if json:
        show_json({"situations": [{"id": id, "title": one["title"][lang]} for id, one in known.items()]})
        return
    from triage.cli.records import say

    say(iter([catalog.words("guide", "list").of(lang), *(f"{id}  {one['title'][lang]}" for id, one in known.items())]))


def screen_width() -> int:
    """The columns of the console."""
    from triage.cli.screen import Screen

    return Screen().width


def show_lines(lines: list[Line]) -> None:
    """Print the lines of an answer."""
    from triage.cli.screen import Screen

    Screen().lines([(line.style, line.text) for line in lines])


def show_json(record: Mapping[str, Any]) -> None:
    """Print one line of JSON in UTF-8."""
    import json

    line = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sys.stdout.flush()
    sys.stdout.buffer.write((line + "\n").encode("utf-8"))
    sys.stdout.buffer.flush()
