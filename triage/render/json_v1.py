"""The report as JSON, ``triage.report/1``: a field list of its own, sorted keys, decimals as strings.

Keys may be added, never change meaning; the schema is ``triage/schema/report-1.json``.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from triage.catalog.age import may_have_changed
from triage.catalog.catalog import Catalog, Overlay
from triage.model import Check, Contact, Evidence, Failure, Finding, Moment, Piece, Reading, Report, Span, Step, moment
from triage.render.language import language_of
from triage.render.redact import nothing, redactor
from triage.render.words import finding_title, finding_why, line_words, reason_words

SCHEMA = "triage.report/1"
FAILURE_SCHEMA = "triage.failure/1"
LINE_ENDS = "\u2028\u2029\x85"
LINE_ENDS_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in LINE_ENDS}
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def render_json(report: Report, catalog: Catalog, lang: str = "auto", redact: bool = False) -> str:
    """One line of JSON without a line end. ``lang``: zh, en or auto (that of the message).

    With ``redact``, names, numbers and accounts of persons are masked, length kept, in every copy.
    """
    if redact:
        return sound(ENCODER.encode(report_dict(report, catalog, lang, redact=True)))
    lang = language_of(report.message.text) if lang == "auto" else lang
    line = ENCODER.encode({**frame(report, catalog, lang), "steps": None, "lines": None})
    for key, pieces in (("steps", report.steps), ("lines", report.pieces)):
        # Inside a string every quotation mark has a backslash before it, so this is the key and nothing else.
        line = line.replace(
            f'"{key}":null', f'"{key}":[{",".join(piece(one, catalog, lang, report.as_of) for one in pieces)}]', 1
        )
    return sound(line)


def render_line(answer: Report | Failure, catalog: Catalog, lang: str = "auto") -> str:
    """The line of a batch: a report or a failure, without a line end."""
    if isinstance(answer, Failure):
        return sound(ENCODER.encode(failure_dict(answer)))
    return render_json(answer, catalog, lang)


@lru_cache(maxsize=1024)
def piece(one: Step | Piece, catalog: Catalog, lang: str, as_of: date) -> str:
    """One step or line as JSON: the same few are most of every answer."""
    if isinstance(one, Step):
        return ENCODER.encode(step_dict(one, catalog, lang, as_of))
    return ENCODER.encode(piece_dict(one, catalog, lang, as_of))


def sound(line: str) -> str:
    """``line`` as one line of UTF-8: lone surrogates become U+FFFD, what some take for a line end is escaped."""
    if any(sign in line for sign in LINE_ENDS):
        line = line.translate(LINE_ENDS_ESCAPED)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in line)
    return line


def failure_dict(failure: Failure) -> dict[str, Any]:
    """The fields of ``triage.failure/1``."""
    return {
        "schema": FAILURE_SCHEMA,
        "message_id": failure.message_id,
        "line": failure.line,
        "code": failure.code,
        "hint": failure.hint,
    }


def report_dict(report: Report, catalog: Catalog, lang: str = "auto", redact: bool = False) -> dict[str, Any]:
    """The fields of ``triage.report/1`` as plain values, texts in ``lang`` (zh, en or auto)."""
    lang = language_of(report.message.text) if lang == "auto" else lang
    record = {
        **frame(report, catalog, lang),
        "steps": [step_dict(one, catalog, lang, report.as_of) for one in report.steps],
        "lines": [piece_dict(one, catalog, lang, report.as_of) for one in report.pieces],
    }
    if redact:
        mask = redactor(report, catalog, everything=True)
        if mask is not nothing:
            masked: dict[str, Any] = over_strings(record, mask)
            return {**masked, **{key: record[key] for key in ("schema", "engine", "catalog", "as_of", "lang")}}
    return record


def frame(report: Report, catalog: Catalog, lang: str) -> dict[str, Any]:
    """All fields but ``steps`` and ``lines``. ``overlay`` only where a user's own records were used."""
    message = report.message
    return {
        **({"overlay": overlay_dict(catalog.overlay)} if catalog.overlay else {}),
        "schema": SCHEMA,
        "engine": report.engine,
        "catalog": report.catalog,
        "as_of": report.as_of.isoformat(),
        "lang": lang,
        "offset_unit": "codepoint",
        "message": {
            "id": message.id,
            "text": message.text,
            "sender": message.sender,
            "channel": message.channel,
            "received_at": moment(message.received_at).iso() if message.received_at is not None else None,
        },
        "reading": reading_dict(report.reading),
        "claimed": [
            {"org": one.org, "name": one.name, "by": one.by, "role": one.role, "at": evidence(one.at)}
            for one in report.claimed
        ],
        "checks": [check_dict(one, catalog, lang) for one in report.checks],
        "findings": [finding_dict(one, catalog, lang) for one in report.findings],
        "verdict": {
            **report.verdict._asdict(),
            "error_about": list(report.verdict.error_about),
            "because": list(report.verdict.because),
            "needs": list(report.verdict.needs),
        },
    }


