"""What the judge is given, and what it concludes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from triage.catalog import Catalog
from triage.model import Check, Claimed, Context, Finding, Message, Reading


class Case(NamedTuple):
    """One message with all that is known of it. ``as_of`` is the day of the answer."""

    message: Message
    context: Context
    reading: Reading
    claimed: tuple[Claimed, ...]
    checks: tuple[Check, ...]
    catalog: Catalog
    as_of: date


class Judgement(NamedTuple):
    """The kind of the message, the rules that fired, and the missing facts that would let others decide."""

    kind: str
    findings: tuple[Finding, ...]
    needs: tuple[str, ...]
