"""How like the wording of a text is to that of messages of one sort: characters and pairs, weighed.

The weights are learned from the labelled messages of ``tests/corpus`` (``scripts/generate_wording.py``). They say that
a text resembles others, never why; what says why are cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.model import Span
from triage.read.prepared import Prepared

TABLE = "wording.txt"
BETWEEN = "…"  # the pieces of the table
SORTS = ("scam", "conduct")
SCALE = 100  # the table holds hundredths
FIRST_CHINESE = "\u4e00"
ENOUGH = 8  # known Chinese pieces below which a text is too short, or too foreign, to be compared


class Wording(NamedTuple):
    """``pieces``: for each character or pair the square of how rare it is, and what it adds to the score of each of
    ``SORTS`` (before that is divided by the length of all); ``bars``: from which on a score counts; ``starts``: the
    score of a text without any piece.
    """

    pieces: Mapping[str, tuple[int, ...]]
    starts: tuple[int, int]
    bars: tuple[int, int]


@lru_cache(maxsize=4)
def wording_of(lexicon: Lexicon) -> Wording:
    """The table of ``lexicon``."""
    heads, pieces, *numbers = (line for line in lexicon.table(TABLE).splitlines() if not line.startswith("#"))
    scam, conduct, scam_bar, conduct_bar = map(int, heads.split())
    rows = zip(*(map(int, one.split()) for one in numbers), strict=True)
    return Wording(dict(zip(pieces.split(BETWEEN), rows, strict=True)), (scam, conduct), (scam_bar, conduct_bar))


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return re.compile("[0-9][0-9.,]*+")


def plain(text: str) -> str:
    """``text`` (prepared) as it is compared: a number is one sign, however long."""
    return _number().sub("0", text).replace("\n", " ")


def pieces_of(text: str) -> Iterable[str]:
    """The characters and pairs of ``text``, each once."""
    return {*text, *map("".join, pairwise(text))}


@lru_cache(maxsize=1)
def likeness(text: str, lexicon: Lexicon) -> Mapping[str, float]:
    """The score of ``text`` (prepared) for each of ``SORTS``, 0 and more where it counts. Kept until the next text."""
    table = wording_of(lexicon)
    pieces = table.pieces.keys() & pieces_of(plain(text))
    if sum(piece >= FIRST_CHINESE for piece in pieces) < ENOUGH:
        return dict.fromkeys(SORTS, -1.0)
    square, *sums = map(sum, zip(*map(table.pieces.__getitem__, pieces), strict=True))
    length = sqrt(square)
    return {
        sort: (start + total / length - bar) / SCALE
        for sort, start, total, bar in zip(SORTS, table.starts, sums, table.bars, strict=True)
    }


def alike(prepared: Prepared, lexicon: Lexicon) -> list[str]:
    """The ``SORTS`` that a text is much like."""
    return [sort for sort, score in likeness(prepared.text, lexicon).items() if score >= 0]


def telling(prepared: Prepared, sort: str, lexicon: Lexicon) -> Span:
    """The clause, on the original text, that speaks most for ``sort``."""
    table, at = wording_of(lexicon), 1 + SORTS.index(sort)
    weights = []
    for clause in prepared.clauses:
        found = pieces_of(plain(prepared.text[clause.start : clause.end]))
        weights.append(sum(table.pieces[one][at] for one in found if one in table.pieces))
    best = prepared.clauses[weights.index(max(weights))]
    return prepared.span(best.start, best.end)
