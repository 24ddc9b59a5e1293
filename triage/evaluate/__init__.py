"""How often the answers are right: labelled cases in, recall, false alarms, reading scores and misses out."""

from triage.evaluate.cases import Labelled, held_back, labelled
from triage.evaluate.counting import evaluate
from triage.evaluate.page import page
from triage.evaluate.tally import Tally

__all__ = ["Labelled", "Tally", "evaluate", "held_back", "labelled", "page"]
