"""Errors a caller may meet. Each says where, what the effect is, and what to do next."""

from __future__ import annotations


class TriageError(Exception):
    """Base of every error of this package.

    ``place`` names the file, flag or record; ``effect`` says what did not happen; ``hint`` what to try.
    The text of a message never stands in an error.
    """

    def __init__(self, what: str, *, place: str = "", effect: str = "", hint: str = "") -> None:
        self.what = what
        self.place = place
        self.effect = effect
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.place}: {self.what}" if self.place else self.what
        return "; ".join(part for part in (head, self.effect, self.hint) if part)


class InputError(TriageError):
    """What the caller passed in cannot be used (an impossible date, an unknown relation …)."""


class DataError(TriageError):
    """One fault in ``data/``: ``path`` (relative to the data folder), ``line`` (1-based) and ``key``."""

    def __init__(self, what: str, *, path: str, line: int, key: str = "", hint: str = "") -> None:
        self.path = path
        self.line = line
        self.key = key
        super().__init__(what, place=f"{path}:{line}", hint=hint)


class DataErrors(TriageError):
    """Every fault found in ``data/`` at once, in file and line order."""

    def __init__(self, faults: tuple[DataError, ...]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.what)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Unsupported(TriageError):
    """A real request that this version does not serve."""
