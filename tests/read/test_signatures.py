"""Signatures at either end."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading_room import lexicon, spec
from triage.read.prepare import prepare
from triage.read.signatures import find_signatures


@pytest.mark.parametrize("row", spec("signatures"), ids=lambda row: row["text"])
def test_table(row: dict[str, Any]) -> None:
    found = find_signatures(prepare(row["text"], lexicon()), lexicon())
    assert [signature.name for signature in found] == row["names"]


@given(st.text("【】[]（）「」青竹银行\n 。，回T退订12\u200b", max_size=40))
def test_spans_lie_on_the_original(text: str) -> None:
    for signature in find_signatures(prepare(text, lexicon()), lexicon()):
        assert text[signature.span.start : signature.span.end] == signature.raw
        assert signature.name
        assert signature.name == signature.name.strip()
