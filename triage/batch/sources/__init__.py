"""The inputs of a batch: their form recognised by content, their records one by one, whatever the form."""

from triage.batch.sources.columns import wanted_columns
from triage.batch.sources.opening import Source, lines_of, source_of
from triage.batch.sources.recognition import FORMS

__all__ = ["FORMS", "Source", "lines_of", "source_of", "wanted_columns"]
