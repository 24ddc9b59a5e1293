"""Every example of every rule through read, verify and judge: with the rule alone, and hits among all rules."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from triage.batch.rows import Row, row_of
from triage.catalog import Catalog, load_catalog
from triage.judge import Case, check_rules, judge
from triage.judge.engine import arm, concluded, cue_ids, index, index_of, kind_of
from triage.judge.scene import Scene
from triage.model import Finding
from triage.read import read
from triage.verify import verify

TODAY = date(2026, 11, 22)
RED_LINES = {
    *("private_account", "asks_code", "screen_share", "advance_fee", "off_app_contact", "fake_authority"),
    *("phishing_link", "app_install", "secrecy"),
}
POINTS = {
    *("threat_violence", "insult", "third_party_disclosure", "third_party_collection", "impersonates_authority"),
    *("night_hours", "extra_fee", "induce_new_loan", "false_consequence", "public_shaming"),
}


@cache
def catalog() -> Catalog:
    return load_catalog()


def rules() -> dict[str, Any]:
    found: dict[str, Any] = catalog().section("rules")
    return found


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(id, example, id=f"{id}-{number}")
        for id, raw in sorted(rules().items())
        if raw["status"] == "stable"
        for number, example in enumerate(raw["examples"][kind], 1)
    ]


def case_of(example: dict[str, Any]) -> Case:
    row = row_of(json.dumps(example).encode(), 1)
    assert isinstance(row, Row), row
    as_of = row.as_of or TODAY
    reading = read(row.message, catalog(), as_of)
    claimed, checks = verify(row.message, reading, catalog(), as_of)
    return Case(row.message, row.context, reading, claimed, checks, catalog(), as_of)


def alone(id: str, case: Case) -> tuple[Finding, ...]:
    """What the rule ``id`` finds when no other rule runs."""
    scene = Scene(case)
    scene.kind = kind_of(scene, index_of(catalog()).kinds)
    scene.atoms.add(f"kind/{scene.kind}")
    return concluded(scene, index((arm(catalog().rule(id), cue_ids(catalog())),), ())).findings


@pytest.mark.parametrize(("id", "example"), examples("hit"))
def test_a_hit_fires_alone_and_among_all(id: str, example: dict[str, Any]) -> None:
    case = case_of(example)
    found = alone(id, case)
    assert [one.rule for one in found] == [id]
    together = judge(case).findings
    assert found[0] in together or id in covered_by(together)
    words = catalog().rule(id).title, catalog().rule(id).why
    for text in words:
        for lang in ("zh", "en"):
            text.of(lang).format(**dict(found[0].slots))


def covered_by(findings: tuple[Finding, ...]) -> set[str]:
    """The rules that mean less of the same than one of ``findings``."""
    return {id for one in findings for id in catalog().rule(one.rule).covers}


COVERED = sorted({id for raw in rules().values() for id in raw.get("covers", ())})


@pytest.mark.parametrize("id", COVERED)
def test_a_rule_that_others_cover_has_its_own_messages(id: str) -> None:
    shown = [one for one in rules()[id]["examples"]["hit"] if id in {f.rule for f in judge(case_of(one)).findings}]
    assert shown


@pytest.mark.parametrize("id", sorted(rules()))
def test_what_is_covered_never_stands_beside(id: str) -> None:
    for example in rules()[id]["examples"]["hit"]:
        found = judge(case_of(example)).findings
        assert not covered_by(found) & {one.rule for one in found}, example


@pytest.mark.parametrize(("id", "example"), examples("miss"))
def test_a_miss_does_not_fire(id: str, example: dict[str, Any]) -> None:
    case = case_of(example)
    assert alone(id, case) == ()
    assert id not in {one.rule for one in judge(case).findings}


@pytest.mark.parametrize("id", sorted(rules()))
def test_a_rule_is_well_made(id: str) -> None:
    raw = rules()[id]
    assert raw["id"] == id
    assert raw.get("red_line") in RED_LINES | {None}
    assert raw.get("point") in POINTS | {None}
    assert raw["axis"] == "scam" or not raw.get("red_line")
    assert raw["axis"] == "conduct" or not raw.get("point")
    for key in ("title", "why", "misses"):
        for lang in ("zh", "en"):
            assert raw[key][lang].strip()
            assert "!" not in raw[key][lang]
            assert "！" not in raw[key][lang]
    texts = [one["text"] for kind in ("hit", "miss") for one in raw["examples"][kind]]
    assert len(raw["examples"]["hit"]) >= 2
    assert len(raw["examples"]["miss"]) >= 2
    assert all(texts)


def test_rules_and_kinds_are_sound() -> None:
    assert check_rules(catalog()) == ()


def test_every_red_line_and_point_has_a_rule() -> None:
    assert {raw.get("red_line") for raw in rules().values()} - {None} == RED_LINES
    assert {raw.get("point") for raw in rules().values()} - {None} == POINTS


def test_no_rule_runs_on_every_message() -> None:
    assert index_of(catalog()).always == ()


FRIENDS = [
    "您朋友李强在我司借款8000元已逾期20天，请您督促他还款。",
    "你朋友李强欠钱不还，你替他还了吧。",
    "您是李强的紧急联系人，他的借款严重逾期，拒不还款，您有义务代为偿还。",
    "你是李强的同事吧？他在网上借了两万拖了三个月不还，麻烦转告。",
]


@pytest.mark.parametrize("relation", [None, "contact", "family"])
@pytest.mark.parametrize("text", FRIENDS)
def test_telling_a_friend_is_said_once(text: str, relation: str | None) -> None:
    """One finding that the debt was told, at most one that the friend is to pay."""
    found = judge(case_of({"text": text, "context": {"relation": relation} if relation else {}})).findings
    points = [one.point for one in found if one.axis == "conduct"]
    assert points.count("third_party_disclosure") == 1
    assert len(points) == len(set(points)) <= 2
