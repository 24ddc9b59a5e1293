"""Masking keeps length and misses no copy."""

import json
from datetime import date

from triage import assess
from triage.catalog import load_catalog
from triage.model import Context, Message
from triage.render import render_json, render_text
from triage.render.personal import redacted
from triage.render.redact import masked, nothing, redactor

from .reports import CATALOG, SCAM_TEXT, lawful_report, report, scam_report

REAL = load_catalog()
CARD, NUMBER = "6217000000000000000", "110101199003070000"


def test_numbers_are_masked_on_the_screen_in_every_copy() -> None:
    for lang in ("zh", "en"):
        for explain in (False, True):
            text = render_text(scam_report(), CATALOG, lang, explain=explain)
            assert CARD not in text
            assert NUMBER not in text
            assert "6217***********0000" in text


def test_length_is_kept() -> None:
    mask = redactor(scam_report(), REAL, everything=True)
    assert len(mask(SCAM_TEXT)) == len(SCAM_TEXT)
    assert CARD not in mask(SCAM_TEXT * 2)
    assert all(len(masked(one)) == len(one) for one in (CARD, NUMBER, "李强", "13900000000", "欧阳小明"))


def test_json_keeps_the_message_unless_asked() -> None:
    assert json.loads(render_json(scam_report(), CATALOG))["message"]["text"] == SCAM_TEXT


PASSED_ON = (
    "【法务中心】李 强您好，李强，今天转8600元到6217000000000000000（户名：张某某），身份证11010519491231002X，"
    "微信 fw0000a，电话139 0000 0000，李强的合同编号HT20260000，家住青川市河东区建设路8号2单元501。"
    "再说一次：13900000000。"
)
SECRETS = (
    "李强",
    "李 强",
    CARD,
    "张某某",
    "11010519491231002",
    "fw0000a",
    "139 0000",
    "13900000000",
    "HT20260000",
    "建设路",
)


def test_json_redacted() -> None:
    message = Message(PASSED_ON, "13900000001", received_at="2026-11-20T09:00")
    mine = assess(message, Context(name="李强"), catalog=REAL, as_of=date(2026, 11, 22))
    line = render_json(mine, REAL, redact=True)
    read = json.loads(line)
    assert [secret for secret in (*SECRETS, "13900000001") if secret in line] == []
    assert len(read["message"]["text"]) == len(PASSED_ON)
    assert read["schema"] == "triage.report/1"
    assert "8600" in line
    for kind in ("accounts", "references", "phones", "people"):
        for one in read["reading"][kind]:
            assert read["message"]["text"][slice(*one["span"])] == one["raw"]


def test_the_answer_redacted() -> None:
    message = Message(PASSED_ON, "13900000001", received_at="2026-11-20T09:00")
    mine = assess(message, Context(name="李强"), catalog=REAL, as_of=date(2026, 11, 22))
    for lang in ("zh", "en"):
        text = render_text(mine, REAL, lang, explain=True, redact=True).replace("\n", "")
        assert [secret for secret in (*SECRETS, "13900000001") if secret in text] == []


def test_check_and_redact_mask_the_same() -> None:
    mine = assess(Message(PASSED_ON), Context(), catalog=REAL, as_of=date(2026, 11, 22))
    assert redactor(mine, REAL, everything=True)(PASSED_ON) == redacted(PASSED_ON, REAL)


def test_a_short_number_is_no_part_of_a_longer_one() -> None:
    text = "【青竹银行】您尾号1234的信用卡还款1234.00元，客服0212345。"
    mask = redactor(assess(Message(text), Context(), catalog=REAL, as_of=date(2026, 11, 22)), REAL, everything=True)
    assert mask("尾号1234，1234.00元，0212345") == "尾号****，1234.00元，0212345"


def test_nothing_to_mask() -> None:
    assert redactor(lawful_report(), REAL) is nothing
    assert redactor(report(), REAL) is nothing


def test_a_cut_quote_leaves_no_half_of_a_number_open() -> None:
    mine = scam_report()
    long = "还款" * 8 + NUMBER + "还款" * 20 + CARD
    finding = mine.findings[0]._replace(slots=(("quote", long),))
    text = render_text(mine._replace(findings=(finding,)), CATALOG, "zh").replace("\n  ", "")
    assert "…" in text
    assert NUMBER[:8] not in text
    assert CARD[-12:] not in text
