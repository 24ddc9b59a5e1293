"""What a record is worth: its age, whether its value has lapsed, whose it is, and who belongs together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.verify.scenes import SENDERS, contact, invented, only, org, reading_of, real
from triage.catalog.catalog import Catalog
from triage.model import Check, Message
from triage.render.words import reason_words
from triage.verify import verify
from triage.verify.speaker import related

NOW, LATER = date(2026, 11, 22), date(2028, 6, 1)
BANK = "【青竹银行】您的信用卡已逾期，详询4000000001"
OWN = {"source_kind": "own", "confidence": "medium"}


def register(*orgs: dict[str, Any]) -> Catalog:
    """The invented register with ``orgs`` over it and the real ages."""
    data = {name: invented().section(name) for name in ("lexicon", "tables", "ui")}
    senders = {**SENDERS, "orgs": {**SENDERS["orgs"], **{one["id"]: one for one in orgs}}}  # type: ignore[dict-item]
    return Catalog({"senders": senders, "staleness": real().section("staleness"), **data}, "sha256:test")


def check(text: str, subject: str, catalog: Catalog, day: date = NOW, **more: Any) -> Check:
    reading = reading_of(text, catalog, **more)
    _, checks = verify(Message(text, more.get("sender")), reading, catalog, day)
    return only(checks, subject)


def bank(**changes: Any) -> dict[str, Any]:
    line = {**contact("hotline", "4000000001", "credit_card"), **changes}
    return org("bamboo", "青竹银行", "lender", "bank_joint_stock", line)


def test_an_old_record_still_matches_and_says_how_old_it_is() -> None:
    catalog = register(bank())
    fresh = check(BANK, "phone", catalog, phones=("4000000001",))
    old = check(BANK, "phone", catalog, LATER, phones=("4000000001",))
    assert (fresh.status, old.status) == ("match", "match")
    assert "seen" not in dict(fresh.slots)
    assert dict(old.slots)["seen"] == "2026-08"
    assert reason_words(old, catalog, "zh").endswith("这条记录是2026-08的，可能已变更。")
    assert "可能已变更" not in reason_words(fresh, catalog, "zh")
    undated = register(bank(as_of="undated"))
    told = reason_words(check(BANK, "phone", undated, phones=("4000000001",)), undated, "en")
    assert told.endswith("The record bears no date and may have changed.")


def test_an_old_medium_record_is_too_weak_to_compare_with() -> None:
    catalog = register(bank(confidence="medium"))
    old = check(BANK, "phone", catalog, LATER, phones=("4000000001",))
    assert (old.status, old.reason, old.org) == ("unknown", "weak_record", "bamboo")
    other = "【白鹭消费金融】您的借款已逾期，详询4000000001"
    assert check(other, "phone", catalog, NOW, phones=("4000000001",)).status == "mismatch"
    assert check(other, "phone", catalog, LATER, phones=("4000000001",)).status == "unknown"


@pytest.mark.parametrize("purpose", ["closed"])
def test_a_line_that_is_no_longer_used_shows_nothing(purpose: str) -> None:
    catalog = register(bank(purpose=purpose, callable_by="nobody"))
    found = check(BANK, "phone", catalog, phones=("4000000001",))
    assert (found.status, found.reason) == ("unknown", "weak_record")
    assert "已停用或换掉" in reason_words(found, catalog, "zh")


@pytest.mark.parametrize("purpose", ["former", "legacy"])
def test_nor_does_a_domain_that_was_given_up(purpose: str) -> None:
    text = "【青竹银行】您的信用卡已逾期，登录oldbamboo.com"
    catalog = register(org("bamboo", "青竹银行", "lender", "bank", contact("domain", "oldbamboo.com", purpose)))
    found = check(text, "link", catalog, links=("oldbamboo.com",))
    assert (found.status, found.reason) == ("unknown", "weak_record")


def test_a_record_of_the_users_own_is_worded_as_that() -> None:
    catalog = register(bank(**OWN))
    found = check(BANK, "phone", catalog, phones=("4000000001",))
    assert found.status == "match"
    assert reason_words(found, catalog, "zh").endswith("这条是您自己的记录。")
    sender = check("【青竹银行】您的信用卡已逾期", "sender", register(bank(**OWN, value="95008")), sender="95008")
    assert dict(sender.slots)["own"] == "yes"


def partner(org: str, relation: str) -> dict[str, Any]:
    return {"org": org, "relation": relation, "sources": ["s"], "as_of": "2026-08"}


BRAND = org("leaf", "竹叶贷", "platform", "ecommerce_lender", contact("hotline", "4000000031"))


@pytest.mark.parametrize("relation", ["parent", "brand_of", "funded_by", "renamed_to", "successor"])
def test_partners_use_each_others_numbers_and_hosts(relation: str) -> None:
    catalog = register({**BRAND, "partners": [partner("egret", relation)]})
    text = "【白鹭消费金融】您的借款已逾期，详询4000000031"
    assert check(text, "phone", catalog, phones=("4000000031",)).status == "unknown"
    back = "【竹叶贷】您的借款已逾期，详询4000000002，登录m.egretcash.com"
    assert check(back, "phone", catalog, phones=("4000000002",)).status == "unknown"
    link = check(back, "link", catalog, links=("m.egretcash.com",))
    assert (link.status, link.reason, link.org) == ("unknown", "host_of_parent", "egret")
    assert check(text, "phone", register(BRAND), phones=("4000000031",)).status == "mismatch"


def test_who_belongs_together() -> None:
    root = org("root", "大树集团", "platform", "ecommerce_lender")
    twig = {**org("twig", "小枝借款", "platform", "x"), "partners": [partner("root", "brand_of")]}
    bark = {**org("bark", "厚皮支付", "other", "payment"), "partners": [partner("root", "parent")]}
    rose = {**org("rose", "红玫贷", "platform", "x"), "partners": [partner("egret", "funded_by")]}
    iris = {**org("iris", "鸢尾贷", "platform", "x"), "partners": [partner("egret", "funded_by")]}
    catalog = register(root, twig, bark, rose, iris)
    assert related(catalog, "twig", "root")
    assert related(catalog, "root", "twig")
    assert related(catalog, "twig", "bark"), "they have their parent in common"
    assert related(catalog, "rose", "egret")
    assert not related(catalog, "rose", "iris"), "a lender stands behind many who have nothing to do with one another"
    assert not related(catalog, "twig", "egret")
