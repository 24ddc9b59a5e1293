"""Read one message: prepare it, let every reader take its part, and put the parts together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from triage.catalog.catalog import Catalog, Lexicon
from triage.model import (
    Cue,
    Date,
    Duration,
    Message,
    Moment,
    Note,
    Person,
    Reading,
    Reference,
    ReferenceTime,
    Span,
    moment,
)
from triage.read.accounts import find_accounts
from triage.read.amounts import find_amounts
from triage.read.cues import find_cues
from triage.read.dates import find_dates
from triage.read.links import find_links
from triage.read.people import find_people
from triage.read.phones import find_phones, read_sender
from triage.read.places import grim_places
from triage.read.prepare import prepare
from triage.read.prepared import Prepared
from triage.read.references import find_references
from triage.read.signatures import find_signatures

# Of these people the name is a name; a staff member may be called by an office (王警官), and 李某 is anybody.
NAMED = frozenset(("addressee", "debtor"))
ANYBODY = "某"
CODES = frozenset(("contract", "order", "id_number"))
SPACED = 2  # blanks: with fewer nothing is written in English


def read(message: Message, catalog: Catalog, as_of: str | date | datetime | Moment) -> Reading:
    """Everything that ``message`` says. Any text gives a reading; difficulties become notes.

    Relative and partial dates are read against ``received_at``, else against ``as_of``.
    Errors: ``InputError`` when ``received_at`` or ``as_of`` is no date or time that exists.
    """
    reference = reference_time(message, as_of)
    lexicon = catalog.lexicon
    prepared = prepare(message.text, lexicon)
    taken: tuple[Span, ...] = ()
    links = find_links(prepared, catalog)
    taken += tuple(link.span for link in links)
    references = find_references(prepared, lexicon, taken)
    taken += tuple(number.span for number in references)
    accounts = find_accounts(prepared, lexicon, taken)
    taken += tuple(account.span for account in accounts)
    phones = find_phones(prepared, catalog, taken)
    taken += tuple(phone.span for phone in phones)
    dates, durations, date_notes = find_dates(prepared, lexicon, reference.moment, taken)
    if prepared.text.count(" ") >= SPACED:
        dates, durations = with_english(prepared, lexicon, reference.moment.date, taken, dates, durations)
    taken += tuple(day.span for day in dates) + tuple(duration.span for duration in durations)
    amounts = find_amounts(prepared, lexicon, taken)
    taken += tuple(amount.span for amount in amounts)
    people = find_people(prepared, lexicon, taken)
    return Reading(
        reference=reference,
        sender=read_sender(message.sender, catalog) if message.sender and message.sender.strip() else None,
        signatures=find_signatures(prepared, lexicon),
        amounts=amounts,
        dates=dates,
        durations=durations,
        phones=phones,
        links=links,
        people=people,
        accounts=accounts,
        references=references,
        cues=cues_outside_names(prepared, lexicon, no_words(people, references)),
        notes=_in_order((*prepared.notes, *date_notes)),
        clauses=_original(prepared, prepared.clauses),
        sentences=_original(prepared, prepared.sentences),
    )


def with_english(
    prepared: Prepared,
    lexicon: Lexicon,
    reference: date,
    taken: tuple[Span, ...],
    dates: tuple[Date, ...],
    durations: tuple[Duration, ...],
) -> tuple[tuple[Date, ...], tuple[Duration, ...]]:
    """The dates and lengths of time with those that are written in English, in text order."""
    from triage.read.english import english_dates  # few messages need it, and every start would pay for it

    read_so_far = (*taken, *(day.span for day in dates), *(duration.span for duration in durations))
    more_dates, more_durations = english_dates(prepared, lexicon, reference, read_so_far)
    if not more_dates and not more_durations:
        return dates, durations
    return (
        tuple(sorted((*dates, *more_dates), key=lambda day: day.span)),
        tuple(sorted((*durations, *more_durations), key=lambda duration: duration.span)),
    )


def cues_outside_names(prepared: Prepared, lexicon: Lexicon, apart: list[Span]) -> tuple[Cue, ...]:
    """The cues outside ``apart`` and outside the names of places that sound grim."""
    cues = find_cues(prepared, lexicon, apart)
    places = grim_places(cues, prepared, lexicon)
    return find_cues(prepared, lexicon, apart + places) if places else cues


def no_words(people: Iterable[Person], references: Iterable[Reference]) -> list[Span]:
    """Where nothing is a word of the message: names of those it is about, and numbers made of letters and figures."""
    spans = []
    for one in people:
        at = one.raw.find(one.name) if one.role in NAMED and one.name and ANYBODY not in one.name else -1
        if at >= 0:
            spans.append(Span(one.span.start + at, one.span.start + at + len(one.name)))
    return spans + [one.span for one in references if one.kind in CODES]


def reference_time(message: Message, as_of: str | date | datetime | Moment) -> ReferenceTime:
    """The time ``message`` is read against and where it comes from."""
    if message.received_at is not None:
        return ReferenceTime(moment(message.received_at), "received_at")
    return ReferenceTime(moment(as_of), "as_of")


def _original(prepared: Prepared, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """``spans`` on the prepared text as spans on the original."""
    if prepared.starts is None:
        return spans
    return tuple(prepared.span(span.start, span.end) for span in spans)


def _in_order(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.span or Span(0, 0), note.code)))
