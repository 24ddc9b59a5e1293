"""A share of cases, with its 95 % interval."""

from __future__ import annotations

from typing import Any, NamedTuple

from triage.batch.intervals import wilson


class Share(NamedTuple):
    """``hits`` of ``of``."""

    hits: int = 0
    of: int = 0

    def plus(self, hit: bool) -> Share:
        """This share with one more case."""
        return Share(self.hits + hit, self.of + 1)

    def as_dict(self) -> dict[str, Any]:
        """Counts, the share and its 95 % Wilson interval; the share is None when there is nothing to count."""
        low, high = wilson(self.hits, self.of)
        share = round(self.hits / self.of, 4) if self.of else None
        return {"hits": self.hits, "of": self.of, "share": share, "low": round(low, 4), "high": round(high, 4)}


Shares = dict[str, Share]


def add(table: Shares, key: str, hit: bool) -> None:
    """Count one case under ``key``."""
    table[key] = table.get(key, Share()).plus(hit)
