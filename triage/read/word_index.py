"""The words of one reader among all those that ``word_scan`` finds in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from triage.catalog.catalog import Lexicon
from triage.read.word_scan import words_in

Value = TypeVar("Value")

# Where the words stand that the readers of people, accounts and references look for in a text.
SOUGHT = {
    "people": ("leads", "titles", "no_leads"),
    "accounts": ("bank_card", "alipay", "wechat", "qq", "holder", "own_cards"),
    "references": ("contract", "order", "other", "id_number", "card_tail", "card_names", "order_after"),
}


@lru_cache(maxsize=1)
def sought_words(text: str, lexicon: Lexicon) -> dict[str, list[int]]:
    """The words that those readers look for in ``text``, each with where it ends. Kept until the next text."""
    every = words_in(text, lexicon)
    return {word: every[word] for word in every.keys() & _sought(lexicon).keys()}


@lru_cache(maxsize=8)
def _sought(lexicon: Lexicon) -> dict[str, None]:
    """A mapping, for the views of two mappings are quick to intersect, and a view and a frozenset are not."""
    places = ((name, key) for name, keys in SOUGHT.items() for key in keys)
    return dict.fromkeys(word for name, key in places for word in _texts(lexicon.section(name)[key]))


def _texts(body: Any) -> Iterator[str]:
    for one in body.values() if isinstance(body, dict) else (body,):
        yield from one


class WordIndex(Generic[Value]):
    """Words, each with what it stands for.

    >>> WordIndex({"卡号": "bank_card", "卡": "card"}).find({"卡": [3, 6], "卡号": [4], "银行": [2]})
    [(2, 4, 'bank_card'), (5, 6, 'card')]
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, Value]) -> None:
        self._words = dict(words)

    def find(self, ends: Mapping[str, list[int]]) -> list[tuple[int, int, Value]]:
        """``(start, end, value)`` of every word, in order; the longest wins, none overlap.

        ``ends``: the words in a text, each with the offsets at which it ends.
        """
        words = self._words
        places = [(end - len(word), -end, word) for word in words.keys() & ends.keys() for end in ends[word]]
        places.sort()
        found: list[tuple[int, int, Value]] = []
        done = 0
        for start, minus, word in places:
            if start >= done:
                done = -minus
                found.append((start, done, words[word]))
        return found


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
