"""Find cues: the words of the lexicon that say what a message wants, threatens or offers.

One pass over a text finds every literal of ``catalog/cue_table.py`` in it; only chains whose anchor stands there are
followed. No regular expressions: there is nothing to compile, and every step is linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from triage.catalog.catalog import Lexicon
from triage.model import Cue, Span
from triage.read.polarity import Polarity
from triage.read.prepared import Prepared
from triage.read.word_scan import scan_of, words_in

NEARBY = 8
# No chain leaves its sentence, so a long text is searched in stretches: in all of it at once nearly every chain would
# find its words somewhere. Below so many characters the words of a text are few enough.
STRETCH = 1000
PARTING = ("", "\n")
# One place where a chain holds: its end, its start, and the gaps (some empty) between its groups.
Gaps = tuple[tuple[int, int], ...]
Hit = tuple[int, int, Gaps]

Key = TypeVar("Key")
Value = TypeVar("Value")


class Chain(NamedTuple):
    """A chain to follow: its cue, its first group, its further steps, and the groups that must stand too."""

    cue: int
    first: int
    steps: tuple[tuple[int, bool, int], ...]
    gates: tuple[frozenset[str], ...]


class Limits(NamedTuple):
    """What a cue is and what narrows it: ``against``, chains whose hits cancel its own, and words beside it.

    ``any_of``: literals of which one stands wherever a chain of ``against`` holds.
    """

    id: str
    any_of: frozenset[str]
    against: tuple[Chain, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]


class Kept(dict[Key, Value]):
    """What is made of the table on first use and kept: a message touches little of it."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        made = self[key] = self._make(key)
        return made


class CueTable:
    """The compiled table. ``groups``: the literals of each; ``anchored``: the groups that a literal anchors chains in;
    ``hanging``: the chains of each such group; ``limits``: what narrows each cue.
    """

    def __init__(self, raw: dict[str, Any], words: Sequence[str]) -> None:
        self._cues: list[dict[str, Any]] = raw["cues"]
        self._groups: list[str] = raw["groups"].split("…")
        self._chains: list[str] = raw["chains"].split(";")
        self._hanging: list[str] = raw["hanging"].split(";")
        self._words = words
        self._anchors: list[str] = raw["anchors"].split(";")
        self.groups = Kept(self._group)
        self.chains = Kept(self._chain)
        self.anchored = Kept(self._anchored)
        self.hanging = Kept(self._hung)
        self.limits = Kept(self._limits)

    def _group(self, number: int) -> frozenset[str]:
        return frozenset(self._groups[number].split("|"))

    def _chain(self, number: int) -> Chain:
        cue, anchor, *numbers = map(int, self._chains[number].split())
        groups = numbers[2::3]
        steps = zip(numbers[3::3], map(bool, numbers[4::3]), groups[1:], strict=True)
        gates = sorted((self.groups[group] for group in groups if group != anchor), key=len)
        return Chain(cue, groups[0], tuple(steps), tuple(gates))

    def _limits(self, number: int) -> Limits:
        cue = self._cues[number]
        against = tuple(self.chains[chain] for chain in cue["not"])
        any_of = frozenset().union(*(chain.gates[0] for chain in against))
        return Limits(cue["id"], any_of, against, tuple(cue["after"]), tuple(cue["before"]))

    def _anchored(self, literal: str) -> tuple[int, ...]:
        return tuple(map(int, self._anchors[bisect_left(self._words, literal)].split()))

    def _hung(self, group: int) -> list[Chain]:
        return [self.chains[int(number)] for number in self._hanging[group].split()]


@lru_cache(maxsize=8)
def table_of(lexicon: Lexicon) -> CueTable:
    """The cue table of ``lexicon``."""
    return CueTable(lexicon.section("cues"), scan_of(lexicon).words)


def find_cues(prepared: Prepared, lexicon: Lexicon, apart: Iterable[Span] = ()) -> tuple[Cue, ...]:
    """Every cue in text order: one record for a cue and place, the longest where its hits overlap.

    ``apart``: stretches of the original in which nothing is a word (the name of a person, the number of a contract).
    """
    table = table_of(lexicon)
    ends = words_in(prepared.text, lexicon)
    if apart:
        ends = _outside(ends, [prepared.placed(span) for span in apart])
    if not ends:
        return ()
    bars = [clause.end for clause in prepared.clauses], [sentence.end for sentence in prepared.sentences]
    polarity = None
    slice = prepared.slice
    cues: list[Cue] = []
    for part in (ends,) if len(prepared.text) < 2 * STRETCH else _in_stretches(ends, prepared):
        search = _Search(prepared, part, table, bars)
        hits = search.hits()
        if not hits:
            continue
        polarity = polarity or Polarity(prepared, ends, lexicon).of
        for number, found in hits.items():
            limits = table.limits[number]
            if limits.against or limits.after or limits.before:
                found = search.counted(limits, found)
            id = limits.id
            for end, start, gaps in _longest(found) if len(found) > 1 else found:
                raw, span = slice(start, end)
                cues.append(Cue(id, raw, span, polarity(id, start, gaps)))
    if len(cues) > 1:
        cues.sort(key=attrgetter("span", "id"))
    return tuple(cues)


