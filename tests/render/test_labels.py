"""Every value that a report may hold has its word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import triage
from triage.model import CLAIMS, DEEDS, RELATIONS

from .reports import UI

PACKAGE = Path(triage.__file__).parent
SCHEMA: dict[str, Any] = json.loads((PACKAGE / "schema" / "report-1.json").read_text("utf-8"))
VERDICT = SCHEMA["$defs"]["verdict"]["properties"]
FINDING = SCHEMA["$defs"]["finding"]["properties"]
READING = SCHEMA["$defs"]["reading"]["properties"]
CHECK = SCHEMA["properties"]["checks"]["items"]["properties"]


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("kinds", VERDICT["kind"]["enum"]),
        ("scam", VERDICT["scam"]["enum"]),
        ("error", VERDICT["error"]["enum"]),
        ("conduct", VERDICT["conduct"]["enum"]),
        ("error_about", VERDICT["error_about"]["items"]["enum"]),
        ("severities", FINDING["severity"]["enum"]),
        ("confidences", FINDING["confidence"]["enum"]),
        ("levels", [one for one in FINDING["level"]["enum"] if one]),
        ("axes", FINDING["axis"]["enum"]),
        ("statuses", CHECK["status"]["enum"]),
        ("subjects", CHECK["subject"]["enum"]),
        ("bounds", READING["amounts"]["items"]["properties"]["bound"]["enum"]),
        ("amount_roles", [one for one in READING["amounts"]["items"]["properties"]["role"]["enum"] if one != "other"]),
        ("date_roles", ["due", "statement", "loan", "paid", "court", "as_of"]),
        ("reading", list(READING["accounts"]["items"]["properties"]["kind"]["enum"])),
        ("standing", ["official", "regulator", "press_statement", "app_code", "list", "observed"]),
        ("relations", RELATIONS),
        ("claims", CLAIMS),
        ("deeds", DEEDS),
        ("verified", "ABC"),
    ],
)
def test_words(group: str, values: Any) -> None:
    assert set(values) <= set(UI[group])


def test_every_note_of_reading_has_its_words() -> None:
    codes: set[str] = set()
    for path in (PACKAGE / "read").glob("*.py"):
        text = path.read_text("utf-8")
        codes |= set(re.findall(r'(?:note=|_note\(|Note\(|notes\.setdefault\()"([a-z_]+)"', text))
        codes |= set(re.findall(r'\("([a-z_]+)", (?:unmask|lambda)', text))
    assert codes
    assert codes == set(UI["notes"])


def test_every_reason_of_a_check_has_its_words() -> None:
    table = (PACKAGE.parent / "docs" / "architecture.md").read_text("utf-8").partition("**Reasons of checks**")[2]
    for line in re.findall(r"^\| (sender|signature|phone|link) \|(.*)$", table, re.MULTILINE):
        for reason in re.findall(r"`([a-z_]+)`", line[1]):
            assert f"{line[0]}.{reason}" in UI["reasons"]
