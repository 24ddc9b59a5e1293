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
# Below so many cases on either side a share says little: one case more or less must not turn the test.
ENOUGH = 100


@cache
def tuned() -> Tally:
    """The tuned part, assessed; the blind test part is not opened."""
    paths = [path for path in sorted(CORPUS.glob("**/*.jsonl")) if not held_back(path.name)]
    cases = [case for path in paths for case in labelled(path.read_bytes().splitlines(), path.name, held=False)]
    return evaluate(cases, load_catalog(), date(2026, 11, 22))


def rises(lower: Share, upper: Share) -> bool:
    """Whether ``upper`` is right as often as ``lower``: by its share, or within 95 % intervals where cases are few."""
    if min(lower.of, upper.of) >= ENOUGH:
        return upper.hits * lower.of >= lower.hits * upper.of
    return float(upper.as_dict()["high"]) >= float(lower.as_dict()["low"])


def test_levels_are_ordered() -> None:
    assert sorted(CONFIDENCES, key=CONFIDENCES.__getitem__, reverse=True) == list(LEVELS)


@pytest.mark.parametrize(("lower", "upper"), list(pairwise(LEVELS)))
def test_a_rule_of_higher_confidence_is_right_at_least_as_often(lower: str, upper: str) -> None:
    shares = tuned().confidence
    assert rises(shares[lower], shares[upper]), (shares[lower], shares[upper])


@pytest.mark.parametrize("axis", WORDS)
def test_a_stronger_word_is_right_at_least_as_often(axis: str) -> None:
    weak, strong = (tuned().words[f"{axis} {word}"] for word in WORDS[axis])
    assert rises(weak, strong), (weak, strong)


def test_the_test_would_notice() -> None:
    assert not rises(Share(198, 200), Share(190, 200))
    assert not rises(Share(20, 20), Share(4, 20))
    assert rises(Share(20, 20), Share(18, 20))


def test_the_page_prints_each_level_and_word_with_its_interval() -> None:
    block = PAGE.partition("<!-- made: confidence -->")[2].partition("<!-- /made -->")[0]
    rows = [line for line in block.splitlines() if " %** (" in line]
    said = [row.strip("| ").split(" | ")[0] for row in rows]
    words = [f"{axis} {word}" for axis, pair in WORDS.items() for word in reversed(pair)]
    assert said == [*(f"a rule of {level} confidence" for level in reversed(LEVELS)), *words]
