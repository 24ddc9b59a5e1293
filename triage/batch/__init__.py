"""Any number of messages: records in, one answer out for each, in order; a bad record stops nothing."""

from triage.batch.rows import Row, row_of
from triage.batch.work import answer_of

__all__ = ["Row", "answer_of", "row_of"]
