"""The other forms of an answer, kept as plain text: nothing in them is said by a sign, a colour or a place alone."""

from __future__ import annotations

import re

from triage import load_catalog
from triage.render.width import columns

from .answers import FORMS, forms


def test_the_forms_are_those_that_are_kept() -> None:
    made = dict(forms(load_catalog()))
    assert {path.name for path in FORMS.glob("*.txt")} == {path.name for path in made}
    for path, text in made.items():
        assert path.read_text("utf-8") == text, path.name


def test_they_can_be_read_aloud() -> None:
    for path in FORMS.glob("*.txt"):
        text = path.read_text("utf-8")
        assert text.endswith("\n")
        text.encode("gbk")
        for line in text.splitlines():
            assert line.isprintable()
            assert line == line.rstrip()
            assert columns(line) <= 80
            assert re.match(r"[\w「\"【]|- |[0-9]\. |   ?", line), f"{path.name}: {line}"
        assert not re.search("[✓✔✗✘×●○■□★☆→⚠]|\x1b", text)
