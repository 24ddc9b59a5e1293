"""The JSON report against its schema, and its encoding."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

import triage
from tests.advise import scenes
from triage.model import Context, Failure, Message
from triage.render import render_json, render_line, report_dict
from triage.render.json_v1 import money

from .reports import CATALOG, lawful_report, report, scam_report

SCHEMA = json.loads((Path(triage.__file__).parent / "schema" / "report-1.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
REPORTS = {
    "scam": scam_report(),
    "lawful": lawful_report(),
    "court": report("court_notice", case_number="（2026）苏0981民初1234号"),
    "family": report("collection", scenes.WRONG, relation="family"),
    "violence": report("collection", scenes.VIOLENCE),
    "nothing": report("other", received=None, sender=None),
    "paid": report("collection", scenes.doubt("paid"), claim="paid", org="branch"),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schema_holds(name: str, lang: str) -> None:
    record = json.loads(render_json(REPORTS[name], CATALOG, lang))
    VALIDATOR.validate(record)
    assert record["lang"] == lang


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", REPORTS)
def test_keys_are_sorted_and_the_line_is_compact(name: str) -> None:
    line = render_json(REPORTS[name], CATALOG)
    assert json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == line
    assert "\n" not in line


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("text", ["还款", '"lines":null,"steps":null \\"lines":null'])
def test_the_line_has_the_fields_of_the_report(name: str, text: str) -> None:
    made = REPORTS[name]._replace(message=Message(text))
    assert json.loads(render_json(made, CATALOG)) == report_dict(made, CATALOG)


def test_a_report_is_one_line_to_every_reader() -> None:
    text = "您好\u2028欠款\u2029\x85请还款"
    line = render_json(report("collection", text=text), CATALOG, "zh")
    assert line.splitlines() == [line]
    assert json.loads(line)["message"]["text"] == text


def test_a_lone_surrogate_never_breaks_the_line() -> None:
    broken = lawful_report()._replace(message=Message("还\ud800款", sender="\udfff"))
    line = render_json(broken, CATALOG)
    assert json.loads(line.encode("utf-8"))["message"]["text"] == "还\ufffd款"


def test_what_the_recipient_said_is_not_in_the_report() -> None:
    told = lawful_report()._replace(context=Context(name="欧阳测试"))
    assert "欧阳测试" not in render_json(told, CATALOG)


@pytest.mark.parametrize(
    ("value", "shown"), [("10000", "10000.00"), ("862.5", "862.50"), ("0.0350", "0.0350"), ("1E+3", "1000.00")]
)
def test_decimals_have_two_places_at_least(value: str, shown: str) -> None:
    assert money(Decimal(value)) == shown


def test_steps_carry_contacts_with_sources() -> None:
    record = json.loads(render_json(lawful_report(), CATALOG))
    (contact,) = record["steps"][0]["contacts"]
    assert contact["value"] == "4000000003"
    assert contact["source"] == "公开名录"
    assert "400-000-0003" in record["steps"][0]["text"]


def test_checks_and_findings_carry_words() -> None:
    assert "小舟借款" in json.loads(render_json(lawful_report(), CATALOG))["checks"][0]["text"]
    finding = json.loads(render_json(scam_report(), CATALOG, "en"))["findings"][0]
    assert finding["title"] == "Money is to go to a person"
    assert "6217000000000000000" in finding["why"]


def test_a_failure_is_a_line_of_its_own() -> None:
    line = render_line(Failure("a", 3, "not_json", "write one JSON object a line"), CATALOG)
    assert json.loads(line) == {"schema": "triage.failure/1", "message_id": "a", "line": 3, "code": "not_json",
                                "hint": "write one JSON object a line"}  # fmt: skip
