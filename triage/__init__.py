"""A calm, sourced answer to a debt-collection message from mainland China, offline.

The names below are loaded on first use, so that ``import triage`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from triage.api import assess, assess_many
    from triage.catalog import load_catalog
    from triage.model import Context, Loan, Message, Report

__all__ = ["Context", "Loan", "Message", "Report", "__version__", "assess", "assess_many", "load_catalog"]

_HOMES = {
    "assess": "triage.api",
    "assess_many": "triage.api",
    "load_catalog": "triage.catalog",
    "Context": "triage.model",
    "Loan": "triage.model",
    "Message": "triage.model",
    "Report": "triage.model",
}


def __getattr__(name: str) -> object:
    """The exported ``name``, imported from its room and kept."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
