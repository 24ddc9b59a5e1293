"""Cues: the pattern language, the matching, and polarity."""

from __future__ import annotations

import gc
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading_room import lexicon, small_lexicon, spec
from triage.catalog.cue_table import CueFaults, chains_of, compile_cues
from triage.model import Cue, Span
from triage.read.cues import find_cues
from triage.read.prepare import prepare

POLARITIES = ("asserted", "negated", "conditional", "quoted")


def cues(text: str, **words: Any) -> tuple[Cue, ...]:
    known = small_lexicon({"test.cue": words}) if words else lexicon()
    return find_cues(prepare(text, known), known)


def raws(text: str, **words: Any) -> list[str]:
    return [cue.raw for cue in cues(text, **words)]


@pytest.mark.parametrize("row", spec("cues"), ids=lambda row: row["text"])
def test_table(row: dict[str, Any]) -> None:
    found = cues(row["text"])
    for polarity in POLARITIES:
        ids = {cue.id for cue in found if cue.polarity == polarity}
        assert set(row.get(polarity, ())) <= ids, polarity
        if polarity == "asserted":
            assert not set(row.get("absent_asserted", ())) & ids
    assert not set(row.get("absent", ())) & {cue.id for cue in found}


def test_alternatives_and_adjacency() -> None:
    words = ["{起诉|仲裁}{您|你|}吧"]
    assert raws("起诉您吧", words=words) == ["起诉您吧"]
    assert raws("仲裁吧", words=words) == ["仲裁吧"]
    assert raws("起诉他吧", words=words) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加微信", True),
        ("加一二三四五六七八微信", True),
        ("加一二三四五六七八九微信", False),
        ("加我，微信", False),
        ("加我、微信", True),
        ("加我。微信", False),
    ],
)
def test_a_short_gap_stays_in_the_clause(text: str, found: bool) -> None:
    assert bool(raws(text, words=["加…微信"])) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("冻结" + "一" * 24 + "账户", True),
        ("冻结" + "一" * 25 + "账户", False),
        ("冻结，账户", True),
        ("冻结。账户", False),
        ("冻结\n账户", False),
    ],
)
def test_a_long_gap_stays_in_the_sentence(text: str, found: bool) -> None:
    assert bool(raws(text, words=["冻结……账户"])) is found


def test_gaps_on_both_sides_of_an_empty_group_add_up() -> None:
    words = ["请…{你|}…还"]
    assert raws("请" + "一" * 16 + "还", words=words)
    assert not raws("请" + "一" * 17 + "还", words=words)
    assert raws("请" + "一" * 8 + "你" + "一" * 8 + "还", words=words)


def test_the_order_of_groups_matters() -> None:
    assert raws("微信加我", words=["加…微信"]) == []


def test_overlapping_hits_of_one_cue_make_one_record_the_longest() -> None:
    assert raws("已逾期欠款，再逾期", words=["逾期", "已逾期", "逾期欠款", "已逾期欠款"]) == ["已逾期欠款", "逾期"]


def test_a_counter_pattern_cancels_only_what_it_overlaps() -> None:
    assert raws("上门安装，上门催收", words=["上门"], **{"not": ["上门{安装|维修}"]}) == ["上门"]
    assert cues("上门安装，上门催收", words=["上门"], **{"not": ["上门{安装|维修}"]})[0].span == (5, 7)


def test_after_and_before_ask_for_a_word_nearby() -> None:
    assert raws("法院通知起诉", words=["起诉"], after=["{法院|仲裁}"]) == ["起诉"]
    assert raws("起诉法院", words=["起诉"], after=["法院"]) == []
    assert raws("起诉到法院", words=["起诉"], before=["法院"]) == ["起诉"]
    assert raws("起诉一二三四五六七八法院", words=["起诉"], before=["法院"]) == []


def test_cues_come_in_text_order_on_the_original() -> None:
    text = "逾\u200b期了，請還款"
    found = cues(text)
    assert [cue.span for cue in found] == sorted(cue.span for cue in found)
    assert "逾\u200b期" in [cue.raw for cue in found]


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("", "not empty"),
        ("{a|b", "without }"),
        ("a}b", "without {"),
        ("a|b", "without {"),
        ("{a{b}", "without }"),
        ("…a", "between two groups"),
        ("a…", "between two groups"),
        ("a………b", "a gap is"),
        ("{a…b}", "no gap inside"),
        ("{a|}", "every group may be empty"),
        ("{a|a}", "the same alternative twice"),
        ("加WX", "not folded"),
        ("加：微信", "not folded"),
    ],
)
def test_a_bad_pattern_is_named(pattern: str, what: str) -> None:
    with pytest.raises(CueFaults) as caught:
        compile_cues({"cues_x": {"x.y": {"words": ["好", pattern]}}})
    (fault,) = caught.value.faults
    assert (fault.section, fault.cue, fault.pattern) == ("cues_x", "x.y", pattern)
    assert what in fault.what


