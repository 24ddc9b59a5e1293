"""Readings built by hand over a frozen, invented register. Words and tables are the real ones."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from triage.catalog import load_catalog
from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of
from triage.model import (
    Check,
    Claimed,
    Link,
    Message,
    Moment,
    Phone,
    Reading,
    ReferenceTime,
    Sender,
    Signature,
    Span,
)
from triage.read.hosts import read_authority, registrable_domain
from triage.verify import verify

AS_OF = date(2026, 11, 22)


def contact(kind: str, value: str, purpose: str = "general", **more: str) -> dict[str, Any]:
    match = {"match": "registrable"} if kind == "domain" else {}
    base = {"callable_by": "borrower", "confidence": "high", "source_kind": "list", "as_of": "2026-08"}
    return {"kind": kind, "value": value, "purpose": purpose, "sources": ["s"], **base, **match, **more}


def org(id: str, zh: str, role: str, category: str, *contacts: dict[str, Any], **more: Any) -> dict[str, Any]:
    base = {"lender_type": "none", "status": "active", "name": {"zh": zh, "en": id}}
    return {"id": id, "role": role, "category": category, "contacts": list(contacts), **base, **more}


ORGS = [
    org(
        "bamboo", "青竹银行", "lender", "bank_joint_stock",
        contact("hotline", "95000"),
        contact("hotline", "4000000001", "credit_card"),
        contact("hotline", "4000000009", "vip", callable_by="nobody"),
        contact("sms_port", "1069095000", callable_by="nobody", confidence="medium", match="prefix"),
        contact("domain", "bamboobank.com.cn"),
        contact("domain", "bmbc.com.cn", confidence="medium"),
        contact("domain", "95000.com"),
        contact("domain", "loan.forest.com", "finance", match="host"),
        aliases=["竹行", "中国青竹银行"], legal_name="青竹银行股份有限公司",
    ),
    org(
        "bamboofin", "青竹消费金融", "lender", "consumer_finance_company",
        contact("hotline", "4000000005"),
        contact("domain", "qzxjfin.com"),
        contact("domain", "qz.cn"),
        legal_name="青竹消费金融有限公司",
    ),
    org(
        "egret", "白鹭消费金融", "lender", "consumer_finance_company",
        contact("hotline", "4000000002", "finance"),
        contact("domain", "egretcash.com", source_kind="official"),
        contact("signature", "白鹭消费", callable_by="nobody"),
        legal_name="白鹭消费金融股份有限公司",
    ),
    org(
        "aigrette", "白鸥消费金融", "lender", "consumer_finance_company",
        contact("hotline", "4000000006"),
        contact("domain", "whitegull.com"),
        contact("domain", "bao.cn"),
    ),
    org(
        "boat", "小舟借款", "platform", "loan_facilitation",
        contact("hotline", "4000000003", confidence="medium"),
        contact("hotline", "4000000008", confidence="low"),
        contact("domain", "xiaozhoujie.cn"),
        contact("domain", "oldboat.net", confidence="low"),
        contact("domain", "z.cn", "short_link"),
        contact("app", "小舟借款App"),
        brands=["小舟钱包"],
    ),
    org("rabbit", "小白兔银行", "lender", "bank_private"),
    org(
        "travelfin", "远行金融", "platform", "ecommerce_lender",
        contact("hotline", "95001", "parent_general"),
        contact("domain", "yuanxing.com", "parent"),
        contact("domain", "jr.yuanxing.com", match="host"),
    ),
    org("wander", "旧钱站", "platform", "p2p_legacy", contact("hotline", "4000000004"), status="defunct"),
    org("wandermedia", "前站网", "other", "media", contact("domain", "jiuqianzhan.com", confidence="medium")),
    org("label", "安信法催", "collector", "collector_label", status="label", identifies="no"),
    org("court", "人民法院热线", "authority", "court",
        contact("hotline", "12368"), contact("domain", "court.gov.cn"), aliases=["人民法院"]),
    org("courthosts", "法院送达网址", "authority", "court", contact("domain", "songda.example", confidence="low")),
    org("regulator", "金融监管总局", "authority", "regulator", contact("hotline", "12378", confidence="medium")),
    org("paypal", "支付盒", "other", "payment", contact("hotline", "95002"), contact("domain", "zhifuhe.com")),
    org("pairone", "柳江银行", "lender", "bank_city", contact("domain", "ljbccb.com")),
    org("pairtwo", "泸江银行", "lender", "bank_city", contact("domain", "ljbccb.cn"), contact("hotline", "95003"),
        contact("hotline", "96001")),
]  # fmt: skip
SENDERS = {
    "orgs": {one["id"]: one for one in ORGS},
    "short_links": [
        {"host": "s.cn", "owner": "boat"},
        {"host": "z.cn", "owner": "boat"},
        {"host": "u.cn", "owner": "某短链接"},
    ],
    "number_plan": [
        {"kind": "mobile", "prefixes": ["139", "1390"], "lengths": ["11"]},
        {"kind": "virtual_mobile", "prefixes": ["170"], "lengths": ["11"]},
        {"kind": "service_95", "prefix": "95", "lengths": ["5", "6-8"]},
        {"kind": "service_96", "prefixes": ["96"], "lengths": ["5"]},
        {"kind": "hotline_400", "prefixes": ["400", "800"], "lengths": ["10"]},
        {"kind": "hotline_12", "prefixes": ["123"], "lengths": ["5"]},
        {"kind": "emergency", "prefixes": ["110"], "lengths": ["3"]},
        {"kind": "sms_106", "prefixes": ["106"], "lengths": ["8-21"]},
        {"kind": "overseas", "prefixes": ["00"], "lengths": ["7-20"]},
        {"kind": "carrier", "prefixes": ["100"], "lengths": ["5"]},
    ],
    "generic_signatures": ["还款提醒", "温馨提示"],
    "do_not_confuse": [
        {"names": ["白鹭消费金融", "白鸥消费金融"], "note": {"zh": "x", "en": "x"}, "sources": ["s"]},
        {"names": ["小舟借款", "小周借款"], "note": {"zh": "x", "en": "x"}, "sources": ["s"]},
    ],
}


@lru_cache(maxsize=1)
def real() -> Catalog:
    return load_catalog()


@lru_cache(maxsize=1)
def invented() -> Catalog:
    names = ("lexicon", "tables", "ui")
    return Catalog({"senders": SENDERS, **{name: real().section(name) for name in names}}, "sha256:test")


def span_of(text: str, raw: str) -> Span:
    start = text.index(raw)
    return Span(start, start + len(raw))


def link(text: str, raw: str, catalog: Catalog, traits: tuple[str, ...] = ()) -> Link:
    authority = read_authority(raw.partition("//")[2] or raw)
    assert authority is not None
    registrable = registrable_domain(authority.host, catalog.lexicon)
    return Link(raw, span_of(text, raw), raw, authority.host, registrable, traits)


def reading_of(
    text: str,
    catalog: Catalog,
    sender: str | None = None,
    links: tuple[str, ...] = (),
    phones: tuple[str, ...] = (),
    traits: tuple[str, ...] = (),
    sender_kind: str | None = None,
) -> Reading:
    """A reading of ``text``: every 【…】 at an end is a signature, links and phones are named by the caller."""
    register = register_of(catalog)
    signatures = [
        Signature(found[0], Span(*found.span()), found[1])
        for found in re.finditer("【([^】]*)】", text)
        if found.start() == 0 or found.end() == len(text)
    ]
    numbers = [(raw, re.sub("[^0-9*]", "", raw)) for raw in phones]
    return Reading(
        ReferenceTime(Moment(AS_OF), "as_of"),
        sender=Sender(sender, sender, sender_kind or register.plan(sender)) if sender else None,
        signatures=tuple(signatures),
        phones=tuple(Phone(raw, span_of(text, raw), digits, register.plan(digits)) for raw, digits in numbers),
        links=tuple(link(text, raw, catalog, traits) for raw in links),
    )


def compare(text: str, catalog: Catalog | None = None, **more: Any) -> tuple[tuple[Claimed, ...], tuple[Check, ...]]:
    """``verify`` over the invented register (or ``catalog``); ``channel`` and what ``reading_of`` takes as keywords."""
    catalog = catalog or invented()
    channel = more.pop("channel", "sms")
    reading = reading_of(text, catalog, **more)
    return verify(Message(text, more.get("sender"), channel), reading, catalog, AS_OF)


def only(checks: tuple[Check, ...], subject: str) -> Check:
    found = [one for one in checks if one.subject == subject]
    assert len(found) == 1, checks
    return found[0]
