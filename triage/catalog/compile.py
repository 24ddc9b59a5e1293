"""Compile ``data/`` into the form that ``load.py`` reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from triage.catalog.catalog import triggers_of
from triage.catalog.check import Checked, checked
from triage.catalog.conditions import FILE as CONDITIONS
from triage.catalog.conditions import spelt_out
from triage.catalog.register_index import register_index
from triage.catalog.schema import FURTHER
from triage.errors import DataErrors

# Groups whose members are parsed one by one; all else is parsed by its section.
GROUPS = frozenset(("lexicon", "tables", "senders", "senders/orgs", "register", "rules", "facts", "sources", "ui"))


def compile_data(folder: str | os.PathLike[str]) -> bytes:
    """The compiled form of ``folder``: one line of JSON that says where the parts lie, then the canonical JSON of all.

    Errors: ``DataErrors`` with every fault.
    """
    read = checked(folder)
    if read.faults:
        raise DataErrors(read.faults)
    body, spans = canonical(sections(read))
    head = {"digest": "sha256:" + sha256(body).hexdigest(), "parts": spans}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + body


def sections(read: Checked) -> dict[str, Any]:
    """The data by section, as ``Catalog.section`` gives it."""
    one = read.values
    raw = one["known_senders.yaml"]
    senders = {
        **raw,
        "orgs": {org["id"]: org for org in raw["orgs"]},
        "number_plan": [
            {"kind": row["kind"], "prefix": prefix, "lengths": row["lengths"]}
            for row in raw["number_plan"]
            for prefix in row["prefixes"]
        ],
    }
    conditions = one.get(CONDITIONS, {})
    rules = {
        one[name]["id"]: {**one[name], "when": spelt_out(one[name]["when"], conditions)}
        for name in one
        if name.startswith("rules/")
    }
    lexicon = {name[len("lexicon/") : -len(".yaml")]: one[name] for name in one if name.startswith("lexicon/")}
    return {
        "senders": senders,
        "register": register_index(senders),
        "staleness": one["staleness.yaml"],
        "rules": rules,
        "triggers": triggers_of(rules),
        "kinds": spelt_out(one["kinds.yaml"], conditions),
        "facts": {fact["id"]: fact for fact in one["facts.yaml"]},
        "lpr": one.get("lpr.yaml", {}),
        "steps": one["steps.yaml"],
        "answers": one["answers.yaml"],
        **{name[: -len(".yaml")]: one.get(name, {}) for name in FURTHER},
        "letters": {**one.get("letters.yaml", {}), "texts": letter_texts(one)},
        "sources": merged([one[name] for name in one if name.startswith("sources")]),
        "ui": merged([one[name] for name in one if name.startswith("ui")]),
        "lexicon": {**lexicon, "cues": read.cues},
        "tables": {name[len("tables/") :]: one[name] for name in one if name.startswith("tables/")},
    }


def letter_texts(files: Mapping[str, Any]) -> dict[str, str]:
    """The texts of letters by kind and language: ``verify.zh``."""
    return {name[len("letters/") : -len(".md")]: files[name] for name in files if name.startswith("letters/")}


def merged(mappings: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One mapping of all; mappings under the same key are merged in turn."""
    whole: dict[str, Any] = {}
    for mapping in mappings:
        for key, value in mapping.items():
            both = key in whole and isinstance(value, Mapping) and isinstance(whole[key], Mapping)
            whole[key] = merged([whole[key], value]) if both else value
    return whole


def canonical(data: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The JSON of ``data`` in file order without blanks, and the bounds of each part in it (bytes)."""
    pieces: list[bytes] = []
    length = 0

    def put(piece: bytes) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    def mapping(values: Mapping[str, Any], path: str = "") -> dict[str, Any]:
        spans: dict[str, Any] = {}
        put(b"{")
        for at, (key, value) in enumerate(values.items()):
            put((b"," if at else b"") + dumped(key) + b":")
            if path + key in GROUPS:
                spans[key] = mapping(value, f"{path}{key}/")
            else:
                start = length
                put(dumped(value))
                spans[key] = [start, length]
        put(b"}")
        return spans

    spans = mapping(data)
    return b"".join(pieces), spans


def dumped(value: Any) -> bytes:
    """``value`` as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
