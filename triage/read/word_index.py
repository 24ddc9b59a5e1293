"""Words of a list found in a text without a regular expression: those cost up to milliseconds to compile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add
from typing import Generic, TypeVar

Value = TypeVar("Value")


@lru_cache(maxsize=1)
def heads_of(text: str) -> frozenset[str]:
    """The characters of ``text`` and all pairs of neighbours: what a word can begin with that stands in it."""
    return frozenset(map(add, text, text[1:])).union(text)


class WordIndex(Generic[Value]):
    """Words by how they begin, each with what it stands for.

    >>> WordIndex({"卡号": "bank_card", "卡": "card"}).find("银行卡号、卡")
    [(2, 4, 'bank_card'), (5, 6, 'card')]
    """

    __slots__ = ("_heads", "_words")

    def __init__(self, words: Mapping[str, Value]) -> None:
        by_head: dict[str, list[tuple[str, Value]]] = {}
        for word in longest_first(words):
            by_head.setdefault(word[:2], []).append((word, words[word]))
        self._heads = frozenset(by_head)
        self._words = {head: tuple(listed) for head, listed in by_head.items()}

    def find(self, text: str) -> list[tuple[int, int, Value]]:
        """``(start, end, value)`` of every word in ``text``, in order; the longest wins, none overlap."""
        places: list[tuple[int, int, Value]] = []
        for head in self._heads & heads_of(text):
            listed = self._words[head]
            at = text.find(head)
            while at >= 0:
                for word, value in listed:
                    if text.startswith(word, at):
                        places.append((at, at + len(word), value))
                        break
                at = text.find(head, at + 1)
        places.sort(key=_longest_of_a_start)
        found: list[tuple[int, int, Value]] = []
        done = 0
        for place in places:
            if place[0] >= done:
                found.append(place)
                done = place[1]
        return found


def _longest_of_a_start(place: tuple[int, int, object]) -> tuple[int, int]:
    return place[0], -place[1]


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words, long ones before their own beginnings."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def skipped(text: str, at: int, words: tuple[str, ...], times: int) -> int:
    """Where the text goes on after up to ``times`` of the words (longest first) that stand at ``at``."""
    for _ in range(times):
        if not text.startswith(words, at):
            break
        at += next(len(word) for word in words if text.startswith(word, at))
    return at
