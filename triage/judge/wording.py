"""Wording that is much like that of known scams, or of improper collection, where no single word says it."""

from __future__ import annotations

from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence
from triage.read.prepare import prepare
from triage.read.wording import telling


def wording(params: Params) -> Test:
    """The message is worded much like those of the sort ``like``; evidence is the clause that speaks most for it."""
    sort = params["like"][0]

    def test(scene: Scene) -> Hits | None:
        if f"wording/{sort}" not in scene.atoms:
            return None
        lexicon = scene.case.catalog.lexicon
        span = telling(prepare(scene.case.message.text, lexicon), sort, lexicon)
        return (Evidence("text", span.start, span.end),)

    return test


def wording_atoms(params: Params) -> list[str]:
    """What must occur for it to hold."""
    return [f"wording/{sort}" for sort in params["like"]]
