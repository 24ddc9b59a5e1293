"""Masking keeps length and misses no copy."""

import json

from triage.model import Person, Span
from triage.render import render_json, render_text
from triage.render.redact import masked, nothing, redactor

from .reports import CATALOG, SCAM_TEXT, lawful_report, report, scam_report

CARD, NUMBER = "6217000000000000000", "110101199003070000"


def test_numbers_are_masked_on_the_screen_in_every_copy() -> None:
    for lang in ("zh", "en"):
        for explain in (False, True):
            text = render_text(scam_report(), CATALOG, lang, explain=explain)
            assert CARD not in text
            assert NUMBER not in text
            assert "6217***********0000" in text


def test_length_is_kept() -> None:
    mask = redactor(scam_report(), everything=True)
    assert len(mask(SCAM_TEXT)) == len(SCAM_TEXT)
    assert CARD not in mask(SCAM_TEXT * 2)
    assert all(len(masked(one)) == len(one) for one in (CARD, NUMBER, "李强", "13900000000", "欧阳小明"))


def test_json_keeps_the_message_unless_asked() -> None:
    assert json.loads(render_json(scam_report(), CATALOG))["message"]["text"] == SCAM_TEXT


def test_json_redacted() -> None:
    mine = scam_report()
    person = Person("李强", Span(6, 8), "李强", role="addressee")
    mine = mine._replace(reading=mine.reading._replace(people=(person,)))
    line = render_json(mine, CATALOG, redact=True)
    read = json.loads(line)
    assert all(secret not in line for secret in (CARD, NUMBER, "李强", "张某"))
    assert len(read["message"]["text"]) == len(SCAM_TEXT)
    assert read["schema"] == "triage.report/1"
    span = read["reading"]["accounts"][0]["span"]
    assert read["message"]["text"][span[0] : span[1]] == read["reading"]["accounts"][0]["raw"]


def test_nothing_to_mask() -> None:
    assert redactor(lawful_report()) is nothing
    assert redactor(report()) is nothing


def test_a_cut_quote_leaves_no_half_of_a_number_open() -> None:
    mine = scam_report()
    long = "还款" * 8 + NUMBER + "还款" * 20 + CARD
    finding = mine.findings[0]._replace(slots=(("quote", long),))
    text = render_text(mine._replace(findings=(finding,)), CATALOG, "zh").replace("\n  ", "")
    assert "…" in text
    assert NUMBER[:8] not in text
    assert CARD[-12:] not in text
