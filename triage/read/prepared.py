"""The prepared text: what the readers read, with the way back to the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from triage.model import Note, Span


class Prepared(NamedTuple):
    """``text`` is ``raw`` folded (half-width, simplified, nothing invisible, hidden words restored).

    ``starts[i]`` and ``ends[i]`` are the original offsets of ``text[i]``; both None when nothing moved (the fast path:
    then offsets are equal, though characters may have been replaced one for one). ``clauses`` and ``sentences`` are
    half-open bounds on ``text``, in order, without gaps except separators.
    """

    raw: str
    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None
    clauses: tuple[Span, ...]
    sentences: tuple[Span, ...]
    notes: tuple[Note, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The original span of ``text[start:end]`` (start < end)."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])

    def placed(self, span: Span) -> tuple[int, int]:
        """Where on ``text`` an original span lies."""
        if self.starts is None or self.ends is None:
            return span.start, span.end
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def slice(self, start: int, end: int) -> tuple[str, Span]:
        """The original characters of ``text[start:end]`` and their span."""
        if self.starts is None:
            return self.raw[start:end], Span(start, end)
        span = self.span(start, end)
        return self.raw[span.start : span.end], span

    def shown(self, start: int, end: int) -> str:
        """The original characters of ``text[start:end]`` without what preparation took out between them."""
        if self.starts is None or self.ends is None:
            return self.raw[start:end]
        spans = dict.fromkeys(zip(self.starts[start:end], self.ends[start:end], strict=True))
        return "".join(self.raw[first:last] for first, last in spans)
