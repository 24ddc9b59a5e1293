"""The lines of the answer beside the steps: headline, exceptions, what not to do, truths, causes, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.advise.entries import Ready, ready, worth_trying
from triage.advise.situation import Situation
from triage.model import Piece

if TYPE_CHECKING:
    from triage.judge import Case

# At most so many lines at each place, in the order in which they are shown.
PLACES = {"headline": 1, "exception": 1, "dont": 2, "truth": 4, "cause": 1, "closing": 5}


def answer(case: Case, here: Situation) -> tuple[Piece, ...]:
    """The pieces for this case, exactly one headline among them, by place and then as the file has them."""
    rows: dict[str, list[Ready]] = {place: [] for place in PLACES}
    stems: set[str] = set()
    for entry in worth_trying(case.catalog, False, here.keys):
        row = rows[entry.group]
        if entry.stem in stems or len(row) == PLACES[entry.group]:
            continue
        found = ready(entry, case, here)
        if found:
            stems.add(entry.stem)
            row.append(found)
    return tuple(
        Piece(one.entry.id, place, one.slots, one.entry.facts, one.contacts)
        for place, row in rows.items()
        for one in (sorted(row, key=lambda one: one.entry.at) if len(row) > 1 else row)
    )