def _in_stretches(ends: Mapping[str, list[int]], prepared: Prepared) -> Iterator[dict[str, list[int]]]:
    """``ends`` in parts that each hold some whole sentences, ``STRETCH`` characters of them or little more.

    They part at marks that no word begins with: a chain may go on from a sentence to a word that begins where it ends.
    """
    stops: list[int] = []
    for sentence in prepared.sentences:
        far = sentence.end - (stops[-1] if stops else 0) >= STRETCH
        if far and prepared.text[sentence.end : sentence.end + 1] in PARTING:
            stops.append(sentence.end)
    parts: list[dict[str, list[int]]] = [{} for _ in range(len(stops) + 1)]
    for word, places in ends.items():
        for end in places:
            parts[bisect_right(stops, end - len(word))].setdefault(word, []).append(end)
    return filter(None, parts)


class _Search:
    """The places of groups and chains in one text. The order of what it returns says nothing; what it holds does.

    ``bars``: where the clauses of the text end, and its sentences.
    """

    def __init__(
        self, prepared: Prepared, ends: Mapping[str, list[int]], table: CueTable, bars: tuple[list[int], list[int]]
    ) -> None:
        self.text = prepared.text
        self.ends = ends
        self.table = table
        self.found = frozenset(ends)
        self._bars = bars
        self._places: dict[int, list[Hit]] = {}

    def hits(self) -> dict[int, list[Hit]]:
        """The hits of every cue, before anything narrows it."""
        found, absent, hanging = self.found, self.found.isdisjoint, self.table.hanging
        groups: set[int] = set().union(*map(self.table.anchored.__getitem__, found))
        hits: dict[int, list[Hit]] = {}
        for group in groups:
            for chain in hanging[group]:
                for gate in chain[3]:
                    if absent(gate):
                        break
                else:
                    made = self.of(chain)
                    if made:
                        cue = chain[0]
                        hits[cue] = hits[cue] + made if cue in hits else made
        return hits

    def of(self, chain: Chain) -> list[Hit]:
        """All places where the chain holds. A place is kept once for each end, with one beginning."""
        _, first, steps, _ = chain
        places = self._places
        made = places[first] if first in places else self.places(first)
        for reach, far, group in steps:
            made = self._joined(made, places[group] if group in places else self.places(group), reach, far)
            if not made:
                break
        return made

    def places(self, group: int) -> list[Hit]:
        """Where a literal of the group stands, by end, of equal ends the longest first."""
        places: list[Hit] = []
        for literal in self.table.groups[group] & self.found:
            length = len(literal)
            for end in self.ends[literal]:
                places.append((end, end - length, ()))
        if len(places) > 1:
            places.sort()
        self._places[group] = places
        return places

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

    def counted(self, limits: Limits, found: list[Hit]) -> list[Hit]:
        """The hits that no ``not`` pattern overlaps and that stand after or before the words the cue asks for."""
        absent = self.found.isdisjoint
        if not absent(limits.any_of):
            against = [
                (start, end)
                for chain in limits.against
                if not any(map(absent, chain.gates))
                for end, start, _ in self.of(chain)
            ]
            if against:
                found = _apart(found, against)
        text = self.text
        if limits.after:
            found = [hit for hit in found if _any_in(limits.after, text[max(0, hit[1] - NEARBY) : hit[1]])]
        if limits.before:
            found = [hit for hit in found if _any_in(limits.before, text[hit[0] : hit[0] + NEARBY])]
        return found


def _apart(found: list[Hit], against: list[tuple[int, int]]) -> list[Hit]:
    """The hits that overlap none of the stretches ``against``."""
    against.sort()
    starts = [start for start, _ in against]
    furthest = list(accumulate((end for _, end in against), max))
    kept = []
    for hit in found:
        last = bisect_left(starts, hit[0]) - 1
        if last < 0 or furthest[last] <= hit[1]:
            kept.append(hit)
    return kept


def _outside(ends: Mapping[str, list[int]], apart: list[tuple[int, int]]) -> dict[str, list[int]]:
    """``ends`` without the words that overlap one of ``apart``."""
    stretches = sorted(apart)
    starts = [start for start, _ in stretches]
    furthest = list(accumulate((stop for _, stop in stretches), max))
    kept: dict[str, list[int]] = {}
    for word, places in ends.items():
        length = len(word)
        left = []
        for end in places:
            last = bisect_left(starts, end) - 1
            if last < 0 or furthest[last] <= end - length:
                left.append(end)
        if left:
            kept[word] = left
    return kept


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of every stretch of overlapping hits the longest one, the first of equals."""
    made: list[Hit] = []
    reached = -1
    for hit in sorted(hits, key=_by_start):
        end, start, _ = hit
        if start >= reached:
            made.append(hit)
        elif end - start > made[-1][0] - made[-1][1]:
            made[-1] = hit
        reached = max(reached, end)
    return made


def _by_start(hit: Hit) -> tuple[int, int, Gaps]:
    return hit[1], -hit[0], hit[2]
