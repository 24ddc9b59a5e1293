"""From a kind of letter and what is known to a draft: every slot filled, or a blank that says what goes there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from triage.catalog import Catalog
from triage.catalog.letters import SLOT, LetterKind, Line, letter_kinds, slots_in, template
from triage.errors import InputError
from triage.letters.known import Known, known_of
from triage.letters.notes import notes_of
from triage.letters.plain import without_ids
from triage.model import Context, Report

LISTED = "{findings}"
NOT_SET = ("findings", "laws")
NOT_THE_BORROWER = ("family", "contact", "colleague", "stranger")
NOTHING_TO_ACCEPT = ("paid", "never_borrowed", "not_sure")


class Block(NamedTuple):
    """One paragraph of a draft. ``style``: title item paragraph."""

    style: str
    text: str


class Draft(NamedTuple):
    """A draft: ``notes`` for the user, to be deleted before sending; the letter; and the slots that are still open."""

    kind: str
    lang: str
    title: str
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    blanks: tuple[str, ...]
    headings: tuple[str, str]


def draft(
    kind: str,
    catalog: Catalog,
    lang: str,
    *,
    as_of: date,
    report: Report | None = None,
    context: Context | None = None,
    answers: Mapping[str, str] | None = None,
) -> Draft:
    """The draft ``kind`` in ``lang`` (zh or en), dated ``as_of``.

    ``report`` is what was found in the message, if there is one; ``context`` what the recipient told, that of the
    report by default; ``answers`` fill slots by name and go before all else. Errors: ``InputError`` for a kind or slot
    that is not on record, and for a kind that contradicts what the recipient told.
    """
    found = letter_kinds(catalog).get(kind)
    if found is None:
        raise InputError(
            "no such kind of letter", place="KIND", effect="no draft was written", hint="see triage letter list"
        )
    told = context or (report.context if report else Context())
    must_fit(found, told)
    must_not_accept_a_scam(found, report)
    lines = template(catalog, kind, lang)
    for name in answers or ():
        must_be_a_slot(name, lines, kind)
    known = known_of(found, catalog, lang, as_of, report, told, answers or {})
    words = catalog.section("letters")["words"]
    blocks = blocks_of(lines, known, catalog, lang)
    bare = tuple(block._replace(text=without_ids(block.text)) for block in blocks)
    notes = [*notes_of(found, known, catalog, lang, as_of, report, told)]
    if bare != blocks or (report and any(one.kind == "id_number" for one in report.reading.references)):
        notes.append(words["no_ids"][lang])
    return Draft(
        kind,
        lang,
        next(block.text for block in bare if block.style == "title"),
        (*notes, words["general"][lang]),
        bare,
        tuple(name for name in slots_in(shown(lines, known)) if not known.holds(name)),
        (words["notes"][lang], words["letter"][lang]),
    )


def must_fit(kind: LetterKind, told: Context) -> None:
    """InputError when the letter would say something else than the recipient did: a draft that accepts a debt is not
    for somebody who is not the borrower, and one for a stranger is not for the borrower."""
    relations, claims = kind.refused.get("relation", ()), kind.refused.get("claim", ())
    if kind.stance == "accepts":
        relations, claims = (*relations, *NOT_THE_BORROWER), (*claims, *NOTHING_TO_ACCEPT)
    if told.relation in relations or told.claim in claims:
        accepts = "it accepts the debt, and so " if kind.stance == "accepts" else ""
        place = "--relation" if told.relation in relations else "--claim"
        raise InputError(
            f"{accepts}this letter does not go together with what you told",
            place=place,
            effect="no draft was written",
            hint="see triage letter list; verify is for whoever is not sure",
        )


def must_not_accept_a_scam(kind: LetterKind, report: Report | None) -> None:
    """InputError when a debt would be accepted on the word of a message that looks like a scam."""
    if kind.stance == "accepts" and report and report.verdict.scam == "likely":
        raise InputError(
            "this letter accepts the debt, and the message looks like a scam",
            place="KIND",
            effect="no draft was written",
            hint="verify with the lender itself first; a draft without the message can be written all the same",
        )


def must_be_a_slot(name: str, lines: tuple[Line, ...], kind: str) -> None:
    """InputError when the letter has no slot ``name`` that can be set."""
    slots = [slot for slot in slots_in(lines) if slot not in NOT_SET]
    if name not in slots:
        raise InputError(
            "this letter has no such key",
            place="--set",
            effect="no draft was written",
            hint=f"{kind}: {' '.join(slots)}",
        )


def shown(lines: tuple[Line, ...], known: Known) -> tuple[Line, ...]:
    """The lines whose condition holds."""
    return tuple(line for line in lines if line.only_if is None or known.holds(line.only_if[0]) == line.only_if[1])


def blocks_of(lines: tuple[Line, ...], known: Known, catalog: Catalog, lang: str) -> tuple[Block, ...]:
    """The blocks of the letter; requests that follow one another are numbered."""
    raw = catalog.section("letters")
    blocks: list[Block] = []
    number = 0
    for line in shown(lines, known):
        found = known.findings if line.text == LISTED else ()
        style = "item" if found else line.style
        for text in found or (filled(line.text, known, raw, lang),):
            number = number + 1 if style == "item" else 0
            blocks.append(Block(style, f"{number}. {text}" if style == "item" else text))
    return tuple(blocks)


def filled(text: str, known: Known, raw: Mapping[str, Mapping[str, Mapping[str, str]]], lang: str) -> str:
    """``text`` with its slots filled, once: what a value says is never read as a slot."""
    blank = raw["words"]["blank"][lang]
    return SLOT.sub(lambda slot: known.values.get(slot[1]) or blank.format(label=raw["slots"][slot[1]][lang]), text)
