"""Clauses and sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading_room import lexicon, spec
from triage.read.clauses import bounds
from triage.read.prepare import prepare


@pytest.mark.parametrize("row", spec("clauses"), ids=lambda row: row["text"])
def test_table(row: dict[str, Any]) -> None:
    prepared = prepare(row["text"], lexicon())
    assert [prepared.text[start:end] for start, end in prepared.clauses] == row["clauses"]
    assert [prepared.text[start:end] for start, end in prepared.sentences] == row["sentences"]


@given(st.text("还款请,.:;!?。…\n【】 0129ab/", max_size=40))
def test_bounds_are_in_order_and_leave_out_only_separators(text: str) -> None:
    clauses, sentences = bounds(text)
    for spans in (clauses, sentences):
        assert all(start < end for start, end in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))
        left_out = set(text) if not spans else set()
        edges = [0, *(edge for span in spans for edge in span), len(text)]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            left_out |= set(text[start:end])
        assert left_out <= set(",.:;!?。…\n【】 ")
    for clause in clauses:
        assert any(one.start <= clause.start and clause.end <= one.end for one in sentences)
