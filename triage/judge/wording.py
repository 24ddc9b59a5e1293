"""Wording that is much like that of known scams, or of improper collection, where no single word says it."""

from __future__ import annotations

from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence, Finding, Span
from triage.read.wording import hardly_like, telling


def wording(params: Params) -> Test:
    """The message is worded as those of the sort ``like``, or ``much_like``, are; evidence is the most telling clause.

    With ``unlike``: as few of the sort are, which is no evidence.
    """
    unlike = [f"wording/not/{sort}" for sort in params.get("unlike", ())]
    like = [(sort, f"wording/{sort}") for sort in params.get("like", ())]
    like += [(sort, f"wording/much/{sort}") for sort in params.get("much_like", ())]

    def test(scene: Scene) -> Hits | None:
        if not scene.atoms.isdisjoint(unlike):
            return ()
        for sort, atom in like:
            if atom in scene.atoms:
                span = telling(scene.prepared, sort, scene.case.catalog.lexicon)
                return (Evidence("text", span.start, span.end),)
        return None

    return test


def wording_atoms(params: Params) -> list[str]:
    """What must occur for it to hold."""
    kinds = (("like", ""), ("much_like", "much/"), ("unlike", "not/"))
    return [f"wording/{kind}{sort}" for key, kind in kinds for sort in params.get(key, ())]


def is_doubtful(scene: Scene, finding: Finding) -> bool:
    """Whether a finding rests on words alone, in a message worded as few scams, or few improper messages, are.

    Words that these use stand in harmless ones too. The hour, the sender and what the recipient says are not doubted;
    where a scam is concerned neither are addresses, accounts and numbers, and a serious sign is doubted only where
    hardly any scam is worded so: to miss one costs more. What is worded like a scam is not doubted at all.
    """
    axis, reading = finding.axis, scene.reading
    if f"wording/not/{axis}" not in scene.atoms or "wording/scam" in scene.atoms:
        return False
    solid: set[Span] = set()
    if axis == "scam":
        if finding.severity == "serious" and not hardly_like(scene.prepared, axis, scene.case.catalog.lexicon):
            return False
        solid.update(one.span for one in reading.links)
        solid.update(one.span for one in reading.accounts)
        solid.update(one.span for one in reading.phones)
    return all(one.field == "text" and (one.start, one.end) not in solid for one in finding.at)
