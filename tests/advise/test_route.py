"""Which door takes which complaint, and which one comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from triage import assess, load_catalog
from triage.advise.route import UNKNOWN, lender_type, problems_of, route
from triage.catalog.register import offerable
from triage.model import Context, Message

AS_OF = date(2026, 11, 22)
CATALOG = load_catalog()
RAW = CATALOG.section("routes")

# problem, type of lender, doors tried, the door, the doors after it
SCENARIOS: list[Any] = [
    ("money-lost", "unknown", "", "police", "own-bank police-station legal-aid"),
    ("money-lost", "bank", "police", "own-bank", "police-station legal-aid"),
    ("money-lost", "platform", "police own-bank", "police-station", "legal-aid"),
    ("data-given", "unknown", "", "own-bank", "police antifraud credit-centre"),
    ("data-given", "bank", "own-bank", "police", "antifraud credit-centre"),
    ("violence", "unknown", "", "police", "police-station legal-aid suit"),
    ("violence", "microloan", "police", "police-station", "legal-aid suit"),
    ("violence", "private", "", "police", "police-station legal-aid suit"),
    ("distress", "unknown", "", "talk", "legal-aid"),
    ("scam", "unknown", "", "antifraud", "spam police-station"),
    ("scam", "bank", "", "antifraud", "lender spam"),
    ("scam", "platform", "antifraud", "lender", "spam"),
    ("scam", "p2p", "antifraud", "spam", "police-station"),
    ("agent", "unknown", "", "police-station", "market legal-aid"),
    ("agent", "bank", "police-station", "market", "legal-aid"),
    ("court", "bank", "", "court", "legal-aid"),
    ("court", "unknown", "court", "legal-aid", ""),
    ("liability", "bank", "", "legal-aid", "court"),
    ("lawyer-letter", "unknown", "", "legal-aid", "court"),
    ("spam", "unknown", "", "spam", "antifraud"),
    ("posted-online", "platform", "", "content", "police-station legal-aid suit"),
    ("posted-online", "unknown", "content", "police-station", "legal-aid suit"),
    ("personal-data", "platform", "", "lender", "legal-aid suit"),
    ("personal-data", "bank", "lender", "legal-aid", "suit"),
    ("personal-data", "unknown", "", "local", "police-station legal-aid suit"),
    ("credit-record", "bank", "", "credit-centre", "lender pbc suit"),
    ("credit-record", "consumer-finance", "credit-centre", "lender", "pbc suit"),
    ("credit-record", "platform", "credit-centre lender", "pbc", "suit"),
    ("credit-record", "unknown", "credit-centre lender pbc", "suit", ""),
    ("credit-record", "private", "", "credit-centre", "pbc suit"),
    ("identity-misuse", "bank", "", "lender", "police-station credit-centre pbc"),
    ("identity-misuse", "microloan", "lender", "police-station", "credit-centre pbc"),
    ("identity-misuse", "unknown", "", "police-station", "credit-centre legal-aid"),
    ("identity-misuse", "p2p", "", "police-station", "credit-centre legal-aid"),
    ("debt-transfer", "bank", "", "original-lender", "nfra legal-aid"),
    ("debt-transfer", "consumer-finance", "original-lender", "nfra", "legal-aid"),
    ("debt-transfer", "auto-finance", "", "original-lender", "nfra legal-aid"),
    ("debt-transfer", "microloan", "original-lender", "local", "legal-aid"),
    ("debt-transfer", "platform", "", "original-lender", "local legal-aid"),
    ("harassment", "bank", "", "lender", "nfra police-station legal-aid"),
    ("harassment", "bank", "lender", "nfra", "police-station legal-aid"),
    ("harassment", "bank", "lender nfra", "police-station", "legal-aid"),
    ("harassment", "consumer-finance", "lender", "nfra", "police-station legal-aid"),
    ("harassment", "auto-finance", "lender", "nfra", "police-station legal-aid"),
    ("harassment", "microloan", "lender", "local", "nifa police-station"),
    ("harassment", "platform", "", "lender", "local nifa police-station"),
    ("harassment", "platform", "lender local", "nifa", "police-station"),
    ("harassment", "p2p", "", "local", "police-station legal-aid"),
    ("harassment", "private", "", "police-station", "legal-aid suit"),
    ("harassment", "unknown", "", "local", "police-station legal-aid"),
    ("told-others", "bank", "", "lender", "nfra police-station legal-aid"),
    ("told-others", "microloan", "lender local", "nifa", "police-station"),
    ("told-others", "unknown", "local", "police-station", "legal-aid"),
    ("wrong-person", "bank", "", "lender", "nfra legal-aid"),
    ("wrong-person", "consumer-finance", "lender", "nfra", "legal-aid"),
    ("wrong-person", "microloan", "lender", "local", "legal-aid"),
    ("wrong-person", "platform", "lender", "local", "nifa legal-aid"),
    ("wrong-person", "unknown", "", "local", "spam legal-aid"),
    ("wrong-person", "private", "", "police-station", "legal-aid suit"),
    ("amount", "bank", "lender", "nfra", "legal-aid"),
    ("amount", "microloan", "", "lender", "local legal-aid"),
    ("amount", "platform", "lender", "local", "nifa legal-aid"),
    ("amount", "auto-finance", "lender", "nfra", "legal-aid"),
    ("amount", "unknown", "", "local", "legal-aid"),
    ("paid-error", "consumer-finance", "", "lender", "nfra legal-aid"),
    ("paid-error", "p2p", "", "local", "legal-aid"),
    ("refused", "bank", "", "lender", "nfra legal-aid"),
    ("refused", "bank", "lender nfra", "legal-aid", ""),
    ("refused", "platform", "", "lender", "local legal-aid"),
    ("refused", "microloan", "lender", "local", "legal-aid"),
    ("refused", "private", "", "police-station", "legal-aid suit"),
]


@pytest.mark.parametrize(("problem", "lender", "tried", "door", "following"), SCENARIOS)
def test_the_door(problem: str, lender: str, tried: str, door: str, following: str) -> None:
    found = route(CATALOG, AS_OF, problem, lender, tuple(tried.split()))
    assert found.door is not None
    assert found.door.id == door
    assert " ".join(one.id for one in found.following) == following
    assert found.door.facts or found.door.id in ("own-bank", "suit")


def test_there_are_enough_scenarios_and_every_part_is_met() -> None:
    assert len(SCENARIOS) >= 60
    assert {one["id"] for one in RAW["problems"]} == {one[0] for one in SCENARIOS}
    assert {one["id"] for one in RAW["lenders"]} == {one[1] for one in SCENARIOS}
    assert {one["id"] for one in RAW["doors"]} == {id for one in SCENARIOS for id in f"{one[3]} {one[4]}".split()}


@pytest.mark.parametrize("problem", [one["id"] for one in RAW["problems"]])
@pytest.mark.parametrize("lender", [one["id"] for one in RAW["lenders"]])
def test_every_problem_has_a_door_with_every_lender(problem: str, lender: str) -> None:
    found = route(CATALOG, AS_OF, problem, lender)
    assert found.door is not None
    tried = tuple(one.id for one in (found.door, *found.following))
    assert len(set(tried)) == len(tried) >= 2
    assert route(CATALOG, AS_OF, problem, lender, tried).door is None
    for one in (found.door, *found.following):
        assert one.contact is None or offerable(one.contact)


def test_a_regulator_is_asked_only_for_those_it_supervises() -> None:
    for problem in (one["id"] for one in RAW["problems"]):
        for lender in ("microloan", "platform", "p2p", "private", "unknown"):
            found = route(CATALOG, AS_OF, problem, lender)
            assert found.door is not None
            assert "nfra" not in {one.id for one in (found.door, *found.following)}


def test_the_number_of_a_lender_on_record_is_given() -> None:
    orgs = CATALOG.section("register")["names"]["招商银行"].split()
    found = route(CATALOG, AS_OF, "harassment", "bank", orgs=tuple(orgs))
    assert found.door is not None
    assert found.door.contact is not None
    assert found.door.contact.org in orgs


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("招商银行", "bank"),
        ("马上消费", "consumer-finance"),
        ("信用飞", "platform"),
        ("钱站", "p2p"),
        ("利信金融", UNKNOWN),
    ],
)
def test_the_type_of_a_lender_on_record(name: str, type: str) -> None:
    from triage.verify.names import resolve_name

    assert lender_type(resolve_name(CATALOG, name).orgs, CATALOG) == type


MESSAGES: list[Any] = [
    ("【马上消费】李强，你欠钱不还还要不要脸，今晚不还就告诉你全部同事。", {}, "told-others"),
    ("【利信金融】您家人李强借款已逾期，请家属代为还款。", {"relation": "family"}, "wrong-person"),
    ("【信用飞】您的借款已逾期3天，应还862.50元。", {"claim": "paid"}, "paid-error"),
    ("【信用飞】您的借款已逾期3天，应还862.50元。", {"claim": "never_borrowed"}, "identity-misuse"),
    ("【信用飞】您的借款已逾期3天，应还862.50元。", {}, "refused"),
    ("【法务中心】请于2小时内将8600元转至6217000000000000000（户名：张某）撤案。", {}, "scam"),
    (
        "【法务中心】请于2小时内将8600元转至6217000000000000000（户名：张某）撤案。",
        {"did": ("paid_here",)},
        "money-lost",
    ),
    ("【债务优化】专业法务协商停息挂账，办成再付，加V：zw6688。", {}, "agent"),
    ("【某市人民法院】李强：您有（2026）苏0981民初1234号案件文书送达，请查收。", {}, "court"),
    ("李强，今晚不还钱我就带人到你家打断你的腿。", {}, "violence"),
]


@pytest.mark.parametrize(("text", "context", "problem"), MESSAGES)
def test_the_problem_that_a_message_shows(text: str, context: dict[str, Any], problem: str) -> None:
    report = assess(Message(text), Context(**context), catalog=CATALOG, as_of=AS_OF)
    assert problems_of(report, CATALOG)[0] == problem


def test_an_unknown_problem() -> None:
    with pytest.raises(KeyError):
        route(CATALOG, AS_OF, "nonsense")
