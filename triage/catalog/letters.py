"""Drafts of letters on record: their kinds, and the grammar of their texts.

A text is a line a block: ``# `` the title, ``1. `` a request (they are numbered anew), anything else a paragraph.
A line may begin with ``{if NAME}`` or ``{unless NAME}``; then it stands only where
that slot or flag is known, or is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from triage.catalog.catalog import Catalog, text_of
from triage.model import Text

LANGUAGES = ("zh", "en")
STANCES = ("neutral", "accepts", "reports")
CARD, POLICE = "credit_card", "police"
CONDITION = re.compile(r"\{(if|unless) ([a-z_]+)\} ?")
SLOT = re.compile(r"\{([a-z_]+)\}")
MARK = re.compile(r"(?:(#)|[0-9]{1,2}\.) ")


class Line(NamedTuple):
    """One line of a draft. ``style``: title item paragraph. ``only_if``: (name, whether it must be known)."""

    style: str
    text: str
    only_if: tuple[str, bool] | None = None


class Remark(NamedTuple):
    """What is said to the user above a draft, its facts, and whose line (an org id) its ``{contact}`` is."""

    text: Text
    facts: tuple[str, ...]
    contact: str | None


class LetterKind(NamedTuple):
    """One kind of letter. ``stance`` neutral accepts reports; ``to``: lender, ``org:ID``, or ``gov:local``.

    ``facts`` are cited as far as they hold for the product and the lender (``bound_to``); ``product`` is what the
    letter itself is about. ``scope`` says what a body takes, ``lender_types`` of whom (of all, when
    empty). ``refused``: relations and claims that the letter does
    not fit. ``cites_findings``: it lists what was found.
    """

    id: str
    stance: str
    to: str
    title: Text
    use: Text
    facts: tuple[str, ...]
    product: str | None
    scope: tuple[str, ...]
    notes: tuple[Remark, ...]
    lender_types: tuple[str, ...]
    refused: Mapping[str, tuple[str, ...]]
    cites_findings: bool


def letter_kinds(catalog: Catalog) -> dict[str, LetterKind]:
    """All kinds of letters by id, in file order."""
    return {raw["id"]: kind_of(raw) for raw in catalog.section("letters")["kinds"]}


def kind_of(raw: Mapping[str, Any]) -> LetterKind:
    """The kind of a raw record."""
    return LetterKind(
        id=raw["id"],
        stance=raw["stance"],
        to=raw["to"],
        title=text_of(raw["title"]),
        use=text_of(raw["use"]),
        facts=tuple(raw["facts"]),
        product=raw.get("product"),
        scope=tuple(raw.get("scope", ())),
        notes=tuple(map(remark_of, raw.get("notes", ()))),
        lender_types=tuple(raw.get("lender_types", ())),
        refused={key: tuple(values) for key, values in raw.get("refused", {}).items()},
        cites_findings=raw.get("cites_findings", "no") == "yes",
    )


def remark_of(raw: Mapping[str, Any]) -> Remark:
    """The remark of a raw record."""
    return Remark(
        text_of(raw["text"]), tuple(raw.get("facts", ())), raw["contact"].split(":")[1] if "contact" in raw else None
    )


def bound_to(catalog: Catalog, fact: str) -> str | None:
    """The product (credit_card), type of lender or reader (police) that ``fact`` is cited for only; None for all."""
    bound = catalog.section("letters")["bound"]
    return next((key for key, ids in bound.items() if fact in ids), None)


def template(catalog: Catalog, kind: str, lang: str) -> tuple[Line, ...]:
    """The lines of the draft ``kind`` in ``lang`` (zh or en). KeyError when there is none."""
    return tuple(lines_of(catalog.section("letters")["texts"][f"{kind}.{lang}"]))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, empty ones left out.

    >>> lines_of("{if sender}1. From {sender}")
    [Line(style='item', text='From {sender}', only_if=('sender', True))]
    """
    return [line_of(line) for line in text.splitlines() if line.strip()]


def line_of(line: str) -> Line:
    """One line of a text."""
    condition = CONDITION.match(line)
    only_if = (condition[2], condition[1] == "if") if condition else None
    rest = line[condition.end() :] if condition else line
    mark = MARK.match(rest)
    style = "paragraph" if mark is None else "title" if mark[1] else "item"
    return Line(style, rest[mark.end() if mark else 0 :].strip(), only_if)


def slots_in(lines: tuple[Line, ...] | list[Line]) -> list[str]:
    """The slots of ``lines`` in order, once each."""
    return list(dict.fromkeys(name for line in lines for name in SLOT.findall(line.text)))
