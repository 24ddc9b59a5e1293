"""Contacts of the register that an answer may offer. Nothing from a message is ever one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from triage.catalog.age import aged, may_have_changed, too_old
from triage.catalog.catalog import Catalog
from triage.catalog.register import WELL_SOURCED, offerable, standing
from triage.model import Contact, Org, VerifyPath

if TYPE_CHECKING:
    from triage.judge import Case

DOUBTFUL = "check_in_app"
STANDINGS = ("own", "official", "public_list", DOUBTFUL)
OF_PUBLIC_BODIES = (*STANDINGS[1:], "own")
Offer = Callable[[str], tuple[Contact, ...]]
PARENT = "parent_general"
CARD_PURPOSE = "credit_card"
CARD = (CARD_PURPOSE, "general")
# Slots of texts that hold a way to check without a number, and the kinds of path that fill them, the best first.
PATHS = {
    "path": ("app", "website"),
    "collectors_list": ("collectors_list",),
    "cost_table": ("cost_table",),
    "credit_report": ("credit_report",),
}
FUNDED_BY = "funded_by"
LOAN = ("finance", "microloan", "post_loan", "payment", "general")


def claimed_orgs(case: Case) -> tuple[Org, ...]:
    """The organisations on record that the message speaks for, in order, once each."""
    ids = dict.fromkeys(one.org for one in case.claimed if one.org)
    return tuple(case.catalog.org(id) for id in ids)


def offer_of(case: Case) -> Offer:
    """What may be offered in this case for a selector: see ``offered``."""
    orgs = tuple(dict.fromkeys(one.org for one in case.claimed if one.org))
    return partial(offered, case.catalog, orgs, about_card(case), case.as_of)


@lru_cache(maxsize=4096)
def offered(catalog: Catalog, claimed: tuple[str, ...], card: bool, day: date, selector: str) -> tuple[Contact, ...]:
    """The best contact that ``selector`` names, or none; only what a borrower may be offered on ``day``.

    ``claimed``: ids of those the message speaks for; ``card``: it speaks of a credit card.

    ``claimed:hotline``: the line of the claimed lender that fits the message; ``claimed:parent``: its parent's main
    line; ``claimed:app``: its app; ``org:<id>:<kind>``: a contact of that organisation. ValueError for anything else.
    """
    parts = selector.split(":")
    if len(parts) == 3 and parts[0] == "org":
        return best(catalog, parts[1], parts[2], (), day)
    if len(parts) != 2 or parts[0] != "claimed" or parts[1] not in ("hotline", "parent", "app"):
        raise ValueError(f"no such selector of contacts: {selector}")
    orgs = [org for org in map(catalog.org, claimed) if org.identifies and org.role != "authority"]
    purposes = (PARENT,) if parts[1] == "parent" else CARD if card else LOAN
    kind = "app" if parts[1] == "app" else "hotline"
    for org in orgs:
        found = best(catalog, org.id, kind, purposes, day)
        if found:
            return found
    return ()


def about_card(case: Case) -> bool:
    """Whether the message speaks of a credit card."""
    return any(one.id == "state.credit_card" for one in case.reading.cues)


@lru_cache(maxsize=4096)
def best(catalog: Catalog, org: str, kind: str, purposes: tuple[str, ...], day: date) -> tuple[Contact, ...]:
    """The one contact of ``kind`` to offer: of a fitting purpose, well sourced and not too old on ``day``; then by
    purpose, standing and date. A record of the user's own comes before others, except for public bodies.

    A parent's main line is given only where ``purposes`` asks for it, and then nothing else is. None for an
    organisation that is not on record: a text then falls back on a variant without a contact.
    """
    if org not in catalog.section("senders")["orgs"]:
        return ()
    standings = {one: aged(one, catalog, day) for one in catalog.org(org).contacts if one.kind == kind}
    offers = [one for one, now in standings.items() if offerable(now)]
    if kind == "hotline":
        offers = [one for one in offers if (one.purpose == PARENT) == (PARENT in purposes)]
    offers.sort(key=lambda one: one.value)
    offers.sort(key=lambda one: one.as_of if one.as_of[:1].isdigit() else "", reverse=True)
    order = OF_PUBLIC_BODIES if catalog.org(org).role == "authority" else STANDINGS
    offers.sort(key=lambda one: (place(one.purpose, purposes), place(standing(standings[one]), order)))
    offers.sort(key=lambda one: (bool(purposes) and one.purpose not in purposes, standing(standings[one]) == DOUBTFUL))
    return tuple(offers[:1])


def place(value: str, order: tuple[str, ...]) -> int:
    """The place of ``value`` in ``order``, after all others when it is not there."""
    return order.index(value) if value in order else len(order)


# --- ways to check without a number, and who lends behind a brand ----------------------------------------------------


@lru_cache(maxsize=4096)
def path_slots(
    catalog: Catalog, claimed: tuple[str, ...], day: date, card: bool = False
) -> tuple[tuple[str, str], ...]:
    """The slots of ``PATHS`` that the organisations spoken for can fill on ``day``; see ``path_words``.

    Only well-sourced paths, of the first organisation that has one; one for credit cards only where the message speaks
    of one (``card``), and then before others.
    """
    orgs = [org for org in map(catalog.org, claimed) if org.identifies]
    found: dict[str, str] = {}
    for slot, kinds in PATHS.items():
        usable = [
            (rank, path.purpose != CARD_PURPOSE, place(path.kind, kinds), at, org.id)
            for rank, org in enumerate(orgs)
            for at, path in enumerate(org.paths)
            if path.kind in kinds
            and (card or path.purpose != CARD_PURPOSE)
            and aged(path, catalog, day).confidence in WELL_SOURCED
        ]
        if usable:
            *_, at, id = min(usable)
            found[slot] = f"{id}/{at}"
    return tuple(found.items())


def path_words(value: str, catalog: Catalog, lang: str, day: date | None) -> str:
    """The path that ``value`` (``ORG/PLACE``) names, with the date of its source, and that it may have changed."""
    id, _, at = value.partition("/")
    path: VerifyPath = catalog.org(id).paths[int(at)]
    old = day is not None and may_have_changed(path, catalog, day)
    words = catalog.words("record_notes", "path_old" if old else "path").of(lang)
    return words.format(text=path.text.of(lang), as_of=path.as_of[:7])


def lender_behind(catalog: Catalog, claimed: tuple[str, ...], day: date | None = None) -> str | None:
    """The id of the one lender on record behind whom the message speaks for; None when there are several or none, or
    when that was last seen too long before ``day``.
    """
    lenders = {
        one.org
        for id in claimed
        for one in catalog.org(id).partners
        if one.relation == FUNDED_BY and (day is None or not too_old(one, catalog, day))
    }
    return lenders.pop() if len(lenders) == 1 else None
