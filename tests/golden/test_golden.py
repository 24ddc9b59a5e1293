"""Whole answers, kept. After a change that is meant: ``python -m tests.golden.answers``, and read the difference."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import triage
from triage import load_catalog
from triage.catalog.register import offerable
from triage.render import render_json, render_text
from triage.render.width import columns

from .answers import HERE, answers, cases, report_of

CATALOG = load_catalog()
CASES = cases()
SCHEMA = json.loads((Path(triage.__file__).parent / "schema" / "report-1.json").read_text("utf-8"))
HEADLINES = {
    "ctrip": "verify_first",
    "ctrip-paid": "error_possible",
    "ctrip-relatives": "conduct_questionable",
    "aifenqi": "verify_first",
    "aifenqi-fees": "verify_first",
    "qianzhan": "scam_possible",
    "qianzhan-account": "scam_likely",
    "xinyongfei": "verify_first",
    "xinyongfei-broken": "verify_first",
    "xinyongfei-settlement": "verify_first",
    "lixin": "wrong_recipient",
    "lixin-family": "wrong_recipient",
    "lixin-stranger": "wrong_recipient",
    "stern-bank": "verify_first",
    "fake-law-office": "scam_likely",
    "told-the-mother": "wrong_recipient",
    "old-platform": "scam_possible",
    "broken-traditional": "verify_first",
    "court-paper": "court_paper",
    "paid-already": "error_possible",
    "night-threat": "act_now",
    "paid-agent": "scam_possible",
    "statement": "verify_first",
    "violence": "act_now",
    "code-given": "act_now",
    "otp": "not_collection",
    "settlement": "verify_first",
    "not-mine": "wrong_recipient",
    "english": "verify_first",
    "never-borrowed": "error_possible",
    "spouse": "wrong_recipient",
    "transfer": "verify_first",
    "lawyer": "verify_first",
    "paid-here": "act_now",
    "mediation": "court_paper",
}
FORBIDDEN = re.compile("！|!|(?<!人身)安全(?!账户)|可信|是真的|不用还|不必还|不用理|不必理|拉黑|违法|无需偿还")


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return CASES[request.param]


def test_the_answer_is_the_one_that_is_kept(case: dict[str, Any]) -> None:
    for path, text in answers(case, CATALOG):
        assert path.read_text("utf-8") == text, path.name


def test_nothing_else_is_kept() -> None:
    kept = {path.name.split(".")[0] for path in (*HERE.glob("*.txt"), *HERE.glob("*.json"))}
    assert kept == set(CASES) == set(HEADLINES)


def test_the_headline(case: dict[str, Any]) -> None:
    assert report_of(case, CATALOG).verdict.headline == HEADLINES[case["id"]]


def test_the_schema_holds_in_both_languages(case: dict[str, Any]) -> None:
    report = report_of(case, CATALOG)
    for lang in ("zh", "en"):
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(render_json(report, CATALOG, lang)))


def test_a_screen(case: dict[str, Any]) -> None:
    report = report_of(case, CATALOG)
    for lang, most in (("zh", 26), ("en", 38)):
        lines = render_text(report, CATALOG, lang).splitlines()
        assert len(lines) <= most
        assert max(map(columns, lines)) <= 80
        assert max(map(columns, render_text(report, CATALOG, lang, width=40).splitlines())) <= 40


def test_most_answers_fit_24_lines() -> None:
    heights = [len(render_text(report_of(one, CATALOG), CATALOG, "zh").splitlines()) for one in CASES.values()]
    assert sum(height <= 24 for height in heights) > len(heights) / 2


def test_words_we_never_say(case: dict[str, Any]) -> None:
    report = report_of(case, CATALOG)
    text = render_text(report, CATALOG, "zh").replace("\n", "").replace(" ", "")
    ours = re.sub("「[^」]*」|《[^》]*》", "", text)
    assert not FORBIDDEN.search(ours)


def test_only_numbers_of_the_register_are_offered(case: dict[str, Any]) -> None:
    report = report_of(case, CATALOG)
    offered = [contact for step in report.steps for contact in step.contacts]
    offered += [contact for piece in report.pieces for contact in piece.contacts]
    for contact in offered:
        assert contact in CATALOG.org(contact.org).contacts
        assert offerable(contact)


def test_a_console_of_gbk_and_of_ascii(case: dict[str, Any]) -> None:
    text = render_text(report_of(case, CATALOG), CATALOG, "zh")
    own = re.sub("[發應還賬過額數開]", "", text)
    assert own.encode("gbk")
    assert text.encode("ascii", "replace")
