"""The comparison of wording: what it gives for any text, and what it is made of."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.catalog import load_catalog
from triage.read.prepare import prepare
from triage.read.wording import SHIFT, SORTS, alike, hardly_like, likeness, pieces_of, plain, telling, wording_of

LEXICON = load_catalog().lexicon
SCAM = "您的资料审核卡住了，差一步，按我说的在那个框里填一下，填完截图给我看。"
MISCONDUCT = "天天躲，你能躲到哪里去，你那点事我全知道。"
LAWFUL = "【青竹银行】您的贷款已逾期5天，请尽快还款，如有困难请联系客服协商。"


def scores(text: str) -> tuple[float, ...] | None:
    return likeness(prepare(text, LEXICON).text, LEXICON)


@pytest.mark.parametrize(("text", "like"), [(SCAM, {"scam"}), (MISCONDUCT, {"conduct"}), (LAWFUL, set())])
def test_what_a_text_is_like(text: str, like: set[str]) -> None:
    assert {one for one in alike(prepare(text, LEXICON), LEXICON) if "/" not in one} == like


@pytest.mark.parametrize(("text", "far"), [(SCAM, False), (MISCONDUCT, False), (LAWFUL, True), ("好", False)])
def test_what_a_text_is_far_from(text: str, far: bool) -> None:
    prepared = prepare(text, LEXICON)
    assert ({"not/scam", "not/conduct"} <= set(alike(prepared, LEXICON))) is far
    assert far or not hardly_like(prepared, "scam", LEXICON)


def test_a_number_is_one_sign_however_long() -> None:
    assert plain("还1,234.56元或8元\n") == "还0元或0元 "
    assert scores(LAWFUL) == scores(LAWFUL.replace("5天", "128天"))


def test_pieces_are_characters_and_pairs_each_once() -> None:
    assert sorted(pieces_of("还还款")) == sorted({"还", "款", "还还", "还款"})


@pytest.mark.parametrize("text", ["", "好", "👍", "Please pay at once or we tell your family everything."])
def test_too_little_to_compare_is_like_nothing(text: str) -> None:
    assert scores(text) is None


def test_disguised_text_is_compared_as_it_is_read() -> None:
    assert scores(SCAM) == scores(SCAM.replace("资料", "資料").replace("审核", "審核"))


def test_the_telling_clause_is_a_clause_of_the_original() -> None:
    text = "您好。" + "【青竹银行】温馨提示：" + MISCONDUCT
    span = telling(prepare(text, LEXICON), "conduct", LEXICON)
    assert text[span.start : span.end] in MISCONDUCT


@given(st.text(max_size=200))
def test_any_text_has_a_score_and_a_telling_clause(text: str) -> None:
    prepared = prepare(text, LEXICON)
    found = likeness(prepared.text, LEXICON)
    assert found is None or len(found) == len(SORTS)
    if prepared.clauses:
        span = telling(prepared, "scam", LEXICON)
        assert 0 <= span.start <= span.end <= len(text)


def test_the_table_holds_pieces_of_one_or_two_characters_with_their_weights() -> None:
    table = wording_of(LEXICON)
    assert len(table.pieces) > 3000
    assert all(1 <= len(piece) <= 2 and len(numbers) == 1 + len(SORTS) for piece, numbers in table.pieces.items())
    assert all(rare > SHIFT for rare, *_ in table.pieces.values())
    limits = zip(table.low_floors, table.floors, table.bars, table.high_bars, strict=True)
    assert all(low < floor < bar < much and low < 0 < bar for low, floor, bar, much in limits)


def test_the_blind_test_files_teach_nothing() -> None:
    script = Path(__file__).parents[2] / "scripts" / "generate_wording.py"
    assert "dev-*.jsonl" in script.read_text("utf-8")
    assert "test-*" not in script.read_text("utf-8")
