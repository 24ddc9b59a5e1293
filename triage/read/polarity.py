"""Whether a cue is asserted, negated, conditional or quoted, by the words around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.model import Span
from triage.read.prepared import Prepared

# No scope reaches further than this many characters, however long its clause, sentence or story is.
CLAUSE_REACH = 48
SENTENCE_REACH = 160
STORY_REACH = 400
OPENING = {"“": "”", "「": "」", "『": "』", "‘": "’"}


class Scope(NamedTuple):
    """One entry of ``polarity.yaml``."""

    polarity: str
    reach: str
    until: tuple[str, ...]


class Words(NamedTuple):
    """``polarity.yaml``. ``numbers``: by word the scopes it opens, -1 for an exception."""

    scopes: tuple[Scope, ...]
    denials: frozenset[int]
    all: frozenset[str]
    numbers: dict[str, list[int]]
    quoting: tuple[str, ...]
    own: frozenset[str]


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The polarity words of ``lexicon``."""
    section = lexicon.section("polarity")
    scopes = tuple(Scope(raw["polarity"], raw["reach"], tuple(raw.get("until", ()))) for raw in section["scopes"])
    denials = frozenset(number for number, scope in enumerate(scopes) if scope.polarity == "negated")
    numbers: dict[str, list[int]] = {}
    for number, raw in enumerate(section["scopes"]):
        for word in raw["words"]:
            numbers.setdefault(word, []).append(number)
    for word in section["exceptions"]:
        numbers.setdefault(word, []).append(-1)
    quoting, own = tuple(section["quoting"]), frozenset(section["own"])
    return Words(scopes, denials, frozenset(numbers), numbers, quoting, own)


class _Cover:
    """The stretches one scope covers, asked in logarithmic time."""

    def __init__(self, stretches: list[tuple[int, int, int]]) -> None:
        stretches.sort()
        self.begins = [begin for begin, _, _ in stretches]
        self.furthest = list(accumulate((stop for _, stop, _ in stretches), max))
        by_word = sorted((word, begin, stop) for begin, stop, word in stretches)
        self.by_word = by_word
        self.words = [word for word, _, _ in by_word]

    def covers(self, at: int) -> bool:
        last = bisect_right(self.begins, at) - 1
        return last >= 0 and self.furthest[last] > at

    def opens_between(self, start: int, end: int) -> bool:
        """A word that stands in ``start`` to ``end`` covers ``end``."""
        for word in range(bisect_left(self.words, start), bisect_left(self.words, end)):
            _, begin, stop = self.by_word[word]
            if begin <= end < stop:
                return True
        return False