def over_strings(value: Any, change: Any) -> Any:
    """``value`` with ``change`` applied to every string in it but the keys."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [over_strings(one, change) for one in value]
    if isinstance(value, dict):
        return {key: over_strings(one, change) for key, one in value.items()}
    return value


def reading_dict(reading: Reading) -> dict[str, Any]:
    """What was read, by family, in the order of the text."""
    when: Moment = reading.reference.moment
    sender = reading.sender
    return {
        "reference": {"date": when.date.isoformat(), "time": when.time, "source": reading.reference.source},
        "sender": {"raw": sender.raw, "digits": sender.digits, "kind": sender.kind} if sender else None,
        "signatures": [{"raw": one.raw, "span": pair(one.span), "name": one.name} for one in reading.signatures],
        "amounts": [
            {"raw": one.raw, "span": pair(one.span), "value": money(one.value), "low": money(one.low),
             "high": money(one.high), "currency": one.currency, "bound": one.bound, "role": one.role}
            for one in reading.amounts
        ],
        "dates": [
            {"raw": one.raw, "span": pair(one.span), "start": day(one.start), "end": day(one.end), "time": one.time,
             "end_time": one.end_time, "relative": one.relative, "role": one.role}
            for one in reading.dates
        ],
        "durations": [
            {"raw": one.raw, "span": pair(one.span), "days": one.days, "seconds": one.seconds, "count": one.count,
             "approx": one.approx, "role": one.role}
            for one in reading.durations
        ],
        "phones": [
            {"raw": one.raw, "span": pair(one.span), "digits": one.digits, "kind": one.kind,
             "extension": one.extension}
            for one in reading.phones
        ],
        "links": [
            {"raw": one.raw, "span": pair(one.span), "url": one.url, "host": one.host,
             "registrable": one.registrable, "traits": list(one.traits)}
            for one in reading.links
        ],
        "people": [
            {"raw": one.raw, "span": pair(one.span), "name": one.name, "title": one.title, "role": one.role}
            for one in reading.people
        ],
        "accounts": [
            {"raw": one.raw, "span": pair(one.span), "kind": one.kind, "holder": one.holder,
             "holder_name": one.holder_name}
            for one in reading.accounts
        ],
        "references": [
            {"raw": one.raw, "span": pair(one.span), "kind": one.kind, "value": one.value}
            for one in reading.references
        ],
        "cues": [
            {"id": one.id, "raw": one.raw, "span": pair(one.span), "polarity": one.polarity} for one in reading.cues
        ],
        "notes": [{"code": one.code, "span": pair(one.span) if one.span else None} for one in reading.notes],
    }  # fmt: skip


def check_dict(check: Check, catalog: Catalog, lang: str) -> dict[str, Any]:
    """One comparison with the register."""
    return {
        "subject": check.subject,
        "raw": check.raw,
        "at": evidence(check.at),
        "status": check.status,
        "org": check.org,
        "reason": check.reason,
        "text": reason_words(check, catalog, lang),
    }


def finding_dict(finding: Finding, catalog: Catalog, lang: str) -> dict[str, Any]:
    """One rule that fired."""
    return {
        "rule": finding.rule,
        "axis": finding.axis,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "red_line": finding.red_line,
        "point": finding.point,
        "error_about": finding.error_about,
        "at": [evidence(one) for one in finding.at],
        "title": finding_title(finding, catalog, lang),
        "why": finding_why(finding, catalog, lang),
        "facts": list(finding.facts),
        "level": finding.level,
        "needs": list(finding.needs),
    }


def step_dict(step: Step, catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """One thing to do."""
    return {**line_dict(step, catalog, lang, as_of), "by": day(step.by)}


def piece_dict(one: Piece, catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """One line of the answer beside the steps."""
    return {**line_dict(one, catalog, lang, as_of), "place": one.place}


def line_dict(one: Step | Piece, catalog: Catalog, lang: str, as_of: date) -> dict[str, Any]:
    """What steps and lines have in common. The text carries the bare number; its source stands in ``contacts``."""
    return {
        "id": one.id,
        "text": line_words(one, catalog, lang),
        "facts": list(one.facts),
        "contacts": [contact_dict(contact, catalog, as_of) for contact in one.contacts],
    }


@lru_cache(maxsize=4096)
def contact_dict(contact: Contact, catalog: Catalog, as_of: date) -> dict[str, Any]:
    """A contact of the register that may be offered, with how far it is sourced; shared, so not to be changed."""
    return {
        "org": contact.org,
        "kind": contact.kind,
        "value": contact.value,
        "purpose": contact.purpose,
        "confidence": contact.confidence,
        "source_kind": contact.source_kind,
        "source": catalog.source(contact.sources[0]).title,
        "sources": list(contact.sources),
        "as_of": contact.as_of,
        "may_have_changed": may_have_changed(contact, catalog, as_of),
    }


def overlay_dict(overlay: Overlay) -> dict[str, Any]:
    """The user's own records that the answer rests on beside the register."""
    return {"file": overlay.name, "digest": overlay.digest, "orgs": list(overlay.orgs)}


def evidence(at: Evidence) -> dict[str, Any]:
    """Where something was seen."""
    return {"field": at.field, "start": at.start, "end": at.end}


def pair(span: Span) -> list[int]:
    """A span as ``[start, end]``."""
    return [span.start, span.end]


def day(value: date | None) -> str | None:
    """A civil date as ``YYYY-MM-DD``."""
    return value.isoformat() if value else None


def money(value: Decimal | None) -> str | None:
    """A decimal as a string with at least two places.

    >>> money(Decimal("10000")), money(Decimal("862.5")), money(Decimal("0.035")), money(None)
    ('10000.00', '862.50', '0.035', None)
    """
    if value is None:
        return None
    whole, _, places = format(value, "f").partition(".")
    return f"{whole}.{places:0<2}"
