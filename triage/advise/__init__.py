"""From a judgement to what to do: the verdict, the steps, and the lines beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.advise.answer import answer
from triage.advise.situation import situation
from triage.advise.steps import choose
from triage.advise.verdict import exit_code, verdict
from triage.advise.wording import citation, unchecked, wording
from triage.model import Piece, Step, Verdict

if TYPE_CHECKING:
    from triage.judge import Case, Judgement

__all__ = ["advise", "citation", "exit_code", "unchecked", "wording"]


def advise(case: Case, judgement: Judgement) -> tuple[Verdict, tuple[Step, ...], tuple[Piece, ...]]:
    """The verdict, at most five steps, and the pieces of the answer, for one judged case."""
    decided = verdict(case, judgement)
    here = situation(case, judgement, decided)
    return decided, choose(case, judgement, here), answer(case, here)
