"""The shape of what is said without a message, or in plainer words: ``guide.yaml``, ``routes.yaml``, ``easy.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from triage.catalog.shapes import SLOT, Shape, bilingual, list_of, mapping_of, record, text
from triage.catalog.yaml_lines import Path

if TYPE_CHECKING:
    from triage.catalog.references import Known

SENTENCES_OF_A_CARD = 3

Found = Iterator[tuple[str, Path, str]]


def shapes() -> dict[str, Shape]:
    """The shape of each of the files."""
    from triage.catalog.schema import CASE, ID, SELECTOR, VARIANT_ID

    named: dict[str, Shape] = {"id": ID, "title": bilingual, "names": list_of(text)}
    facts = list_of(ID)
    card = record({"title": bilingual, "lines": list_of(bilingual, SENTENCES_OF_A_CARD)})
    door = record(
        {"id": ID, "name": bilingual, "handles": bilingual, "not": bilingual, "ready": bilingual, "time": bilingual},
        {"contact": SELECTOR, "where": bilingual, "facts": facts},
    )
    return {
        "guide.yaml": record(
            {
                "situations": list_of(
                    record({**named, "when": CASE, "first": bilingual, "cards": list_of(ID)}, {"facts": facts}), 1
                ),
                "cards": mapping_of(card, ID),
                "help": list_of(record({"contact": SELECTOR, "when": bilingual}, {"facts": facts}), 1),
            }
        ),
        "routes.yaml": record(
            {
                "lenders": list_of(record(named), 1),
                "problems": list_of(record(named, {"when": CASE}), 1),
                "doors": list_of(door, 1),
                "routes": list_of(
                    record({"doors": list_of(ID, 1)}, {"problem": list_of(ID, 1), "lender": list_of(ID, 1),
                                                       "note": bilingual, "facts": facts}),
                    1,
                ),
            }
        ),
        "easy.yaml": record(
            {
                "texts": mapping_of(bilingual, VARIANT_ID),
                "terms": list_of(record({"zh": list_of(text, 1), "en": list_of(text, 1), "text": bilingual}), 1),
            }
        ),
    }  # fmt: skip


def guidance(known: Known) -> Found:
    """What these files name and is not on record."""
    facts = known.ids("facts.yaml")
    orgs = known.orgs()
    if "guide.yaml" in known.files:
        yield from guide(known.files["guide.yaml"], facts, orgs)
    if "routes.yaml" in known.files:
        yield from routes(known.files["routes.yaml"], facts, orgs)
    if "easy.yaml" in known.files and {"steps.yaml", "answers.yaml"} <= set(known.files):
        plain = {one["id"]: one["text"] for one in known.files["steps.yaml"]}
        plain |= {one["id"]: one["text"] for one in known.files["answers.yaml"]["pieces"]}
        for id, one in known.files["easy.yaml"]["texts"].items():
            if id not in plain:
                yield "easy.yaml", ("texts", id), f"no step or piece {id} on record"
            elif not set(SLOT.findall(one["zh"])) <= set(SLOT.findall(plain[id]["zh"])):
                yield "easy.yaml", ("texts", id), f"{id} has no such slot"


def guide(raw: Mapping[str, Any], facts: set[str] | None, orgs: Mapping[str, Any] | None) -> Found:
    """Cards, facts and contacts of the guide."""
    yield from twice("guide.yaml", "situations", raw["situations"])
    for at, one in enumerate(raw["situations"]):
        yield from missing("guide.yaml", ("situations", at, "facts"), one.get("facts", ()), facts, "fact")
        yield from missing("guide.yaml", ("situations", at, "cards"), one["cards"], raw["cards"], "card")
    for at, one in enumerate(raw["help"]):
        yield from missing("guide.yaml", ("help", at, "facts"), one.get("facts", ()), facts, "fact")
        yield from missing("guide.yaml", ("help", at, "contact"), [owner(one["contact"])], orgs, "organisation")


def routes(raw: Mapping[str, Any], facts: set[str] | None, orgs: Mapping[str, Any] | None) -> Found:
    """Doors, problems, lenders, facts and contacts of the routes."""
    ids = {key: {one["id"] for one in raw[key]} for key in ("lenders", "problems", "doors")}
    for key in ids:
        yield from twice("routes.yaml", key, raw[key])
    for at, one in enumerate(raw["doors"]):
        yield from missing("routes.yaml", ("doors", at, "facts"), one.get("facts", ()), facts, "fact")
        if one.get("contact", "").startswith("org:"):
            yield from missing("routes.yaml", ("doors", at, "contact"), [owner(one["contact"])], orgs, "organisation")
    for at, one in enumerate(raw["routes"]):
        here: Path = ("routes", at)
        yield from missing("routes.yaml", (*here, "facts"), one.get("facts", ()), facts, "fact")
        yield from missing("routes.yaml", (*here, "doors"), one["doors"], ids["doors"], "door")
        yield from missing("routes.yaml", (*here, "problem"), one.get("problem", ()), ids["problems"], "problem")
        yield from missing("routes.yaml", (*here, "lender"), one.get("lender", ()), ids["lenders"], "lender type")


def twice(name: str, key: str, records: Iterable[Mapping[str, Any]]) -> Found:
    """The ids that stand in two records."""
    met: set[str] = set()
    for at, one in enumerate(records):
        if one["id"] in met:
            yield name, (key, at, "id"), f"the id {one['id']} stands here twice"
        met.add(one["id"])


def owner(selector: str) -> str:
    """The organisation of ``org:ID:KIND``."""
    return selector.split(":")[1]


def missing(name: str, path: Path, ids: Iterable[str], known: Iterable[str] | None, what: str) -> Found:
    """The ids that are not on record."""
    on_record = None if known is None else set(known)
    for at, id in enumerate(ids):
        if on_record is not None and id not in on_record:
            yield name, (*path, at), f"no {what} {id} on record"
