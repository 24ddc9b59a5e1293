"""Which stretches of the original text are already claimed by an entity."""

from __future__ import annotations

from collections.abc import Iterable

from triage.model import Span


class Taken:
    """Claimed spans of a text of ``length`` characters; asking costs the length of the span, however many there are.

    >>> taken = Taken(10, [Span(2, 4)])
    >>> taken.claim(Span(4, 6)), taken.claim(Span(5, 8))
    (True, False)
    """

    __slots__ = ("_claimed",)

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._claimed = claimed = bytearray(length)
        for start, end in spans:
            claimed[start:end] = b"\1" * (end - start)

    def free(self, span: Span) -> bool:
        """Whether nothing claimed overlaps ``span``."""
        return self._claimed.find(1, span.start, span.end) < 0

    def add(self, span: Span) -> None:
        """Claim ``span``, whatever overlaps it."""
        self._claimed[span.start : span.end] = b"\1" * (span.end - span.start)

    def claim(self, span: Span) -> bool:
        """Claim ``span`` if it is free; whether it was."""
        free = self.free(span)
        if free:
            self.add(span)
        return free
