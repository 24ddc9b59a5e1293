"""The compiled data, of which a part is parsed only when it is asked for, and data laid over other data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


class Parts(Mapping[str, Any]):
    """A mapping over pieces of one JSON text.

    ``spans`` gives for each key the bounds of its value in ``text`` (bytes, counted from ``base``), or for a group of
    parts a mapping of the same form.
    """

    __slots__ = ("_base", "_made", "_spans", "_text")

    def __init__(self, text: bytes, spans: Mapping[str, Any], base: int) -> None:
        self._text = text
        self._spans = spans
        self._base = base
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        made = self._made
        if key not in made:
            span = self._spans[key]
            if isinstance(span, Mapping):
                made[key] = Parts(self._text, span, self._base)
            else:
                made[key] = json.loads(self._text[self._base + span[0] : self._base + span[1]])
        return made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


class Layered(Mapping[str, Any]):
    """``under`` with the values of ``over`` in place of its own or added after them."""

    __slots__ = ("_over", "_under")

    def __init__(self, over: Mapping[str, Any], under: Mapping[str, Any]) -> None:
        self._over = over
        self._under = under

    def __getitem__(self, key: str) -> Any:
        return self._over[key] if key in self._over else self._under[key]

    def __iter__(self) -> Iterator[str]:
        yield from self._under
        yield from (key for key in self._over if key not in self._under)

    def __len__(self) -> int:
        return sum(1 for _ in self)
