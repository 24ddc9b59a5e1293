"""From a report to what is read: text, and JSON. Loaded on first use: a start needs one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.render.json_v1 import render_json, render_line, report_dict
    from triage.render.text import render_text

__all__ = ["render_json", "render_line", "render_text", "report_dict"]


def __getattr__(name: str) -> object:
    """The exported ``name``, imported from its module and kept."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = "triage.render.text" if name == "render_text" else "triage.render.json_v1"
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
