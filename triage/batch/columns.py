"""An answer as one flat row: what is counted, compared and defended, without the text unless it is asked for.

An axis has three states: ``none_found``, ``flagged``, and ``not_evaluable`` where nothing was found but a fact was
missing that a rule of this axis asks for (no time, no hours), or the text could not be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from triage.batch.script import script_id, script_of
from triage.catalog.catalog import Catalog
from triage.model import Failure, Report
from triage.render.redact import masked
from triage.verify.identity import NAMING

NOTICE = "自动初筛，不是违法认定 / automatic screening, not a finding of law"
AXES = ("scam", "error", "conduct")
NONE_FOUND, FLAGGED, NOT_EVALUABLE = STATES = ("none_found", "flagged", "not_evaluable")
TIME_ZONE = "Asia/Shanghai"
UNREAD = frozenset(("mojibake",))
LEVELS = ("law", "regulation", "rule", "standard", "self_discipline")
# What a predicate of a rule rests on; all others rest on the text.
BASES = {
    **dict.fromkeys(("check", "claims_org", "signature"), "register"),
    **dict.fromkeys(("context", "ledger", "name", "clock"), "user"),
    "sender": "sender",
    "arithmetic": "arithmetic",
}
# Masked digits of a sender: its class stays, a person's number does not.
OPEN_SENDERS = frozenset(("sms_106", "service_95", "service_96", "hotline_12", "hotline_400", "carrier", "emergency"))

COLUMNS = (
    *("id", "input", "line", "text_sha256", "script", "received_at", "received_basis", "tz"),
    *("sender", "sender_class", "claimed_org", "org_id", "claimed_by", "kind", "headline"),
    *("scam", "error", "conduct", "identity", "scam_state", "error_state", "conduct_state"),
    *("error_about", "impersonating", "rules", "red_lines", "points", "level", "levels", "law_as_of"),
    *("needs", "not_evaluable", "repaired", "engine", "catalog", "as_of", "failure", "hint"),
    *("reviewer_verdict", "reviewer_note", NOTICE),
)
# What an export that others will see does not hold: what leads back to one message, and a name as a message has it.
PRIVATE = frozenset(
    ("id", "line", "text_sha256", "sender", "claimed_org", "impersonating", "hint", "reviewer_verdict", "reviewer_note")
)
PUBLIC = tuple(name for name in COLUMNS if name not in PRIVATE)
SETS = {"default": COLUMNS, "public": PUBLIC, "text": ("id", "text", *COLUMNS[1:])}

Cells = dict[str, str]


class Rules(NamedTuple):
    """What the flat row says of rules. ``needs``: by axis the facts that some rule of it asks for."""

    since: Mapping[str, str]
    needs: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4)
def rules_of(catalog: Catalog) -> Rules:
    """The versions of the rules of ``catalog``, and what each axis asks for."""
    section = catalog.section("rules")
    needs: dict[str, set[str]] = {axis: set() for axis in AXES}
    for rule in section.values():
        needs.setdefault(rule["axis"], set()).update(rule.get("needs", ()))
    return Rules(
        {id: rule["since"] for id, rule in section.items()}, {axis: frozenset(found) for axis, found in needs.items()}
    )


def row_of(answer: Report | Failure, catalog: Catalog, source: int, place: int) -> Cells:
    """The cells of one answer by column; a cell that says nothing is empty. ``source`` counts inputs from 0."""
    cells: Cells = {"input": str(source + 1), "line": str(place)}
    if isinstance(answer, Failure):
        return {**cells, "id": answer.message_id or "", "failure": answer.code, "hint": answer.hint}
    return {**cells, **cells_of(answer, catalog)}


def cells_of(report: Report, catalog: Catalog) -> Cells:
    """The cells of a report."""
    message, reading, verdict = report.message, report.reading, report.verdict
    rules = rules_of(catalog)
    received = reading.reference.source == "received_at"
    claimed = next((one for one in report.claimed if one.by in NAMING), None) or next(iter(report.claimed), None)
    open_needs = {axis: sorted(rules.needs[axis].intersection(verdict.needs)) for axis in AXES}
    levels = Counter(one.level for one in report.findings if one.level)
    text = message.text
    cells = {
        "id": message.id or "",
        "text": text,
        "text_sha256": sha256(text.encode("utf-8", "replace")).hexdigest(),
        "script": script_id(script_of(text, reading)),
        "received_at": reading.reference.moment.iso() if received else "",
        "received_basis": "row" if received else "none",
        "tz": TIME_ZONE if received else "",
        "kind": verdict.kind,
        "headline": verdict.headline,
        "identity": verdict.identity,
        "error_about": listed(verdict.error_about),
        "rules": listed(f"{one.rule}@{rules.since[one.rule]}:{basis(one.rule, catalog)}" for one in report.findings),
        "red_lines": listed(dict.fromkeys(one.red_line for one in report.findings if one.red_line)),
        "points": listed(dict.fromkeys(one.point for one in report.findings if one.point)),
        "level": next((level for level in LEVELS if levels[level]), ""),
        "levels": listed(f"{level}:{levels[level]}" for level in LEVELS if levels[level]),
        "law_as_of": reading.reference.moment.date.isoformat(),
        "needs": listed(verdict.needs),
        "not_evaluable": listed(f"{axis}:{need}" for axis in AXES for need in open_needs[axis]),
        "repaired": listed(note.code for note in reading.notes if note.code.startswith("mojibake")),
        "engine": report.engine,
        "catalog": report.catalog,
        "as_of": report.as_of.isoformat(),
    }
    if reading.sender:
        cells |= {"sender": shown_sender(report), "sender_class": reading.sender.kind}
    if claimed:
        cells |= {"claimed_org": claimed.name, "org_id": claimed.org or "", "claimed_by": claimed.by}
        if verdict.scam == "likely":
            cells["impersonating"] = claimed.name
    for axis, state in zip(AXES, states(report, catalog), strict=True):
        cells[axis] = getattr(verdict, axis)
        cells[f"{axis}_state"] = state
    return cells


def states(report: Report, catalog: Catalog) -> tuple[str, ...]:
    """The state of each of ``AXES``, in that order."""
    verdict = report.verdict
    unread = any(note.code in UNREAD for note in report.reading.notes)
    needs = rules_of(catalog).needs if verdict.needs else {}
    found = []
    for axis, value in zip(AXES, (verdict.scam, verdict.error, verdict.conduct), strict=True):
        missing = unread or (axis in needs and not needs[axis].isdisjoint(verdict.needs))
        found.append(FLAGGED if value != NONE_FOUND else NOT_EVALUABLE if missing else NONE_FOUND)
    return tuple(found)


def shown_sender(report: Report) -> str:
    """The sender as tables show it: that of a person is masked; empty when there is none."""
    sender, raw = report.reading.sender, report.message.sender or ""
    return raw if sender is None or sender.kind in OPEN_SENDERS else masked(raw)


@lru_cache(maxsize=1024)
def basis(rule: str, catalog: Catalog) -> str:
    """What a rule rests on: text, sender, register, arithmetic or user, joined by ``+``."""
    found = dict.fromkeys(BASES.get(name, "text") for name in predicates_in(catalog.section("rules")[rule]["when"]))
    return "+".join(found)


def predicates_in(tree: Mapping[str, Any]) -> Iterator[str]:
    """The predicates that give evidence in a ``when`` tree."""
    for name, body in tree.items():
        if name in ("all", "any", "near"):
            for one in body["of"] if name == "near" else body:
                yield from predicates_in(one)
        elif name not in ("none", "kind", "channel"):
            yield name


def listed(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return ";".join(values)
