"""A summary to forward to a relative: at most ten lines, other people's data masked, readable without the message."""

from __future__ import annotations

from collections.abc import Callable

from triage.catalog.catalog import Catalog
from triage.model import Report
from triage.render.language import language_of
from triage.render.redact import redactor
from triage.render.text import COLUMNS, Block, Line, Speaker, laid

AT_MOST = 10
MOST_STEPS = 4
LONGEST_NAME = 20
NEEDED = 0  # ranks: what is needed stays; of the rest the highest goes first
KEPT_PLACES = ("exception", "dont")


def share_lines(report: Report, catalog: Catalog, lang: str = "auto") -> list[Line]:
    """At most ten lines of 80 columns: what came, what to do, whom to ask. ``lang``: zh, en or auto.

    What identifies a person is masked; the message is not repeated.
    """
    lang = language_of(report.message.text) if lang == "auto" else lang
    mask = redactor(report, catalog, everything=True)
    said = Speaker(catalog, lang, report.as_of, easy=True)
    blocks = [Block("plain", about(report, catalog, lang))]
    pieces = [one for one in report.pieces if one.place == "headline"]
    blocks += [Block("headline", said(one)) for one in pieces]
    for number, step in enumerate(report.steps[:MOST_STEPS], 1):
        mark = f"{number}. "
        blocks.append(Block("item", said(step), number - 1, mark, " " * len(mark)))
    aside = [one for one in report.pieces if one.place in KEPT_PLACES]
    blocks += [Block("plain", said(one), at) for at, one in enumerate(aside[:2], 1)]
    blocks.append(Block("closing", catalog.words("share", "closing").of(lang)))
    return laid(kept(blocks, mask), COLUMNS, mask)


def kept(blocks: list[Block], mask: Callable[[str], str]) -> list[Block]:
    """``blocks`` without the least needed ones, so that they make ``AT_MOST`` lines of 80 columns."""
    shown = list(blocks)
    while len(laid(shown, COLUMNS, mask)) > AT_MOST:
        rank = max(block.rank for block in shown)
        if rank == NEEDED:
            break
        shown.remove([block for block in shown if block.rank == rank][-1])
    return shown


def about(report: Report, catalog: Catalog, lang: str) -> str:
    """What came: its kind, whom it speaks for, and on which day."""

    def words(key: str, **slots: object) -> str:
        return catalog.words("share", key).of(lang).format(**slots)

    kind = catalog.words("kinds", report.verdict.kind).of(lang)
    names = [catalog.org(one.org).name.of(lang) if one.org else one.name[:LONGEST_NAME] for one in report.claimed[:1]]
    reference = report.reading.reference
    parts = [words("kind", kind=kind)]
    parts += [words("claims", name=name) for name in names]
    parts += [words("came", day=reference.moment.date.isoformat())] if reference.source == "received_at" else []
    return words("between").join(parts) + catalog.words("labels", "stop").of(lang)
