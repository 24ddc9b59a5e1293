"""Names as they are looked up: folded like the text they stand in."""

from __future__ import annotations

from triage.catalog.catalog import Lexicon
from triage.read.folding import MARK, folding_of
from triage.read.prepare import prepare


def plain(name: str, lexicon: Lexicon) -> str:
    """A short piece of the message, prepared."""
    folded = name.translate(folding_of(lexicon))
    return prepare(name, lexicon).text if MARK in folded else folded
