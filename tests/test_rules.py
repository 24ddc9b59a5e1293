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
    assert found[0] in judge(case).findings
    words = catalog().rule(id).title, catalog().rule(id).why
    for text in words:
        for lang in ("zh", "en"):
            text.of(lang).format(**dict(found[0].slots))


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
