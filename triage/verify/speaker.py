"""Whom the comparisons compare with: the organisations a message speaks for, and who belongs together with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Catalog
from triage.model import Claimed, Contact
from triage.verify.words import tricks_of

COMPARED = ("hotline", "sms_port", "domain")
NATION = "中国"
OPENING = 2
SHARED_BY_TOO_MANY = 6


class Speaker(NamedTuple):
    """``ids``: organisations on record that the message speaks for. ``named``: those it names anywhere.

    ``labels_only``: none of ``ids`` identifies a lender. ``court``: the message reads like a court's.
    """

    ids: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    labels_only: bool = False
    court: bool = False


class Compared(NamedTuple):
    """What one value on record says: status, the owner concerned (an id, or None), and the reason."""

    status: str
    org: str | None
    reason: str
    contact: Contact


def speaker_of(claimed: Sequence[Claimed], named: Iterable[str], court: bool, catalog: Catalog) -> Speaker:
    """The speaker that ``claimed`` shows."""
    ids = tuple(dict.fromkeys(one.org for one in claimed if one.org))
    labels_only = bool(ids) and not any(catalog.org(id).identifies for id in ids)
    return Speaker(ids, frozenset(named), labels_only, court)


def compare(contacts: Sequence[Contact], speaker: Speaker, catalog: Catalog) -> Compared | None:
    """What ``contacts``, all on record for one value, say about a message of ``speaker``; None when there are none.

    A mismatch needs an organisation that the message speaks for and a well-sourced owner that is somebody else: not
    related to it, not a public body, payment company or other host of everybody's, and not named by the message itself.
    A label that names no lender may collect for any lender, so for it only an owner outside lending counts.
    """
    if not contacts:
        return None
    good = [one for one in contacts if one.confidence != "low"]
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


def is_neutral(id: str, catalog: Catalog) -> bool:
    """Whether the organisation's numbers and hosts stand in anybody's messages."""
    return catalog.section("senders")["orgs"][id]["category"] in tricks_of(catalog.lexicon).neutral_categories


@lru_cache(maxsize=4096)
def related(catalog: Catalog, a: str, b: str) -> bool:
    """Whether two organisations may belong together: they share a value on record, or their names open alike.

    A bank and its consumer finance company (平安银行, 平安消费金融) may use each other's hosts. An opening that many
    organisations share shows nothing.
    """
    return bool(ties(catalog).get(a, frozenset()) & ties(catalog).get(b, frozenset()))


@lru_cache(maxsize=8)
def ties(catalog: Catalog) -> dict[str, frozenset[str]]:
    """By id: the values on record and the openings of the names that may tie an organisation to another."""
    openings: dict[str, frozenset[str]] = {}
    values: dict[str, frozenset[str]] = {}
    for id, raw in catalog.section("senders")["orgs"].items():
        names = [raw["name"]["zh"], *raw.get("aliases", ()), *raw.get("brands", ())]
        openings[id] = frozenset(name.removeprefix(NATION)[:OPENING] for name in names)
        values[id] = frozenset(one["value"] for one in raw.get("contacts", ()) if one["kind"] in COMPARED)
    counts = Counter(opening for found in openings.values() for opening in found)
    telling = {opening for opening, count in counts.items() if count <= SHARED_BY_TOO_MANY and len(opening) == OPENING}
    return {id: values[id] | (openings[id] & telling) for id in openings}
