"""The answer as text: act first, then why, in at most a screen.

Nothing is said by colour or sign alone; a style only names what a line is, and the terminal decides what to do with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from triage.advise import citation, unchecked, wording
from triage.catalog.catalog import Catalog
from triage.model import Piece, Report, Step
from triage.render.axes import axes_line
from triage.render.contacts import placed, plain_number
from triage.render.explain import explained
from triage.render.language import language_of
from triage.render.redact import redactor
from triage.render.summary import summary
from triage.render.why import MARK, REPEATED, reasons
from triage.render.width import visible, wrapped
from triage.render.words import CONTACT

COLUMNS = 80
EASY_STEPS = 3
LINES = 24  # a screen
MEASURED = "zh"  # what fits is found in one language, so that the others say the same, at whatever length
MORE_LINES = 2  # what a rank 1 may add to a screen
NARROWEST = 20
LESS_NEEDED_PLACES = ("dont", "cause", "closing")
ALWAYS_SHOWN, SHOWN_WITH_ROOM = 30, 40  # orders of `answers.yaml`
LONGEST = 800


class Line(NamedTuple):
    """One line of a screen. ``style``: headline axes heading item plain closing."""

    style: str
    text: str


class Block(NamedTuple):
    """A paragraph before it is wrapped. ``rank`` 0 is always shown; see ``fitting``."""

    style: str
    text: str
    rank: int = 0
    first: str = ""
    rest: str = ""
    cited: tuple[str, ...] = ()  # the rules its text names
    facts: tuple[str, ...] = ()  # others that it rests on


def render_text(
    report: Report,
    catalog: Catalog,
    lang: str = "auto",
    *,
    width: int = COLUMNS,
    explain: bool = False,
    easy: bool = False,
    helper: bool = False,
    redact: bool = False,
) -> str:
    """The answer with lines of at most ``width`` columns and a line end after each. ``lang``: zh, en or auto.

    ``explain`` adds rules, their limits, sources and what is missing; ``easy`` leaves only the first things to do;
    ``helper`` adds a line for somebody who helps; ``redact`` masks names, numbers and accounts of persons.
    """
    lines = text_lines(report, catalog, lang, width=width, explain=explain, easy=easy, helper=helper, redact=redact)
    return "".join(f"{line.text}\n" for line in lines)


def text_lines(
    report: Report,
    catalog: Catalog,
    lang: str = "auto",
    *,
    width: int = COLUMNS,
    explain: bool = False,
    easy: bool = False,
    helper: bool = False,
    redact: bool = False,
) -> list[Line]:
    """The lines of ``render_text`` with their styles."""
    lang = language_of(report.message.text) if lang == "auto" else lang
    mask = redactor(report, catalog, everything=redact)
    blocks = blocks_of(report, catalog, lang, mask, easy, helper)
    if not explain:
        measured = blocks if lang == MEASURED else blocks_of(report, catalog, MEASURED, mask, easy, helper)
        kept, dropped = fitting(measured, catalog, easy)
        blocks = finished([blocks[at] for at in kept], dropped, catalog, lang, easy)
    else:
        blocks = finished(blocks, 0, catalog, lang, easy)
        rows = explained(report, catalog, lang)
        blocks += [Block(row.style, row.text, 0, row.first, row.rest) for row in rows]
    return laid(blocks, max(width, NARROWEST), mask)


def laid(blocks: list[Block], width: int, mask: Callable[[str], str]) -> list[Line]:
    """The blocks as lines; whatever comes from the message is masked, and made visible, here and nowhere else."""
    return [
        Line(block.style, line)
        for block in blocks
        for line in wrapped(visible(bounded(mask(block.text))), width, block.first, block.rest)
    ]


def bounded(text: str) -> str:
    """``text`` cut in its middle when something in the message (an address, a name) is out of all proportion."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 4 :]}"


class Speaker:
    """Says steps and pieces of one answer, a contact with its source the first time; ``easy``: in plainer words."""

    def __init__(self, catalog: Catalog, lang: str, as_of: date, easy: bool = False) -> None:
        self.catalog, self.lang, self.as_of, self.easy = catalog, lang, as_of, easy
        self.introduced: set[str] = set()

    def __call__(self, one: Step | Piece) -> str:
        """The words of ``one``."""
        if not one.contacts:
            return wording(one, self.catalog, self.lang, as_of=self.as_of, easy=self.easy)
        text = wording(one, self.catalog, self.lang, CONTACT, self.as_of, self.easy)
        if self.easy:
            return text.replace(CONTACT, plain_number(one.contacts[0], self.catalog, self.lang, self.as_of))
        return placed(text, one.contacts[0], self.catalog, self.lang, self.as_of, self.introduced)


def glossary(blocks: list[Block], catalog: Catalog, lang: str) -> list[Block]:
    """One line for each hard word that ``blocks`` use, in the order of the glossary."""
    text = "".join(block.text for block in blocks)
    said = text if lang == "zh" else text.lower()
    one_term = catalog.words("labels", "term").of(lang)
    found = ((next((word for word in one[lang] if word in said), ""), one) for one in catalog.section("easy")["terms"])
    return [Block("plain", one_term.format(word=word, text=one["text"][lang])) for word, one in found if word]


