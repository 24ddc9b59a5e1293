"""The reading room: what a message says, with every span on the original text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.read.reading import read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """``read``, imported on first use: one reader can be used or tested without the others."""
    if name == "read":
        from triage.read.reading import read

        return read
    raise AttributeError(name)
