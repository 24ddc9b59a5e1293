"""What a review says of all records of a run: each row that was reviewed weighs as much as it stands for.

The manifest of the run has the size of every stratum. A row that was decided stands for its stratum's size divided by
the number of rows of it that were decided. The interval is Wilson's for the effective number of rows (Kish): rows of
unequal weight tell as much as so many of equal weight would.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from triage.batch.intervals import wilson
from triage.batch.manifest import SCHEMA
from triage.batch.sample import NAME
from triage.errors import InputError
from triage.evaluate.sheet import ENOUGH, Of, Reviewed

Counts = Mapping[Of, Reviewed]


class Stratum(NamedTuple):
    """A stratum of a run: its values by field, and how many pairs of message and rule it has."""

    of: Mapping[str, str]
    base: int


class Estimate(NamedTuple):
    """The share of yes among ``base`` pairs, of which ``covered`` are in strata of which some rows were decided.

    ``base`` is None where strata do not tell rules apart; the share is None below ``ENOUGH`` decided rows.
    """

    share: float | None
    low: float | None
    high: float | None
    base: int | None
    covered: int | None


def is_manifest(content: bytes) -> bool:
    """Whether an input is the manifest of a run."""
    return content.lstrip().startswith(b"{") and f'"{SCHEMA}"'.encode() in content


def strata_in(content: bytes, name: str) -> dict[str, Stratum]:
    """The strata of the sample of a run, from its manifest. InputError when there was none."""
    try:
        strata = json.loads(content)["extras"][NAME]["strata"]
        return {code: Stratum(dict(one["of"]), int(one["base"])) for code, one in strata.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "give the manifest of the run that wrote the sheet"
        raise InputError("names no review sample", place=name, effect="nothing was evaluated", hint=hint) from None


def estimates(counts: Counts, strata: Mapping[str, Stratum]) -> dict[str, Estimate]:
    """An estimate for each rule. InputError for a stratum that the manifest does not know; no rule without any."""
    decided: Counter[str] = Counter()
    for (_, code), one in counts.items():
        if code and code not in strata:
            hint = "give the manifest of the run that wrote the sheet"
            raise InputError(f"no stratum {code}", place="manifest", effect="nothing was evaluated", hint=hint)
        decided[code] += one.decided
    rules = {rule for rule, _ in counts} - {rule for rule, code in counts if not code}
    return {rule: estimate(rule, counts, strata, decided) for rule in sorted(rules)}


def estimate(rule: str, counts: Counts, strata: Mapping[str, Stratum], decided: Mapping[str, int]) -> Estimate:
    """The estimate for one rule; ``decided`` rows by stratum, of all rules."""
    yes = weight = squares = 0.0
    reviewed = 0
    for (of, code), one in counts.items():
        if of == rule and one.decided:
            each = strata[code].base / decided[code]
            yes += each * one.yes
            weight += each * one.decided
            squares += each * each * one.decided
            reviewed += one.decided
    own = {code: one.base for code, one in strata.items() if one.of.get("rule") == rule}
    base = sum(own.values()) if own else None
    covered = sum(size for code, size in own.items() if decided.get(code)) if own else None
    if reviewed < ENOUGH:
        return Estimate(None, None, None, base, covered)
    share, enough = yes / weight, weight * weight / squares
    low, high = wilson(share * enough, enough)
    return Estimate(round(share, 4), round(low, 4), round(high, 4), base, covered)
