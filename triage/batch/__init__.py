"""Any number of messages: rows in, one line out for each, in order; a bad row becomes a Failure and the run goes on."""

from triage.batch.rows import Row, row_of
from triage.batch.run import Count, answers

__all__ = ["Count", "Row", "answers", "row_of"]
