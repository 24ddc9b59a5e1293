"""Which door takes a complaint, as text and as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from triage.advise import citation
from triage.advise.route import Door, Route
from triage.catalog.catalog import Catalog
from triage.render.contacts import source_words
from triage.render.json_v1 import contact_dict
from triage.render.redact import nothing
from triage.render.text import NARROWEST, Block, Line, laid, unchecked_note
from triage.render.words import number_words

SCHEMA = "triage.route/1"


def route_lines(
    one: Route, also: tuple[str, ...], catalog: Catalog, lang: str, *, as_of: date, width: int
) -> list[Line]:
    """The lines of a route: where to turn, what is done there and what not, and the doors after it.

    ``also``: further problems that the message shows.
    """

    def words(key: str, **slots: object) -> str:
        return catalog.words("route", key).of(lang).format(**slots)

    def title(group: str, id: str) -> str:
        return next(str(row["title"][lang]) for row in catalog.section("routes")[group] if row["id"] == id)

    blocks = [
        Block("plain", words("about", problem=title("problems", one.problem), lender=title("lenders", one.lender)))
    ]
    if one.door is None:
        blocks.insert(0, Block("headline", words("all_tried")))
    else:
        first = words("first", door=named(one.door, catalog, lang, as_of))
        blocks.insert(0, Block("headline", first, facts=one.door.facts))
        rows = (
            ("handles", one.door.handles),
            ("refuses", one.door.refuses),
            ("ready", one.door.ready),
            ("time", one.door.time),
        )
        blocks += [Block("item", words(key, text=text.of(lang)), 0, "- ", "  ") for key, text in rows]
    if one.following:
        blocks.append(Block("heading", words("then")))
    for number, door in enumerate(one.following, 1):
        mark = f"{number}. "
        said = words("door", door=named(door, catalog, lang, as_of), text=door.handles.of(lang))
        blocks.append(Block("item", said, 0, mark, " " * len(mark), facts=door.facts))
    if one.note:
        blocks.append(Block("plain", one.note.of(lang), facts=one.facts))
    if also:
        listed = catalog.words("labels", "listed").of(lang).join(f"{title('problems', id)} ({id})" for id in also)
        blocks.append(Block("plain", words("also", list=listed)))
    cited = dict.fromkeys(citation(fact, catalog).of(lang) for block in blocks for fact in block.facts)
    if cited:
        listed = catalog.words("labels", "cited_between").of(lang).join(cited)
        blocks.append(Block("plain", words("facts", list=listed)))
    blocks += unchecked_note(blocks, catalog, lang)
    blocks.append(Block("closing", words("closing")))
    return laid(blocks, max(width, NARROWEST), nothing)


def named(door: Door, catalog: Catalog, lang: str, as_of: date) -> str:
    """A door by name, with its number and where that is from."""
    name = door.name.of(lang)
    if door.contact is None:
        where = catalog.words("route", "where").of(lang)
        return where.format(name=name, where=door.where.of(lang)) if door.where else name
    source = source_words(door.contact, catalog, lang, as_of, named_in=name)
    number = number_words(door.contact.value)
    return catalog.words("route", "named").of(lang).format(name=name, number=number, source=source)


def route_dict(one: Route, also: tuple[str, ...], catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """The fields of ``triage.route/1``."""
    return {
        "schema": SCHEMA,
        "lang": lang,
        "as_of": as_of.isoformat(),
        "catalog": catalog.digest,
        "problem": one.problem,
        "also": list(also),
        "lender": one.lender,
        "door": door_dict(one.door, catalog, lang, as_of) if one.door else None,
        "following": [door_dict(door, catalog, lang, as_of) for door in one.following],
        "note": one.note.of(lang) if one.note else None,
        "facts": list(one.facts),
    }


def door_dict(door: Door, catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """One door."""
    return {
        "id": door.id,
        "name": door.name.of(lang),
        "handles": door.handles.of(lang),
        "refuses": door.refuses.of(lang),
        "ready": door.ready.of(lang),
        "time": door.time.of(lang),
        "facts": list(door.facts),
        "where": door.where.of(lang) if door.where else None,
        "contact": contact_dict(door.contact, catalog, as_of) if door.contact else None,
    }
