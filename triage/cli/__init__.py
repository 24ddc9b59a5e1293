"""The command line. ``main`` runs it; ``app`` is the whole typer application, made on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    app: typer.Typer

__all__ = ["app", "main"]


def __getattr__(name: str) -> object:
    """``app``, with every command."""
    if name == "app":
        from triage.cli.commands import app_of

        return app_of()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    import sys

    from triage.cli.start import leave, run

    leave(run(sys.argv[1:]))
