"""The records that pass between the rooms.

Immutable named tuples: they pickle, hash and compare. Money is ``Decimal`` yuan (or the named currency), dates are
civil dates in Asia/Shanghai, spans are half-open code-point offsets on the original text: ``text[start:end] == raw``.
The value lists (kinds, roles, axes) are those of the JSON report; see ``docs/architecture.md``.
"""

# Without ``annotations`` of ``__future__``: as texts they would each be compiled, a millisecond at every start.

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple

from triage.errors import InputError

SHANGHAI = timezone(timedelta(hours=8))

CHANNELS = ("sms", "imessage", "wechat", "qq", "app", "call", "paper")
RELATIONS = ("self", "family", "spouse", "guarantor", "contact", "colleague", "stranger")
CLAIMS = ("paid", "never_borrowed", "not_due", "not_sure")
# What a ledger may call the state of a loan, and what it comes to.
LOAN_STATES = {"open": "open", "overdue": "open", "closed": "closed", "settled": "closed", "paid": "paid"}
DEEDS = ("clicked", "called", "replied", "app", "screen", "code", "card", "id", "paid_here")


class Span(NamedTuple):
    """Half-open code-point offsets on the original text."""

    start: int
    end: int


class Evidence(NamedTuple):
    """Where something was seen: ``field`` is text, sender, received_at or context.NAME."""

    field: str
    start: int
    end: int


# --- what comes in ---------------------------------------------------------------------------------------------------


class Moment(NamedTuple):
    """A civil date and, where known, a clock time ``HH:MM[:SS]`` in Asia/Shanghai."""

    date: date
    time: str | None = None

    def iso(self) -> str:
        """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM[:SS]``."""
        return f"{self.date.isoformat()}T{self.time}" if self.time else self.date.isoformat()


def moment(value: str | date | datetime | Moment) -> Moment:
    """The moment that ``value`` names; an offset is converted to Asia/Shanghai.

    >>> moment("2026-11-20T21:58").iso()
    '2026-11-20T21:58'
    >>> moment("2026-11-20T13:58:00Z").iso()
    '2026-11-20T21:58:00'
    >>> moment("2026-11-20").time is None
    True

    Errors: ``InputError`` when there is no such date or time.
    """
    if isinstance(value, Moment):
        return value
    try:
        if isinstance(value, datetime):
            local = value.astimezone(SHANGHAI) if value.tzinfo else value
            return Moment(local.date(), local.strftime("%H:%M:%S"))
        if isinstance(value, date):
            return Moment(value)
        text = value.strip().replace(" ", "T", 1).replace("/", "-")
        if "T" not in text:
            return Moment(date.fromisoformat(text))
        stamp = datetime.fromisoformat(text)
        local = stamp.astimezone(SHANGHAI) if stamp.tzinfo else stamp
    except (ValueError, OverflowError):
        raise InputError(
            "not a date or time that exists",
            effect="the message was not assessed",
            hint="write YYYY-MM-DD or YYYY-MM-DDTHH:MM, for example 2026-11-20T21:58",
        ) from None
    seconds = text.count(":", 0, text.find("T") + 9) > 1
    return Moment(local.date(), local.strftime("%H:%M:%S" if seconds else "%H:%M"))


class Message(NamedTuple):
    """One message as received. ``received_at`` is local time in Asia/Shanghai, in any form that ``moment`` takes."""

    text: str
    sender: str | None = None
    channel: str = "sms"
    received_at: str | date | datetime | Moment | None = None
    id: str | None = None


class Loan(NamedTuple):
    """One line of the recipient's own ledger. ``status``: open, closed, paid.

    ``received``: what was really paid out; ``contract``: the day of the contract; ``instalment`` and ``terms``: what is
    repaid each month and how often, where it is the same every month (1: all at once). Sums in yuan.
    """

    lender: str
    due: date | None = None
    outstanding: Decimal | None = None
    status: str | None = None
    received: Decimal | None = None
    contract: date | None = None
    instalment: Decimal | None = None
    terms: int | None = None


class Context(NamedTuple):
    """What the recipient knows. All optional; absent means unknown; never stored."""

    name: str | None = None
    relation: str | None = None
    claim: str | None = None
    paid_on: date | None = None
    did: tuple[str, ...] = ()
    loans: tuple[Loan, ...] = ()


# --- what was read ---------------------------------------------------------------------------------------------------


class Amount(NamedTuple):
    """``bound``: exact about at_least at_most range (value is None for a range)."""

    raw: str
    span: Span
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = "CNY"
    bound: str = "exact"
    role: str = "other"


