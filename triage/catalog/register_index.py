"""The section ``register``: what the register is looked up by, made when the data is compiled.

Every start reads it, so it is flat: from a value to one short text. Places are ``id:at`` (an organisation's id and the
place of a contact in its list), and like ids they are joined with blanks, in file order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from triage.catalog.register import IDS, NEXT, fold, spell

NAMING = ("signature", "app")
WHOLE_HOST = ("exact", "host")


def register_index(senders: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """``numbers ports hosts domains``: places by value. ``names``: ids by folded name. ``plan``: the kind by prefix and
    length (``1390 11``). ``openings``: by their first two characters the names that count inside a text.
    """
    contacts = [
        (raw, f"{id}:{at}") for id, org in senders["orgs"].items() for at, raw in enumerate(org.get("contacts", ()))
    ]
    ports = [one for one in contacts if one[0]["kind"] == "sms_port"]
    domains = [one for one in contacts if one[0]["kind"] == "domain"]
    return {
        "numbers": by_value(one for one in contacts if one[0]["kind"] in ("hotline", "sms_port")),
        "ports": by_value(one for one in ports if one[0].get("match") == "prefix"),
        "hosts": by_value(one for one in domains if one[0].get("match") in WHOLE_HOST),
        "domains": by_value(one for one in domains if one[0].get("match") not in WHOLE_HOST),
        "plan": plan_of(senders.get("number_plan", ())),
        **names_by(senders),
    }


def by_value(contacts: Iterable[tuple[Mapping[str, Any], str]]) -> dict[str, str]:
    """The places under each value."""
    found: dict[str, list[str]] = {}
    for raw, place in contacts:
        found.setdefault(raw["value"], []).append(place)
    return {value: " ".join(places) for value, places in found.items()}


def plan_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The kind of number by prefix and length; the first row that says it holds."""
    plan: dict[str, str] = {}
    for row in rows:
        for prefix in row.get("prefixes") or (row["prefix"],):
            for length in lengths_of(row["lengths"]):
                plan.setdefault(f"{prefix} {length}", row["kind"])
    return plan


def lengths_of(raw: str | list[str]) -> Iterator[int]:
    """The lengths of a line of the number plan: numbers or ranges (``10-11``), both ends inclusive."""
    for one in [raw] if isinstance(raw, str) else raw:
        low, _, high = one.partition("-")
        yield from range(int(low), int(high or low) + 1)


def names_by(senders: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Ids by folded name, and by opening the names as spelled in text, the longest first, with their ids.

    Generic names, single characters and names that are ordinary words outside a signature do not count in a text.
    """
    generic = {fold(one if isinstance(one, str) else one["name"]) for one in senders.get("generic_signatures", ())}
    names: dict[str, dict[str, None]] = {}
    openings: dict[str, dict[str, dict[str, None]]] = {}
    for id, raw in senders["orgs"].items():
        only_signed = raw.get("only_signed", ())
        for name in dict.fromkeys(names_of(raw)):
            folded = fold(name)
            if folded:
                names.setdefault(folded, {})[id] = None
            if len(folded) > 1 and folded not in generic and name not in only_signed:
                spelled = folded if len(folded) == len(name) else spell(name)
                openings.setdefault(spelled[:2], {}).setdefault(spelled, {})[id] = None
    return {
        "names": {name: " ".join(ids) for name, ids in names.items()},
        "openings": {
            opening: NEXT.join(
                f"{name}{IDS}{' '.join(found[name])}" for name in sorted(found, key=lambda one: (-len(one), one))
            )
            for opening, found in openings.items()
        },
    }


def names_of(raw: Mapping[str, Any]) -> Iterator[str]:
    """Every name a raw organisation goes by."""
    yield from raw["name"].values()
    if raw.get("legal_name"):
        yield raw["legal_name"]
    yield from raw.get("aliases", ())
    yield from raw.get("brands", ())
    for contact in raw.get("contacts", ()):
        if contact["kind"] in NAMING:
            yield contact["value"]
