"""Addresses in a text: where somebody lives or works, down to a street or a village."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from triage.catalog import Lexicon
from triage.read.people import is_han
from triage.read.word_index import longest_first

FARTHEST = 30  # characters of an address before its number
NUMBER = "0-9一二三四五六七八九十百零〇甲乙丙丁a-z之附东南西北-"


class Words:
    """The section ``addresses`` of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("addresses")
        ways, houses = longest_first(raw["ways"]), longest_first(raw["houses"])
        regions, small = longest_first(raw["regions"]), longest_first(raw["small"])
        self.regions = regions
        self.leads = longest_first(raw["leads"])
        self.institutions = tuple(raw["institutions"])
        house = rf"[{NUMBER}]{{1,8}}(?:{'|'.join(houses)})"
        self.numbered = re.compile(
            rf"(?:{'|'.join(ways + regions)})(?:{house})++(?:[{NUMBER}]{{2,6}}(?![0-9元年月天]))?"
        )
        streets = "|".join(longest_first(raw["streets"]))
        region = rf"(?:{'|'.join(regions)})[\u4e00-\u9fff]{{1,6}}?"
        self.street = re.compile(rf"{region}{region}(?:{streets})")
        self.small = re.compile(rf"(?:{'|'.join(regions)})(?:[\u4e00-\u9fff]{{1,5}}?(?:{'|'.join(small)}))++")


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


def addresses(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The bounds of every address in ``text`` (folded)."""
    words = words_of(lexicon)
    for pattern in (words.numbered, words.small, words.street):
        for match in pattern.finditer(text):
            if not text.startswith(words.institutions, match.end()):
                yield beginning(text, match.start(), words), match.end()


def beginning(text: str, at: int, words: Words) -> int:
    """Where an address begins whose first sure word stands at ``at``: behind a word that leads up to it, or where the
    Chinese characters begin."""
    start = at
    while start > 0 and at - start < FARTHEST and (is_han(text[start - 1]) or text[start - 1].isdigit()):
        if text.endswith(words.leads, 0, start) and start < at:
            break
        start -= 1
    return start
