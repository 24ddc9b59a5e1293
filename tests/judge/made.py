"""Cases made by hand: spans are found in the text, rules are given as trees, the catalog is a small frozen one."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from triage.catalog import Catalog, load_catalog
from triage.judge.case import Case
from triage.judge.engine import Index, arm, concluded, cue_ids, index, kind_of
from triage.judge.scene import Scene
from triage.judge.tree import Tree
from triage.model import (
    Account,
    Amount,
    Check,
    Claimed,
    Context,
    Cue,
    Date,
    Duration,
    Evidence,
    Finding,
    Link,
    Message,
    Note,
    Person,
    Phone,
    Reading,
    Reference,
    ReferenceTime,
    Rule,
    Sender,
    Signature,
    Span,
    Text,
    moment,
)

TODAY = date(2026, 11, 22)
TABLES = Path(__file__).parent.parent.parent / "data" / "tables"
CUES = (
    *("ask.code", "ask.wechat", "demand.pay", "state.overdue", "state.adds_up", "state.of_which", "state.received"),
    *("threat.arrest", "threat.lawsuit", "stage.legal"),
)
ORGS = {
    "qingzhu": {
        "id": "qingzhu",
        "name": {"zh": "青竹银行", "en": "Qingzhu Bank"},
        "category": "bank",
        "role": "lender",
        "lender_type": "bank",
        "status": "active",
        "aliases": ["青竹"],
    },
    "baihua": {
        "id": "baihua",
        "name": {"zh": "白桦钱包", "en": "Baihua Wallet"},
        "category": "platform",
        "role": "platform",
        "lender_type": "platform",
        "status": "defunct",
    },
    "label": {
        "id": "label",
        "name": {"zh": "某标签", "en": "A label"},
        "category": "label",
        "role": "collector",
        "lender_type": "none",
        "status": "label",
        "identifies": "no",
    },
}


def catalog(rules: Mapping[str, Any] | None = None, kinds: list[Any] | None = None) -> Catalog:
    """A frozen catalog of three organisations and nine cues."""
    data = {
        "senders": {"orgs": ORGS},
        "rules": dict(rules or {}),
        "kinds": kinds or [],
        "facts": {"fact-one": {}},
        "lpr": yaml.load((TABLES.parent / "lpr.yaml").read_text("utf-8"), yaml.BaseLoader),
        "lexicon": {
            "bills": load_catalog().lexicon.section("bills"),
            "sums": load_catalog().lexicon.section("sums"),
            "cues": {"cues": [{"id": id} for id in CUES], "words": "很行"},
            "hidden": {"words": {"银行": ["很行"]}, "keep": [], "broken": []},
            "addressing": {"you": ["你", "您"]},
        },
        "tables": {path.name: path.read_text("utf-8") for path in sorted(TABLES.iterdir())},
    }
    return Catalog(data, "sha256:made")


CATALOG = catalog()


def span(text: str, words: str) -> Span:
    """Where ``words`` first stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def at(text: str, words: str) -> Evidence:
    """Evidence on ``words``."""
    return Evidence("text", *span(text, words))


def cut(text: str, marks: str) -> tuple[Span, ...]:
    """The pieces of ``text`` between ``marks``."""
    pieces, start = [], 0
    for end, letter in enumerate(text + marks[0]):
        if letter in marks:
            if end > start:
                pieces.append(Span(start, end))
            start = end + 1
    return tuple(pieces)


