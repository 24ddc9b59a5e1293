"""What is quoted of a message: readable pieces of its own words, while the evidence itself stays exact."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import Span

SHORT_CLAUSE = 18  # characters: a clause up to here is quoted whole
SHORT_RUN = 30  # characters: so are neighbouring clauses up to here
TOUCHED = 3  # characters: less of a clause is no part of what was seen
WHOLE_WORDS = 4  # characters: a piece from here on may stand for itself
EDGES = "，。；：、！？,.;:!? \t\r\n　…~～-—（）()[]《》「」『』“”\"'*"
BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"), ("《", "》"), ("「", "」"), ("“", "”"))


def quotable(text: str, clauses: Sequence[Span], start: int, end: int, alone: bool = False) -> str:
    """The words to quote for the evidence ``text[start:end]``; ``clauses`` lie on ``text``, in order.

    The clauses it lies in when they are short, else what of it lies in the clause that holds most of it; a signature
    whole; no marks at the ends, no bracket left open. ``alone``: a piece of some length within one clause may stand for
    itself.

    >>> text = "不还钱，明天就去你学校，把你欠钱的事贴出去"
    >>> clauses = (Span(0, 3), Span(4, 11), Span(12, 21))
    >>> quotable(text, clauses, 9, 19), quotable(text, clauses, 12, 19, alone=True), quotable(text, clauses, 5, 19)
    ('把你欠钱的事贴出去', '把你欠钱的事贴', '明天就去你学校，把你欠钱的事贴出去')
    """
    if text.startswith("【", start):
        return text[start:end]
    shares = [(min(one.end, end) - max(one.start, start), one) for one in clauses]
    touched = [one for share, one in shares if share >= TOUCHED]
    _, main = max(shares, key=lambda share: share[0], default=(0, Span(start, end)))
    inside = start >= main.start and end <= main.end
    head, tail = max(start, main.start), min(end, main.end)
    if head >= tail:
        return trimmed(text[start:end])
    if alone and inside and end - start >= WHOLE_WORDS:
        return trimmed(text[head:tail])
    if len(touched) > 1 and touched[-1].end - touched[0].start <= SHORT_RUN:
        head, tail = touched[0].start, touched[-1].end
    elif main.end - main.start <= SHORT_CLAUSE:
        head, tail = main
    return trimmed(text[head:tail]) or text[start:end]


def trimmed(words: str) -> str:
    """``words`` without marks at the ends and without half a pair of brackets.

    >>> trimmed("转至6217（户名："), trimmed("张某）撤案，"), trimmed("【法务中心】")
    ('转至6217', '撤案', '法务中心')
    """
    words = words.strip(EDGES)
    if words.startswith("【") and words.endswith("】"):
        words = words[1:-1]
    for opening, closing in BRACKETS:
        if words.rfind(opening) > words.rfind(closing):
            words = words[: words.rfind(opening)] or words
        at = words.find(closing)
        if at >= 0 and opening not in words[:at]:
            words = words[at + 1 :] or words
    return words.strip(EDGES)
