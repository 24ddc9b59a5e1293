"""Which reasons are shown, and that nothing is said twice."""

from typing import Any

from tests.advise import scenes
from triage.model import Check, Cue, Evidence, Finding, Report, Span
from triage.render import render_text
from triage.render.why import reasons

from .reports import CATALOG, report

TEXT = "您家人欠款已逾期，请代为处理，否则上门。"


def found(rule: Finding, quote: str, **more: Any) -> Finding:
    start = TEXT.index(quote)
    at = (Evidence("text", start, start + len(quote)),)
    return rule._replace(rule="calls-names", at=at, slots=(("quote", quote),), **more)


def ranked(*findings: Finding, relation: str | None = None, cues: tuple[Cue, ...] = ()) -> list[tuple[str, int]]:
    made = report("collection", *findings, relation=relation, text=TEXT, reading={"cues": cues})
    return [(one.text, one.rank) for one in reasons(made, CATALOG, "zh", lambda text: text)]


CONDUCT = scenes.HOURS._replace(point="third_party_disclosure")
WRONG = scenes.WRONG


def test_the_same_words_are_quoted_once_for_the_strongest() -> None:
    same = (found(WRONG, "您家人欠款已逾期"), found(CONDUCT, "您家人欠款已逾期"))
    assert [rank for _, rank in ranked(*same, relation="family")][:2] == [4, 0]
    nearly = (found(WRONG, "您家人欠款已逾期"), found(CONDUCT, "您家人欠款"))
    assert [rank for _, rank in ranked(*nearly, relation="family")][:2] == [4, 0]


def test_a_word_within_a_longer_quote_is_another_point() -> None:
    apart = (found(WRONG, "您家人欠款已逾期，请代为处理"), found(CONDUCT, "欠款"))
    assert [rank for _, rank in ranked(*apart, relation="family")][:2] == [0, 0]


def test_a_second_finding_on_one_point_gives_way() -> None:
    twice = (found(CONDUCT, "您家人欠款已逾期"), found(CONDUCT, "请代为处理", point="public_shaming"))
    assert [rank for _, rank in ranked(*twice)][:2] == [0, 2]
    relatives = [rank for _, rank in ranked(*twice, found(WRONG, "否则上门"), relation="family")]
    assert sorted(relatives)[:3] == [0, 0, 0]


def test_a_truth_that_quotes_what_a_finding_quoted_is_left_out() -> None:
    span = Span(TEXT.index("上门"), TEXT.index("上门") + 2)
    cue = (Cue("threat.visit", "上门", span, "asserted"),)
    alone = [rank for text, rank in ranked(cues=cue) if "上门本身不违规" in text]
    again = [rank for text, rank in ranked(found(CONDUCT, "否则上门"), cues=cue) if "上门本身不违规" in text]
    assert (alone, again) == ([1], [4])


def test_rules_read_in_copies_are_marked_in_the_text_and_explained_once() -> None:
    cited = found(CONDUCT, "请代为处理", facts=("fact-card-rules-68", "fact-pipl-25", "fact-microloan-37"))
    text = render_text(marked(cited), CATALOG, "zh").replace("\n", "").replace(" ", "")
    assert "（个人信息保护法25条；信用卡业务办法68条*）" in text
    assert text.count("据公开转载，未核对原文：带*的。") == 1
    assert "未核对原文" not in render_text(marked(found(CONDUCT, "请代为处理")), CATALOG, "zh")


def marked(finding: Finding) -> Report:
    return report("collection", finding._replace(point="night_hours"), text=TEXT, org="bank")


def test_what_alone_decides_an_axis_stays_and_follows_on_the_same_words() -> None:
    police = found(scenes.MAYBE_SCAM, "否则上门")
    crime = found(scenes.ABUSE._replace(point="false_consequence"), "否则上门")
    other = found(scenes.MAYBE_SCAM._replace(red_line="secrecy"), "请代为处理")
    said = [(text, rank) for text, rank in ranked(police, other, crime)]
    assert [rank for _, rank in said][:3] == [0, 0, 0]
    assert said[1][0].startswith("「同上」")
    assert "请代为处理" in said[2][0]


def test_an_unknown_name_is_no_reason_where_nobody_collects() -> None:
    check = (Check("signature", "【某店】", Evidence("text", 0, 4), "unknown", None, "unknown_name"),)
    for kind, told in (("other", False), ("collection", True)):
        made = report(kind, text="【某店】", checks=check)
        texts = [one.text for one in reasons(made, CATALOG, "zh", lambda text: text)]
        assert any("登记里没有" in text for text in texts) is told