class Polarity:
    """The polarity of places in one prepared text. ``ends``: the words that stand in it, each with where it ends."""

    def __init__(self, prepared: Prepared, ends: Mapping[str, list[int]], lexicon: Lexicon) -> None:
        self._prepared = prepared
        words = words_of(lexicon)
        self._own = words.own
        self._negators: set[int] = set()
        self._within: set[int] = set()
        quotes = list(self._quotes(words.quoting))
        self._covers = [("quoted", "sentence", _Cover(quotes))] if quotes else []
        occurrences = self._occurrences(words, ends)
        if occurrences:
            self._covers += self._scopes(words, occurrences)

    def _scopes(self, words: Words, occurrences: Iterable[tuple[int, int, int]]) -> Iterator[tuple[str, str, _Cover]]:
        self._clauses = [clause.start for clause in self._prepared.clauses]
        self._sentences = [sentence.start for sentence in self._prepared.sentences]
        stretches: dict[int, list[tuple[int, int, int]]] = {}
        for start, end, number in occurrences:
            if number in words.denials:
                self._within.update(range(start + 1, end))
            stretches.setdefault(number, []).append((*self._stretch(words.scopes[number], start, end), start))
        for number in sorted(stretches):
            scope = words.scopes[number]
            yield scope.polarity, scope.reach, _Cover(stretches[number])

    def of(self, cue: str, start: int, gaps: tuple[tuple[int, int], ...]) -> str:
        """The polarity of a cue that begins at ``start`` and has ``gaps`` between its words.

        A condition must cover the last of them too: 如有疑问请致电 asks for a call in earnest. A cue that begins inside
        a word of denial is denied (不[会扣款]) unless it begins with one itself (千万[别告诉家人]).
        """
        if not self._covers:
            return "asserted"
        if start in self._within and start not in self._negators:
            return "negated"
        if cue in self._own:
            denied = any(reach == "next" and cover.covers(start) for _, reach, cover in self._covers)
            return "negated" if denied else "asserted"
        last = gaps[-1][1] if gaps else start
        for polarity, reach, cover in self._covers:
            if cover.covers(start) and (polarity != "conditional" or cover.covers(last)):
                return polarity
            if polarity == "negated" and reach == "clause":
                for begin, end in gaps:
                    if cover.opens_between(begin, end):
                        return polarity
        return "asserted"

    def _occurrences(self, words: Words, ends: Mapping[str, list[int]]) -> list[tuple[int, int, int]]:
        """Words that stand in the text: none within a longer one, none that overlaps an exception."""
        found = [
            (end - len(word), end, number)
            for word in words.all.intersection(ends)
            for end in ends[word]
            for number in words.numbers[word]
        ]
        if not found:
            return found
        found.sort(key=lambda one: (one[0], -one[1], one[2]))
        self._negators.update(start for start, _, number in found if number in words.denials)
        exceptions = [(start, end) for start, end, number in found if number < 0]
        begins = [start for start, _ in exceptions]
        furthest = list(accumulate((end for _, end in exceptions), max))
        reached = 0
        kept: list[tuple[int, int, int]] = []
        for start, end, number in found:
            inside, reached = end <= reached, max(reached, end)
            if inside or number < 0:
                continue
            last = bisect_left(begins, end) - 1
            if last < 0 or furthest[last] <= start:
                kept.append((start, end, number))
        return kept

    def _stretch(self, scope: Scope, start: int, end: int) -> tuple[int, int]:
        if scope.reach == "next":
            return end, end + 1
        if scope.reach == "back_clause":
            return max(self._clause(start).start, start - CLAUSE_REACH), start
        if scope.reach == "back_two":
            return max(self._clause(start, back=1).start, start - 2 * CLAUSE_REACH), start
        if scope.reach == "back_sentence":
            return max(self._sentence(start).start, start - SENTENCE_REACH), start
        text = self._prepared.text
        if scope.reach == "clause":
            stop = min(self._clause(start).end, end + CLAUSE_REACH)
            places = (text.find(word, end, stop) for word in scope.until)
            return end, min((place for place in places if place >= 0), default=stop)
        if scope.reach == "story":
            line = text.find("\n", end)
            stop = min(line if line >= 0 else len(text), end + STORY_REACH)
        else:
            stop = min(self._sentence(start).end, end + SENTENCE_REACH)
        number = bisect_right(self._clauses, start)
        while number < len(self._clauses) and self._clauses[number] < stop:
            if text.startswith(scope.until, self._clauses[number]):
                return end, self._clauses[number]
            number += 1
        return end, stop

    def _clause(self, at: int, back: int = 0) -> Span:
        """The clause around ``at``, or the one before it in the same sentence."""
        clauses = self._prepared.clauses
        number = bisect_right(self._clauses, at) - 1
        earlier = max(number - back, 0)
        if back and clauses[earlier].start < self._sentence(at).start:
            earlier = number
        return clauses[earlier]

    def _sentence(self, at: int) -> Span:
        return self._prepared.sentences[bisect_right(self._sentences, at) - 1]

    def _quotes(self, quoting: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
        text = self._prepared.text
        for opening, closing in OPENING.items():
            at = text.find(opening)
            while at >= 0:
                end = text.find(closing, at, at + CLAUSE_REACH)
                if end > 0 and text[max(0, at - 4) : at].endswith(quoting):
                    yield at + 1, end, at
                at = text.find(opening, at + 1)
