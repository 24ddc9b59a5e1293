"""Undo what hides words: pinyin glosses, spaces and marks inside words, look-alike words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.draft import Draft, Edit
from triage.read.folding import TONED
from triage.read.word_scan import words_in

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzüɑɡ' -") | TONED
BETWEEN = " \n*.·_~^|/+`'-"
WIDEST = 3
LONGEST_GLOSS = 24


class Masks(NamedTuple):
    """The section ``hidden.yaml``, ready for use. ``words``: the plain words for each hidden form."""

    words: dict[str, tuple[str, ...]]
    hidden: frozenset[str]
    keep: tuple[str, ...]
    pairs: frozenset[str]


@lru_cache(maxsize=8)
def masks_of(lexicon: Lexicon) -> Masks:
    """The masks of ``lexicon``."""
    section = lexicon.section("hidden")
    words: dict[str, tuple[str, ...]] = {}
    for plain, many in section["words"].items():
        for hidden in many:
            words[hidden] = (*words.get(hidden, ()), plain)
    pairs = frozenset(word[at : at + 2] for word in section["broken"] for at in range(len(word) - 1))
    return Masks(words, frozenset(words), tuple(section["keep"]), pairs)


def hides(text: str, lexicon: Lexicon) -> bool:
    """Some hidden form occurs in ``text``."""
    return not masks_of(lexicon).hidden.isdisjoint(words_in(text, lexicon))


def unhidden(draft: Draft, lexicon: Lexicon) -> list[Edit]:
    """Edits that put the plain word where a whole hidden one stands."""
    text, masks, ends = draft.text, masks_of(lexicon), words_in(draft.text, lexicon)
    there = masks.hidden.intersection(ends)
    if not there:
        return []
    kept = [place for word in masks.keep for place in _places(text, word)]
    found: list[Edit] = []
    for hidden in there:
        for end in ends[hidden]:
            start = end - len(hidden)
            if _whole(text, start, end) and not any(start < stop and begin < end for begin, stop in kept):
                found += [Edit(start, end, plain) for plain in masks.words[hidden]]
    return _leftmost(found)


def _leftmost(found: list[Edit]) -> list[Edit]:
    made: list[Edit] = []
    for edit in sorted(found, key=lambda one: (one.start, -one.end, one.new)):
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    return made


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def _whole(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit runs on over either edge."""
    return not (_alnum(text[start]) and start and _alnum(text[start - 1])) and not (
        _alnum(text[end - 1]) and end < len(text) and _alnum(text[end])
    )


def _alnum(char: str) -> bool:
    return char.isascii() and char.isalnum()


def glosses(draft: Draft) -> list[Edit]:
    """Edits that take out pinyin in brackets with a tone mark after a Chinese character: 还(huán)款."""
    text = draft.text
    found: list[Edit] = []
    at = text.find("(")
    while at >= 0:
        end = text.find(")", at + 1, at + LONGEST_GLOSS + 2)
        inside = text[at + 1 : end] if end > 0 else ""
        after_chinese = at > 0 and (chinese(text[at - 1]) or bool(found and found[-1].end == at))
        if after_chinese and LETTERS.issuperset(inside) and not TONED.isdisjoint(inside):
            found.append(Edit(at, end + 1, ""))
        at = text.find("(", at + 1)
    return found


@lru_cache(maxsize=1)
def _between_words() -> re.Pattern[str]:
    return re.compile(rf"[^ -~][{re.escape(BETWEEN)}]{{1,{WIDEST}}}+[^ -~]")


@lru_cache(maxsize=1)
def _broken() -> re.Pattern[str]:
    # No lookaround for Chinese characters: a class with their range takes a millisecond to compile.
    return re.compile(rf"[{re.escape(BETWEEN)}]+")


def closed(text: str, masks: Masks) -> list[Edit]:
    """Edits that close up a word written apart: three or more single characters, or inside a known word (逾\\n期)."""
    if not _between_words().search(text):
        return []
    made: list[Edit] = []
    run: list[Edit] = []
    for match in _broken().finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text) or end - start > WIDEST:
            continue
        if not (chinese(text[start - 1]) and chinese(text[end])):
            continue
        known = text[start - 1] + text[end] in masks.pairs
        apart = match[0].isspace() and "\n\n" not in match[0] and _alone(text, start - 1) and _alone(text, end)
        if run and run[-1].end + 1 != start:
            made += run if len(run) > 1 else ()
            run = []
        if known:
            made += [*run, Edit(start, end, "")]
            run = []
        elif apart:
            run.append(Edit(start, end, ""))
    return made + (run if len(run) > 1 else [])


def _alone(text: str, at: int) -> bool:
    """No Chinese character, letter or digit touches the one at ``at``."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not (before.isalnum() or after.isalnum())


def chinese(char: str) -> bool:
    """``char`` is a Chinese character of the basic planes."""
    return "㐀" <= char <= "鿿"
