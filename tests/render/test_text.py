"""The answer on the screen: order, length, words, and what comes from the message."""

import re

import pytest

from tests.advise import scenes
from triage.model import Check, Evidence, Message
from triage.render import render_text
from triage.render.axes import axes_line
from triage.render.text import text_lines
from triage.render.width import columns

from .reports import CATALOG, UI, lawful_report, report, scam_report

REPORTS = {
    "scam": scam_report(),
    "lawful": lawful_report(),
    "court": report("court_notice", case_number="（2026）苏0981民初1234号"),
    "family": report("collection", scenes.WRONG, relation="family", cues="threat.visit threat.family"),
    "violence": report("collection", scenes.VIOLENCE, scenes.ABUSE, cues="threat.family"),
    "nothing": report("other", received=None, sender=None),
    "paid": report("collection", scenes.doubt("paid"), claim="paid", org="branch"),
    "agent": report("agent_offer", scenes.MAYBE_SCAM, cues="bait.debt_agent bait.record_laundering"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_screen_of_chinese(name: str) -> None:
    lines = render_text(REPORTS[name], CATALOG, "zh").splitlines()
    assert len(lines) <= 24
    assert all(columns(line) <= 80 for line in lines)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 100])
def test_any_width_shows_the_same_words(name: str, lang: str, width: int) -> None:
    def words(text: str) -> str:
        return re.sub(r"\s", "", text)

    narrow = render_text(REPORTS[name], CATALOG, lang, width=width)
    assert all(columns(line) <= width for line in narrow.splitlines())
    assert words(narrow) == words(render_text(REPORTS[name], CATALOG, lang))


@pytest.mark.parametrize("name", REPORTS)
def test_the_act_comes_first_then_the_axes_then_the_steps(name: str) -> None:
    lines = text_lines(REPORTS[name], CATALOG, "zh")
    styles = [line.style for line in lines]
    assert styles[0] == "headline"
    assert styles.index("headline") < styles.index("axes") < styles.index("heading") < styles.index("item")
    assert next(line.text for line in lines if line.style == "heading") == "现在做"
    assert lines[styles.index("heading") + 1].text.startswith("1. ")
    assert "一般信息，不是法律意见" in "".join(line.text for line in lines[-4:])


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("explain", [False, True])
def test_a_gbk_console_can_show_everything(name: str, lang: str, explain: bool) -> None:
    render_text(REPORTS[name], CATALOG, lang, explain=explain).encode("gbk")


def test_every_word_on_record_is_for_a_gbk_console_in_both_languages() -> None:
    for group in UI.values():
        for text in group.values():
            assert set(text) == {"zh", "en"}
            assert set(re.findall(r"\{[a-z_]+\}", text["zh"])) == set(re.findall(r"\{[a-z_]+\}", text["en"]))
            (text["zh"] + text["en"]).encode("gbk")
            assert not re.search("[！!✔✘⚠]", text["zh"] + text["en"])


@pytest.mark.parametrize(
    "hostile",
    [
        "[bold red]还款[/bold red] [/]",
        ":smile: :boom:",
        "\x1b[31m红\x1b[0m",
        "\u202e倒过来",
        "还\ud800款",
        "a\r\nb\x00c\x07",
    ],
)
def test_the_message_is_shown_as_it_is_and_harmless(hostile: str) -> None:
    mine = scam_report()
    finding = mine.findings[0]._replace(slots=(("quote", hostile),))
    text = render_text(mine._replace(findings=(finding,), message=Message(hostile)), CATALOG, "zh", explain=True)
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    if "[bold" in hostile or ":smile:" in hostile:
        assert hostile in text


