"""What is on record for one value, read as a message would be: a number, a link, an e-mail address or a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from triage.catalog import Catalog
    from triage.model import Contact, Link

SUGGESTED = 5
LONGEST_NAME = 40
SIMILAR = 0.6  # 招商银形 and 招商银行 are 0.75 alike, 信用非 and 信用飞 0.67
PHONE_REASONS = {"mobile": "personal_mobile", "virtual_mobile": "virtual_mobile", "overseas": "overseas"}
TELLING = ("ip_host", "app_package", "deep_link")


class Found(NamedTuple):
    """What a search gives: contacts with that value, ids of organisations, remarks in words, ids of near names.

    ``kind``: of a number, by the number plan. ``trick`` of a link as the code of its reason, and ``told`` in words.
    """

    contacts: tuple[Contact, ...] = ()
    orgs: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    kind: str = ""
    trick: str = ""
    told: str = ""


def looked_up(value: str, catalog: Catalog, lang: str) -> Found:
    """What is on record for ``value``, read as a message would be: a number, else a link or host, else a name."""
    from triage.read.hosts import is_ip
    from triage.read.links import find_links
    from triage.read.phones import read_sender
    from triage.read.prepare import prepare

    prepared = prepare(value, catalog.lexicon)
    plain = prepared.text.strip(" 【】[]")
    sender = read_sender(plain, catalog)
    if sender.kind == "email" and "/" not in plain:
        return Found(remarks=(reason("sender.email", value, catalog, lang),), kind=sender.kind)
    if sender.digits and sender.kind not in ("nickname", "email") and not ("." in plain and is_ip(plain)):
        return by_number(sender.digits, sender.kind, value, catalog, lang)
    links = find_links(prepared, catalog)
    host = links[0].host if links else host_of(plain)
    if "." in host and not any(sign.isspace() for sign in host):
        return by_host(host, links[0] if links else None, catalog, lang)
    return by_name(plain, catalog, lang)


def by_number(digits: str, kind: str, value: str, catalog: Catalog, lang: str) -> Found:
    """Contacts with these digits; what kind of number it is, when it is a personal or foreign one."""
    from triage.verify.numbers import on_record

    contacts = on_record(digits, catalog)
    if contacts or kind not in PHONE_REASONS:
        return Found(contacts, kind=kind)
    return Found(remarks=(reason(f"phone.{PHONE_REASONS[kind]}", value, catalog, lang),), kind=kind)


def by_host(host: str, link: Link | None, catalog: Catalog, lang: str) -> Found:
    """Domains that ``host`` is or lies under, a short-link service there, what it is confused with, near domains, and
    what a link does to look like somebody else's.
    """
    from triage.catalog.register import register_of

    register = register_of(catalog)
    remarks = list(confusions(host, catalog, lang))
    owner = register.short_link(host)
    if owner:
        name = catalog.org(owner).name.of(lang) if owner in catalog.org_ids() else owner
        remarks.insert(0, catalog.words("records", "owner").of(lang).format(owner=name))
    trick, told = trick_of(link, catalog, lang) if link else ("", "")
    contacts = () if trick else register.hosts(host)
    if contacts or remarks:
        return Found(contacts, remarks=tuple(remarks))
    near = (contact.org for domain in alike(host, register.domains()) for contact in register.hosts(domain))
    return Found(perhaps=tuple(dict.fromkeys(near)), trick=trick, told=told)


def trick_of(link: Link, catalog: Catalog, lang: str) -> tuple[str, str]:
    """What a link does to look like somebody else's or to hide whose it is: code and words of the reason, if any."""
    from triage.render.words import reason_words
    from triage.verify.links import check_link
    from triage.verify.speaker import Speaker

    check = check_link(link, Speaker(), catalog)
    if check.status == "mismatch" or check.reason in TELLING:
        return check.reason, reason_words(check, catalog, lang)
    return "", ""


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
