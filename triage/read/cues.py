"""Find cues: the words of the lexicon that say what a message wants, threatens or offers.

One look at the characters and pairs of neighbours of a text tells which anchors of ``catalog/cue_table.py`` can stand
in it; only their chains are followed. No regular expressions: there is nothing to compile, and every step is linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from triage.catalog.catalog import Lexicon
from triage.model import Cue
from triage.read.polarity import Polarity
from triage.read.prepared import Prepared
from triage.read.word_index import heads_of

NEARBY = 8
# One place where a chain holds: its end, its start, and the gaps (some empty) between its groups.
Gaps = tuple[tuple[int, int], ...]
Hit = tuple[int, int, Gaps]
NOWHERE: list[Hit] = []

Key = TypeVar("Key")
Value = TypeVar("Value")


class Chain(NamedTuple):
    """A chain to follow: its cue, its first group, its further steps, and the heads of groups that must stand too."""

    cue: int
    first: int
    steps: tuple[tuple[int, bool, int], ...]
    gates: tuple[frozenset[str], ...]


class Group(NamedTuple):
    """The literals of a group, and the first two characters of each."""

    literals: tuple[str, ...]
    heads: frozenset[str]


class Against(NamedTuple):
    """Chains whose hits cancel those of a cue, and heads of which one stands wherever any of them holds."""

    heads: frozenset[str]
    chains: tuple[Chain, ...]


class Kept(dict[Key, Value]):
    """What is made of the table on first use and kept: a message touches little of it."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        made = self[key] = self._make(key)
        return made


class CueTable:
    """The compiled table.

    ``anchors``: by head the literals that begin with it and the chains that hang on each.
    """

    def __init__(self, raw: dict[str, Any]) -> None:
        self.cues: list[dict[str, Any]] = raw["cues"]
        self._groups: list[str] = raw["groups"].split("…")
        self._chains: list[str] = raw["chains"].split(";")
        self._anchors: dict[str, str] = dict(zip(raw["heads"].split("…"), raw["anchors"].split(";"), strict=True))
        self._hanging: list[str] = raw["hanging"].split(";")
        self.heads = frozenset(self._anchors)
        self.groups = Kept(self._group)
        self.chains = Kept(self._chain)
        self.anchors = Kept(self._literals)
        self.against = Kept(self._cancelling)

    def _group(self, number: int) -> Group:
        literals = tuple(self._groups[number].split("|"))
        return Group(literals, frozenset(literal[:2] for literal in literals))

    def _chain(self, number: int) -> Chain:
        cue, anchor, *numbers = map(int, self._chains[number].split())
        groups = numbers[2::3]
        steps = zip(numbers[3::3], map(bool, numbers[4::3]), groups[1:], strict=True)
        gates = sorted((self.groups[group].heads for group in groups if group != anchor), key=len)
        return Chain(cue, groups[0], tuple(steps), tuple(gates))

    def _cancelling(self, cue: int) -> Against:
        chains = tuple(self.chains[number] for number in self.cues[cue]["not"])
        return Against(frozenset().union(*(chain.gates[0] for chain in chains)), chains)

    def _literals(self, head: str) -> list[tuple[str, list[int]]]:
        chains: dict[str, list[int]] = {}
        for group in map(int, self._anchors[head].split()):
            hanging = [int(number) for number in self._hanging[group].split()]
            for literal in _shortest([one for one in self._groups[group].split("|") if one[:2] == head]):
                chains.setdefault(literal, []).extend(hanging)
        return list(chains.items())


@lru_cache(maxsize=8)
def table_of(lexicon: Lexicon) -> CueTable:
    """The cue table of ``lexicon``."""
    return CueTable(lexicon.section("cues"))


