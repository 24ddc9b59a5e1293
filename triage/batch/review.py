"""The review sheet, ``triage.review/1``: messages and rules for a person to judge, without what the tool made of them.

Each row asks whether what the rule claims is in the message; the reviewer writes yes, no or unsure. Rows of the rule
``any`` ask for anything at all that a rule should have found: they are messages in which nothing was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from triage.batch.columns import NOTICE
from triage.batch.forms import BOM, harmless, line

SCHEMA = "triage.review/1"
ROW_ID, RULE, QUESTION, TEXT, VERDICT, NOTE = "row_id", "rule", "question", "text", "reviewer_verdict", "reviewer_note"
SENDER, RECEIVED_AT, STRATUM = "sender", "received_at", "stratum"
COLUMNS = (ROW_ID, RULE, QUESTION, TEXT, SENDER, RECEIVED_AT, VERDICT, NOTE, STRATUM, NOTICE)
NEEDED = (ROW_ID, RULE, VERDICT)
YES, NO, UNSURE, OPEN = "yes", "no", "unsure", "open"
ANSWERS = {"yes": YES, "no": NO, "unsure": UNSURE, "": OPEN, "是": YES, "否": NO, "不确定": UNSURE}
ANY = "any"
ENDING = ".review.csv"
# A cell of a spreadsheet holds 32,767 UTF-16 units, and a reviewer reads no more than this.
MOST_TEXT = 16_000


class Asked(NamedTuple):
    """A row before it is answered. ``row_id`` leads to the record; ``stratum`` is a name that says nothing."""

    row_id: str
    rule: str
    question: str
    text: str
    sender: str
    received_at: str
    stratum: str


def shortened(text: str) -> str:
    """``text`` as far as a cell holds it; what was cut off is marked."""
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]} […{len(text) - MOST_TEXT}]"


def sheet(rows: Iterable[Asked]) -> bytes:
    """The sheet of ``rows``, as spreadsheets open it: UTF-8 with a mark, no cell a formula."""
    lines = [line(list(COLUMNS))]
    for row in rows:
        cells = row._asdict()
        lines.append(line([harmless(cells.get(name, "")) for name in COLUMNS]))
    return (BOM + "".join(lines)).encode("utf-8", "replace")
