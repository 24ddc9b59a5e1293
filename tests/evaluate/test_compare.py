"""Figures against earlier ones."""

import json
from pathlib import Path

import pytest

from triage.cli.evaluate import evaluate
from triage.errors import InputError
from triage.evaluate.compare import Change, Comparison, compare, comparison_page, figures_in

from .cases import AS_OF, CALM, SCAM, case, tally

RIGHT, WRONG = {"scam": ["likely"]}, {"scam": ["none_found"]}
A, B, C = (case(id, SCAM, RIGHT) for id in "abc")
LOUD_A = case("a", SCAM, WRONG)


def compared(old: tuple[bytes, ...], new: tuple[bytes, ...]) -> Comparison:
    return compare(tally(*old).as_dict(), tally(*new).as_dict())


def changes(found: Comparison, better: int) -> set[str]:
    return {f"{one.table} {one.name}" for one in found.changes if one.better == better}


def test_nothing_changed() -> None:
    found = compared((A, B), (A, B))
    assert found == ((2, 2), 0, 0, (), (), (), ())


def test_a_case_that_became_wrong_and_one_that_became_right() -> None:
    quiet = case("b", CALM, RIGHT)
    worse = compared((A, B), (A, quiet))
    assert worse.newly_missed == ("b scam",)
    assert {"recall scam", "agreement scam", "families f", "recall by family f, scam"} <= changes(worse, -1)
    better = compared((A, quiet), (A, B))
    assert better.newly_right == ("b scam",)
    assert "recall scam" in changes(better, 1)


def test_fewer_false_alarms_are_a_gain() -> None:
    calm = case("a", CALM, WRONG)
    found = compared((LOUD_A, B), (calm, B))
    assert {"false alarms scam", "false alarms by family f, scam"} <= changes(found, 1)
    assert "precision scam" in changes(found, 1)
    assert not changes(found, -1)


def test_cases_that_came_and_went_are_neither_gain_nor_loss() -> None:
    found = compared((A, case("gone", CALM, RIGHT)), (A, case("new", CALM, RIGHT)))
    assert (found.added, found.removed) == (1, 1)
    assert (found.newly_missed, found.newly_right) == ((), ())
    assert found.new_and_missed == ("new scam",)


def test_a_rule_on_one_side_only_is_new_or_gone() -> None:
    found = compared((A,), (case("a", CALM, {}),))
    rule = next(one for one in found.changes if one.name == "payee-is-a-person")
    assert (rule.old, rule.new, rule.better) == ((1, 1), (0, 0), 0)
    assert "  rules payee-is-a-person: 1/1 100.0% -> -" in comparison_page(found, "old.json")


def test_more_read_wrongly_is_a_loss() -> None:
    found = compared(
        (case("a", CALM, {"amounts": [{"value": "862.50"}]}),),
        (case("a", CALM + "另有手续费30元。", {"amounts": [{"value": "862.50"}]}),),
    )
    assert "read wrongly amounts" in changes(found, -1)


def test_shares_are_compared_and_not_counts() -> None:
    assert Change("recall", "scam", (5, 10), (50, 100)).better == 0
    assert Change("recall", "scam", (5, 10), (51, 100)).better == 1
    assert Change("false alarms", "scam", (5, 10), (51, 100)).better == -1


def test_what_is_held_back_is_compared_by_its_shares_alone() -> None:
    old = tally(A, B, held=True).as_dict()
    new = tally(A, case("b", CALM, RIGHT), held=True).as_dict()
    found = compare(old, new)
    assert (found.added, found.removed, found.newly_missed, found.new_and_missed) == (0, 0, (), ())
    assert "recall scam" in changes(found, -1)


def test_the_page_puts_losses_first() -> None:
    text = comparison_page(compared((A, B), (LOUD_A, B)), "release.json")
    assert text.startswith("against release.json: 2 cases then, 2 now (0 new, 0 gone)\n\nlosses (")
    assert "  false alarms scam: - -> 1/1 100.0%" in text
    assert "newly missed (1)\n  a scam" in text


def test_the_command(tmp_path: Path) -> None:
    cases, old = tmp_path / "cases.jsonl", tmp_path / "old.json"
    cases.write_bytes(A + b"\n" + B + b"\n")
    old.write_text(evaluate([str(cases)], AS_OF, True))
    cases.write_bytes(A + b"\n" + case("b", CALM, RIGHT) + b"\n")
    assert "newly missed (1)\n  b scam" in evaluate([str(cases)], AS_OF, False, against=str(old))
    found = json.loads(evaluate([str(cases)], AS_OF, True, against=str(old)))["comparison"]
    assert found["newly_missed"] == ["b scam"]
    assert {one["better"] for one in found["changes"] if one["table"] == "recall"} == {-1}


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"schema": "triage.report/1"}', "[" * 100_000])
def test_what_is_no_evaluation_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="no figures of"):
        figures_in(content, "old.json")