class Made:
    """A case under construction; every method adds something and returns it."""

    def __init__(self, text: str, received: str | None = "2026-11-20T10:00", **context: Any) -> None:
        self.text = text
        self.received = received
        self.context = Context(**context)
        self.parts: dict[str, list[Any]] = {}
        self.claims: list[Claimed] = []
        self.checks: list[Check] = []
        self.from_: Sender | None = None

    def add(self, field: str, record: Any) -> "Made":
        self.parts.setdefault(field, []).append(record)
        return self

    def cue(self, id: str, words: str, polarity: str = "asserted") -> "Made":
        return self.add("cues", Cue(id, words, span(self.text, words), polarity))

    def amount(self, role: str, words: str, value: str, **more: Any) -> "Made":
        return self.add("amounts", Amount(words, span(self.text, words), Decimal(value), role=role, **more))

    def date(self, role: str, words: str, day: str | None, **more: Any) -> "Made":
        civil = date.fromisoformat(day) if day else None
        return self.add("dates", Date(words, span(self.text, words), civil, civil, role=role, **more))

    def until(self, words: str, day: str) -> "Made":
        return self.add("dates", Date(words, span(self.text, words), None, date.fromisoformat(day), role="deadline"))

    def duration(self, role: str, words: str, days: int | None, **more: Any) -> "Made":
        seconds = None if days is None else days * 86400
        return self.add("durations", Duration(words, span(self.text, words), days, seconds, role=role, **more))

    def person(self, words: str, name: str, title: str | None = None, role: str = "addressee") -> "Made":
        return self.add("people", Person(words, span(self.text, words), name, title, role))

    def phone(self, words: str, kind: str) -> "Made":
        return self.add("phones", Phone(words, span(self.text, words), words, kind))

    def link(self, words: str, *traits: str) -> "Made":
        return self.add("links", Link(words, span(self.text, words), f"http://{words}", words, words, traits))

    def account(self, words: str, kind: str = "bank_card", holder: str = "unknown") -> "Made":
        return self.add("accounts", Account(words, span(self.text, words), kind, holder))

    def reference(self, words: str, kind: str) -> "Made":
        return self.add("references", Reference(words, span(self.text, words), kind, words))

    def note(self, code: str, words: str) -> "Made":
        return self.add("notes", Note(code, span(self.text, words)))

    def signed(self, words: str, reason: str, status: str = "unknown") -> "Made":
        self.checks.append(Check("signature", words, at(self.text, words), status, None, reason))
        return self.add("signatures", Signature(words, span(self.text, words), words.strip("【】")))

    def sent_by(self, raw: str, kind: str) -> "Made":
        self.from_ = Sender(raw, raw, kind)
        return self

    def claims_to_be(self, org: str | None, words: str, role: str = "lender") -> "Made":
        self.claims.append(Claimed(org, words, "body", role, at(self.text, words)))
        return self

    def checked(self, subject: str, words: str, status: str, reason: str, org: str | None = None) -> "Made":
        self.checks.append(Check(subject, words, at(self.text, words), status, org, reason))
        return self

    def case(self, records: Catalog = CATALOG) -> Case:
        reference = ReferenceTime(
            moment(self.received or TODAY), "received_at" if self.received is not None else "as_of"
        )
        reading = Reading(
            reference,
            self.from_,
            **{field: tuple(found) for field, found in self.parts.items()},
            clauses=cut(self.text, "，。"),
            sentences=cut(self.text, "。"),
        )
        message = Message(self.text, self.from_.raw if self.from_ else None, received_at=self.received)
        return Case(message, self.context, reading, tuple(self.claims), tuple(self.checks), records, TODAY)


def rule(when: Mapping[str, Any], **changes: Any) -> Rule:
    """A rule of severity caution on the axis scam, with ``when`` and ``changes``."""
    made = Rule(
        id="made",
        axis="scam",
        severity="caution",
        confidence="medium",
        status="stable",
        red_line=None,
        point=None,
        error_about=None,
        when=dict(when),
        title=Text("", ""),
        why=Text("", ""),
        misses=Text("", ""),
        facts=(),
        needs=(),
        steps=(),
        start=None,
        end=None,
    )
    return made._replace(**changes)


def index_over(*rules: Rule) -> Index:
    """An index over ``rules`` alone."""
    return index(tuple(arm(one, cue_ids(CATALOG)) for one in rules), ())


def findings(made: Made, *rules: Rule, kind: str = "other") -> tuple[Finding, ...]:
    """What ``rules`` find in ``made``."""
    return run(made, *rules, kind=kind)[0]


def run(made: Made, *rules: Rule, kind: str = "other") -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings and needs of ``rules`` over ``made``."""
    records = catalog({one.id: {} for one in rules})
    scene = Scene(made.case(records))
    scene.kind = kind
    scene.atoms.add(f"kind/{kind}")
    judged = concluded(scene, index_over(*rules))
    return judged.findings, judged.needs


def seen(made: Made, when: Mapping[str, Any], kind: str = "other") -> list[str] | None:
    """The words that ``when`` finds in ``made``, in order; None when it does not hold."""
    scene = Scene(made.case())
    scene.kind = kind
    scene.atoms.add(f"kind/{kind}")
    tree = Tree(when, cue_ids(CATALOG))
    hits = tree.test(scene)
    assert hits is None or tree.occurs(scene.atoms), "more is needed than occurs"
    if hits is None:
        return None
    fields = {"text": made.text, "sender": made.from_.raw if made.from_ else ""}
    fields["received_at"] = scene.reading.reference.moment.iso()
    return [fields[one.field][one.start : one.end] if one.field in fields else one.field for one in hits]


def kind_by(made: Made, kinds: list[tuple[str, Mapping[str, Any]]]) -> str:
    """The kind that ``kinds`` give ``made``."""
    return kind_of(Scene(made.case()), [(id, Tree(when, cue_ids(CATALOG))) for id, when in kinds])
