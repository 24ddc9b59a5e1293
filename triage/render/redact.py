"""Masking in an answer of what identifies a person. Length is kept, and every copy in the text is masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from triage.model import Report, Span

if TYPE_CHECKING:
    from triage.catalog import Catalog

PERSONAL_PHONES = ("mobile", "virtual_mobile", "overseas", "landline")
SHORT = 5  # digits below which a number is masked only where it stands alone


def nothing(text: str) -> str:
    """``text`` as it is: there is nothing to mask."""
    return text


def redactor(report: Report, catalog: Catalog, everything: bool = False) -> Callable[[str], str]:
    """A function that masks, in any text, what ``report`` shows to be secret.

    Always: ID numbers and card numbers, which an answer never needs in full. With ``everything``, for an answer that is
    passed on, all that ``personal.secrets_in`` finds in the message, and the recipient's name and a person's number in
    the sender; amounts and lender stay.
    """
    shown = dict(numbers(report))
    if everything:
        shown |= dict(persons(report, catalog))
    shown = {secret: mask for secret, mask in shown.items() if len(secret) > 1 and secret != mask}
    if not shown:
        return nothing
    longest_first = sorted(shown, key=lambda secret: (-len(secret), secret))
    pattern = re.compile("|".join(map(whole, longest_first)))
    return lambda text: pattern.sub(lambda found: shown[found[0]], text)


def whole(secret: str) -> str:
    """A pattern for ``secret``; a few digits are no part of a longer number or sum."""
    pattern = re.escape(secret)
    return rf"(?<![0-9.]){pattern}(?![0-9.])" if secret.isdigit() and len(secret) < SHORT else pattern


def numbers(report: Report) -> Iterator[tuple[str, str]]:
    """ID numbers and card numbers, as the message writes them and as they were read."""
    for reference in report.reading.references:
        if reference.kind == "id_number":
            yield from ((one, masked(one)) for one in (reference.raw, reference.value))
    for account in report.reading.accounts:
        if account.kind == "bank_card" and account.holder != "own":
            yield account.raw, masked(account.raw)


def persons(report: Report, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Everything that identifies a person, with what is shown instead."""
    from triage.render.personal import NAME, Secret, masked_at, secrets_in

    reading, context, text = report.reading, report.context, report.message.text
    given = [context.name] if context.name else []
    for secret in secrets_in(text, catalog, names=given):
        raw = text[secret.span.start : secret.span.end]
        yield raw, masked_at(raw, [Secret(secret.kind, Span(0, len(raw)))])
    for phone in reading.phones:
        if phone.kind in PERSONAL_PHONES:
            yield phone.digits, stars(phone.digits)
    for reference in reading.references:
        yield reference.value, stars(reference.value)
    if reading.sender and reading.sender.kind in (*PERSONAL_PHONES, "email", "nickname"):
        for one in (reading.sender.raw, reading.sender.digits):
            yield one, stars(one)
    for name in (*given, *(person.name for person in reading.people)):
        yield name, masked_at(name, [Secret(NAME, Span(0, len(name)))])


def stars(secret: str) -> str:
    """``secret`` with every letter and digit starred."""
    return "".join("*" if sign.isalnum() else sign for sign in secret)


def masked(secret: str) -> str:
    """``secret`` with its middle starred: long numbers keep four characters at either end, names the first one.

    >>> masked("6217000000000000000"), masked("李强"), masked("13900000000")
    ('6217***********0000', '李*', '139****0000')
    """
    head, tail = (4, 4) if len(secret) > 12 else (3, 4) if len(secret) > 8 else (1, 0)
    return secret[:head] + stars(secret[head : len(secret) - tail]) + secret[len(secret) - tail :]
