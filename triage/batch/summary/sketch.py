"""How many different values there were, in bounded memory: only the least few of their hashes are kept.

Up to that many the count is exact. Beyond, the place of the greatest one kept tells how thick the hashes lie, which is
an estimate with a known error. It depends on the values alone: neither their order nor how they were cut matters.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple

BYTES = 6  # of a hash: two of a million values agree once in 500 dumps
SPACE = 1 << 8 * BYTES
Z95 = 1.959963984540054


def hashed(value: str) -> int:
    """The hash of ``value``, evenly spread below ``SPACE``; the same in every process."""
    return int.from_bytes(blake2b(value.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest())


class Count(NamedTuple):
    """How many different values, and the 95 % interval if that is an estimate; an exact count is its own interval."""

    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether all were counted."""
        return self.low == self.high


class Distinct:
    """The least hashes of all that were added: ``most`` to reckon with, and one that says that there are more."""

    __slots__ = ("_below", "_kept", "most")

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: set[int] = set()
        self._below = SPACE  # a hash from here on is not among the least

    def add(self, value: int) -> bool:
        """Add a hash; whether it was among the least and not there yet."""
        if value >= self._below or value in self._kept:
            return False
        self._kept.add(value)
        if len(self._kept) > 2 * self.most + 1:
            self._trim()
        return True

    def merge(self, values: Iterable[int]) -> list[int]:
        """Add the ``values`` of another; those that were new here."""
        return [value for value in values if self.add(value)]

    def values(self) -> list[int]:
        """The hashes kept, in order."""
        self._trim()
        return sorted(self._kept)

    def count(self) -> Count:
        """How many different values were added.

        >>> few = Distinct(100)
        >>> for at in range(60):
        ...     _ = few.add(hashed(str(at % 30)))
        >>> few.count()
        Count(count=30, low=30, high=30)
        """
        values = self.values()
        if len(values) <= self.most:
            return Count(len(values), len(values), len(values))
        estimate = (self.most - 1) * SPACE / (values[self.most - 1] + 1)
        error = Z95 / sqrt(self.most - 2)
        return Count(round(estimate), round(estimate / (1 + error)), round(estimate / (1 - error)))

    def _trim(self) -> None:
        if len(self._kept) > self.most + 1:
            self._kept = set(sorted(self._kept)[: self.most + 1])
            self._below = max(self._kept)


def packed(values: Iterable[int]) -> str:
    """Hashes as a text, for JSON."""
    return b64encode(b"".join(value.to_bytes(BYTES) for value in values)).decode("ascii")


def unpacked(text: str) -> Iterator[int]:
    """The hashes of ``packed``."""
    raw = b64decode(text)
    return (int.from_bytes(raw[at : at + BYTES]) for at in range(0, len(raw), BYTES))
