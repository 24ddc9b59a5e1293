"""Intervals for shares."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054


def wilson(hits: float, of: float, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of the share ``hits / of``, 95 % unless told; (0, 1) when there is nothing to count.

    ``hits`` and ``of`` may be fractions: an effective number of cases, where they do not all weigh the same.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return (middle - half) / whole if hits else 0.0, (middle + half) / whole if hits < of else 1.0
