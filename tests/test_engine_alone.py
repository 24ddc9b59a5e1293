"""The engine (model to api) answers with rapidfuzz and phonenumbers absent. CI runs this file with both blocked."""

import os
from datetime import date
from pathlib import Path

import pytest

from triage import Context, Message, assess, load_catalog
from triage.render.json_v1 import render_json

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
BLOCKED = [name for name in os.environ.get("TRIAGE_BLOCK", "").split(",") if name]


def test_what_is_blocked_cannot_be_imported() -> None:
    for name in BLOCKED:
        with pytest.raises(ModuleNotFoundError):
            __import__(name)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("sender", [None, "+85261234567", "13900000000", "95555", "noreply@bank.example"])
def test_every_example_gets_its_answer(path: Path, sender: str | None) -> None:
    catalog = load_catalog()
    message = Message(path.read_text("utf-8"), sender, received_at="2026-11-20T09:15")
    report = assess(message, Context(name="李强"), catalog=catalog, as_of=date(2026, 11, 22))
    assert report.steps
    assert render_json(report, catalog, "zh")


def test_a_near_name_is_found_without_a_fuzzy_library() -> None:
    catalog = load_catalog()
    report = assess("【招商银形】您的信用卡已逾期，请尽快还款。", catalog=catalog, as_of=date(2026, 11, 22))
    assert [one.reason for one in report.checks if one.subject == "signature"] == ["near_name"]