class Date(NamedTuple):
    """``start`` and ``end`` are inclusive civil dates; see the meanings of the JSON report."""

    raw: str
    span: Span
    start: date | None
    end: date | None
    time: str | None = None
    end_time: str | None = None
    relative: bool = False
    role: str = "unknown"


class Duration(NamedTuple):
    """Days and seconds; ``count`` for instalments; ``approx`` when months were counted as 30 days."""

    raw: str
    span: Span
    days: int | None
    seconds: int | None
    count: int | None = None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    approx: bool = False
    role: str = "other"


class Phone(NamedTuple):
    """A number in the body. ``digits`` without punctuation, ``*`` kept where masked."""

    raw: str
    span: Span
    digits: str
    kind: str
    extension: str | None = None


class Sender(NamedTuple):
    """The sender field. ``kind``: the phone kinds, or email, nickname."""

    raw: str
    digits: str
    kind: str


class Link(NamedTuple):
    """``traits``: short_link ip_host punycode mixed_script userinfo port app_package deep_link hidden bare …"""

    raw: str
    span: Span
    url: str
    host: str
    registrable: str | None
    traits: tuple[str, ...] = ()


class Person(NamedTuple):
    """``raw`` without 尊敬的. Roles: addressee debtor contact staff payee official unknown."""

    raw: str
    span: Span
    name: str
    title: str | None = None
    role: str = "unknown"


class Account(NamedTuple):
    """A place money or contact goes. kind: bank_card alipay wechat qq other; holder: institution person own unknown."""

    raw: str
    span: Span
    kind: str
    holder: str = "unknown"
    holder_name: str | None = None


class Reference(NamedTuple):
    """kind: case_number contract order card_tail id_number other."""

    raw: str
    span: Span
    kind: str
    value: str


class Signature(NamedTuple):
    """A bracketed name at either end of a message; ``name`` without brackets."""

    raw: str
    span: Span
    name: str


class Cue(NamedTuple):
    """A lexicon entry found. polarity: asserted negated conditional quoted."""

    id: str
    raw: str
    span: Span
    polarity: str = "asserted"


class Note(NamedTuple):
    """A difficulty in reading: what, where, and (rarely) a word of detail."""

    code: str
    span: Span | None = None


class ReferenceTime(NamedTuple):
    """The time relative and partial dates are read against; ``source``: received_at or as_of."""

    moment: Moment
    source: str


