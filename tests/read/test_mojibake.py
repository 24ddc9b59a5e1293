"""Text in the wrong code page: repaired where its bytes still say what it was, noted where they do not."""

from __future__ import annotations

import pytest

from tests.read.reading_room import lexicon
from triage.read.folding import folding_of
from triage.read.mojibake import TELLTALES, garbled
from triage.read.prepare import prepare

FOLDING = folding_of(lexicon())
DOUBTFUL = next(char for char in map(chr, range(0xC0, 0x180)) if FOLDING.fold(char).doubtful)
MESSAGE = "【青竹银行】您的借款已逾期，应还862.50元，请于11月25日前还款，详询4000000000。"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (DOUBTFUL * 4, True),
        (DOUBTFUL * 3, False),
        (f"{DOUBTFUL * 3} {DOUBTFUL}", False),
        (f"您好{DOUBTFUL * 5}", True),
        (MESSAGE, False),
        (MESSAGE + DOUBTFUL, False),
        *((f"您好{mark}", True) for mark in TELLTALES),
    ],
)
def test_what_cannot_be_undone_is_noted(text: str, wrong: bool) -> None:
    assert garbled(text, FOLDING) is wrong


@pytest.mark.parametrize(("true", "read"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("utf-8", "gb18030")])
def test_what_was_read_in_the_wrong_code_page_is_repaired(true: str, read: str) -> None:
    wrong = MESSAGE.encode(true).decode(read, errors="strict" if read == "latin-1" else "ignore")
    ready = prepare(wrong, lexicon())
    codes = [note.code for note in ready.notes]
    assert "mojibake_repaired" in codes or "mojibake" in codes
    if read == "latin-1":
        assert "已逾期" in ready.text
        assert "862.50元" in ready.text
