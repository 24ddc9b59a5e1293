"""The whole way of one message: read, verify, judge, advise. Pure: no I/O, no clock, no environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from triage import __version__
from triage.advise import advise
from triage.catalog.catalog import Catalog
from triage.errors import InputError
from triage.judge import Case, judge
from triage.model import CHANNELS, CLAIMS, DEEDS, RELATIONS, Context, Message, Report, moment
from triage.read import read
from triage.verify import verify


def assess(message: Message | str, context: Context = Context(), *, catalog: Catalog, as_of: date) -> Report:  # noqa: B008
    """The answer to one message, for what its recipient knows, as of the day ``as_of``.

    The same arguments give an equal report in any process. ``InputError`` when a value is none of those that
    ``triage.model`` lists, or a date does not exist; never because of what the text says.
    """
    if isinstance(message, str):
        message = Message(message)
    message, as_of = checked(message, as_of)
    check_context(context)
    reading = read(message, catalog, as_of)
    claimed, checks = verify(message, reading, catalog, as_of)
    case = Case(message, context, reading, claimed, checks, catalog, as_of)
    judgement = judge(case)
    verdict, steps, pieces = advise(case, judgement)
    return Report(
        __version__,
        catalog.digest,
        as_of,
        message,
        context,
        reading,
        claimed,
        checks,
        judgement.findings,
        verdict,
        steps,
        pieces,
    )


def assess_many(
    messages: Iterable[Message | str | tuple[Message | str, Context]], *, catalog: Catalog, as_of: date
) -> Iterator[Report]:
    """The reports of ``messages`` in order, each made when it is asked for. A pair brings its own context."""
    for one in messages:
        if isinstance(one, (str, Message)):
            yield assess(one, catalog=catalog, as_of=as_of)
        else:
            yield assess(one[0], one[1], catalog=catalog, as_of=as_of)


def checked(message: Message, as_of: date) -> tuple[Message, date]:
    """The message with ``received_at`` as a moment, and a plain date. InputError for what cannot be used."""
    if not isinstance(message.text, str):
        raise InputError("the text of a message must be a string", effect="the message was not assessed")
    if not isinstance(as_of, date):
        raise InputError("as_of must be a date", effect="the message was not assessed")
    must_be_one_of("channel", message.channel, CHANNELS)
    if message.received_at is not None:
        message = message._replace(received_at=moment(message.received_at))
    return message, as_of.date() if isinstance(as_of, datetime) else as_of


def check_context(context: Context) -> None:
    """InputError when a value of ``context`` is none of those that ``triage.model`` lists."""
    if context.relation is not None:
        must_be_one_of("relation", context.relation, RELATIONS)
    if context.claim is not None:
        must_be_one_of("claim", context.claim, CLAIMS)
    if isinstance(context.did, str):
        raise InputError("did must be a list of values", effect="the message was not assessed")
    for deed in context.did:
        must_be_one_of("did", deed, DEEDS)


def must_be_one_of(place: str, value: str, allowed: tuple[str, ...]) -> None:
    """InputError when ``value`` is not among ``allowed``; the value itself is not repeated."""
    if value not in allowed:
        raise InputError(
            "not one of the values it takes",
            place=place,
            effect="the message was not assessed",
            hint=f"use one of: {', '.join(allowed)}",
        )
