"""From what a message says to how it compares with the register: whom it speaks for, and one check for each value."""

from __future__ import annotations

from datetime import date

from triage.catalog.catalog import Catalog
from triage.model import Check, Claimed, Message, Reading
from triage.read.prepare import prepare
from triage.verify.claims import check_signatures, find_claims, mentions, signed
from triage.verify.links import check_links
from triage.verify.numbers import check_phones, check_sender
from triage.verify.speaker import speaker_of
from triage.verify.words import words_of

__all__ = ["verify"]


def verify(
    message: Message,
    reading: Reading,
    catalog: Catalog,
    as_of: date,
) -> tuple[tuple[Claimed, ...], tuple[Check, ...]]:
    """Whom ``message`` speaks for, and the checks: sender, signatures, numbers and links in text order.

    Records count as they stand on the day ``as_of``. Never raises on any text. A match is weak evidence; nothing here
    says that a message is genuine, and nothing of the message becomes a contact.
    """
    lexicon = catalog.lexicon
    prepared = prepare(message.text, lexicon)
    signatures = signed(reading, catalog)
    named = mentions(prepared, reading, catalog)
    claimed = find_claims(message, reading, prepared, signatures, named, catalog)
    court = any(word in prepared.text for word in words_of(lexicon).court)
    speaker = speaker_of(claimed, (one.org for one in named), court, catalog, as_of)
    checks = (
        *check_sender(message, reading, speaker, catalog),
        *check_signatures(signatures, named, catalog),
        *check_phones(reading, speaker, catalog),
        *check_links(reading, speaker, catalog),
    )
    return claimed, checks