def blocks_of(
    report: Report, catalog: Catalog, lang: str, mask: Callable[[str], str], easy: bool, helper: bool
) -> list[Block]:
    """Everything the answer may say, in order."""

    def label(key: str) -> str:
        return catalog.words("labels", key).of(lang)

    said = Speaker(catalog, lang, report.as_of, easy)

    def at(*places: str, style: str = "plain") -> list[Block]:
        pieces = [one for one in report.pieces if one.place in places]
        return [Block(style, said(one), rank_of(one, catalog), facts=one.facts) for one in pieces]

    blocks = at("headline", style="headline")
    if not easy:
        blocks.append(Block("axes", axes_line(report, catalog, lang)))
    steps = report.steps[:EASY_STEPS] if easy else report.steps
    if steps:
        blocks.append(Block("heading", label("now")))
    for number, step in enumerate(steps, 1):
        mark = f"{number}. "
        blocks.append(Block("item", said(step), 0, mark, " " * len(mark), facts=step.facts))
    blocks += at("exception", "dont")
    if helper:
        blocks.append(Block("plain", label("helper")))
    if not easy:
        points = reasons(report, catalog, lang, mask)
        why = [Block("item", one.text, one.rank, "- ", "  ", one.cited, one.facts) for one in points]
        if why:
            first = min(why, key=lambda one: one.rank)
            blocks.append(Block("heading", label("why")))
            blocks += [one._replace(rank=0) if one is first else one for one in why]
        blocks += at("cause")
        blocks.append(Block("plain", label("read") + summary(report, catalog, lang)))
    if catalog.overlay:
        words = catalog.words("record_notes", "overlay").of(lang)
        blocks.append(Block("plain", words.format(file=catalog.overlay.name, count=len(catalog.overlay.orgs))))
    closing = at("closing", style="closing")
    return blocks + (closing if not easy else closing[-1:])


def rank_of(piece: Piece, catalog: Catalog) -> int:
    """How soon a line goes when there is no room: not at all when its order is below 30.

    Headline and exceptions are always shown, and truths stand among the reasons.
    """
    order = orders(catalog)[piece.id]
    if piece.place not in LESS_NEEDED_PLACES or order < ALWAYS_SHOWN:
        return 0
    return 2 if order < SHOWN_WITH_ROOM else 3


@lru_cache(maxsize=4)
def orders(catalog: Catalog) -> dict[str, int]:
    """The order on record of every line beside the steps."""
    return {one["id"]: int(one["order"]) for one in catalog.section("answers")["pieces"]}


def unchecked_note(blocks: list[Block], catalog: Catalog, lang: str) -> list[Block]:
    """One line on the rules among ``blocks`` which were read in copies only: those marked, and by name all others."""

    def names(facts: Iterator[str]) -> list[str]:
        return list(dict.fromkeys(citation(one, catalog).of(lang) for one in facts if unchecked((one,), catalog)))

    marked = names(fact for block in blocks for fact in block.cited)
    others = [one for one in names(fact for block in blocks for fact in block.facts) if one not in marked]
    if not marked and not others:
        return []
    with_mark = [catalog.words("labels", "marked").of(lang).format(mark=MARK)] if marked else []
    listed = catalog.words("labels", "cited_between").of(lang).join(with_mark + others)
    return [Block("plain", catalog.words("labels", "unchecked").of(lang).format(list=listed))]


def fitting(blocks: list[Block], catalog: Catalog, easy: bool) -> tuple[list[int], int]:
    """Which of ``blocks`` make a screen without the least needed ones, and how many points were left out.

    Ranks above 1 go first, the highest and the last of them before others; rank 1 may stand a few lines over. What is
    chosen depends on 80 columns, never on the console, so that a narrow one shows the same answer.
    """
    kept = [at for at, block in enumerate(blocks) if block.rank < REPEATED]
    points = sum(blocks[at].rank == 1 for at in kept)
    while True:
        dropped = points - sum(blocks[at].rank == 1 for at in kept)
        shown = finished([blocks[at] for at in kept], dropped, catalog, MEASURED, easy)
        over = sum(height(block) for block in shown) - LINES
        rank = max((blocks[at].rank for at in kept), default=0)
        if over <= (MORE_LINES if rank == 1 else 0) or not rank:
            return kept, dropped
        kept.remove(max(at for at in kept if blocks[at].rank == rank))


def finished(blocks: list[Block], dropped: int, catalog: Catalog, lang: str, easy: bool) -> list[Block]:
    """``blocks`` with the rules read in copies named before the closing lines, and what was left out after them.

    An ``easy`` answer explains its hard words too.
    """
    closing = next((at for at, block in enumerate(blocks) if block.style == "closing"), len(blocks))
    note = glossary(blocks, catalog, lang) if easy else []
    note += unchecked_note(blocks, catalog, lang)
    more = catalog.words("labels", "more").of(lang).format(count=dropped)
    return blocks[:closing] + note + blocks[closing:] + ([Block("plain", more)] if dropped else [])


def height(block: Block) -> int:
    """The lines a block takes at 80 columns."""
    return len(wrapped(visible(bounded(block.text)), COLUMNS, block.first, block.rest))
