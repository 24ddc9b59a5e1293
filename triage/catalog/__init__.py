"""What is officially known: ``data/`` checked, frozen and loaded once."""

from triage.catalog.catalog import Catalog, Lexicon
from triage.catalog.load import load_catalog

__all__ = ["Catalog", "Lexicon", "load_catalog"]
