"""``triage senders``: what is on record for a number, a link or a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import typer

from triage.cli.records import LANG, must_exist, opened, say
from triage.errors import InputError

if TYPE_CHECKING:
    from triage.catalog import Catalog
    from triage.model import Contact, Org

SHOWN_WHOLE = 3
SUGGESTED = 5
LONGEST_NAME = 40
SIMILAR = 0.6  # 招商银形 and 招商银行 are 0.75 alike, 信用非 and 信用飞 0.67
PHONE_REASONS = {"mobile": "personal_mobile", "virtual_mobile": "virtual_mobile", "overseas": "overseas"}


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
) -> None:
    """Find what is on record for a number, a domain or a name. Exit code 1 when nothing is.

    Not on record does not mean false; on record does not mean that a message is genuine.
    """
    from triage.cli.source import typed

    catalog = opened(lang)
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


class Found(NamedTuple):
    """What a search gives: contacts with that value, ids of organisations, remarks in words, ids of near names."""

    contacts: tuple[Contact, ...] = ()
    orgs: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def looked_up(value: str, catalog: Catalog, lang: str) -> Found:
    """What is on record for ``value``, read as a message would be: a number, else a link or host, else a name."""
    from triage.read.links import find_links
    from triage.read.phones import read_sender
    from triage.read.prepare import prepare

    prepared = prepare(value, catalog.lexicon)
    plain = prepared.text.strip(" 【】[]")
    sender = read_sender(plain, catalog)
    if sender.digits and sender.kind not in ("nickname", "email"):
        return by_number(sender.digits, sender.kind, value, catalog, lang)
    links = find_links(prepared, catalog)
    host = links[0].host if links else host_of(plain)
    if "." in host and not any(sign.isspace() for sign in host):
        return by_host(host, catalog, lang)
    return by_name(plain, catalog, lang)


def by_number(digits: str, kind: str, value: str, catalog: Catalog, lang: str) -> Found:
    """Contacts with these digits; what kind of number it is, when it is a personal or foreign one."""
    from triage.catalog.register import register_of

    contacts = register_of(catalog).numbers(digits)
    if contacts or kind not in PHONE_REASONS:
        return Found(contacts)
    return Found(remarks=(reason(f"phone.{PHONE_REASONS[kind]}", value, catalog, lang),))


def by_host(host: str, catalog: Catalog, lang: str) -> Found:
    """Domains that ``host`` is or lies under, a short-link service there, what it is confused with, near domains."""
    from triage.catalog.register import register_of

    register = register_of(catalog)
    remarks = list(confusions(host, catalog, lang))
    owner = register.short_link(host)
    if owner:
        name = catalog.org(owner).name.of(lang) if owner in catalog.org_ids() else owner
        remarks.insert(0, catalog.words("records", "owner").of(lang).format(owner=name))
    contacts = register.hosts(host)
    if contacts or remarks:
        return Found(contacts, remarks=tuple(remarks))
    near = (contact.org for domain in alike(host, register.domains()) for contact in register.hosts(domain))
    return Found(perhaps=tuple(dict.fromkeys(near)))


def by_name(name: str, catalog: Catalog, lang: str) -> Found:
    """Organisations of this name, or with it in one of their names; near names when there is none."""
    from triage.catalog.register import fold, register_of
    from triage.verify.names import resolve_name

    named = resolve_name(catalog, name)
    remarks = tuple(confusions(name, catalog, lang))
    if named.reason == "generic":
        return Found(remarks=(reason("signature.generic", name, catalog, lang), *remarks))
    if named.reason != "near_name" and named.orgs:
        return Found(orgs=named.orgs, remarks=remarks)
    register, folded = register_of(catalog), fold(name)
    if len(folded) > 1:
        inside = (ids for known, ids in register.all_names.items() if folded in known)
        orgs = dict.fromkeys(id for ids in inside for id in ids)
        orgs.update((id, None) for id in catalog.org_ids() if folded in fold(id))
        if orgs:
            return Found(orgs=tuple(id for id in catalog.org_ids() if id in orgs), remarks=remarks)
    near = (id for known in alike(folded, register.all_names) for id in register.all_names[known])
    return Found(remarks=remarks, perhaps=tuple(dict.fromkeys((*named.orgs, *near)))[:SUGGESTED])


def alike(sought: str, known: Iterable[str]) -> list[str]:
    """Those of ``known`` that are spelled nearly like ``sought``, the nearest first; none without rapidfuzz."""
    try:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA
    except ImportError:
        return []
    if len(sought) > LONGEST_NAME:
        return []
    similar = process.extract(
        sought, sorted(known), scorer=OSA.normalized_similarity, score_cutoff=SIMILAR, limit=SUGGESTED
    )
    return [name for name, _, _ in similar]


def confusions(value: str, catalog: Catalog, lang: str) -> Iterator[str]:
    """What is on record as easily confused with ``value``."""
    from triage.catalog.register import fold

    folded = fold(value)
    for pair in catalog.section("senders").get("do_not_confuse", ()):
        if folded in map(fold, pair["names"]):
            yield catalog.words("records", "confused").of(lang).format(note=pair["note"][lang])


def reason(key: str, value: str, catalog: Catalog, lang: str) -> str:
    """The words of a reason about ``value``."""
    return catalog.words("reasons", key).of(lang).format(value=value)


def host_of(value: str) -> str:
    """The host of a link or a bare host, lower case.

    >>> host_of("https://user@Bank.example:443/pay?a=b")
    'bank.example'
    """
    rest = value.lower().partition("://")[2] or value.lower()
    return rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].rstrip(".")


def show(id: str = typer.Argument(..., metavar="ID", help="An id of the register."), lang: str = LANG) -> None:
    """Show one organisation with every contact and its sources."""
    catalog = opened(lang)
    must_exist(id, catalog.org_ids(), "triage senders find NAME")
    say(org_lines(catalog.org(id), catalog, lang))


def list_senders(lang: str = LANG) -> None:
    """List the ids and names of all organisations."""
    catalog = opened(lang)
    say(short_lines(catalog.org_ids(), catalog, lang))


def check(
    file: str = typer.Argument(..., metavar="FILE", help="One number, link or name a line; - is standard input."),
    lang: str = LANG,
) -> None:
    """Look up every line of FILE and answer with one JSON object a line, in order, for scripts.

    Keys: value, on_record (a value or name of exactly this form), contacts, orgs, remarks, perhaps (near names). Blank
    lines are passed over. Not on record does not mean false.
    """
    import json

    from triage.cli.batch import opened as lines_in
    from triage.render.json_v1 import contact_dict

    catalog = opened(lang)
    with lines_in(file) as lines:
        for line in lines:
            value = line.decode("utf-8-sig", "replace").strip()
            if not value:
                continue
            found = looked_up(value, catalog, lang)
            exact = found.orgs if is_name(value, found, catalog) else ()
            answer = {
                "value": value,
                "on_record": bool(found.contacts or exact),
                "contacts": [contact_dict(one, catalog) for one in found.contacts],
                "orgs": [org_dict(catalog.org(id), lang) for id in exact],
                "remarks": list(found.remarks),
                "perhaps": list(found.perhaps) if exact or not found.orgs else list(found.orgs[:SUGGESTED]),
            }
            typer.echo(json.dumps(answer, ensure_ascii=False, sort_keys=True))


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
    for contact in org.contacts:
        yield from contact_lines(contact, catalog, lang)


def contact_lines(contact: Contact, catalog: Catalog, lang: str) -> Iterator[str]:
    """One contact and where it comes from."""
    from triage.catalog.register import offerable
    from triage.render.words import number_words

    offered = catalog.words("records", "offered" if offerable(contact) else "not_offered").of(lang)
    match = f" ({contact.match})" if contact.match != "exact" else ""
    about = f"{contact.purpose}, {contact.confidence}, {contact.source_kind}, {contact.as_of}; {offered}"
    yield f"  {contact.kind} {number_words(contact.value)}{match}: {about}"
    if contact.note:
        yield f"    {contact.note.of(lang)}"
    for id in contact.sources:
        source = catalog.source(id)
        yield f"    {source.title} ({source.as_of})"


def say_aside(catalog: Catalog, key: str, lang: str, **slots: str) -> None:
    """A line beside the answer, on stderr."""
    typer.echo(catalog.words("records", key).of(lang).format(**slots), err=True)
