"""Cases built by hand over the real texts and a small invented register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from triage.catalog.catalog import Catalog
from triage.judge import Case, Judgement
from triage.model import (
    Amount,
    Check,
    Claimed,
    Context,
    Cue,
    Date,
    Evidence,
    Finding,
    Link,
    Message,
    Moment,
    Reading,
    Reference,
    ReferenceTime,
    Span,
)

DATA = Path(__file__).parent.parent.parent / "data"
AS_OF = date(2026, 11, 22)
AT = Span(0, 1)


def load(name: str) -> Any:
    return yaml.load((DATA / name).read_text("utf-8"), yaml.BaseLoader)


def contact(kind: str, value: str, purpose: str = "general", **more: str) -> dict[str, Any]:
    base = {"callable_by": "borrower", "confidence": "high", "source_kind": "list", "as_of": "2026-08"}
    return {"kind": kind, "value": value, "purpose": purpose, "sources": ["s"], **base, **more}


def org(id: str, zh: str, role: str, lender_type: str, *contacts: dict[str, Any], **more: str) -> dict[str, Any]:
    base = {"category": role, "status": "active"}
    return {
        "id": id,
        "name": {"zh": zh, "en": id.title()},
        "role": role,
        "lender_type": lender_type,
        "contacts": list(contacts),
        **base,
        **more,
    }


AUTHORITIES = {
    "police-110": "110",
    "police-96110": "96110",
    "nfra-12378": "12378",
    "court-12368": "12368",
    "legal-aid-12348": "12348",
    "gov-12345": "12345",
    "spam-12321": "12321",
    "psych-12356": "12356",
    "credit-centre": "4008108866",
}
ORGS = [
    org(
        "bank",
        "青竹银行",
        "lender",
        "bank",
        contact("hotline", "95000"),
        contact("hotline", "4000000001", "credit_card"),
        contact("hotline", "4000000009", "vip", callable_by="nobody"),
    ),
    org("fund", "白鹭消费金融", "lender", "consumer_finance", contact("hotline", "4000000002", "finance")),
    org(
        "platform",
        "小舟借款",
        "platform",
        "platform",
        contact("hotline", "4000000003", confidence="medium"),
        contact("app", "小舟借款App"),
    ),
    org("branch", "远行金融", "platform", "platform", contact("hotline", "95001", "parent_general")),
    org("pocket", "口袋分期", "platform", "platform", contact("app", "口袋分期App")),
    org("village", "田边小贷", "lender", "microloan"),
    org("gone", "旧钱包", "platform", "platform", contact("hotline", "4000000004", confidence="low"), status="defunct"),
    org("label", "安信法催", "collector", "none", status="label", identifies="no"),
    *(org(id, id, "authority", "none", contact("hotline", number)) for id, number in AUTHORITIES.items()),
]
RULES = [f"{axis}-{severity}-{confidence}" for axis in ("scam", "error", "conduct", "info")
         for severity in ("info", "caution", "serious") for confidence in ("low", "medium", "high")]  # fmt: skip
TEXT = {"zh": "x", "en": "x"}


def catalog(steps: dict[str, list[str]] | None = None, without: tuple[str, ...] = ()) -> Catalog:
    """The real texts over the invented register; ``steps`` are those that rules name, ``without`` drops records."""
    data = {
        "senders": {"orgs": {one["id"]: one for one in ORGS if one["id"] not in without}},
        "facts": {one["id"]: one for one in load("facts.yaml")},
        "sources": load("sources_law.yaml"),
        "steps": load("steps.yaml"),
        "answers": load("answers.yaml"),
        **{name: load(f"{name}.yaml") for name in ("guide", "easy", "routes")},
        "rules": {
            id: {"id": id, "axis": id.split("-")[0], "severity": "", "confidence": "", "status": "stable", "when": {},
                 "title": TEXT, "why": TEXT, "misses": TEXT, "steps": (steps or {}).get(id, ())}
            for id in RULES
        },
        "lexicon": {},
        "tables": {},
        "ui": {},
        "staleness": load("staleness.yaml"),
    }  # fmt: skip
    return Catalog(data, "sha256:test")


CATALOG = catalog()


def finding(axis: str, severity: str = "serious", confidence: str = "high", **more: Any) -> Finding:
    at = (Evidence("text", 0, 1),)
    base: dict[str, Any] = {"red_line": None, "point": None, **more}
    return Finding(f"{axis}-{severity}-{confidence}", axis, severity, confidence, at=at, **base)


SCAM = finding("scam", red_line="private_account")
MAYBE_SCAM = finding("scam", "caution", "medium")
WRONG = finding("error", error_about="recipient")
ABUSE = finding("conduct", point="insult")
HOURS = finding("conduct", "caution", "low", point="night_hours")
VIOLENCE = finding("conduct", point="threat_violence")


def doubt(about: str, severity: str = "caution") -> Finding:
    return finding("error", severity, error_about=about)


def day(text: str, role: str = "deadline") -> Date:
    end = date.fromisoformat(text)
    return Date(text, AT, None if role == "deadline" else end, end, role=role)


def scene(
    kind: str = "collection",
    *findings: Finding,
    org: str | None = None,
    cues: str = "",
    dates: tuple[Date, ...] = (),
    amounts: tuple[Amount, ...] = (),
    received: str | None = "2026-11-20T10:00",
    sender: str | None = "10690000",
    text: str = "短信",
    channel: str = "sms",
    case_number: str | None = None,
    host: str | None = None,
    checks: tuple[Check, ...] = (),
    needs: tuple[str, ...] = (),
    as_of: date = AS_OF,
    **context: Any,
) -> tuple[Case, Judgement]:
    """A judged case; ``cues`` are ids, blank-separated; each stands in the message as ``<id>``."""
    when = Moment(date.fromisoformat(received[:10]), received[11:] or None) if received else Moment(as_of)
    said = []
    for id in cues.split():
        said.append(Cue(id, f"<{id}>", Span(len(text), len(text) + len(id) + 2)))
        text += said[-1].raw
    reading = Reading(
        ReferenceTime(when, "received_at" if received else "as_of"),
        cues=tuple(said),
        dates=dates,
        amounts=amounts,
        references=(Reference(case_number, AT, "case_number", case_number),) if case_number else (),
        links=(Link(host, AT, host, host, host),) if host else (),
    )
    claimed: tuple[Claimed, ...] = ()
    if org:
        record = CATALOG.org(org)
        claimed = (Claimed(org, record.name.zh, "signature", record.role, Evidence("text", 0, 1)),)
    message = Message(text, sender, channel, received)
    return Case(message, Context(**context), reading, claimed, checks, CATALOG, as_of), Judgement(kind, findings, needs)
