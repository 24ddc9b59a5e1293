"""``triage senders``: what is on record for a number, a link or a name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from triage.cli.flags import LANG, SENDERS, opened
from triage.cli.lookup import SUGGESTED, Found, looked_up
from triage.cli.records import must_exist, say
from triage.errors import InputError

if TYPE_CHECKING:
    from triage.catalog import Catalog
    from triage.model import Contact, Org, Partner, VerifyPath

SHOWN_WHOLE = 3


def add_to(app: typer.Typer) -> None:
    """Register the group."""
    group = typer.Typer(help="Organisations on record.", rich_markup_mode=None, no_args_is_help=True)
    group.command("find")(find)
    group.command("show")(show)
    group.command("list")(list_senders)
    group.command("check")(check)
    app.add_typer(group, name="senders")


def find(
    value: str = typer.Argument(..., metavar="VALUE", help="A number, a domain or link, or a name."),
    lang: str = LANG,
    senders: str = SENDERS,
) -> None:
    """Find what is on record for a number, a domain or a name. Exit code 1 when nothing is.

    Not on record does not mean false; on record does not mean that a message is genuine.
    """
    from triage.cli.source import typed

    catalog = opened(lang, senders)
    sought = typed(value)
    if not sought:
        raise InputError("nothing to look for", place="VALUE", hint="give a number, a domain or link, or a name")
    found = looked_up(sought, catalog, lang)
    say(lines_of(found, catalog, lang))
    if not found.contacts and not found.orgs and not found.remarks:
        say_aside(catalog, "nothing", lang)
        if found.perhaps:
            names = (f"{catalog.org(id).name.of(lang)} ({id})" for id in found.perhaps)
            say_aside(catalog, "perhaps", lang, list=", ".join(names))
        raise typer.Exit(1)


def show(
    id: str = typer.Argument(..., metavar="ID", help="An id of the register."),
    lang: str = LANG,
    senders: str = SENDERS,
) -> None:
    """Show one organisation: partners, ways to check without a number, and every contact, with sources."""
    catalog = opened(lang, senders)
    must_exist(id, catalog.org_ids(), "triage senders find NAME")
    say(org_lines(catalog.org(id), catalog, lang))


def list_senders(lang: str = LANG, senders: str = SENDERS) -> None:
    """List the ids and names of all organisations."""
    catalog = opened(lang, senders)
    say(short_lines(catalog.org_ids(), catalog, lang))


def check(
    file: str = typer.Argument(..., metavar="FILE", help="One number, link or name a line; - is standard input."),
    lang: str = LANG,
    senders: str = SENDERS,
) -> None:
    """Look up every line of FILE and answer with one JSON object a line, in order, for scripts.

    Keys: value, kind (of a number, by the number plan), trick (of a link that imitates one on record or hides whose it
    is), on_record (a value or name of exactly this form), contacts,
    orgs, remarks, perhaps (near names). Blank lines are passed over. Not on record does not mean false.
    """
    import json

    from triage.cli.answer import today
    from triage.render.json_v1 import contact_dict

    catalog, day = opened(lang, senders), today()
    with opened_lines(file) as lines:
        for line in lines:
            value = line.decode("utf-8-sig", "replace").strip()
            if not value:
                continue
            found = looked_up(value, catalog, lang)
            exact = found.orgs if is_name(value, found, catalog) else ()
            answer = {
                "value": value,
                "kind": found.kind or None,
                "trick": found.trick or None,
                "on_record": bool(found.contacts or exact),
                "contacts": [contact_dict(one, catalog, day) for one in found.contacts],
                "orgs": [org_dict(catalog.org(id), lang) for id in exact],
                "remarks": [*found.remarks, *((found.told,) if found.told else ())],
                "perhaps": list(found.perhaps) if exact or not found.orgs else list(found.orgs[:SUGGESTED]),
            }
            typer.echo(json.dumps(answer, ensure_ascii=False, sort_keys=True))


@contextmanager
def opened_lines(name: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for ``-``. InputError when it cannot be read."""
    if name == "-" and sys.stdin is not None:
        yield sys.stdin.buffer
        return
    try:
        source = open(name, "rb")  # noqa: SIM115
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            place=name,
            effect="nothing was looked up",
            hint="check the name and the rights of the file",
        ) from None
    with source:
        yield source


def is_name(value: str, found: Found, catalog: Catalog) -> bool:
    """Whether the organisations of ``found`` go by exactly this name, not only by one that holds it."""
    from triage.catalog.register import register_of

    return bool(found.orgs) and set(found.orgs) <= set(register_of(catalog).names(value.strip(" 【】[]")))


