"""Find signatures: a name in brackets at either end of a message, or of a line of a forwarded one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.model import Signature
from triage.read.prepared import Prepared
from triage.read.unmask import chinese

BRACKETS = {"【": "】", "[": "]", "〔": "〕", "〖": "〗", "(": ")", "「": "」", "『": "』", "《": "》", "<": ">"}
OPENERS = {closing: opening for opening, closing in BRACKETS.items()}
# Brackets that also set off other things sign only when a name is all that stands there.
STRONG = frozenset("【[〔〖")
NEVER_IN_NAMES = frozenset("。!?;\n").union(BRACKETS)
NEVER_IN_LATIN = frozenset("/\\@=")  # 【58.com】 signs, an address in brackets does not
MANY_DIGITS = 4  # in a weak bracket they are a number, not a name
LONGEST = 30
BLANKS = " \n"
# A bracket with nothing but these holds a date, a sum or a number.
DATA = frozenset("0123456789〇零一二三四五六七八九十年月日时分号期天元万%:.,-/~*x ")


class Words(NamedTuple):
    """The section ``signatures``: what may follow one at the end, what is none, how institutions are named."""

    unsubscribe: tuple[str, ...]
    never: tuple[str, ...]
    institutions: tuple[str, ...]


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words around signatures in ``lexicon``."""
    section = lexicon.section("signatures")
    return Words(tuple(section["unsubscribe"]), tuple(section["never"]), tuple(section["institutions"]))


def find_signatures(prepared: Prepared, lexicon: Lexicon) -> tuple[Signature, ...]:
    """The signatures in text order; a bracket in the middle of a line signs nothing."""
    text = prepared.text
    words = words_of(lexicon)
    found: list[Signature] = []
    line_start = 0
    while line_start <= len(text):
        line_end = text.find("\n", line_start)
        if line_end < 0:
            line_end = len(text)
        places = {*_leading(text, line_start, line_end, words), *_trailing(text, line_start, line_end, words)}
        for start, end in sorted(places):
            raw, span = prepared.slice(start, end)
            found.append(Signature(raw, span, prepared.shown(start + 1, end - 1).strip()))
        line_start = line_end + 1
    return tuple(found)


def _leading(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    """Bracketed names one after another at the start of a line."""
    found: list[tuple[int, int]] = []
    at = start
    while True:
        while at < end and text[at] in BLANKS:
            at += 1
        closing = BRACKETS.get(text[at]) if at < end else None
        close = text.find(closing, at + 1, min(end, at + LONGEST + 2)) if closing else -1
        if close < 0 or not _names(text, at, close, words):
            return found
        if text[at] not in STRONG and not (_set_off(text, close + 1, end) or _heads(text, at, close, words)):
            return found
        found.append((at, close + 1))
        at = close + 1


def _trailing(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    """Bracketed names one after another at the end of a line, with 回T退订 and marks after them left out."""
    found: list[tuple[int, int]] = []
    at = _before_unsubscribe(text, start, end, words)
    while True:
        while at > start and text[at - 1] in BLANKS:
            at -= 1
        opening = OPENERS.get(text[at - 1]) if at > start else None
        open_at = text.rfind(opening, max(start, at - LONGEST - 2), at - 1) if opening else -1
        if open_at < 0 or not _names(text, open_at, at - 1, words):
            return found
        if text[open_at] not in STRONG and open_at > start and text[open_at - 1] not in "。!?. ;~…":
            return found
        found.append((open_at, at))
        at = open_at


def _before_unsubscribe(text: str, start: int, end: int, words: Words) -> int:
    """Where the line ends when a way to unsubscribe and closing marks are left out."""
    at = end
    while at > start and text[at - 1] in BLANKS + "。.!;,":
        at -= 1
    tail = max(start, at - LONGEST)
    last = text[tail:at]
    tail += max([last.rfind(closing) for closing in OPENERS if closing in last], default=-1) + 1
    rest = text[tail:at].strip(" ,。.!;:()[]")
    if not rest or (len(rest) <= 16 and any(word in rest for word in words.unsubscribe)):
        return tail if rest else at
    return at


def _heads(text: str, opening: int, closing: int, words: Words) -> bool:
    """Whether a weak bracket at the very start holds the name of an institution: （青竹银行）您好."""
    return not text[:opening].strip() and text[opening + 1 : closing].strip().endswith(words.institutions)


def _set_off(text: str, at: int, end: int) -> bool:
    """Nothing, or not a word of the same sentence, follows a weak bracket."""
    return at >= end or text[at] in " \n:,。" or text[at] in BRACKETS


def _names(text: str, opening: int, closing: int, words: Words) -> bool:
    """What stands inside is a name: Chinese or in 【】, no number of a case, no digits alone, no sentence."""
    name = text[opening + 1 : closing].strip()
    if not name or not NEVER_IN_NAMES.isdisjoint(name):
        return False
    if name in words.never or DATA.issuperset(name):
        return False
    named = any(chinese(char) for char in name)
    if text[opening] not in STRONG and sum(char.isdigit() for char in name) >= MANY_DIGITS:
        return False
    if text[opening] in "【〖〔":
        return named or (any(char.isalnum() for char in name) and NEVER_IN_LATIN.isdisjoint(name))
    return named
