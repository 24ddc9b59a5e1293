"""A test part is counted and not shown: nobody tunes on what nobody sees."""

import json
from pathlib import Path

import pytest

from triage.cli.evaluate import evaluate
from triage.evaluate import held_back, labelled, page

from .cases import AS_OF, CALM, case, tally

ROOT = Path(__file__).parent.parent.parent
MISSED = case("secret-1", CALM, {"scam": ["likely"], "amounts": [{"value": "12.34"}]})


def test_only_counts_by_family_and_axis_are_kept() -> None:
    found = tally(MISSED, held=True)
    assert found.misses == []
    assert found.ids == []
    assert found.held_back == 1
    assert found.held_back_misses == {"f": {"scam": 1, "amounts": 1}}
    assert found.recall["scam"] == (0, 1)


def test_pairs_are_held_back_too() -> None:
    found = tally(case("clean", CALM, {}, pair="nowhere"), held=True)
    assert found.misses == []
    assert found.held_back_misses == {"f": {"pair": 1}}


def test_neither_page_nor_json_gives_an_id_or_a_word_of_it() -> None:
    found = tally(MISSED, held=True)
    for text in (page(found), json.dumps(found.as_dict())):
        assert "secret-1" not in text
        assert "862.50" not in text
    assert "f: amounts 1, scam 1" in page(found)


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_goes_by_the_name_of_the_file(tmp_path: Path, as_json: bool) -> None:
    names = {}
    for name in ("test-a.jsonl", "dev-a.jsonl"):
        (tmp_path / name).write_bytes(MISSED + b"\n")
        names[name] = evaluate([str(tmp_path / name)], AS_OF, as_json)
    assert "secret-1" in names["dev-a.jsonl"]
    assert "secret-1" not in names["test-a.jsonl"]
    assert "secret-1" in evaluate([str(tmp_path / "test-a.jsonl")], AS_OF, as_json, show_test=True)


def test_every_file_of_the_test_part_is_one() -> None:
    files = sorted((ROOT / "tests/corpus/blind").glob("*.jsonl"))
    assert {one.name for one in files if held_back(one.name)} == {one.name for one in files if "test" in one.name}
    assert any(held_back(one.name) for one in files)
    for path in files:
        with path.open("rb") as lines:
            assert labelled(lines, path.name)


def test_no_test_of_ours_holds_a_verdict_to_the_test_part() -> None:
    """Tests that assert on verdicts read tests/corpus/*.jsonl; the folder of the blind parts is named by no other."""
    allowed = {"test_held_back.py", "evaluation_page.py"}
    for folder in ("tests", "benchmarks", "scripts"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name not in allowed:
                assert "corpus/blind/test" not in path.read_text("utf-8"), path
