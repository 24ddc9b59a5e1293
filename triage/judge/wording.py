"""Wording that is much like that of known scams, or of improper collection, where no single word says it."""

from __future__ import annotations

from bisect import bisect_right

from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence, Finding, Span
from triage.read.wording import telling, unlike

DOUBTED = "conduct"


def wording(params: Params) -> Test:
    """The message is worded much like those of the sort ``like``; evidence is the clause that speaks most for it."""
    sort = params["like"][0]

    def test(scene: Scene) -> Hits | None:
        if f"wording/{sort}" not in scene.atoms:
            return None
        span = telling(scene.prepared, sort, scene.case.catalog.lexicon)
        return (Evidence("text", span.start, span.end),)

    return test


def wording_atoms(params: Params) -> list[str]:
    """What must occur for it to hold."""
    return [f"wording/{sort}" for sort in params["like"]]


def is_doubtful(scene: Scene, finding: Finding) -> bool:
    """Whether the message, and every sentence of the evidence too, is worded as hardly any improper message is.

    Words that improper messages use stand in harmless ones too; what is not in the text (the hour, what the recipient
    says) is not doubted.
    """
    if finding.axis != DOUBTED or any(one.field != "text" for one in finding.at):
        return False
    lexicon, prepared = scene.case.catalog.lexicon, scene.prepared
    if not unlike(prepared.text, DOUBTED, lexicon):
        return False
    starts = [one.start for one in prepared.sentences]
    places = {bisect_right(starts, prepared.placed(Span(one.start, one.end))[0]) - 1 for one in finding.at}
    sentences = [prepared.sentences[at] for at in sorted(places) if at >= 0]
    return all(unlike(prepared.text[one.start : one.end], DOUBTED, lexicon) for one in sentences)
