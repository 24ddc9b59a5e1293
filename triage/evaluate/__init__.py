"""How often the answers are right: labelled cases in, recall, false alarms, reading scores and misses out."""

from triage.evaluate.cases import Labelled, labelled
from triage.evaluate.page import page
from triage.evaluate.tally import Tally, evaluate

__all__ = ["Labelled", "Tally", "evaluate", "labelled", "page"]
