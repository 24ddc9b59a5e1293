"""A text under preparation: edits are applied to it, and every character keeps its place on the original."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.model import Span


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``. One for one when the lengths agree, else all of it stands for all."""

    start: int
    end: int
    new: str


class Draft(NamedTuple):
    """``starts[i]`` and ``ends[i]`` are the original offsets of ``text[i]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The original span of ``text[start:end]`` (start < end)."""
        return Span(self.starts[start], self.ends[end - 1])

    def edited(self, edits: Sequence[Edit]) -> Draft:
        """The draft after ``edits``, which are in order and do not overlap."""
        if not edits:
            return self
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new in edits:
            text.append(self.text[done:start])
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            text.append(new)
            if len(new) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                whole = self.span(start, end)
                starts += [whole.start] * len(new)
                ends += [whole.end] * len(new)
            done = end
        text.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Draft("".join(text), starts, ends)


def draft_of(text: str) -> Draft:
    """The untouched draft of ``text``."""
    return Draft(text, range(len(text)), range(1, len(text) + 1))
