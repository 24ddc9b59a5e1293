"""Reports built by hand over the real texts and the invented register of the advise tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.advise import scenes
from tests.advise.scenes import load, scene
from triage.advise import advise
from triage.catalog.catalog import Catalog
from triage.model import (
    Account,
    Amount,
    Check,
    Claimed,
    Date,
    Duration,
    Evidence,
    Phone,
    Reading,
    Reference,
    Report,
    Span,
)

UI = load("ui.yaml") | load("ui_reasons.yaml")
RULE = {"since": "0.1", "status": "stable", "when": {}, "steps": ()}
RULES = {
    "pays-a-person": {
        **RULE,
        "axis": "scam",
        "title": {"zh": "要把钱付给个人", "en": "Money is to go to a person"},
        "why": {"zh": "「{quote}」：要您付给个人。", "en": '"{quote}": you are to pay a person.'},
        "misses": {"zh": "看不出账户背后是谁。", "en": "It cannot see who is behind an account."},
    },
    "calls-names": {
        **RULE,
        "axis": "conduct",
        "title": {"zh": "侮辱", "en": "Insult"},
        "why": {"zh": "「{quote}」：侮辱人。", "en": '"{quote}": an insult.'},
        "misses": {"zh": "看不出语气。", "en": "It cannot hear the tone."},
    },
}
for id, raw in RULES.items():
    raw |= {"id": id, "severity": "serious", "confidence": "high"}


def catalog() -> Catalog:
    """The invented register with the real words."""
    names = ("senders", "staleness", "facts", "steps", "answers", "easy", "guide", "routes", "rules", "tables")
    kept = {name: scenes.CATALOG.section(name) for name in names}
    source = {"kind": "list", "title": "公开名录", "ref": "invented", "as_of": "2026-08", "retrieved": "2026-11-22"}
    sources = {**scenes.CATALOG.section("sources"), "s": source, "own": {**source, "kind": "official"}}
    rules = {**kept["rules"], **RULES}
    return Catalog({**kept, "rules": rules, "sources": sources, "ui": UI, "lexicon": {}}, "sha256:test")


CATALOG = catalog()


def report(*args: Any, reading: dict[str, Any] | None = None, claimed: tuple[Claimed, ...] | None = None,
           **more: Any) -> Report:  # fmt: skip
    """The report of a scene; ``reading`` replaces fields of what was read."""
    case, judgement = scene(*args, **more)
    case = case._replace(catalog=CATALOG, reading=case.reading._replace(**(reading or {})))
    if claimed is not None:
        case = case._replace(claimed=claimed)
    verdict, steps, pieces = advise(case, judgement)  # type: ignore[arg-type]
    return Report(
        "0.1.0", CATALOG.digest, case.as_of, case.message, case.context, case.reading, case.claimed, case.checks,
        judgement.findings, verdict, steps, pieces,
    )  # fmt: skip


def at(text: str, words: str) -> tuple[str, Span]:
    """``words`` and where they stand in ``text``."""
    start = text.index(words)
    return words, Span(start, start + len(words))


SCAM_TEXT = "【法务中心】李强，今天转8600元到6217000000000000000（户名：张某），身份证110101199003070000。"


def scam_report(**more: Any) -> Report:
    """A demand to pay a person, with a card and an ID number in the text."""
    card, card_at = at(SCAM_TEXT, "6217000000000000000")
    number, number_at = at(SCAM_TEXT, "110101199003070000")
    raw, raw_at = at(SCAM_TEXT, "8600元")
    finding = scenes.finding("scam", red_line="private_account")._replace(
        rule="pays-a-person", at=(Evidence("text", *card_at),), slots=(("quote", card),)
    )
    return report(
        "collection",
        finding,
        text=SCAM_TEXT,
        reading={
            "accounts": (Account(card, card_at, "bank_card", "person", "张某"),),
            "references": (Reference(number, number_at, "id_number", number),),
            "amounts": (Amount(raw, raw_at, Decimal("8600"), role="other"),),
        },
        **more,
    )


def lawful_report(**more: Any) -> Report:
    """A plain demand of the invented platform, with sums, dates, days and a phone."""
    text = "【小舟借款】您的借款已逾期5天，逾期金额862.50元，请于11月25日前还款，客服4000000003。"
    amount, amount_at = at(text, "862.50元")
    day, day_at = at(text, "11月25日前")
    days, days_at = at(text, "逾期5天")
    phone, phone_at = at(text, "4000000003")
    check = Check("phone", phone, Evidence("text", *phone_at), "match", "platform", "on_record")
    return report(
        org="platform",
        text=text,
        checks=(check,),
        reading={
            "amounts": (Amount(amount, amount_at, Decimal("862.5"), role="total"),),
            "dates": (Date(day, day_at, None, date(2026, 11, 25), role="deadline"),),
            "durations": (Duration(days, days_at, 5, 432000, role="overdue"),),
            "phones": (Phone(phone, phone_at, phone, "hotline_400"),),
        },
        **more,
    )


def empty_reading(base: Reading) -> Reading:
    """``base`` with nothing read."""
    return Reading(base.reference)
