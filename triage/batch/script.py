"""The script of a message: its text without what differs from one recipient to the next."""

from __future__ import annotations

from hashlib import sha256

from triage.model import Reading

# What stands for an entity of each family.
PLACEHOLDERS = {
    "links": "〔link〕",
    "references": "〔number〕",
    "accounts": "〔account〕",
    "phones": "〔phone〕",
    "people": "〔name〕",
    "dates": "〔date〕",
    "durations": "〔time〕",
    "amounts": "〔sum〕",
}
DIGITS = str.maketrans("0123456789０１２３４５６７８９", "0" * 20)
SHORT = 16


def script_of(text: str, reading: Reading) -> str:
    """``text`` with a placeholder for every entity, all other digits 0, and no white space.

    Names and numbers of persons are gone, as far as they were recognised.
    """
    spans = sorted(
        (one.span, placeholder) for family, placeholder in PLACEHOLDERS.items() for one in getattr(reading, family)
    )
    pieces: list[str] = []
    done = 0
    for (start, end), placeholder in spans:
        if start < done:  # a payee inside an account
            continue
        pieces += (text[done:start], placeholder)
        done = end
    pieces.append(text[done:])
    return "".join("".join(pieces).split()).translate(DIGITS)


def script_id(script: str) -> str:
    """A short name for a script: equal scripts, equal names."""
    return sha256(script.encode("utf-8", "replace")).hexdigest()[:SHORT]
