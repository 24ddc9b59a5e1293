"""Where clauses and sentences begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

from triage.model import Span

ENDS_SENTENCE = frozenset("。!?\n【】…")


@lru_cache(maxsize=1)
def _separator() -> re.Pattern[str]:
    return re.compile(r"[,.:;!?。…\n【】]")


def bounds(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The clauses and the sentences of a folded text: half-open, in order, blanks and separators left out.

    A comma, point or colon inside a number, a time or a link separates nothing, and neither does 、, for an
    enumeration is one thought.
    """
    clauses: list[Span] = []
    sentences: list[Span] = []
    begin = first = 0
    for match in _separator().finditer(text):
        at = match.start()
        mark = text[at]
        if mark in ",.:?" and _inside(text, at, mark):
            continue
        _add(clauses, text, begin, at)
        begin = at + 1
        if mark in ENDS_SENTENCE or mark == ".":
            if clauses and clauses[-1].start >= first:
                _add(sentences, text, first, at)
            first = at + 1
    _add(clauses, text, begin, len(text))
    if clauses and clauses[-1].start >= first:
        _add(sentences, text, first, len(text))
    return tuple(clauses), tuple(sentences)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _inside(text: str, at: int, mark: str) -> bool:
    """The mark at ``at`` belongs to a number, a time or a link."""
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if not (before.isascii() and after.isascii() and after.strip()):
        return False
    if mark == ",":
        group = text[at + 1 : at + 5]
        return before.isdigit() and group[:3].isdigit() and len(group) > 2 and not group[3:].isdigit()
    if mark == ":":
        return after == "/" or (before.isdigit() and after.isdigit())
    return before.isalnum() and (after.isalnum() or after in "/-_")
