"""Conditions that many rules share: put in their places, and every name that stands nowhere is told."""

from typing import Any

from triage.catalog.conditions import faults, spelt_out

OWED: dict[str, Any] = {"cue": {"any": ["topic.debt"]}}


def test_a_name_stands_for_its_tree() -> None:
    conditions = {"owed": OWED, "chased": {"any": [{"holds": "owed"}, {"amount": {}}]}}
    tree = {"all": [{"cue": {"any": ["threat.violence"]}}, {"none": [{"holds": "chased"}]}]}
    assert spelt_out(tree, conditions) == {
        "all": [{"cue": {"any": ["threat.violence"]}}, {"none": [{"any": [OWED, {"amount": {}}]}]}]
    }


def test_a_tree_without_names_stays_as_it_is() -> None:
    assert spelt_out(OWED, {}) == OWED


def test_names_that_stand_nowhere_are_faults() -> None:
    values = {
        "conditions.yaml": {"owed": OWED},
        "kinds.yaml": [{"id": "collection", "when": {"holds": "missing"}}],
        "rules/one.yaml": {"when": {"all": [{"holds": "owed"}, {"holds": "gone"}]}},
    }
    assert list(faults(values)) == [
        ("kinds.yaml", (0, "when", "holds"), "missing is no condition that stands above it in conditions.yaml"),
        ("rules/one.yaml", ("when", "all", 1, "holds"), "gone is no condition that stands above it in conditions.yaml"),
    ]


def test_a_condition_rests_only_on_those_above_it() -> None:
    values = {"conditions.yaml": {"first": {"holds": "second"}, "second": {"none": [{"holds": "second"}]}}}
    assert [path for _, path, _ in faults(values)] == [("first", "holds"), ("second", "none", 0, "holds")]
