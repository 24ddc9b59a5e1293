"""The language of every answer to the corpus: no verdict of safety, no advice to ignore, short where easy."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.test_corpus import lines, report_of
from tests.test_words import FORBIDDEN, FORBIDDEN_EN
from triage import load_catalog
from triage.advise.entries import slots_in
from triage.advise.guide import guided, situations
from triage.model import Report
from triage.render import render_text
from triage.render.guide import guide_lines
from triage.render.share import AT_MOST, share_lines
from triage.render.width import columns

CATALOG = load_catalog()
EASY = CATALOG.section("easy")
IDS = [one["id"] for one in lines()]
SOME = IDS[::3]  # what is forwarded is made of the same texts
# Words of the trade that nobody needs to know; an answer in plain words explains each that it uses.
HARD_ZH = (
    *(
        "止付",
        "挂失",
        "征信",
        "信用报告",
        "结清证明",
        "放款机构",
        "支付令",
        "答辩",
        "调解",
        "仲裁",
        "异议",
        "担保",
        "债权",
    ),
    *("本金", "逾期", "分期", "展期", "延期", "违约金", "罚息", "诉讼时效", "缺席判决", "送达", "助贷", "委外", "减免"),
    *("连带", "抗辩", "保全", "滞纳金", "宽限期", "代扣"),
)
HARD_EN = (
    *("stop-payment", "credit report", "certificate of settlement", "lender", "payment order", "arbitration"),
    *("principal", "overdue", "instalment", "creditor", "limitation", "penalty interest"),
)
QUOTED = re.compile('「[^」]*」|【[^】]*】|"[^"]*"')
SENTENCE_ENDS = re.compile("[。；？！;?!]|\\.(?= |$)")
SYMBOLS = re.compile("[✓✔✗✘×●○■□★☆▲△→⚠️❌✅🔴🟡🟢]")


def own_words(text: str, report: Report) -> str:
    """``text`` without what is quoted of the message."""
    text = QUOTED.sub("", text)
    named = {one.raw for one in report.reading.people}
    named |= {one.name for one in (*report.reading.signatures, *report.claimed)}
    for raw in named:
        text = text.replace(raw, "")
    return text


@cache
def shown(id: str, lang: str, form: str) -> str:
    """The answer to a message of the corpus on lines without end, so that no word is cut."""
    report = report_of(id)
    if form == "share":
        return "\n".join(line.text for line in share_lines(report, CATALOG, lang))
    return render_text(report, CATALOG, lang, width=100_000, easy=form == "easy", explain=form == "explain")


@pytest.mark.parametrize("form", ["plain", "easy", "share"])
@pytest.mark.parametrize(("lang", "forbidden"), [("zh", FORBIDDEN), ("en", FORBIDDEN_EN)], ids=["zh", "en"])
def test_no_answer_says_what_none_may_say(form: str, lang: str, forbidden: re.Pattern[str]) -> None:
    faults = [
        (id, hit[0], text)
        for id in (SOME if form == "share" else IDS)
        for text in own_words(shown(id, lang, form), report_of(id)).splitlines()
        if (hit := forbidden.search(text))
    ]
    assert faults == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_answer_can_be_read_aloud(lang: str) -> None:
    """Nothing is said by a sign, a colour or a place alone: headings name what follows, axes are in words."""
    axes = [CATALOG.words("axes", axis).of(lang) for axis in ("scam", "error", "conduct", "identity")]
    for id in IDS:
        text = shown(id, lang, "plain")
        assert not SYMBOLS.search(own_words(text, report_of(id))), id
        assert "\x1b" not in text
        second = text.splitlines()[1]
        assert [axis in second for axis in axes] == [True] * 4, id
        assert CATALOG.words("labels", "now").of(lang) in text, id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_forwarded_has_at_most_ten_lines_and_no_data_of_people(lang: str) -> None:
    for id in SOME:
        report = report_of(id)
        rows = shown(id, lang, "share").splitlines()
        assert len(rows) <= AT_MOST, id
        assert all(columns(row) <= 80 for row in rows), id
        text = "".join(rows)
        personal = [one.digits for one in report.reading.phones if one.kind in ("mobile", "virtual_mobile")]
        personal += [one.raw for one in report.reading.accounts if one.kind == "bank_card"]
        personal += [one.raw for one in report.reading.references if one.kind == "id_number"]
        assert not [one for one in personal if one in text], id
        assert report.message.text not in text


def test_an_english_answer_is_about_as_long_as_a_chinese_one() -> None:
    heights = [len(render_text(report_of(id), CATALOG, "en").splitlines()) for id in SOME]
    assert max(heights) <= 38
    assert sum(height <= 32 for height in heights) > 0.97 * len(heights)


def test_what_is_forwarded_says_what_to_do() -> None:
    for id in SOME:
        rows = shown(id, "zh", "share").splitlines()
        assert any(row.startswith("1. ") for row in rows), id
        assert rows[0].startswith("一条短信"), id


# --- plain words -----------------------------------------------------------------------------------------------------


def lengths(text: str, lang: str) -> list[int]:
    """The length of every sentence: characters in Chinese, words in English; numbers to call count as one."""
    text = re.sub("[0-9][0-9-]{2,}", "0", text)
    sentences = [one for one in SENTENCE_ENDS.split(text) if re.search(r"\w", one)]
    return [len(re.sub(r"[^\w]", "", one)) if lang == "zh" else len(one.split()) for one in sentences]


@pytest.mark.parametrize(("lang", "longest"), [("zh", 18), ("en", 12)])
def test_plain_answers_have_short_sentences(lang: str, longest: int) -> None:
    """The middle sentence of every answer, and of all together."""
    every: list[int] = []
    for id in IDS:
        mine = [size for row in shown(id, lang, "easy").splitlines() for size in lengths(row, lang)]
        assert statistics.median(mine) <= longest, id
        every += mine
    assert statistics.median(every) <= longest


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plain_situations_have_short_sentences(lang: str) -> None:
    for id in situations(CATALOG):
        rows = guide_lines(guided(id, CATALOG, report_of(IDS[0]).as_of), CATALOG, lang, as_of=report_of(IDS[0]).as_of,
                           width=100_000, easy=True)  # fmt: skip
        mine = [size for row in rows for size in lengths(row.text, lang)]
        assert statistics.median(mine) <= (18 if lang == "zh" else 12), id


def texts_of_plain_answers() -> Iterator[tuple[str, str, str]]:
    """Id, language and text of every step and line that a plain answer may show."""
    records = [*CATALOG.section("steps"), *CATALOG.section("answers")["pieces"]]
    for one in records:
        if one.get("place") in ("truth", "cause") or (one.get("place") == "closing" and "advice" not in one["id"]):
            continue
        for lang in ("zh", "en"):
            yield one["id"], lang, EASY["texts"].get(one["id"], one["text"])[lang]


@pytest.mark.parametrize(("id", "lang", "text"), list(texts_of_plain_answers()))
def test_every_plain_text_is_short(id: str, lang: str, text: str) -> None:
    sizes = lengths(text.replace("{contact}", "12345").replace("{deadline}", "1"), lang)
    assert statistics.median(sizes) <= (18 if lang == "zh" else 13)
    assert max(sizes) <= (26 if lang == "zh" else 24)


@pytest.mark.parametrize("id", sorted(EASY["texts"]))
def test_a_plain_text_says_no_more_than_the_full_one(id: str) -> None:
    records = [*CATALOG.section("steps"), *CATALOG.section("answers")["pieces"]]
    full = next(one for one in records if one["id"] == id)
    easy = EASY["texts"][id]
    assert set(slots_in(easy["zh"])) <= set(slots_in(full["text"]["zh"]))
    assert sorted(slots_in(easy["zh"])) == sorted(slots_in(easy["en"]))
    assert ("contact" in slots_in(easy["zh"])) == bool(full.get("contacts")), "nobody to call is left out"
    for lang in ("zh", "en"):
        figures = set(re.findall("[0-9]+", easy[lang]))
        assert figures <= set(re.findall("[0-9]+", full["text"][lang])), "no figure of its own"
        assert not figures or full.get("facts")


def test_no_hard_word_is_left_unexplained_in_english() -> None:
    for id in IDS:
        text = shown(id, "en", "easy")
        body = own_words(
            "\n".join(row for row in text.splitlines() if not row.startswith("Public copies")), report_of(id)
        )
        for word in HARD_EN:
            if re.search(rf"\b{word}\b", body.lower()):
                assert f"Word: {word}, " in text, f"{id}: {word}"


def test_no_hard_word_is_left_unexplained() -> None:
    explained = {word: one for one in EASY["terms"] for word in one["zh"]}
    for id in IDS:
        text = shown(id, "zh", "easy")
        body = own_words("\n".join(row for row in text.splitlines() if not row.startswith("据公开转载")), report_of(id))
        for word in HARD_ZH:
            if word in body:
                assert word in explained, f"{id}: {word}"
                named = [f"词语：{one}，" for one in explained[word]["zh"]]
                assert any(one in text for one in named), f"{id}: {word}"


@pytest.mark.parametrize("one", EASY["terms"], ids=[one["en"][0] for one in EASY["terms"]])
def test_every_term(one: dict[str, Any]) -> None:
    assert all(len(text) <= (18 if lang == "zh" else 60) for lang, text in one["text"].items())
