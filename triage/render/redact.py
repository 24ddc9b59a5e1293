"""Masking of what identifies a person. Length is kept, and every copy in the text is masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from triage.model import Report

PERSONAL_ACCOUNTS = ("alipay", "wechat", "qq", "other")
PERSONAL_PHONES = ("mobile", "virtual_mobile", "overseas")


def nothing(text: str) -> str:
    """``text`` as it is: there is nothing to mask."""
    return text


def redactor(report: Report, everything: bool = False) -> Callable[[str], str]:
    """A function that masks, in any text, what ``report`` shows to be secret.

    Always: ID numbers and card numbers, which an answer never needs in full. With ``everything`` also names, the mobile
    numbers and accounts of persons, orders and cases, for an answer that is passed on.
    """
    secrets = dict.fromkeys(one for one in of(report, everything) if len(one) > 1)
    if not secrets:
        return nothing
    pairs = [(one, masked(one)) for one in sorted(secrets, key=len, reverse=True)]

    def mask(text: str) -> str:
        for secret, shown in pairs:
            text = text.replace(secret, shown)
        return text

    return mask


def of(report: Report, everything: bool) -> Iterator[str]:
    """The strings to mask, as the message writes them and as they were read."""
    reading = report.reading
    for reference in reading.references:
        if reference.kind == "id_number" or everything:
            yield from (reference.raw, reference.value)
    for account in reading.accounts:
        if account.kind == "bank_card" or (everything and account.kind in PERSONAL_ACCOUNTS):
            yield account.raw
        if everything and account.holder_name and account.holder != "institution":
            yield account.holder_name
    if not everything:
        return
    for person in reading.people:
        yield from (person.raw, person.name)
    for phone in reading.phones:
        if phone.kind in PERSONAL_PHONES:
            yield from (phone.raw, phone.digits)
    if reading.sender and reading.sender.kind in (*PERSONAL_PHONES, "email", "nickname"):
        yield from (reading.sender.raw, reading.sender.digits)
    if report.context.name:
        yield report.context.name


def masked(secret: str) -> str:
    """``secret`` with its middle starred: long numbers keep four characters at either end, names the first one.

    >>> masked("6217000000000000000"), masked("李强"), masked("13900000000")
    ('6217***********0000', '李*', '139****0000')
    """
    head, tail = (4, 4) if len(secret) > 12 else (3, 4) if len(secret) > 8 else (1, 0)
    middle = "".join("*" if one.isalnum() else one for one in secret[head : len(secret) - tail])
    return secret[:head] + middle + secret[len(secret) - tail :]
