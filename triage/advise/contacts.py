"""Contacts of the register that an answer may offer. Nothing from a message is ever one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from triage.catalog.catalog import Catalog
from triage.catalog.register import offerable, standing
from triage.model import Contact, Org

if TYPE_CHECKING:
    from triage.judge import Case

DOUBTFUL = "check_in_app"
STANDINGS = ("official", "public_list", DOUBTFUL)
Offer = Callable[[str], tuple[Contact, ...]]
PARENT = "parent_general"
CARD = ("credit_card", "general")
LOAN = ("finance", "microloan", "post_loan", "payment", "general")


def claimed_orgs(case: Case) -> tuple[Org, ...]:
    """The organisations on record that the message speaks for, in order, once each."""
    ids = dict.fromkeys(one.org for one in case.claimed if one.org)
    return tuple(case.catalog.org(id) for id in ids)


def offer_of(case: Case) -> Offer:
    """What may be offered in this case for a selector: see ``offered``."""
    orgs = tuple(dict.fromkeys(one.org for one in case.claimed if one.org))
    return partial(offered, case.catalog, orgs, about_card(case))


@lru_cache(maxsize=4096)
def offered(catalog: Catalog, claimed: tuple[str, ...], card: bool, selector: str) -> tuple[Contact, ...]:
    """The best contact that ``selector`` names, or none; only what a borrower may be offered.

    ``claimed``: ids of those the message speaks for; ``card``: it speaks of a credit card.

    ``claimed:hotline``: the line of the claimed lender that fits the message; ``claimed:parent``: its parent's main
    line; ``claimed:app``: its app; ``org:<id>:<kind>``: a contact of that organisation. ValueError for anything else.
    """
    parts = selector.split(":")
    if len(parts) == 3 and parts[0] == "org":
        return best(catalog, parts[1], parts[2], ())
    if len(parts) != 2 or parts[0] != "claimed" or parts[1] not in ("hotline", "parent", "app"):
        raise ValueError(f"no such selector of contacts: {selector}")
    orgs = [org for org in map(catalog.org, claimed) if org.identifies and org.role != "authority"]
    purposes = (PARENT,) if parts[1] == "parent" else CARD if card else LOAN
    kind = "app" if parts[1] == "app" else "hotline"
    for org in orgs:
        found = best(catalog, org.id, kind, purposes)
        if found:
            return found
    return ()


def about_card(case: Case) -> bool:
    """Whether the message speaks of a credit card."""
    return any(one.id == "state.credit_card" for one in case.reading.cues)


@lru_cache(maxsize=4096)
def best(catalog: Catalog, org: str, kind: str, purposes: tuple[str, ...]) -> tuple[Contact, ...]:
    """The one contact of ``kind`` to offer: of a fitting purpose, well sourced, then by purpose, standing and date.

    A parent's main line is given only where ``purposes`` asks for it, and then nothing else is. None for an
    organisation that is not on record: a text then falls back on a variant without a contact.
    """
    if org not in catalog.section("senders")["orgs"]:
        return ()
    offers = [one for one in catalog.org(org).contacts if one.kind == kind and offerable(one)]
    if kind == "hotline":
        offers = [one for one in offers if (one.purpose == PARENT) == (PARENT in purposes)]
    offers.sort(key=lambda one: one.value)
    offers.sort(key=lambda one: one.as_of if one.as_of[:1].isdigit() else "", reverse=True)
    offers.sort(key=lambda one: (place(one.purpose, purposes), place(standing(one), STANDINGS)))
    offers.sort(key=lambda one: (bool(purposes) and one.purpose not in purposes, standing(one) == DOUBTFUL))
    return tuple(offers[:1])


def place(value: str, order: tuple[str, ...]) -> int:
    """The place of ``value`` in ``order``, after all others when it is not there."""
    return order.index(value) if value in order else len(order)
