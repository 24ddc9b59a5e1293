"""Words of confidence rise with observed truth: what is said with more confidence is right at least as often."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from triage.catalog import load_catalog
from triage.evaluate import Tally, evaluate, held_back, labelled
from triage.evaluate.shares import Share
from triage.judge.engine import CONFIDENCES

CORPUS = Path(__file__).parent.parent / "corpus"
PAGE = (CORPUS.parent.parent / "docs" / "evaluation.md").read_text("utf-8")
LEVELS = ("low", "medium", "high")
WORDS = {"scam": ("possible", "likely"), "error": ("possible", "likely"), "conduct": ("questionable", "serious")}


@cache
def tuned() -> Tally:
    """The tuned part, assessed; the blind test part is not opened."""
    paths = [path for path in sorted(CORPUS.glob("**/*.jsonl")) if not held_back(path.name)]
    cases = [case for path in paths for case in labelled(path.read_bytes().splitlines(), path.name, held=False)]
    return evaluate(cases, load_catalog(), date(2026, 11, 22))


def rises(lower: Share, upper: Share) -> bool:
    """Whether ``upper`` is right as often as ``lower``, within their 95 % intervals."""
    return float(upper.as_dict()["high"]) >= float(lower.as_dict()["low"])


def test_levels_are_ordered() -> None:
    assert sorted(CONFIDENCES, key=CONFIDENCES.__getitem__, reverse=True) == list(LEVELS)


def of_level(level: str) -> Share:
    """How often rules of ``level`` are right, without those that learned from these very messages."""
    catalog = load_catalog()
    shares = [
        share
        for id, share in tuned().rules.items()
        if catalog.rule(id).confidence == level and catalog.rule(id).yields is None
    ]
    return Share(sum(one.hits for one in shares), sum(one.of for one in shares))


@pytest.mark.parametrize(("lower", "upper"), list(pairwise(LEVELS)))
def test_a_rule_of_higher_confidence_is_right_at_least_as_often(lower: str, upper: str) -> None:
    below, above = of_level(lower), of_level(upper)
    assert rises(below, above), (below, above)


@pytest.mark.parametrize("axis", WORDS)
def test_a_stronger_word_is_right_at_least_as_often(axis: str) -> None:
    weak, strong = (tuned().words[f"{axis} {word}"] for word in WORDS[axis])
    assert rises(weak, strong), (weak, strong)


def test_the_test_would_notice() -> None:
    assert not rises(Share(198, 200), Share(180, 200))
    assert not rises(Share(20, 20), Share(4, 20))
    assert rises(Share(20, 20), Share(18, 20))


def test_the_page_prints_each_level_and_word_with_its_interval() -> None:
    block = PAGE.partition("<!-- made: confidence -->")[2].partition("<!-- /made -->")[0]
    rows = [line for line in block.splitlines() if " %** (" in line]
    said = [row.strip("| ").split(" | ")[0] for row in rows]
    words = [f"{axis} {word}" for axis, pair in WORDS.items() for word in reversed(pair)]
    assert said == [*(f"a rule of {level} confidence" for level in reversed(LEVELS)), *words]
