"""The steps: at most five, one of every stage before a second of any, most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.advise.entries import ready, worth_trying
from triage.advise.situation import Situation
from triage.model import Step

if TYPE_CHECKING:
    from triage.judge import Case, Judgement

STAGES = ("safety", "legal_date", "verify", "negotiate", "complain", "keep")
AT_MOST = 5
SAFETY_FIRST = 3


def choose(case: Case, judgement: Judgement, here: Situation) -> tuple[Step, ...]:
    """The steps for this case, in the order of ``STAGES``. Steps that a fired rule names come first in their stage."""
    asked = {id for one in judgement.findings for id in case.catalog.rule(one.rule).steps}
    entries = worth_trying(case.catalog, True, here.keys)
    if asked:
        entries = tuple(sorted(entries, key=lambda one: one.id not in asked))
    fitting: dict[str, list[Step]] = {stage: [] for stage in STAGES}
    stems: set[str] = set()
    for entry in entries:
        found = None if entry.stem in stems else ready(entry, case, here)
        if found:
            stems.add(entry.stem)
            fitting[entry.group].append(Step(entry.id, found.slots, found.by, entry.facts, found.contacts))
    return merged(fitting)


def merged(fitting: dict[str, list[Step]]) -> tuple[Step, ...]:
    """At most five, shown in the order of the stages.

    Up to three steps of safety come before all else; then the first of each stage, the second of each, and so on.
    """
    turns = [
        (0 if stage == "safety" and turn < SAFETY_FIRST else turn, at, turn, step)
        for at, stage in enumerate(STAGES)
        for turn, step in enumerate(fitting[stage])
    ]
    kept = sorted(turns, key=lambda one: one[:3])[:AT_MOST]
    return tuple(step for *_, step in sorted(kept, key=lambda one: one[1:3]))