def test_all_faults_are_collected() -> None:
    with pytest.raises(CueFaults) as caught:
        compile_cues(
            {
                "cues_a": {"x.y": {"words": ["a}"], "maybe": ["b"]}, "x.z": {"words": []}, "x.w": []},
                "cues_b": {"x.y": {"words": ["c"]}, "x.v": {"words": ["d"], "not": ["{"], "after": ["a…b"]}},
            }
        )
    assert [(fault.section, fault.cue) for fault in caught.value.faults] == [
        *(("cues_a", "x.y"), ("cues_a", "x.y"), ("cues_a", "x.z"), ("cues_a", "x.w")),
        *(("cues_b", "x.y"), ("cues_b", "x.v"), ("cues_b", "x.v")),
    ]


letters = st.text("甲乙丙", min_size=1, max_size=2)
groups = st.lists(st.one_of(letters, st.just("")), min_size=1, max_size=3, unique=True)
gaps = st.sampled_from(["", "…", "……"])


@given(st.lists(st.tuples(gaps, groups), min_size=1, max_size=4), st.text("甲乙丙,。", max_size=30))
def test_matching_agrees_with_trying_everything(parts: list[tuple[str, list[str]]], text: str) -> None:
    pattern = "".join(
        (gap if at else "") + ("{" + "|".join(words) + "}" if len(words) > 1 or not words[0] else words[0])
        for at, (gap, words) in enumerate(parts)
    )
    if all("" in words for _, words in parts):
        return
    steps = [
        ((0, 8, 24)["……".startswith(gap) * len(gap)] if at else 0, gap, words) for at, (gap, words) in enumerate(parts)
    ]
    assert bool(raws(text, words=[pattern])) == slowly(steps, prepare(text, lexicon()).text)


def slowly(steps: list[tuple[int, str, list[str]]], text: str) -> bool:
    """Whether the pattern holds anywhere, by brute force; a gap at an edge that only borders on nothing is free."""
    shapes: list[list[tuple[int, bool, str]]] = [[]]
    for reach, gap, words in steps:
        shapes = [[*shape, (reach, gap == "……", word)] for shape in shapes for word in words]
    for shape in shapes:
        merged: list[tuple[int, bool, str]] = []
        reach, far = 0, False
        for step_reach, step_far, word in shape:
            reach, far = reach + step_reach, far or step_far
            if word:
                merged.append((reach if merged else 0, far if merged else False, word))
                reach, far = 0, False
        if merged and holds(merged, text):
            return True
    return False


def holds(steps: list[tuple[int, bool, str]], text: str) -> bool:
    ends = set(range(len(text) + 1))
    for at, (reach, far, word) in enumerate(steps):
        made = set()
        for end in ends:
            for start in range(end, min(len(text), end + (reach if at else 0)) + 1):
                gap = text[end:start]
                if at and ("。" in gap or ("," in gap and not far)):
                    break
                if text.startswith(word, start):
                    made.add(start + len(word))
        ends = made
    return bool(ends)


def test_chains_multiply_out_small_neighbours() -> None:
    (chain,) = chains_of("{加|+}{微|v}{信|}")
    assert [sorted(step.literals) for step in chain] == [
        ["+v", "+v信", "+微", "+微信", "加v", "加v信", "加微", "加微信"]
    ]


@pytest.mark.parametrize(
    "unit", ["还款请勿", "冻结您的账户加微信转账验证码", "声称“还款", "如不还款都是诈骗", "通讯录挨个打"]
)
def test_hostile_repeats_stay_linear(unit: str) -> None:
    def cost(times: int) -> float:
        prepared = prepare(unit * times, lexicon())
        begin = process_time()
        find_cues(prepared, lexicon())
        return process_time() - begin

    cost(10)
    gc.disable()
    try:
        # Linear is 8 times, quadratic 64 times.
        assert cost(3200) < 24 * cost(400) + 0.05
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("打110报警", "110", True),
        ("欠1100元", "110", False),
        ("欠3110元", "110", False),
        ("欠1,110元", "110", False),
        ("欠110.50元", "110", False),
        ("打110.50分钟后", "110", False),
        ("打110。5分钟后", "110", True),
        ("交1000元", "交1", True),
        ("交1000元", "1", True),
        ("we go through it", "hr", False),
        ("找你们hr谈", "hr", True),
        ("hr2号", "hr", True),
        ("two loans", "loan", True),
        ("a sloan", "loan", False),
        ("合同7c1caa", "aa", False),
        ("aa制", "aa", True),
    ],
)
def test_a_word_in_ascii_stands_by_itself(text: str, word: str, there: bool) -> None:
    assert bool(raws(text, words=[word])) is there


def test_nothing_is_a_word_in_what_lies_apart() -> None:
    own = small_lexicon({"x.y": {"words": ["铁锤"]}})
    prepared = prepare("姜铁锤您好，铁锤已备好", own)
    assert [cue.span for cue in find_cues(prepared, own)] == [(1, 3), (6, 8)]
    assert [cue.span for cue in find_cues(prepared, own, [Span(0, 3)])] == [(6, 8)]
    assert [cue.span for cue in find_cues(prepared, own, [Span(2, 7)])] == []
    shifted = prepare("姜 铁 锤 您 好，铁锤已备好", own)
    assert [cue.raw for cue in find_cues(shifted, own, [Span(0, 5)])] == ["铁锤"]