def test_axes_in_words() -> None:
    assert axes_line(REPORTS["lawful"], CATALOG, "zh") == (
        "骗局：未发现；差错：未发现；催法：未发现不当；身份：与登记不矛盾，仍须核实"
    )
    assert axes_line(report(org="platform"), CATALOG, "zh").endswith("身份：未能核实")
    assert axes_line(REPORTS["court"], CATALOG, "zh").startswith("骗局：未发现；差错：看不出；催法：不适用")
    assert "收件人不是借款人" in axes_line(
        report("collection", scenes.doubt("recipient", "serious"), relation="family"), CATALOG, "zh"
    )
    said = scenes.doubt("paid")._replace(at=(Evidence("context.claim", 0, 4),))
    assert "差错：有可能（依您所说）" in axes_line(report("collection", said, claim="paid"), CATALOG, "zh")
    assert "Error: possible (sums)" in axes_line(report("collection", scenes.doubt("amount")), CATALOG, "en")
    both = report("collection", scenes.SCAM, scenes.ABUSE)
    assert "催法：不另评" in axes_line(both, CATALOG, "zh")
    assert "查不到放款机构" in axes_line(report(org="label"), CATALOG, "zh")
    assert "已停止放贷" in axes_line(report(org="gone"), CATALOG, "zh")
    assert "没填发件号" in axes_line(report(org="bank", sender=None), CATALOG, "zh")


def test_what_was_read() -> None:
    text = render_text(lawful_report(), CATALOG, "zh").replace("\n", "")
    assert "读到：逾期5天；应还862.50元；2026-11-25前；电话1个。" in text
    assert "推算：还款日约2026-11-15" in text
    assert "没有分开写本金和息费" in text
    assert "Read: 5 days overdue; due 862.50 yuan; by 2026-11-25" in render_text(lawful_report(), CATALOG, "en")


def test_days_overdue_are_never_counted_without_the_day_of_receipt() -> None:
    assert "推算：还款日" not in render_text(lawful_report(received=None), CATALOG, "zh").replace("\n", "")


def test_matches_are_called_weak() -> None:
    assert "弱证据" in render_text(lawful_report(), CATALOG, "zh")


def test_a_mismatch_without_a_finding_is_told() -> None:
    at = Evidence("text", 0, 1)
    check = Check("link", "x", at, "mismatch", "bank", "registered_to_other", (("host", "bank.example"),))
    text = render_text(report(org="platform", checks=(check,), host="bank.example"), CATALOG, "zh").replace("\n", "")
    assert "网址bank.example登记在青竹银行名下" in text


def test_rules_read_in_copies_are_named_once() -> None:
    text = render_text(REPORTS["family"], CATALOG, "zh").replace("\n", "")
    assert text.count("据公开转载，未核对原文：") == 1
    assert "民法典552条" in text


def test_an_insult_is_not_repeated_in_full() -> None:
    abuse = scenes.ABUSE._replace(rule="calls-names", slots=(("quote", "别给脸不要脸"),))
    text = render_text(report("collection", abuse), CATALOG, "zh")
    assert "别给脸不要脸" not in text
    assert "「别给脸***」" in text


def test_explain() -> None:
    text = render_text(scam_report(), CATALOG, "zh", explain=True).replace("\n", "")
    assert "pays-a-person" in text
    assert "看不到：看不出账户背后是谁。" in text
    assert "把握高" in text
    asked = render_text(report(received=None, sender=None), CATALOG, "zh", explain=True).replace("\n", "")
    assert "--received" in asked
    assert "--sender" in asked


def test_easy_leaves_only_what_to_do() -> None:
    text = render_text(lawful_report(), CATALOG, "zh", easy=True)
    assert "现在做" in text
    assert "为什么" not in text
    assert "骗局：" not in text
    assert "一般信息" in text


def test_helper() -> None:
    assert "帮别人看的" in render_text(lawful_report(), CATALOG, "zh", helper=True)


def test_auto_follows_the_message() -> None:
    assert render_text(lawful_report(), CATALOG) == render_text(lawful_report(), CATALOG, "zh")
    english = lawful_report()._replace(message=Message("Your loan is 5 days overdue."))
    assert "Do now" in render_text(english, CATALOG)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("easy", [False, True])
def test_both_languages_say_the_same(name: str, easy: bool) -> None:
    zh, en = (text_lines(REPORTS[name], CATALOG, lang, width=10000, easy=easy) for lang in ("zh", "en"))
    zh, en = ([one for one in lines if not one.text.startswith(("词语：", "Word: "))] for lines in (zh, en))
    assert [line.style for line in zh] == [line.style for line in en]
    figures = [re.findall(r"[0-9]{3,}", "".join(line.text for line in lines)) for lines in (zh, en)]
    assert sorted(figures[0]) == sorted(figures[1])
