"""Where the words of a long list stand in a text: one pass, one look-up a character, however many words there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from triage.catalog.catalog import Lexicon

# So many steps are kept; then all are forgotten and found again as they are needed. A text of any kind stays cheap.
MOST_STEPS = 60_000


class State(dict[str, "State"]):
    """What was read last, as far as a word can begin with it, and where each next character leads.

    ``ending``: the words that end here.
    """

    __slots__ = ("_scan", "begun", "ending")

    def __init__(self, scan: WordScan, begun: str, ending: tuple[str, ...]) -> None:
        super().__init__()
        self._scan = scan
        self.begun = begun
        self.ending = ending

    def __missing__(self, char: str) -> State:
        return self._scan.step(self, char)


class WordScan:
    """Words, sorted, none empty. The steps between them are found as texts call for them.

    >>> WordScan(("还款", "逾期", "逾期还")).ends("已逾期还款")
    {'逾期': [3], '逾期还': [4], '还款': [5]}
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._states: dict[str, State] = {}
        self._steps = 0
        self._start = self._state("")

    def ends(self, text: str) -> dict[str, list[int]]:
        """The words that stand in ``text``, each with the offsets at which it ends, in order. See ``stands``."""
        found: dict[str, list[int]] = {}
        state = self._start
        for at, char in enumerate(text, 1):
            state = state[char]
            for word in state.ending:
                if word[0] <= "z" and not stands(word, text, at):
                    continue
                if word in found:
                    found[word].append(at)
                else:
                    found[word] = [at]
        return found

    def step(self, state: State, char: str) -> State:
        """Where ``char`` leads from ``state``: to its longest ending that some word begins with."""
        begun = state.begun + char
        while begun and not self._begins(begun):
            begun = begun[1:]
        if self._steps == MOST_STEPS:
            for one in self._states.values():
                one.clear()
            self._steps = 0
        self._steps += 1
        state[char] = there = self._states.get(begun) or self._state(begun)
        return there

    def _state(self, begun: str) -> State:
        endings = (begun[at:] for at in range(len(begun)))
        state = self._states[begun] = State(self, begun, tuple(word for word in endings if self._is_word(word)))
        return state

    def _begins(self, text: str) -> bool:
        at = bisect_left(self.words, text)
        return at < len(self.words) and self.words[at].startswith(text)

    def _is_word(self, text: str) -> bool:
        at = bisect_left(self.words, text)
        return at < len(self.words) and self.words[at] == text


def stands(word: str, text: str, end: int) -> bool:
    """A word that begins in ASCII stands by itself before ``end``: 110 not in 1,100, hr not in through.

    A Latin word begins where no letter is before it, and one of two letters ends where none is after it; a longer one
    may go on (loan, loans). A single figure may begin any number.
    """
    start = end - len(word)
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if word.isdigit():
        return len(word) == 1 or not (_goes_on(before[::-1]) or _goes_on(after))
    if not _latin(word[:1]):
        return True
    return not (_latin(before[-1:]) or (len(word) == 2 and _latin(word[1:]) and _latin(after[:1])))


def _goes_on(beside: str) -> bool:
    """Figures stand beside a number, perhaps behind a point or comma."""
    return beside[:1].isdigit() or (beside[:1] in (".", ",") and beside[1:].isdigit())


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


@lru_cache(maxsize=8)
def scan_of(lexicon: Lexicon) -> WordScan:
    """All the words of ``lexicon``: literals of cues and the words of the other sections."""
    return WordScan(lexicon.section("cues")["words"].split("…"))


@lru_cache(maxsize=1)
def words_in(text: str, lexicon: Lexicon) -> Mapping[str, list[int]]:
    """The words of ``lexicon`` in ``text``, each with where it ends. Kept until the next text: several readers ask."""
    return scan_of(lexicon).ends(text)
