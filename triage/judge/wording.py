"""Wording that is much like that of known scams, or of improper collection, where no single word says it."""

from __future__ import annotations

from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence, Finding
from triage.read.wording import SORTS, hardly_like, telling


def wording(params: Params) -> Test:
    """The message is worded much like those of the sort ``like``; evidence is the clause that speaks most for it.

    With ``unlike``: as few of the sort are, which is no evidence.
    """
    like, unlike = params.get("like", ()), params.get("unlike", ())

    def test(scene: Scene) -> Hits | None:
        if any(f"wording/not/{sort}" in scene.atoms for sort in unlike):
            return ()
        for sort in like:
            if f"wording/{sort}" in scene.atoms:
                span = telling(scene.prepared, sort, scene.case.catalog.lexicon)
                return (Evidence("text", span.start, span.end),)
        return None

    return test


def wording_atoms(params: Params) -> list[str]:
    """What must occur for it to hold."""
    return [f"wording/{sort}" for sort in params.get("like", ())] + [
        f"wording/not/{sort}" for sort in params.get("unlike", ())
    ]


def is_doubtful(scene: Scene, finding: Finding) -> bool:
    """Whether a finding rests on words alone, in a message worded as few scams, or few improper messages, are.

    Words that these use stand in harmless ones too. An address, an account, a number, the hour or what the recipient
    says is not doubted, and a red line only where hardly any message of the sort is worded so.
    """
    if finding.axis not in SORTS:
        return False
    if f"wording/not/{finding.axis}" not in scene.atoms:
        return False
    if finding.red_line and not hardly_like(scene.prepared, finding.axis, scene.case.catalog.lexicon):
        return False
    words = {cue.span for cue in scene.reading.cues}
    return all(one.field == "text" and (one.start, one.end) in words for one in finding.at)
