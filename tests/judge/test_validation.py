"""Faults in rules and kinds are found before a message meets them."""

from typing import Any

import pytest

from tests.judge.made import catalog
from triage.catalog import load_catalog
from triage.judge import check_rules

WHEN: dict[str, Any] = {"cue": {"any": ["ask.code"]}}


def raw(**changes: Any) -> dict[str, Any]:
    both = {"zh": "", "en": ""}
    examples = {"hit": [{"text": "a"}, {"text": "b"}], "miss": [{"text": "c"}, {"text": "d"}]}
    base = {"id": "r", "axis": "scam", "severity": "caution", "confidence": "low", "status": "stable", "when": WHEN}
    return {**base, "title": both, "why": both, "misses": both, "examples": examples, **changes}


def faults(**changes: Any) -> tuple[str, ...]:
    return check_rules(catalog({"r": raw(**changes)}, [{"id": "collection", "when": WHEN}]))


def test_a_sound_rule() -> None:
    assert faults() == ()
    near = {"near": {"of": [WHEN, {"any": [{"link": {}}, {"cue": {"any": ["threat.*"]}}]}], "within": "clause"}}
    assert faults(when={"all": [near, {"none": [{"kind": {"is": ["collection", "other"]}}]}]}) == ()


@pytest.mark.parametrize(
    ("when", "part"),
    [
        ({"cues": {}}, "no such predicate"),
        ({"cue": {"any": ["ask.nothing"]}}, "ask.nothing is not on record"),
        ({"cue": {"any": ["nobody.*"]}}, "nobody.* is not on record"),
        ({"cue": {"any": ["ask.code"], "polarity": ["sure"]}}, "polarity sure"),
        ({"cue": {"any": ["ask.code"], "words": "x"}}, "no such key words"),
        ({"cue": {}}, "any is missing"),
        ({"cue": ["ask.code"]}, "wants a mapping"),
        ({"check": {"subject": "link"}}, "status is missing"),
        ({"check": {"subject": "mail", "status": "match"}}, "subject mail"),
        ({"all": []}, "wants a list"),
        ({"all": [WHEN], "any": [WHEN]}, "one key"),
        ({"near": {"of": [WHEN]}}, "at least two"),
        ({"near": {"of": [WHEN, WHEN], "within": "page"}}, "within page"),
        ({"near": {"of": [WHEN, {"kind": {"is": ["other"]}}]}}, "kind has no place"),
        ({"near": {"of": [WHEN, {"none": [WHEN]}]}}, "none has no place"),
        ({"near": {"of": [WHEN, WHEN], "size": "2"}}, "no such key size"),
        ({"all": [WHEN, {"kind": {"is": ["gossip"]}}]}, "is gossip"),
        ({"arithmetic": {"test": "guess"}}, "test guess"),
        ({"none": [WHEN]}, "anything to point at"),
        ({"any": [WHEN, {"none": [WHEN]}]}, "anything to point at"),
        ({"all": [{"kind": {"is": ["other"]}}, {"none": [WHEN]}]}, "anything to point at"),
        ({"signature": {"is": ["none"]}}, "anything to point at"),
    ],
)
def test_faulty_trees(when: dict[str, Any], part: str) -> None:
    found = faults(when=when)
    assert found
    assert any(part in one for one in found), found
    assert all(one.startswith("rules/r.yaml: ") for one in found)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"axis": "mood"}, "axis: mood"),
        ({"severity": "grave"}, "severity: grave"),
        ({"confidence": "sure"}, "confidence: sure"),
        ({"why": {"zh": "{quote}", "en": "{guess}"}}, "no such slot {guess}"),
        ({"title": {"zh": "{sum}", "en": ""}}, "no such slot {sum}"),
        ({"facts": ["fact-none"]}, "fact-none is not on record"),
        ({"needs": ["luck"]}, "needs: luck"),
        ({"axis": "conduct"}, "must cite one"),
        ({"axis": "error"}, "error_about: missing"),
        ({"start": "2026-02-30"}, "start: not a date"),
        ({"examples": {"hit": [{"text": "a"}], "miss": [{"text": "b"}, {"text": "c"}]}}, "fewer than two of hit"),
    ],
)
def test_faulty_rules(changes: dict[str, Any], part: str) -> None:
    assert any(part in one for one in faults(**changes)), faults(**changes)


def test_slots_of_arithmetic_may_be_used() -> None:
    when = {"all": [WHEN, {"arithmetic": {"test": "parts_do_not_add_up"}}]}
    assert faults(when=when, why={"zh": "{sum}{total}", "en": "{quote}"}) == ()


def test_a_kind_cannot_rest_on_the_kind() -> None:
    kinds = [{"id": "collection", "when": {"all": [WHEN, {"kind": {"is": ["other"]}}]}}]
    assert any("cannot rest on the kind" in one for one in check_rules(catalog({}, kinds)))
    assert any(
        "nothing is not" in one
        for one in check_rules(catalog({}, [{"id": "x", "when": {"cue": {"any": ["nothing"]}}}]))
    )


def test_the_rules_on_record_are_sound() -> None:
    assert check_rules(load_catalog()) == ()


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({}, None),
        ({"id": "nobody"}, "nobody is not on record"),
        ({"axis": "info"}, "other differs in axis"),
        ({"red_line": "asks_code"}, "other differs in axis or point"),
        ({"severity": "serious"}, "other is stronger"),
        ({"confidence": "medium"}, "other is stronger"),
        ({"confidence": "low", "covers": ["r"]}, "other covers it in turn"),
    ],
)
def test_what_a_rule_may_cover(changes: dict[str, Any], part: str | None) -> None:
    """Nothing may be lost: the same axis, point and red line, and no stronger."""
    other = {**raw(id="other"), **changes}
    first = raw(covers=["nobody" if changes.get("id") else "other"])
    rules = {"r": first, "other": {**other, "id": "other"}}
    every = check_rules(catalog(rules, [{"id": "collection", "when": WHEN}]))
    found = [one for one in every if one.startswith("rules/r.yaml: covers: ")]
    assert len(found) == (part is not None)
    assert all(part is not None and part in one for one in found)