def find_cues(prepared: Prepared, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Every cue in text order: one record for a cue and place, the longest where its hits overlap."""
    text = prepared.text
    heads = heads_of(text)
    table = table_of(lexicon)
    search = _Search(prepared, heads, table)
    hits: dict[int, list[Hit]] = {}
    for chain in search.possible():
        found = search.hits(chain)
        if found:
            hits.setdefault(chain.cue, []).extend(found)
    if not hits:
        return ()
    polarity = Polarity(prepared, heads, lexicon)
    cues: list[Cue] = []
    for number, found in hits.items():
        cue = table.cues[number]
        for end, start, gaps in _longest(search.counted(number, found)):
            raw, span = prepared.slice(start, end)
            cues.append(Cue(cue["id"], raw, span, polarity.of(cue["id"], start, gaps)))
    cues.sort(key=attrgetter("span", "id"))
    return tuple(cues)


class _Search:
    """The places of groups and chains in one text. The order of what it returns says nothing; what it holds does."""

    def __init__(self, prepared: Prepared, heads: frozenset[str], table: CueTable) -> None:
        self.text = prepared.text
        self.heads = heads
        self.table = table
        self._bars = [clause.end for clause in prepared.clauses], [sentence.end for sentence in prepared.sentences]
        self._places: dict[int, list[Hit]] = {}

    def possible(self) -> Iterator[Chain]:
        """The chains whose anchor stands in the text."""
        text, table = self.text, self.table
        anchors = table.anchors
        numbers: set[int] = set()
        for head in table.heads & self.heads:
            for literal, hanging in anchors[head]:
                if literal in text:
                    numbers.update(hanging)
        return map(table.chains.__getitem__, numbers)

    def hits(self, chain: Chain) -> list[Hit]:
        """All places where the chain holds. A place is kept once for each end, with one beginning."""
        _, first, steps, gates = chain
        heads = self.heads
        for gate in gates:
            if gate.isdisjoint(heads):
                return NOWHERE
        places = self._places
        made = places[first] if first in places else self.places(first)
        for reach, far, group in steps:
            if not made:
                break
            made = self._joined(made, places[group] if group in places else self.places(group), reach, far)
        return made

    def places(self, group: int) -> list[Hit]:
        """Where a literal of the group stands, by end, of equal ends the longest first."""
        text = self.text
        found: list[Hit] = []
        for literal in self.table.groups[group].literals:
            if literal in text:
                at = text.find(literal)
                while at >= 0:
                    found.append((at + len(literal), at, ()))
                    at = text.find(literal, at + 1)
        if len(found) > 1:
            found.sort()
        self._places[group] = found
        return found

    def _joined(self, before: list[Hit], places: list[Hit], reach: int, far: int) -> list[Hit]:
        """Each of ``places`` with one of ``before`` in reach: the furthest in the clause, the nearest in a sentence."""
        bars = self._bars[far]
        made: list[Hit] = []
        if len(before) == 1:
            left, begin, gaps = before[0]
            for end, start, _ in places:
                if left <= start <= left + reach and bisect_left(bars, left) == bisect_left(bars, start):
                    made.append((end, begin, (*gaps, (left, start))))
            return made
        ends = [hit[0] for hit in before]
        for end, start, _ in places:
            last = bisect_right(ends, start) - 1
            if last < 0 or ends[last] + reach < start:
                continue
            bar = bisect_left(bars, start)
            low = max(start - reach, bars[bar - 1] + 1 if bar else 0)
            first = bisect_left(ends, low)
            if first > last:
                continue
            left, begin, gaps = before[bisect_left(ends, ends[last]) if far else first]
            made.append((end, begin, (*gaps, (left, start))))
        if len(made) > 1:
            made.sort()
        return made

    def counted(self, number: int, found: list[Hit]) -> list[Hit]:
        """The hits that no ``not`` pattern overlaps and that stand after or before the words the cue asks for."""
        heads, chains = self.table.against[number]
        if not heads.isdisjoint(self.heads):
            against = sorted((start, end) for chain in chains for end, start, _ in self.hits(chain))
            starts = [start for start, _ in against]
            furthest = list(accumulate((end for _, end in against), max))
            kept = []
            for hit in found:
                last = bisect_left(starts, hit[0]) - 1
                if last < 0 or furthest[last] <= hit[1]:
                    kept.append(hit)
            found = kept
        text, cue = self.text, self.table.cues[number]
        if cue["after"]:
            found = [hit for hit in found if _any_in(cue["after"], text[max(0, hit[1] - NEARBY) : hit[1]])]
        if cue["before"]:
            found = [hit for hit in found if _any_in(cue["before"], text[hit[0] : hit[0] + NEARBY])]
        return found


def _shortest(literals: list[str]) -> list[str]:
    """The literals that no other one of the list stands in: where any stands, one of these does."""
    return [one for one in literals if not any(other in one for other in literals if len(other) < len(one))]


def _any_in(words: list[str], text: str) -> bool:
    return any(word in text for word in words)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of every stretch of overlapping hits the longest one, the first of equals."""
    if len(hits) < 2:
        return hits
    made: list[Hit] = []
    reached = -1
    for hit in sorted(hits, key=lambda hit: (hit[1], -hit[0], hit[2])):
        end, start, _ = hit
        if start >= reached:
            made.append(hit)
        elif end - start > made[-1][0] - made[-1][1]:
            made[-1] = hit
        reached = max(reached, end)
    return made
