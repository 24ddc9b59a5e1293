"""A user's own records laid over the register: what the file must look like, and the catalog with it.

Its contacts are worded as the user's own (``source_kind`` own), never as official. Records of public bodies stay as
they are: their numbers must not be taken away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from triage.catalog.catalog import Catalog, Overlay
from triage.catalog.parts import Layered
from triage.catalog.register import OWN, OWN_RECORD
from triage.catalog.register_index import register_index
from triage.catalog.schema import CONFIDENCES, ID, LENDER_TYPES, ROLES, SOURCE_KINDS, STATUSES, YES_NO, contact
from triage.catalog.shapes import (
    Fault,
    Shape,
    anything,
    bilingual,
    list_of,
    mapping_of,
    one_of,
    record,
    text,
    told,
)
from triage.catalog.yaml_lines import Document, NotYaml, Path
from triage.errors import DataError, DataErrors

AUTHORITY = "authority"
SOURCE = "own-records"
CONFIDENCE = CONFIDENCES[1]
NAMES = ("aliases", "brands", "only_signed")
NEEDED = ("name", "role")
DEFAULTS = {"category": OWN_RECORD, "lender_type": "none", "status": "active"}
CALLED = ("hotline", "app")


def name_of_one(value: Any, path: Path) -> Iterator[Fault]:
    """A name: one text for both languages, or ``{zh, en}``."""
    yield from (text if isinstance(value, str) else bilingual)(value, path)


CONTACT: Shape = record(
    {"kind": text, "value": text, "as_of": text},
    {"purpose": text, "callable_by": text, "match": text, "note": name_of_one},
)
ORG: Shape = record(
    {"id": ID},
    {
        "name": name_of_one,
        "legal_name": text,
        "role": one_of(*(role for role in ROLES if role != AUTHORITY)),
        "lender_type": one_of(*LENDER_TYPES),
        "status": one_of(*STATUSES),
        "status_note": name_of_one,
        "identifies": YES_NO,
        **{key: list_of(text) for key in NAMES},
        "contacts": list_of(mapping_of(anything)),
    },
)
OVERLAY: Shape = record({"orgs": list_of(ORG, 1)})


def overlaid(catalog: Catalog, content: str, name: str) -> Catalog:
    """``catalog`` with the records of ``content`` (YAML) added to it or in place of its own.

    ``name`` is how reports call the file. Errors: ``DataErrors`` with every fault and its line.
    """
    try:
        document = Document(name, content)
    except NotYaml as error:
        raise DataErrors((DataError(str(error), path=name, line=error.line),)) from None
    found = tuple(faults(document, catalog))
    if found:
        raise DataErrors(
            tuple(
                DataError(what, path=name, line=document.line(path), key=".".join(map(str, path)))
                for path, what in found
            )
        )
    return laid_over(catalog, document.value["orgs"], name)


# --- what is wrong with a file ---------------------------------------------------------------------------------------


def faults(document: Document, catalog: Catalog) -> Iterator[Fault]:
    """Every fault of the file."""
    yield from ((path, f"the key {path[-1]} stands here twice") for path in document.repeated)
    shape = tuple(OVERLAY(document.value, ()))
    yield from shape
    if shape:
        return
    known = catalog.section("senders")["orgs"]
    met = set()
    for at, org in enumerate(document.value["orgs"]):
        path = ("orgs", at)
        if org["id"] in met:
            yield (*path, "id"), f"the id {org['id']} stands here twice"
        met.add(org["id"])
        old = known.get(org["id"])
        for key in NEEDED if old is None else ():
            if key not in org:
                yield path, f"{org['id']} is not on record, so {key} is missing"
        yield from contact_faults(org, old, path)
        if old is not None and old["role"] == AUTHORITY:
            for key in org.keys() - {"id", "contacts", *NAMES}:
                yield (*path, key), f"{org['id']} is a public body: contacts and names may be added, the rest stays"


def contact_faults(org: Mapping[str, Any], old: Mapping[str, Any] | None, path: Path) -> Iterator[Fault]:
    """What is wrong with the contacts of one organisation, once what may be left out is put in."""
    met = set()
    for place, one in enumerate(org.get("contacts", ())):
        here = (*path, "contacts", place)
        found = tuple(CONTACT(one, here))
        found = found or tuple(contact({**completed(one), "source_kind": SOURCE_KINDS[-1]}, here))
        yield from found
        if found:
            continue
        if one["as_of"] == "undated":
            yield (*here, "as_of"), f"{told(one['as_of'])} is not a date: when did you see it last?"
        key = (one["kind"], one["value"])
        if key in met:
            yield here, f"{one['kind']} {one['value']} stands here twice"
        met.add(key)
        if old is not None and old["role"] == AUTHORITY and key in keys_of(old):
            yield here, f"{one['value']} of a public body is on record and stays as it is"


def keys_of(org: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Kind and value of every contact of an organisation."""
    return {(one["kind"], one["value"]) for one in org.get("contacts", ())}


# --- the catalog with it ---------------------------------------------------------------------------------------------


def completed(one: Mapping[str, Any]) -> dict[str, Any]:
    """A contact of the file as the register writes it."""
    kind = one["kind"]
    whole = {
        "purpose": "primary" if kind == "domain" else "general",
        "callable_by": "borrower" if kind in CALLED else "nobody",
        **({"match": "registrable"} if kind == "domain" else {}),
        **one,
        "confidence": CONFIDENCE,
        "source_kind": OWN,
        "sources": [SOURCE],
    }
    if "note" in one:
        whole["note"] = in_both(one["note"])
    return whole


def in_both(value: str | Mapping[str, str]) -> Mapping[str, str]:
    """A text in both languages."""
    return {"zh": value, "en": value} if isinstance(value, str) else value


def merged(org: Mapping[str, Any], old: Mapping[str, Any] | None) -> dict[str, Any]:
    """An organisation of the file over what is on record of it: contacts of the same kind and value are replaced."""
    contacts = [completed(one) for one in org.get("contacts", ())]
    dates = [one["as_of"] for one in contacts]
    base = old or {**DEFAULTS, "status_as_of": max(dates, default="undated"), "sources": [SOURCE], "contacts": []}
    mine = {key: in_both(value) if key in ("name", "status_note") else value for key, value in org.items()}
    names = {key: list(dict.fromkeys((*base.get(key, ()), *org.get(key, ())))) for key in NAMES}
    replaced = keys_of(org)
    kept = [one for one in base["contacts"] if (one["kind"], one["value"]) not in replaced]
    return {**base, **mine, **names, "contacts": kept + contacts}


def laid_over(catalog: Catalog, orgs: list[Mapping[str, Any]], name: str) -> Catalog:
    """The catalog with these organisations over its own."""
    senders = catalog.section("senders")
    known = senders["orgs"]
    changed = {org["id"]: merged(org, known.get(org["id"])) for org in orgs}
    whole = Layered({"orgs": Layered(changed, known)}, senders)
    dates = [one["as_of"] for org in orgs for one in org.get("contacts", ())]
    newest = max(dates, default="undated")
    source = {"kind": OWN, "title": name, "ref": name, "as_of": newest, "retrieved": newest}
    content = json.dumps(orgs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = "sha256:" + sha256(f"{catalog.digest}\n{name}\n{content}".encode()).hexdigest()
    return catalog.over(
        {
            "senders": whole,
            "register": register_index(whole),
            "sources": Layered({SOURCE: source}, catalog.section("sources")),
        },
        digest,
        Overlay(name, "sha256:" + sha256(content.encode()).hexdigest(), tuple(changed)),
    )