class Reading(NamedTuple):
    """Everything the message says. ``clauses`` and ``sentences`` are bounds on the original text, in order."""

    reference: ReferenceTime
    sender: Sender | None = None
    signatures: tuple[Signature, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[Date, ...] = ()
    durations: tuple[Duration, ...] = ()
    phones: tuple[Phone, ...] = ()
    links: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    references: tuple[Reference, ...] = ()
    cues: tuple[Cue, ...] = ()
    notes: tuple[Note, ...] = ()
    clauses: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()


# --- what was concluded ----------------------------------------------------------------------------------------------

Slots = tuple[tuple[str, str], ...]


class Claimed(NamedTuple):
    """Whom the message speaks for. ``org`` is an id of the register or None; ``by``: signature body link sender."""

    org: str | None
    name: str
    by: str
    role: str
    at: Evidence


class Check(NamedTuple):
    """One comparison with the register. subject: sender signature phone link; status: match mismatch unknown."""

    subject: str
    raw: str
    at: Evidence
    status: str
    org: str | None
    reason: str
    slots: Slots = ()


class Finding(NamedTuple):
    """A rule that fired, with the evidence it fired on."""

    rule: str
    axis: str
    severity: str
    confidence: str
    red_line: str | None
    point: str | None
    at: tuple[Evidence, ...]
    slots: Slots = ()
    facts: tuple[str, ...] = ()
    level: str | None = None
    needs: tuple[str, ...] = ()
    error_about: str | None = None


class Verdict(NamedTuple):
    """The table from findings to headline, with the rules that decided it."""

    headline: str
    kind: str
    scam: str
    error: str
    error_about: tuple[str, ...]
    conduct: str
    identity: str
    because: tuple[str, ...]
    needs: tuple[str, ...]


class Step(NamedTuple):
    """One thing to do. ``contacts`` are register contacts that may be offered; ``by`` a civil date and why."""

    id: str
    slots: Slots = ()
    by: date | None = None
    facts: tuple[str, ...] = ()
    contacts: tuple["Contact", ...] = ()


class Piece(NamedTuple):
    """A line of the answer beside the steps. ``place``: headline exception dont truth cause closing."""

    id: str
    place: str
    slots: Slots = ()
    facts: tuple[str, ...] = ()
    contacts: tuple["Contact", ...] = ()


class Report(NamedTuple):
    """The whole answer, without prose: renderers look the words up in the catalog."""

    engine: str
    catalog: str
    as_of: date
    message: Message
    context: Context
    reading: Reading
    claimed: tuple[Claimed, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    verdict: Verdict
    steps: tuple[Step, ...]
    pieces: tuple[Piece, ...] = ()


class Failure(NamedTuple):
    """A row of a batch that could not be assessed. ``line`` is 1-based; ``hint`` never quotes the message."""

    message_id: str | None
    line: int
    code: str
    hint: str


# --- what is on record -----------------------------------------------------------------------------------------------


class Text(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The text in ``lang`` (zh or en)."""
        return self.zh if lang == "zh" else self.en


class Contact(NamedTuple):
    """One way an organisation is reached or known by.

    kind: hotline sms_port domain signature app. ``callable_by``: borrower (may be offered) or nobody.
    ``confidence``: high medium low. ``source_kind``: official regulator press_statement app_code list observed.
    ``match``: exact prefix host registrable. ``as_of``: the newest source's own date (YYYY, YYYY-MM or YYYY-MM-DD).
    """

    org: str
    kind: str
    value: str
    purpose: str
    callable_by: str
    confidence: str
    source_kind: str
    sources: tuple[str, ...]
    as_of: str
    match: str = "exact"
    note: Text | None = None


class VerifyPath(NamedTuple):
    """A way to check with an organisation that needs no number.

    kind: app (which, and where in it) collectors_list (whom it lets collect) cost_table credit_report website.
    ``url``: a page on a host on record, None where there is none. ``confidence``, ``as_of`` and ``purpose`` (general,
    credit_card …) as of a ``Contact``.
    """

    org: str
    kind: str
    text: Text
    url: str | None
    confidence: str
    sources: tuple[str, ...]
    as_of: str
    purpose: str = "general"


class Partner(NamedTuple):
    """Another organisation that this one belongs with: ``org`` is its ``relation``.

    relation: parent, brand_of (this is a brand of that one), funded_by (that one lends behind this one), renamed_to,
    successor (that one took over).
    """

    org: str
    relation: str
    sources: tuple[str, ...]
    as_of: str
    note: Text | None = None


class Org(NamedTuple):
    """One organisation on record.

    ``role``: lender platform collector authority carrier other. ``lender_type`` routes complaints: bank
    consumer_finance microloan platform p2p none. ``status``: active renamed licence_ended defunct investigated
    label unknown. ``identifies``: False for a label that names no lender. ``paths``: ways to check without a number;
    ``partners``: whom it belongs with.
    """

    id: str
    name: Text
    category: str
    role: str
    lender_type: str
    status: str
    status_note: Text | None
    status_as_of: str
    legal_name: str | None
    aliases: tuple[str, ...]
    brands: tuple[str, ...]
    contacts: tuple[Contact, ...]
    identifies: bool = True
    paths: tuple[VerifyPath, ...] = ()
    partners: tuple[Partner, ...] = ()


class Source(NamedTuple):
    """Where something on record comes from. ``as_of`` is the source's own date, ``retrieved`` when it was read."""

    id: str
    kind: str
    title: str
    ref: str
    as_of: str
    retrieved: str


class Fact(NamedTuple):
    """A legal or rate fact by date.

    ``level``: law regulation rule standard self_discipline none; ``verified``: A B C.
    """

    id: str
    statement: Text
    level: str
    verified: str
    start: date | None
    end: date | None
    sources: tuple[str, ...]
    last_checked: str


class Rule(NamedTuple):
    """One rule; ``when`` is the checked tree of predicates as plain dicts, lists and strings.

    ``covers``: rules that mean less of the same; where this one fires, they are left out. ``yields``: "axis" when this
    rule is left out wherever another one of its axis fires.
    """

    id: str
    axis: str
    severity: str
    confidence: str
    status: str
    red_line: str | None
    point: str | None
    error_about: str | None
    when: dict[str, object]
    title: Text
    why: Text
    misses: Text
    facts: tuple[str, ...]
    needs: tuple[str, ...]
    steps: tuple[str, ...]
    start: date | None
    end: date | None
    covers: tuple[str, ...] = ()
    yields: str | None = None


class StepRecord(NamedTuple):
    """One step on record. ``stage``: safety legal_date verify negotiate complain keep; ``when`` the case it is for."""

    id: str
    stage: str
    order: int
    when: dict[str, object]
    text: Text
    contacts: tuple[str, ...]
    facts: tuple[str, ...]
