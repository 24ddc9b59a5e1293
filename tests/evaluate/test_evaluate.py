"""``triage evaluate``: what is counted, and that nothing drops out of a denominator."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from triage.batch.intervals import wilson
from triage.errors import InputError
from triage.evaluate import labelled, page
from triage.evaluate.gold import slips
from triage.evaluate.readings import paired, same_amount, same_date, strings
from triage.model import Amount, Date, Span

from .cases import CALM, SCAM, case, tally


def test_recall_and_false_alarms() -> None:
    found = tally(
        case("calm", CALM, {"scam": ["none_found"], "must_not_say": ["conduct"]}),
        case("scam", SCAM, {"scam": ["likely"], "red_lines": ["private_account"]}),
        case("wrongly labelled", CALM, {"scam": ["likely"]}),
    )
    assert found.recall["scam"] == (1, 2)
    assert found.false_alarms["scam"] == (0, 1)
    assert found.false_alarms["conduct"] == (0, 1)
    assert found.red_lines["private_account"] == (1, 1)
    assert [(one.id, one.axis, one.got) for one in found.misses] == [("wrongly labelled", "scam", "none_found")]
    assert found.families["f"] == (2, 3)


def test_an_axis_without_gold_is_not_scored() -> None:
    found = tally(case("calm", CALM, {"scam": ["none_found"]}))
    assert set(found.agreement) == {"scam"}


def test_an_answer_that_may_be_either_counts_for_neither_recall_nor_false_alarms() -> None:
    found = tally(case("either", CALM, {"scam": ["none_found", "possible"]}))
    assert not found.recall
    assert not found.false_alarms
    assert found.agreement["scam"] == (1, 1)


def test_a_row_without_an_answer_stays_in_every_denominator() -> None:
    found = tally(case("empty", "", {"scam": ["likely"], "amounts": [{"value": "5.00"}], "kind": "collection"}))
    assert (found.cases, found.failed) == (1, 1)
    assert found.recall["scam"] == (0, 1)
    assert found.agreement["kind"] == (0, 1)
    assert found.readings["amounts"]["missed"] == 1
    assert {one.axis for one in found.misses} == {"no_answer", "scam", "kind", "amounts"}


def test_pairs_must_agree() -> None:
    found = tally(
        case("clean", CALM, {}),
        case("same", CALM.replace("还款", "還款"), {}, pair="clean"),
        case("other", SCAM, {}, pair="clean"),
        case("alone", CALM, {}, pair="nowhere"),
    )
    assert found.pairs == (1, 3)
    assert [one.id for one in found.misses if one.axis == "pair"] == ["other", "alone"]


def test_rules_are_counted_on_scored_axes_only() -> None:
    found = tally(
        case("right", SCAM, {"scam": ["likely"]}),
        case("wrong", SCAM, {"scam": ["none_found"]}),
        case("unscored", SCAM, {}),
    )
    assert found.rules["payee-is-a-person"] == (1, 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [(b"{", "line 1 is not JSON"), (b'{"text": "a"}', "line 1 has no gold"), (b"[]", "line 1 has no gold")],
)
def test_a_broken_label_is_an_error_and_not_a_miss(line: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        labelled([line])


SHAPES = (
    {"amounts": "5.00"},
    {"amounts": [None]},
    {"amounts": [{"value": "five"}]},
    {"dates": [{"start": "soon"}]},
    {"dates": {"start": "2026-11-25"}},
    {"overdue_days": "some"},
    {"phones": [5]},
    {"names": {"raw": "a"}},
    {"scam": [1]},
    {"red_lines": {"a": 1}},
    {"org": ["a"]},
)


@pytest.mark.parametrize("gold", SHAPES, ids=str)
def test_a_label_of_another_shape_is_an_error(gold: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="line 2 has a"):
        labelled([case("good", CALM, {}), case("bad", CALM, gold)])


def test_two_cases_with_one_id_are_an_error() -> None:
    with pytest.raises(InputError, match="line 2 has the id of an earlier line"):
        labelled([case("a", CALM, {}), case("a", SCAM, {})])


def test_json_too_deep_to_read_is_an_error() -> None:
    with pytest.raises(InputError, match="is not JSON"):
        labelled([b"[" * 200_000])


def test_a_word_is_a_list_of_one() -> None:
    found = tally(case("calm", CALM, {"scam": "none_found", "must_not_say": "conduct", "red_lines": "secrecy"}))
    assert found.false_alarms["scam"] == found.false_alarms["conduct"] == (0, 1)
    assert found.red_lines == {"secrecy": (0, 1)}


def test_slips_in_a_label_are_told() -> None:
    gold = {"scam": ["maybe"], "must_not_say": ["anything"], "colour": "red", "identity": "consistent", "amounts": None}
    assert list(slips(gold)) == [
        "gold.colour is not scored",
        "gold.scam takes: none_found, possible, likely",
        "gold.must_not_say takes: scam, error, conduct",
    ]


def test_our_own_labels_have_no_slips() -> None:
    for path in sorted((Path(__file__).parent.parent / "corpus").glob("*.jsonl")):
        with path.open("rb") as lines:
            for one in labelled(lines, path.name):
                assert not list(slips(one.gold)), one.id


def amount(value: str, raw: str = "x") -> Amount:
    from decimal import Decimal

    return Amount(raw, Span(0, 1), Decimal(value))


def test_entities_pair_one_to_one_and_optional_ones_count_neither_way() -> None:
    wanted = [
        {"value": "5.00", "raw": "5元"},
        {"value": "7", "raw": "7元", "optional": True},
        {"value": "9", "raw": "9元"},
    ]
    score = paired(wanted, [amount("5"), amount("5", "again"), amount("7")], same_amount, lambda one: one.raw)
    assert score == (1, ("9元",), ("again",))


def test_a_date_that_does_not_exist_and_one_that_does() -> None:
    nowhere = Date("2月30日", Span(0, 5), None, None)
    day = Date("25日前", Span(0, 4), None, date(2026, 11, 25))
    assert same_date({"start": None, "end": None, "raw": "2月30日"}, nowhere)
    assert same_date({"start": None, "end": "2026-11-25"}, day)
    assert not same_date({"start": "2026-11-25", "end": "2026-11-25"}, day)


def test_strings_are_counted_once_each() -> None:
    assert strings(["a", "a", {"raw": "b"}], ["a", "b", "c"]) == (2, ("a",), ("c",))


def test_the_interval_holds_the_share() -> None:
    for hits, of in ((0, 10), (5, 10), (10, 10), (1, 1000)):
        low, high = wilson(hits, of)
        assert 0 <= low <= hits / of <= high <= 1


def test_the_page_names_every_miss_and_no_message() -> None:
    text = page(tally(case("a miss", CALM, {"scam": ["likely"]})))
    assert "a miss [f] scam: wanted likely, got none_found" in text
    assert "862.50" not in text
    assert "recall" in text


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(case("calm", CALM, {"scam": ["none_found"], "kind": "collection"}) + b"\n")
    words = [sys.executable, "-m", "triage", "evaluate", str(path), "--as-of", "2026-11-22"]
    text = subprocess.run(words, capture_output=True, check=True).stdout.decode()
    assert "1 cases, 0 without an answer" in text
    figures = json.loads(subprocess.run([*words, "--json"], capture_output=True, check=True).stdout)
    assert figures["schema"] == "triage.evaluation/1"
    assert figures["false_alarms"]["scam"]["of"] == 1
