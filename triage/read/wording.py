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
SHIFT = 0x6000  # numbers below and above zero become characters of the table with it
FIRST_CHINESE = "\u4e00"
ENOUGH = 12  # known Chinese pieces below which a text is too short, or too foreign, to be compared


class Wording(NamedTuple):
    """``pieces``: for each character or pair the square of how rare it is, and what it adds to the score of each of
    ``SORTS`` (before that is divided by the length of all), each with ``SHIFT`` added; ``starts``: the score of a text
    without any piece; ``bars`` and ``high_bars``: from which on a text is like, and much like, the sort; ``floors`` and
    ``low_floors``: below which few messages of the sort lie, and hardly any.
    """

    pieces: Mapping[str, tuple[int, ...]]
    starts: tuple[int, ...]
    high_bars: tuple[int, ...]
    bars: tuple[int, ...]
    floors: tuple[int, ...]
    low_floors: tuple[int, ...]


@lru_cache(maxsize=4)
def wording_of(lexicon: Lexicon) -> Wording:
    """The table of ``lexicon``."""
    lines = [line for line in lexicon.table(TABLE).splitlines() if not line.startswith("#")]
    limits = [tuple(map(int, line.split(","))) for line in lines[:5]]
    # Numbers as characters: the quickest way to read many, and a start waits for it.
    rows = zip(*(map(ord, column) for column in lines[6:]), strict=True)
    return Wording(dict(zip(lines[5].split(BETWEEN), rows, strict=True)), *limits)


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
def likeness(text: str, lexicon: Lexicon) -> tuple[float, ...] | None:
    """The score of ``text`` (prepared) for each of ``SORTS``, in hundredths; None when there is too little to compare.

    Kept until the next text.
    """
    table = wording_of(lexicon)
    pieces = table.pieces.keys() & pieces_of(plain(text))
    if sum(map(FIRST_CHINESE.__le__, pieces)) < ENOUGH:
        return None
    square, *sums = map(sum, zip(*map(table.pieces.__getitem__, pieces), strict=True))
    shift = SHIFT * len(pieces)
    length = sqrt(square - shift)
    return tuple(start + (total - shift) / length for start, total in zip(table.starts, sums, strict=True))


def alike(prepared: Prepared, lexicon: Lexicon) -> list[str]:
    """The ``SORTS`` that a text is like, ``much/`` those that it is much like, ``not/`` those that it is unlike."""
    scores = likeness(prepared.text, lexicon)
    if scores is None:
        return []
    table, found = wording_of(lexicon), []
    for sort, score, much, bar, floor in zip(SORTS, scores, table.high_bars, table.bars, table.floors, strict=True):
        if score >= bar:
            found.append(sort)
            if score >= much:
                found.append(f"much/{sort}")
        elif score < floor:
            found.append(f"not/{sort}")
    return found


def hardly_like(prepared: Prepared, sort: str, lexicon: Lexicon) -> bool:
    """Whether a text is worded as hardly any message of ``sort`` is."""
    scores, at = likeness(prepared.text, lexicon), SORTS.index(sort)
    return scores is not None and scores[at] < wording_of(lexicon).low_floors[at]


def telling(prepared: Prepared, sort: str, lexicon: Lexicon) -> Span:
    """The clause, on the original text, that speaks most for ``sort``."""
    table, at = wording_of(lexicon), 1 + SORTS.index(sort)
    weights = []
    for clause in prepared.clauses:
        found = pieces_of(plain(prepared.text[clause.start : clause.end]))
        weights.append(sum(table.pieces[one][at] - SHIFT for one in found if one in table.pieces))
    best = prepared.clauses[weights.index(max(weights))]
    return prepared.span(best.start, best.end)
