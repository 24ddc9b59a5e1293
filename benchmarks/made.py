"""What the generator of messages makes: a text and every entity in it."""

from __future__ import annotations

from typing import Any, NamedTuple

KINDS = ("amounts", "dates", "durations", "phones", "links", "people", "accounts", "references", "signatures")


class Gold(NamedTuple):
    """One entity: ``text[start:end]`` and the fields of its record."""

    kind: str
    start: int
    end: int
    fields: dict[str, Any]


class Made(NamedTuple):
    """One message with everything in it."""

    family: str
    text: str
    received_at: str
    gold: tuple[Gold, ...]
    disguise: str = ""
