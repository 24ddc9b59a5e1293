"""What ``letters.yaml`` and the texts of ``letters/`` must look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from triage.catalog.guidance import missing, owner
from triage.catalog.letters import CARD, LANGUAGES, POLICE, STANCES, Line, lines_of
from triage.catalog.shapes import SLOT, Shape, bilingual, list_of, mapping_of, matching, one_of, record
from triage.catalog.yaml_lines import Path
from triage.model import CLAIMS, RELATIONS

if TYPE_CHECKING:
    from triage.catalog.references import Known

WARNINGS = ("scam", "contradicted", "old_debt", "no_findings", "other_type", "spouse")
INDEX, FOLDER = "letters.yaml", "letters/"
Found = Iterator[tuple[str, Path, str]]


def shape() -> Shape:
    """The shape of ``letters.yaml``."""
    from triage.catalog.schema import ID, LENDER_TYPES, POINTS, YES_NO

    name = matching(r"[a-z_]+", "the name of a slot")
    facts = list_of(ID)
    hotline = matching(r"org:[a-z0-9-]+:hotline", "org:ID:hotline")
    remark = record({"text": bilingual}, {"facts": facts, "contact": hotline})
    refused = record({}, {"relation": list_of(one_of(*RELATIONS), 1), "claim": list_of(one_of(*CLAIMS), 1)})
    kind = record(
        {
            "id": ID,
            "stance": one_of(*STANCES),
            "to": matching(r"lender|gov:local|org:[a-z0-9-]+", "lender, org:ID or gov:local"),
            "title": bilingual,
            "use": bilingual,
            "facts": facts,
        },
        {
            "product": one_of(CARD, POLICE),
            "scope": facts,
            "lender_types": list_of(one_of(*LENDER_TYPES), 1),
            "notes": list_of(remark, 1),
            "refused": refused,
            "cites_findings": YES_NO,
        },
    )
    return record(
        {
            "kinds": list_of(kind, 1),
            "bound": mapping_of(facts, one_of(CARD, POLICE, *LENDER_TYPES)),
            "slots": mapping_of(bilingual, name),
            "flags": list_of(name, 1),
            "warnings": record(dict.fromkeys(WARNINGS, remark)),
            "stances": record(dict.fromkeys(STANCES, bilingual)),
            "points": record(dict.fromkeys((*POINTS, "other"), bilingual)),
            "words": mapping_of(bilingual, name),
        }
    )


def letters(known: Known) -> Found:
    """Kinds without a text, texts without a kind, unknown names, and texts that differ between the languages."""
    if INDEX not in known.files:
        return
    index: dict[str, Any] = known.files[INDEX]
    facts, orgs = known.ids("facts.yaml"), known.orgs()
    wanted = {f"{FOLDER}{kind['id']}.{lang}.md" for kind in index["kinds"] for lang in LANGUAGES}
    for name in sorted(one for one in known.files if one.startswith(FOLDER)):
        if name not in wanted:
            yield name, (), "no kind of letter has this name"
    for product, ids in index["bound"].items():
        yield from missing(INDEX, ("bound", product), ids, facts, "fact")
    for name, one in index["warnings"].items():
        yield from named_by(one, ("warnings", name), facts, orgs)
    for at, kind in enumerate(index["kinds"]):
        here: Path = ("kinds", at)
        for key in ("facts", "scope"):
            yield from missing(INDEX, (*here, key), kind.get(key, ()), facts, "fact")
        for place, one in enumerate(kind.get("notes", ())):
            yield from named_by(one, (*here, "notes", place), facts, orgs)
        if kind["to"].startswith("org:"):
            yield from missing(INDEX, (*here, "to"), [kind["to"][len("org:") :]], orgs, "organisation")
        yield from texts_of(kind["id"], known.files, {*index["slots"]}, {*index["flags"]})


def named_by(remark: Any, path: Path, facts: set[str] | None, orgs: Any) -> Found:
    """Facts and contacts of a remark that are not on record, and a contact without a place in the text."""
    yield from missing(INDEX, (*path, "facts"), remark.get("facts", ()), facts, "fact")
    if ("contact" in remark) != ("{contact}" in remark["text"]["zh"]):
        yield INDEX, path, "a contact and its place in the text belong together"
    if "contact" in remark:
        yield from missing(INDEX, (*path, "contact"), [owner(remark["contact"])], orgs, "organisation")


def texts_of(id: str, files: Any, slots: set[str], flags: set[str]) -> Found:
    """Faults of the two texts of one kind."""
    read: dict[str, list[Line]] = {}
    for lang in LANGUAGES:
        name = f"{FOLDER}{id}.{lang}.md"
        if name not in files:
            yield INDEX, ("kinds",), f"{name} is missing"
            continue
        read[lang] = lines = lines_of(files[name])
        if [line.style for line in lines].count("title") != 1 or lines[0].style != "title":
            yield name, (), "the first line, and no other, is the title"
        if any(mark in files[name] for mark in "!！"):
            yield name, (), "no exclamation marks in texts for people"
        for line in lines:
            unknown = set(re.findall(r"\{([^}]*)\}", line.text)) - slots
            unknown |= {line.only_if[0]} - slots - flags if line.only_if else set()
            for one in sorted(unknown):
                yield name, (), f"no slot or flag {one} in {INDEX}"
    if len(read) == len(LANGUAGES):
        zh, en = (
            [(line.style, line.only_if, sorted(SLOT.findall(line.text))) for line in read[lang]] for lang in LANGUAGES
        )
        if zh != en:
            yield f"{FOLDER}{id}.en.md", (), "zh and en do not have the same lines, conditions and slots"
