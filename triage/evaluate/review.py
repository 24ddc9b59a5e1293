"""What filled in review sheets come to: the precision of each rule, and what was missed where no rule fired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, NamedTuple

from triage.batch.review import ANY, SCHEMA
from triage.errors import InputError
from triage.evaluate.sheet import ENOUGH, Of, Reviewed
from triage.evaluate.weights import Estimate, Stratum, estimates


class Review(NamedTuple):
    """The answers by rule, and an estimate for all records of the run for those whose strata are known."""

    rules: dict[str, Reviewed]
    estimates: dict[str, Estimate]

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``triage.review/1``. ``missed``: of messages without a finding; yes says that one was due."""
        figures = {rule: self._figures(rule) for rule in sorted(self.rules)}
        missed = figures.pop(ANY, None)
        return {"schema": SCHEMA, "rules": figures, "missed": missed}

    def _figures(self, rule: str) -> dict[str, Any]:
        estimate = self.estimates.get(rule)
        return {**self.rules[rule].as_dict(), "estimate": estimate._asdict() if estimate else None}


def review_of(sheets: Iterable[Mapping[Of, Reviewed]], strata: Iterable[Mapping[str, Stratum]]) -> Review:
    """The review in several sheets, counted together. InputError when two runs have a stratum of one name."""
    counts: dict[Of, Reviewed] = {}
    for sheet in sheets:
        for of, one in sheet.items():
            counts[of] = counts.get(of, Reviewed()).plus(one)
    rules: dict[str, Reviewed] = {}
    for (rule, _), one in counts.items():
        rules[rule] = rules.get(rule, Reviewed()).plus(one)
    known: dict[str, Stratum] = {}
    for each in strata:
        if any(known.get(code, one) != one for code, one in each.items()):
            raise InputError("two manifests differ in one stratum", place="manifest", effect="nothing was evaluated")
        known |= each
    return Review(rules, estimates(counts, known) if known else {})


def page(review: Review) -> str:
    """Precision by rule, with intervals; counts only where too few rows were reviewed."""
    total = reduce(Reviewed.plus, review.rules.values(), Reviewed())
    lines = [f"{sum(total)} rows: {total.yes} yes, {total.no} no, {total.unsure} unsure, {total.open} not reviewed", ""]
    lines.append(f"{'rule':42}{'yes':>5}{'no':>5}{'unsure':>8}{'open':>6}  precision")
    for rule, one in sorted(review.rules.items()):
        if rule != ANY:
            lines.append(f"{rule:42}{numbers(one)}  {rates(one, review.estimates.get(rule))}")
    if ANY in review.rules:
        lines += ["", "messages in which no rule fired; yes: one should have", ""]
        one = review.rules[ANY]
        lines.append(f"{'missed':42}{numbers(one)}  {rates(one, review.estimates.get(ANY))}")
    return "\n".join(lines) + "\n"


def numbers(one: Reviewed) -> str:
    """The counts in their columns."""
    return f"{one.yes:5}{one.no:5}{one.unsure:8}{one.open:6}"


def rates(one: Reviewed, estimate: Estimate | None) -> str:
    """The share of yes with its interval, and beside it that among all that the sample stands for."""
    figures = one.as_dict()
    if figures["precision"] is None:
        said = f"no rate under {ENOUGH} reviewed"
    else:
        said = share(figures["precision"], figures["low"], figures["high"])
    if estimate is None:
        return said
    of = "all" if estimate.base is None else f"all {estimate.base}"
    if estimate.covered != estimate.base:
        of = f"{estimate.covered} of {estimate.base}"
    if estimate.share is None or estimate.low is None or estimate.high is None:
        return f"{said}; of {of}"
    return f"{said}; of {of}: {share(estimate.share, estimate.low, estimate.high)}"


def share(value: float, low: float, high: float) -> str:
    """A share with its interval."""
    return f"{value:.1%}   95 % {low:.1%} to {high:.1%}"