def org_dict(org: Org, lang: str) -> dict[str, str]:
    """An organisation in short, for scripts."""
    return {"id": org.id, "name": org.name.of(lang), "role": org.role, "status": org.status}


def lines_of(found: Found, catalog: Catalog, lang: str) -> Iterator[str]:
    """What was found, whole for a few organisations, one line each for many."""
    for contact in found.contacts:
        org = catalog.org(contact.org)
        yield f"{org.id}  {org.name.of(lang)}"
        yield from contact_lines(contact, catalog, lang)
    if len(found.orgs) > SHOWN_WHOLE:
        yield from short_lines(found.orgs, catalog, lang)
        yield catalog.words("records", "several").of(lang).format(count=len(found.orgs))
    else:
        for id in found.orgs:
            yield from org_lines(catalog.org(id), catalog, lang)
    yield from found.remarks
    if found.told:
        yield found.told
    if found.kind and found.kind != "email":
        yield catalog.words("number_kinds", found.kind).of(lang)


def short_lines(ids: Iterable[str], catalog: Catalog, lang: str) -> Iterator[str]:
    """One line for each organisation."""
    for org in map(catalog.org, ids):
        yield f"{org.id}  {org.name.of(lang)}  ({org.role}, {org.status}, {len(org.contacts)})"


def org_lines(org: Org, catalog: Catalog, lang: str) -> Iterator[str]:
    """One organisation."""
    yield f"{org.id}  {org.name.of(lang)}"
    if org.legal_name:
        yield f"  {org.legal_name}"
    yield f"  {org.role}, {org.category}, {org.lender_type}, {org.status}"
    if org.status_note:
        yield f"  {org.status_note.of(lang)} ({org.status_as_of})"
    names = dict.fromkeys((*org.aliases, *org.brands))
    if names:
        yield "  " + " ".join(names)
    for partner in org.partners:
        yield from partner_lines(partner, catalog, lang)
    for path in org.paths:
        yield from path_lines(path, catalog, lang)
    for contact in org.contacts:
        yield from contact_lines(contact, catalog, lang)


def partner_lines(partner: Partner, catalog: Catalog, lang: str) -> Iterator[str]:
    """One partner and where that comes from."""
    relation = catalog.words("relations_of_orgs", partner.relation).of(lang)
    yield f"  {relation.format(org=catalog.org(partner.org).name.of(lang))} ({partner.org}; {partner.as_of})"
    if partner.note:
        yield f"    {partner.note.of(lang)}"
    yield from source_lines(partner.sources, catalog)


def path_lines(path: VerifyPath, catalog: Catalog, lang: str) -> Iterator[str]:
    """One way to check without a number and where it comes from."""
    text = catalog.words("paths", path.kind).of(lang).format(text=path.text.of(lang))
    seen = path.as_of + age_words(path, catalog, lang)
    yield f"  {text} ({path.purpose}, {path.confidence}, {seen})"
    if path.url:
        yield f"    {path.url}"
    yield from source_lines(path.sources, catalog)


def contact_lines(contact: Contact, catalog: Catalog, lang: str) -> Iterator[str]:
    """One contact and where it comes from."""
    from triage.catalog.age import aged
    from triage.catalog.register import offerable
    from triage.cli.answer import today
    from triage.render.words import number_words

    offered = offerable(aged(contact, catalog, today()))
    said = catalog.words("records", "offered" if offered else "not_offered").of(lang)
    match = f" ({contact.match})" if contact.match != "exact" else ""
    seen = contact.as_of + age_words(contact, catalog, lang)
    about = f"{contact.purpose}, {contact.confidence}, {contact.source_kind}, {seen}; {said}"
    yield f"  {contact.kind} {number_words(contact.value)}{match}: {about}"
    if contact.note:
        yield f"    {contact.note.of(lang)}"
    yield from source_lines(contact.sources, catalog)


def age_words(one: Contact | VerifyPath, catalog: Catalog, lang: str) -> str:
    """That a record may have changed since it was seen; nothing when it is new enough."""
    from triage.catalog.age import may_have_changed
    from triage.cli.answer import today

    old = may_have_changed(one, catalog, today())
    return catalog.words("record_notes", "beside").of(lang).format(words="") if old else ""


def source_lines(ids: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """The sources with their own dates."""
    for source in map(catalog.source, ids):
        yield f"    {source.title} ({source.as_of})"


def say_aside(catalog: Catalog, key: str, lang: str, **slots: str) -> None:
    """A line beside the answer, on stderr."""
    typer.echo(catalog.words("records", key).of(lang).format(**slots), err=True)
