"""The ways to correct a record that the documents describe are there and work."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from triage.catalog import load_catalog
from triage.catalog.overlay import overlaid

ROOT = Path(__file__).parent.parent.parent
FORM = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "record.yml").read_text("utf-8"))
DOCS = (ROOT / "docs" / "data.md").read_text("utf-8")


def test_the_form_asks_for_record_value_source_and_date() -> None:
    fields = {one["id"]: one for one in FORM["body"] if "id" in one}
    assert {"record", "what", "right", "source", "seen", "promise"} <= set(fields)
    for one in fields.values():
        if one["type"] != "checkboxes":
            assert one["validations"]["required"] is True
    assert all(option["required"] for option in fields["promise"]["attributes"]["options"])


def test_the_form_asks_for_no_personal_data_and_speaks_both_languages() -> None:
    told = FORM["body"][0]["attributes"]["value"]
    assert "no names" in told
    assert "姓名" in told
    for one in FORM["body"][1:]:
        assert re.search("[一-鿿]", one["attributes"]["label"])
        assert re.search("[a-z]", one["attributes"]["label"])
    assert FORM["name"].partition(" / ")[0] in DOCS


def test_the_example_of_an_own_file_is_one() -> None:
    example = re.search(r"```yaml\n(orgs:.*?)```", DOCS, re.DOTALL)
    assert example is not None
    catalog = overlaid(load_catalog(), example[1], "senders.yaml")
    assert catalog.overlay is not None
    assert catalog.overlay.orgs == ("bank-cmbchina", "my-lender")
