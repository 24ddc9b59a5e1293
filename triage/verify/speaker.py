"""Whom the comparisons compare with: the organisations a message speaks for, and who belongs together with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.age import aged, may_have_changed
from triage.catalog.catalog import Catalog
from triage.catalog.register import OWN, WELL_SOURCED
from triage.model import Claimed, Contact, Slots
from triage.verify.words import tricks_of

COMPARED = ("hotline", "sms_port", "domain")
NATION = "中国"
OPENING = 2
SHARED_BY_TOO_MANY = 6
FUNDED_BY = "funded_by"
LAPSED = ("closed", "former", "legacy")
YES = "yes"


class Speaker(NamedTuple):
    """``ids``: organisations on record that the message speaks for. ``named``: those it names anywhere.

    ``labels_only``: none of ``ids`` identifies a lender. ``court``: the message reads like a court's.
    ``day``: that of the answer, on which records have their age.
    """

    ids: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    labels_only: bool = False
    court: bool = False
    day: date = date.min


class Compared(NamedTuple):
    """What one value on record says: status, the owner concerned (an id, or None), and the reason."""

    status: str
    org: str | None
    reason: str
    contact: Contact


def speaker_of(claimed: Sequence[Claimed], named: Iterable[str], court: bool, catalog: Catalog, day: date) -> Speaker:
    """The speaker that ``claimed`` shows, on the day of the answer."""
    ids = tuple(dict.fromkeys(one.org for one in claimed if one.org))
    labels_only = bool(ids) and not any(catalog.org(id).identifies for id in ids)
    return Speaker(ids, frozenset(named), labels_only, court, day)


def compare(contacts: Sequence[Contact], speaker: Speaker, catalog: Catalog) -> Compared | None:
    """What ``contacts``, all on record for one value, say about a message of ``speaker``; None when there are none.

    A mismatch needs an organisation that the message speaks for and a well-sourced owner that is somebody else: not
    related to it, not a public body, payment company or other host of everybody's, and not named by the message itself.
    A label that names no lender may collect for any lender, so for it only an owner outside lending counts. A record
    that may have changed by the day of the answer counts one level less, and a value that is no longer used shows
    nothing: somebody else may have it now.
    """
    if not contacts:
        return None
    good = [
        one
        for one in contacts
        if one.purpose not in LAPSED and aged(one, catalog, speaker.day).confidence in WELL_SOURCED
    ]
    if not good:
        own = next((one for one in contacts if one.org in speaker.ids), contacts[0])
        return Compared("unknown", own.org, "weak_record", own)
    for one in good:
        if one.org in speaker.ids:
            return Compared("match", one.org, "on_record", one)
    neutral = next((one for one in good if is_neutral(one.org, catalog)), None)
    if neutral:
        return Compared("unknown", neutral.org, "neutral", neutral)
    owner = good[0]
    if not speaker.ids:
        return Compared("unknown", None, "on_record", owner)
    if any(one.org in speaker.named for one in good) or (
        speaker.labels_only and catalog.org(owner.org).role != "other"
    ):
        return Compared("unknown", None, "on_record", owner)
    if any(related(catalog, id, one.org) for id in speaker.ids for one in good):
        return Compared("unknown", owner.org, "related", owner)
    return Compared("mismatch", owner.org, "registered_to_other", owner)


def notes_on(contact: Contact, speaker: Speaker, catalog: Catalog) -> Slots:
    """What is to be said of the record itself, as slots: ``seen``, when it was last seen, if it may have changed by the
    day of the answer; ``lapsed`` when it says that the value is no longer used; ``own`` when it is the user's own.
    """
    notes: dict[str, str] = {}
    if may_have_changed(contact, catalog, speaker.day):
        notes["seen"] = contact.as_of[:7]
    if contact.purpose in LAPSED:
        notes["lapsed"] = YES
    if contact.source_kind == OWN:
        notes["own"] = YES
    return tuple(notes.items())


def is_neutral(id: str, catalog: Catalog) -> bool:
    """Whether the organisation's numbers and hosts stand in anybody's messages."""
    return catalog.section("senders")["orgs"][id]["category"] in tricks_of(catalog.lexicon).neutral_categories


@lru_cache(maxsize=4096)
def related(catalog: Catalog, a: str, b: str) -> bool:
    """Whether two organisations may belong together: partners, a value on record in common, or names that open alike.

    A bank and its consumer finance company (平安银行, 平安消费金融) may use each other's hosts. An opening that many
    organisations share shows nothing.
    """
    return bool(ties(catalog).get(a, frozenset()) & ties(catalog).get(b, frozenset()))


@lru_cache(maxsize=8)
def ties(catalog: Catalog) -> dict[str, frozenset[str]]:
    """By id: the partners, values on record and openings of the names that may tie an organisation to another.

    Those of one parent, brand or successor belong together; those that one lender stands behind do not.
    """
    openings: dict[str, frozenset[str]] = {}
    bonds: dict[str, set[str]] = {}
    for id, raw in catalog.section("senders")["orgs"].items():
        names = [raw["name"]["zh"], *raw.get("aliases", ()), *raw.get("brands", ())]
        openings[id] = frozenset(name.removeprefix(NATION)[:OPENING] for name in names)
        bonds.setdefault(id, set()).update(one["value"] for one in raw.get("contacts", ()) if one["kind"] in COMPARED)
        for partner in raw.get("partners", ()):
            shared = partner["relation"] != FUNDED_BY
            bond = f"of {partner['org']}" if shared else f"{id} with {partner['org']}"
            for either in (id, partner["org"]):
                bonds.setdefault(either, set()).add(bond)
    counts = Counter(opening for found in openings.values() for opening in found)
    telling = {opening for opening, count in counts.items() if count <= SHARED_BY_TOO_MANY and len(opening) == OPENING}
    return {id: frozenset(bonds[id]) | (openings[id] & telling) for id in openings}
