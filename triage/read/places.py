"""Names of places: 坟头小区, 断头路, 棺材店. No threat and no insult stands in a name, however grim.

A name is what stands between a word that leads up to it (在, 到, 市 …), a mark or a figure, and what the place is
called (小区, 路, 店 …). Where the message speaks of a debt more is asked of it: a threat may name a place, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from triage.catalog.catalog import Lexicon
from triage.model import Cue, Span
from triage.read.people import is_han
from triage.read.prepared import Prepared
from triage.read.word_scan import words_in

LONGEST = 8  # characters of a name before what the place is called
SHORTEST = 2  # before a single one: 死路 is none


class Words:
    """The section ``places`` of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("places")
        self.kinds: frozenset[str] = frozenset(raw["kinds"])
        self.all: frozenset[str] = self.kinds.union(raw["shops"])
        self.leads: tuple[str, ...] = tuple(raw["leads"])
        self.never: frozenset[str] = frozenset(raw["never"])
        self.not_before: tuple[str, ...] = tuple(raw["not_before"])
        self.goes_on: tuple[str, ...] = tuple(raw["goes_on"])
        self.debt: frozenset[str] = frozenset(raw["debt"])
        self.grim: tuple[str, ...] = tuple(f"{one}." for one in raw["grim"])


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


def grim_places(cues: Iterable[Cue], prepared: Prepared, lexicon: Lexicon) -> list[Span]:
    """The names of places that threats or insults among ``cues`` were read in; nothing in them is a word."""
    grim = [one.span for one in cues if one.id.startswith(words_of(lexicon).grim)]
    if not grim:
        return []
    places = find_places(prepared, lexicon)
    return [one for one in places if any(one.start < span.end and span.start < one.end for span in grim)]


def find_places(prepared: Prepared, lexicon: Lexicon) -> list[Span]:
    """The own names of places in the text, on the original, without what the place is called (坟头 of 坟头小区)."""
    words, text = words_of(lexicon), prepared.text
    ends = words_in(text, lexicon)
    debt = not words.debt.isdisjoint(ends)
    found = []
    for word in words.all.intersection(ends):
        for end in ends[word]:
            behind = end - len(word)
            start, led = beginning(text, behind, words)
            long_enough = behind - start >= (SHORTEST if len(word) == 1 else 1)
            if long_enough and is_name(text, end, led and word in words.kinds, debt, words):
                found.append(prepared.span(start, behind))
    return sorted(found)


def beginning(text: str, end: int, words: Words) -> tuple[int, bool]:
    """Where the name that ends at ``end`` begins, ``end`` when there is none; and whether a word leads up to it."""
    for start in range(end - 1, max(end - LONGEST, 0) - 1, -1):
        if text[start] in words.never or not is_han(text[start]):
            break
        if text.endswith(words.leads, 0, start):
            return start, True
        if start == 0 or not is_han(text[start - 1]):
            return start, False
    return end, False


def is_name(text: str, end: int, led: bool, debt: bool, words: Words) -> bool:
    """Whether what ends at ``end`` is the name of a place for sure enough.

    In a message about a debt it goes on like an address, or a word leads up to it (``led``) and it is no shop.
    """
    if text.startswith(words.not_before, end):
        return False
    address = text.startswith(words.goes_on, end) or text[end : end + 1].isdecimal()
    return address or led or not debt
