"""One line of JSON to a message, its context and the day of its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from triage.errors import InputError
from triage.model import (
    CHANNELS,
    CLAIMS,
    DEEDS,
    LOAN_STATES,
    RELATIONS,
    Context,
    Failure,
    Loan,
    Message,
    Moment,
    moment,
)

MOST_BYTES = 8_000_000
MOST_MONEY = Decimal(10) ** 15
MOST_TIMES = 999
CONTEXT_KEYS = frozenset(Context._fields)
LOAN_KEYS = frozenset(Loan._fields)


class Row(NamedTuple):
    """One row that can be assessed. ``as_of`` is None when the row leaves it to the run."""

    message: Message
    context: Context
    as_of: date | None
    line: int


class Fault(InputError):
    """Why a row cannot be assessed. ``code`` is that of the Failure."""

    def __init__(self, code: str, hint: str) -> None:
        self.code = code
        super().__init__(hint)


def row_of(line: bytes, number: int) -> Row | Failure:
    """The row of one line of UTF-8 JSON (``number`` is 1-based), or why there is none.

    Keys: ``id text sender channel received_at as_of context``; others are left alone. Unknown keys inside ``context``
    are refused, since a slip there would change the answer. A hint names keys and forms, never what the row says.
    """
    if len(line) > MOST_BYTES:
        return Failure(None, number, "too_long", f"a row has at most {MOST_BYTES // 1_000_000} MB")
    try:
        raw = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return Failure(None, number, "not_utf8", "this line is not UTF-8; convert the file, for example with iconv")
    except (ValueError, RecursionError):
        return Failure(None, number, "not_json", "write one JSON object a line")
    if not isinstance(raw, dict):
        return Failure(None, number, "not_an_object", 'write one JSON object a line, such as {"text": "…"}')
    return row_of_fields(raw, number)


def row_of_fields(raw: Mapping[str, Any], number: int) -> Row | Failure:
    """The row of one object with the keys of ``row_of``, or why there is none."""
    id = raw.get("id")
    name = str(id) if isinstance(id, (str, int)) and not isinstance(id, bool) else None
    try:
        if id is not None and name is None:
            raise Fault("wrong_type", "id must be a string or a whole number")
        return parsed(raw, name, number)
    except Fault as fault:
        return Failure(name, number, fault.code, fault.what)


def parsed(raw: Mapping[str, Any], id: str | None, number: int) -> Row:
    """The row of one object. Fault when a value cannot be used."""
    text = words(raw, "text")
    if text is None or not text.strip():
        raise Fault("no_text", "the row has no text")
    channel = chosen(raw, "channel", CHANNELS) or "sms"
    message = Message(text, filled(raw, "sender"), channel, instant(raw, "received_at"), id)
    return Row(message, context_of(raw.get("context")), day(raw, "as_of"), number)


def context_of(raw: Any) -> Context:
    """The context of a row's ``context`` object; empty when there is none. Fault for unknown keys and values."""
    if raw is None:
        return Context()
    if not isinstance(raw, dict):
        raise Fault("wrong_type", "context must be an object")
    refuse_unknown("context", raw, CONTEXT_KEYS)
    did = listed(raw, "did")
    if any(deed not in DEEDS for deed in did):
        raise Fault("bad_value", f"did takes a list of: {', '.join(DEEDS)}")
    return Context(
        name=filled(raw, "name"),
        relation=chosen(raw, "relation", RELATIONS),
        claim=chosen(raw, "claim", CLAIMS),
        paid_on=day(raw, "paid_on"),
        did=tuple(did),
        loans=tuple(loan_of(one) for one in listed(raw, "loans")),
    )


def loan_of(raw: Any) -> Loan:
    """One line of the recipient's ledger. Fault for unknown keys and values."""
    if not isinstance(raw, dict):
        raise Fault("wrong_type", "each of loans must be an object")
    refuse_unknown("loans", raw, LOAN_KEYS)
    lender = filled(raw, "lender")
    if not lender:
        raise Fault("bad_value", "each of loans needs a lender")
    state = chosen(raw, "status", tuple(LOAN_STATES))
    return Loan(
        lender=lender,
        due=day(raw, "due"),
        outstanding=money(raw, "outstanding"),
        status=LOAN_STATES[state] if state else None,
        received=money(raw, "received"),
        contract=day(raw, "contract"),
        instalment=money(raw, "instalment"),
        terms=times(raw, "terms"),
    )


def refuse_unknown(place: str, raw: dict[str, Any], known: frozenset[str]) -> None:
    """Fault when ``raw`` has a key that is not ``known``."""
    if not known.issuperset(raw):
        raise Fault("unknown_key", f"{place} takes: {', '.join(sorted(known))}")


def words(raw: Mapping[str, Any], key: str) -> str | None:
    """The string under ``key``, None when absent. Fault for anything else."""
    value = raw.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Fault("wrong_type", f"{key} must be a string")


def filled(raw: Mapping[str, Any], key: str) -> str | None:
    """The string under ``key``, None when absent or blank. Fault for anything else."""
    return (words(raw, key) or "").strip() or None


def chosen(raw: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    """The string under ``key`` if it is one of ``allowed``, None when absent. Fault otherwise."""
    value = words(raw, key)
    if value is not None and value not in allowed:
        raise Fault("bad_value", f"{key} takes: {', '.join(allowed)}")
    return value


def listed(raw: Mapping[str, Any], key: str) -> list[Any]:
    """The list under ``key``, empty when absent. Fault for anything else."""
    value = raw.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Fault("wrong_type", f"{key} must be a list")
    return value


def instant(raw: Mapping[str, Any], key: str) -> Moment | None:
    """The moment under ``key``, None when absent or blank. Fault when it does not exist."""
    value = words(raw, key)
    if value is None or not value.strip():
        return None
    try:
        return moment(value)
    except InputError as error:
        raise Fault("bad_value", f"{key}: {error.what}; {error.hint}") from None


def day(raw: Mapping[str, Any], key: str) -> date | None:
    """The civil date under ``key``, None when absent or blank. Fault when it does not exist."""
    when = instant(raw, key)
    return when.date if when else None


def money(raw: Mapping[str, Any], key: str) -> Decimal | None:
    """The sum in yuan under ``key``, None when absent. Fault when it is no sum."""
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        try:
            amount = Decimal(str(value).replace(",", "").strip())
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and 0 <= amount < MOST_MONEY:
            return amount
    raise Fault("bad_value", f"{key} must be a sum in yuan, such as 862.50")


def times(raw: Mapping[str, Any], key: str) -> int | None:
    """The whole number from 1 to 999 under ``key``, None when absent. Fault for anything else."""
    value = raw.get(key)
    if value is None:
        return None
    said = str(value).strip()
    if isinstance(value, (str, int)) and said.isascii() and said.isdecimal() and 1 <= int(said[:4]) <= MOST_TIMES:
        return int(said)
    raise Fault("bad_value", f"{key} must be a whole number from 1 to {MOST_TIMES}")
