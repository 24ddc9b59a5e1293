"""Estimates for all records of a run from rows that were drawn unequally."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.batch.intervals import wilson
from triage.errors import InputError
from triage.evaluate.review import page, review_of
from triage.evaluate.sheet import ENOUGH, Of, Reviewed
from triage.evaluate.weights import Estimate, Stratum, estimates, is_manifest, strata_in

SIZES = st.tuples(st.integers(0, 60), st.integers(0, 60))


def stratum(rule: str, base: int, headline: str = "x") -> Stratum:
    return Stratum({"rule": rule, "headline": headline}, base)


@given(st.lists(SIZES, min_size=1, max_size=5))
def test_a_whole_review_gives_the_share_itself(sizes: list[tuple[int, int]]) -> None:
    counts: dict[Of, Reviewed] = {("insult", f"s{at}"): Reviewed(yes, no) for at, (yes, no) in enumerate(sizes)}
    strata = {f"s{at}": stratum("insult", yes + no) for at, (yes, no) in enumerate(sizes)}
    one = estimates(counts, strata)["insult"]
    yes, of = sum(yes for yes, _ in sizes), sum(map(sum, sizes))
    assert (one.base, one.covered) == (of, of)
    if of < ENOUGH:
        assert one.share is one.low is one.high is None
    else:
        low, high = wilson(yes, of)
        assert one == Estimate(round(yes / of, 4), round(low, 4), round(high, 4), of, of)


def test_rows_weigh_what_they_stand_for() -> None:
    """Forty of forty wrong ones and forty of four thousand right ones: nearly all of the run is right."""
    counts: dict[Of, Reviewed] = {("insult", "small"): Reviewed(0, 40), ("insult", "large"): Reviewed(40, 0)}
    one = estimates(counts, {"small": stratum("insult", 40), "large": stratum("insult", 4000)})["insult"]
    assert one.share == round(4000 / 4040, 4)
    plain_low, plain_high = wilson(80 * 4000 / 4040, 80)
    assert one.low is not None
    assert one.high is not None
    assert one.low < plain_low  # rows of unequal weight tell less
    assert one.high - one.low > plain_high - plain_low


def test_rows_that_were_not_decided_pass_their_weight_on() -> None:
    counts: dict[Of, Reviewed] = {("insult", "a"): Reviewed(15, 5, 10, 10), ("insult", "b"): Reviewed(20, 20)}
    one = estimates(counts, {"a": stratum("insult", 200), "b": stratum("insult", 200)})["insult"]
    assert one.share == round((200 * 15 / 20 + 200 * 20 / 40) / 400, 4)


def test_a_stratum_that_nobody_reviewed_is_told() -> None:
    counts: dict[Of, Reviewed] = {("insult", "a"): Reviewed(30, 10), ("insult", "b"): Reviewed(open=9)}
    strata = {"a": stratum("insult", 400), "b": stratum("insult", 18)}
    one = estimates(counts, strata)["insult"]
    assert (one.share, one.base, one.covered) == (0.75, 418, 400)
    assert "of 400 of 418: 75.0%" in page(review_of([counts], [strata]))


def test_strata_that_hold_several_rules() -> None:
    """By headline alone, a rule has no base of its own; its rows still weigh by their strata."""
    counts: dict[Of, Reviewed] = {
        ("insult", "a"): Reviewed(20, 0),
        ("night-hours", "a"): Reviewed(0, 20),
        ("insult", "b"): Reviewed(0, 20),
    }
    strata = {"a": Stratum({"headline": "x"}, 400), "b": Stratum({"headline": "y"}, 100)}
    found = estimates(counts, strata)
    assert found["insult"].share == round(20 * 10 / (20 * 10 + 20 * 5), 4)
    assert found["insult"].base is found["insult"].covered is None
    assert "of all: 66.7%" in page(review_of([counts], [strata]))


def test_rows_without_a_stratum_have_no_weight() -> None:
    counts: dict[Of, Reviewed] = {("insult", "a"): Reviewed(30), ("insult", ""): Reviewed(30)}
    assert estimates(counts, {"a": stratum("insult", 30)}) == {}


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """A thousand reviews of a run whose rule is right in 90 % of one stratum and 40 % of another, far smaller one."""
    truth = (0.9 * 3000 + 0.4 * 300) / 3300
    strata = {"a": stratum("insult", 3000), "b": stratum("insult", 300)}
    random = Random(7)
    held = 0
    for _ in range(1000):
        yes = {code: sum(random.random() < share for _ in range(60)) for code, share in (("a", 0.9), ("b", 0.4))}
        counts: dict[Of, Reviewed] = {("insult", code): Reviewed(one, 60 - one) for code, one in yes.items()}
        found = estimates(counts, strata)["insult"]
        assert found.low is not None
        assert found.high is not None
        held += found.low <= truth <= found.high
    assert held >= 930


def test_several_sheets_and_manifests() -> None:
    sheet: dict[Of, Reviewed] = {("insult", "a"): Reviewed(20, 0)}
    strata = {"a": stratum("insult", 100)}
    both = review_of([sheet, sheet], [strata, strata])
    assert both.rules == {"insult": (40, 0, 0, 0)}
    assert both.estimates["insult"].share == 1
    with pytest.raises(InputError, match="two manifests differ"):
        review_of([sheet], [strata, {"a": stratum("insult", 101)}])
    with pytest.raises(InputError, match="no stratum a"):
        review_of([sheet], [{"b": stratum("insult", 1)}])


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"extras": {"sample": {"strata": {"a": 1}}}}', b"no json"])
def test_a_manifest_without_a_sample_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="names no review sample"):
        strata_in(content, "manifest")


def test_a_manifest_is_told_from_other_inputs() -> None:
    assert is_manifest(json.dumps({"schema": "triage.manifest/1"}, indent=1).encode())
    assert not is_manifest(b'row_id,rule,reviewer_verdict\n1,"triage.manifest/1",\n')
