"""A situation without a message, and whom to call in need, as text and as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from triage.advise.guide import Guided, Help
from triage.catalog.catalog import Catalog
from triage.render.contacts import source_words
from triage.render.json_v1 import contact_dict, piece_dict, step_dict
from triage.render.redact import nothing
from triage.render.text import EASY_STEPS, NARROWEST, Block, Line, Speaker, glossary, laid, unchecked_note
from triage.render.words import number_words

GUIDE_SCHEMA = "triage.guide/1"
HELP_SCHEMA = "triage.help/1"


def guide_lines(one: Guided, catalog: Catalog, lang: str, *, as_of: date, width: int, easy: bool = False) -> list[Line]:
    """The lines for one situation: what to do first, the steps, what else matters, and what to say on the phone."""
    speak = Speaker(catalog, lang, as_of, easy)
    blocks = [Block("headline", one.first.of(lang), facts=one.facts)]
    blocks.append(Block("heading", catalog.words("labels", "now").of(lang)))
    for number, step in enumerate(one.steps[:EASY_STEPS] if easy else one.steps, 1):
        mark = f"{number}. "
        blocks.append(Block("item", speak(step), 0, mark, " " * len(mark), facts=step.facts))
    aside = [piece for piece in one.pieces if piece.place in ("exception", "dont")]
    blocks += [Block("plain", speak(piece), facts=piece.facts) for piece in aside]
    for card in one.cards[:1] if easy else one.cards:
        blocks.append(Block("heading", card.title.of(lang)))
        blocks += [Block("item", line.of(lang), 0, "- ", "  ") for line in card.lines]
    closing = [piece for piece in one.pieces if piece.place == "closing"]
    if easy:
        blocks += glossary(blocks, catalog, lang)
    else:
        blocks += unchecked_note(blocks, catalog, lang)
    blocks += [Block("closing", speak(piece)) for piece in (closing[-1:] if easy else closing)]
    return laid(blocks, max(width, NARROWEST), nothing)


def guide_dict(one: Guided, catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """The fields of ``triage.guide/1``."""
    return {
        "schema": GUIDE_SCHEMA,
        "lang": lang,
        "as_of": as_of.isoformat(),
        "catalog": catalog.digest,
        "situation": one.id,
        "title": one.title.of(lang),
        "first": one.first.of(lang),
        "facts": list(one.facts),
        "steps": [step_dict(step, catalog, lang, as_of) for step in one.steps],
        "lines": [piece_dict(piece, catalog, lang, as_of) for piece in one.pieces],
        "cards": [
            {"id": card.id, "title": card.title.of(lang), "lines": [line.of(lang) for line in card.lines]}
            for card in one.cards
        ],
    }


def help_lines(lines: tuple[Help, ...], catalog: Catalog, lang: str, *, as_of: date, width: int) -> list[Line]:
    """Whom to call and when, with where each number is from."""
    blocks = [Block("headline", catalog.words("guide", "help").of(lang))]
    for one in lines:
        org = catalog.org(one.contact.org).name.of(lang)
        said = catalog.words("guide", "help_line").of(lang)
        source = source_words(one.contact, catalog, lang, as_of, named_in=org)
        text = said.format(number=number_words(one.contact.value), org=org, when=one.when.of(lang), source=source)
        blocks.append(Block("item", text, 0, "- ", "  "))
    blocks.append(Block("closing", catalog.words("guide", "help_untested").of(lang)))
    return laid(blocks, max(width, NARROWEST), nothing)


def help_dict(lines: tuple[Help, ...], catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """The fields of ``triage.help/1``."""
    return {
        "schema": HELP_SCHEMA,
        "lang": lang,
        "as_of": as_of.isoformat(),
        "catalog": catalog.digest,
        "lines": [
            {
                "name": catalog.org(one.contact.org).name.of(lang),
                "when": one.when.of(lang),
                "facts": list(one.facts),
                "contact": contact_dict(one.contact, catalog, as_of),
            }
            for one in lines
        ],
    }
