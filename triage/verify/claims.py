"""Whom a message speaks for: its signature first, then names in the text, then an official link or sender.

A bank named only as the card to pay with, and a public body only quoted or named to complain to, are not whom it speaks
for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from triage.catalog.catalog import Catalog
from triage.catalog.register import OWN_RECORD, register_of
from triage.model import Check, Claimed, Evidence, Message, Reading, Signature, Span
from triage.read.prepared import Prepared
from triage.verify.names import Named, resolve_name, role_of
from triage.verify.plain import plain
from triage.verify.speaker import related
from triage.verify.words import Words, words_of

BEFORE, AFTER, TITLE = 10, 8, 16
CLAUSE_MARKS = "，。；！？、,;!?\n"
SPEAKING = ("lender", "platform", "authority", "carrier")
LENDING = ("lender", "platform")
PAYMENT = "payment"


class Mention(NamedTuple):
    """A name of the register in the text. ``how``: own (the speaker), loan, bare, or other (not the speaker)."""

    org: str
    raw: str
    span: Span
    how: str
    self_named: bool


class Signed(NamedTuple):
    """A signature with what the register knows about its name."""

    signature: Signature
    named: Named


def signed(reading: Reading, catalog: Catalog) -> tuple[Signed, ...]:
    """Each different signature once."""
    first: dict[str, Signature] = {}
    for one in reading.signatures:
        first.setdefault(plain(one.name, catalog.lexicon), one)
    return tuple(Signed(one, resolve_name(catalog, name)) for name, one in first.items())


def mentions(prepared: Prepared, reading: Reading, catalog: Catalog) -> tuple[Mention, ...]:
    """The names of the register in the text, outside signatures and links, in text order."""
    words = words_of(catalog.lexicon)
    taken = sorted([*(one.span for one in reading.signatures), *(one.span for one in reading.links)])
    starts = [one.start for one in taken]
    found = []
    for start, end, org in register_of(catalog).names_in(prepared.text):
        raw, span = prepared.slice(start, end)
        before_it = bisect_left(starts, span.end)
        if not before_it or taken[before_it - 1].end <= span.start:
            before, after = around(prepared.text, start, end)
            raw_org = catalog.section("senders")["orgs"][org]
            how = how_named(before, after, raw_org["role"], raw_org["category"], words)
            found.append(Mention(org, raw, span, how, before.endswith(words.self_before)))
    return tuple(found)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its clause, cut to what matters."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    cut = max(before.rfind(mark) for mark in CLAUSE_MARKS)
    stops = [at for at in (after.find(mark) for mark in CLAUSE_MARKS) if at >= 0]
    return before[cut + 1 :], after[: min(stops, default=AFTER)].lstrip("」”\"'》")


def how_named(before: str, after: str, role: str, category: str, words: Words) -> str:
    """How a name is used: own, loan, bare or other.

    A public body is the speaker only when it says so. A payment company is one way to pay unless a loan with it is
    named (「您的花呗账单」), and others outside lending are no speakers by a bare name.
    """
    if before.endswith(words.own_before):
        return "own"
    if any_in(words.other_before, before):
        return "other"
    if after.startswith(words.own_after):
        return "own"
    if role == "authority" or after.startswith(words.other_after):
        return "other"
    opened = before.rstrip("「“\"'《").endswith(words.loan_before)
    closed = after.startswith(words.loan_after)
    if category == PAYMENT:
        return "loan" if opened and closed else "other"
    return "loan" if opened or closed else "bare" if role in SPEAKING else "other"


def any_in(words: Iterable[str], text: str) -> bool:
    """Whether any of ``words`` stands in ``text``."""
    return any(word in text for word in words)


# --- from names to claims --------------------------------------------------------------------------------------------


def find_claims(
    message: Message, reading: Reading, prepared: Prepared, signatures: tuple[Signed, ...],
    named: tuple[Mention, ...], catalog: Catalog,
) -> tuple[Claimed, ...]:  # fmt: skip
    """Whom the message speaks for, the strongest evidence first, each organisation once."""
    words = words_of(catalog.lexicon)
    found = [claim for one in signatures for claim in of_signature(one, catalog)]
    if not any(one.named.reason == "known_name" for one in signatures):
        unsigned = all(one.named.reason == "generic" for one in signatures)
        found += of_body(named, catalog, bare=unsigned)
        if not found:
            found += of_authority(prepared, words)
    if not found or all(one.role == "authority" and one.org is None for one in found):
        found += of_records(message, reading, catalog, bodies_only=bool(found))
    unique: dict[tuple[str | None, str], Claimed] = {}
    for claim in found:
        unique.setdefault((claim.org, "" if claim.org else claim.name), claim)
    return tuple(unique.values())


def of_signature(one: Signed, catalog: Catalog) -> Iterator[Claimed]:
    """The claims of one signature: the organisations whose name it uses, else the bare name; none for a generic one."""
    at = Evidence("text", *one.signature.span)
    name, (reason, orgs, used) = one.signature.name, one.named
    for id in used:
        yield Claimed(id, name, "signature", catalog.org(id).role, at)
    if not used and reason != "generic":
        role = catalog.org(orgs[0]).role if orgs else role_of(name, catalog.lexicon)
        yield Claimed(None, name, "signature", role, at)


def of_body(named: tuple[Mention, ...], catalog: Catalog, *, bare: bool) -> Iterator[Claimed]:
    """The speakers named in the text: who names itself, else whose loan it is, else (``bare``) the only one named."""
    for how in ("own", "loan"):
        chosen = [one for one in named if one.how == how]
        if chosen:
            break
    else:
        chosen = [one for one in named if bare and one.how == "bare"]
        if len({one.span for one in chosen} | {Span(0, 0)}) > 2 and len({one.org for one in chosen}) > 1:
            return
    for one in chosen:
        yield Claimed(one.org, one.raw, "body", catalog.org(one.org).role, Evidence("text", *one.span))


def of_authority(prepared: Prepared, words: Words) -> Iterator[Claimed]:
    """A public body not on record that names itself: 「我是某市公安局民警」「某市人民法院：您好」.

    A mediator invited by a court is no court.
    """
    text = prepared.text
    roles = dict(words.roles)
    starts = [0] if ":" in text[:TITLE] else []
    for opening in words.introductions:
        at = text.find(opening)
        if at >= 0:
            starts.append(at + len(opening))
    for start in sorted(starts):
        piece = text[start : start + TITLE]
        if start == 0:
            piece = piece[: piece.find(":")]
        stops = [at for at in (piece.find(mark) for mark in CLAUSE_MARKS) if at >= 0]
        piece = piece[: min(stops, default=TITLE)]
        ends = [piece.find(part) + len(part) for part in roles["authority"] if part in piece]
        if ends:
            raw, span = prepared.slice(start, start + max(ends))
            role = "collector" if any_in(roles["collector"], piece) else "authority"
            yield Claimed(None, raw, "body", role, Evidence("text", *span))
            return


def of_records(message: Message, reading: Reading, catalog: Catalog, *, bodies_only: bool) -> Iterator[Claimed]:
    """Whom the well-sourced links and sender on record belong to, when nothing else says and they agree.

    ``bodies_only``: the message already speaks for some public body, so only another record of one may say which.
    """
    register = register_of(catalog)
    places = [(link.host, "link", Evidence("text", *link.span)) for link in reading.links]
    if reading.sender:
        places.append(
            (reading.sender.digits, "sender", Evidence("sender", 0, len(message.sender or reading.sender.raw)))
        )
    found: dict[str, Claimed] = {}
    for value, by, at in places:
        for contact in register.hosts(value) if by == "link" else register.numbers(value):
            org = catalog.org(contact.org)
            if contact.confidence != "low" and org.role in (("authority",) if bodies_only else SPEAKING):
                found.setdefault(org.id, Claimed(org.id, org.name.zh, by, org.role, at))
                break
    if len(found) == 1:
        yield from found.values()


# --- the checks of signatures ----------------------------------------------------------------------------------------


def check_signatures(signatures: tuple[Signed, ...], named: tuple[Mention, ...], catalog: Catalog) -> tuple[Check, ...]:
    """One check for each different signature, ``none`` without any, and ``several`` after them when they disagree."""
    if not signatures:
        return (Check("signature", "", Evidence("text", 0, 0), "unknown", None, "none"),)
    checks = [check_signature(one, named, catalog) for one in signatures]
    owners = {check.org or check.raw for check in checks}
    if len(owners) > 1:
        last = signatures[-1].signature
        at = Evidence("text", *last.span)
        checks.append(Check("signature", last.raw, at, "unknown", None, "several", (("value", last.name),)))
    return tuple(checks)


def check_signature(one: Signed, named: tuple[Mention, ...], catalog: Catalog) -> Check:
    """The check of one signature. It contradicts the text only when a lender there calls itself by another's name."""
    signature, reason, orgs = one.signature, one.named.reason, one.named.orgs
    org = orgs[0] if orgs else None
    status = "match" if reason == "known_name" else "unknown"
    slots = (("value", signature.name), *((("org", org),) if org else ()))
    if org and catalog.org(org).category == OWN_RECORD:
        slots += (("own", "yes"),)
    if reason == "known_name" and any(catalog.org(id).role in LENDING for id in orgs):
        for mention in named:
            if mention.self_named and contradicts(mention.org, orgs, catalog):
                status, reason = "mismatch", "contradicts_body"
                slots = (("value", signature.name), ("org", mention.org))
                break
    return Check("signature", signature.raw, Evidence("text", *signature.span), status, org, reason, slots)


def contradicts(other: str, orgs: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether ``other``, a lender that calls itself by name, has nothing to do with any of ``orgs``."""
    return catalog.org(other).role in LENDING and not any(id == other or related(catalog, id, other) for id in orgs)
