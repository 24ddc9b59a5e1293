"""A sample of the answers for people to review: ``triage batch --sample N --seed S --by rule,headline``.

What is sampled are pairs of a message and a rule that fired in it, and messages in which none did (as the rule
``any``). Of every stratum the N pairs with the least draws are taken, where the draw of a pair is a hash of the seed,
the content of its input, its line and the rule. So the sample is random as to the messages, and yet anybody with the
same inputs finds the same one, whatever the number of workers and the interruptions.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from triage.batch.columns import shown_sender
from triage.batch.extras import put
from triage.batch.review import ANY, Asked, sheet, shortened
from triage.catalog.catalog import Catalog
from triage.errors import TriageError
from triage.model import Failure, Report

BY = ("rule", "headline", "axis", "kind", "sender")
NAME = "sample"
SHORT = 10  # hexadecimal digits of the name of a stratum


class Sampling(NamedTuple):
    """What is asked for: so many pairs of each stratum, drawn by ``seed``, strata by each of ``by`` (see ``BY``)."""

    size: int
    seed: int
    by: tuple[str, ...]


class Sample(NamedTuple):
    """The extra of a run. ``inputs`` names the content of each input; the sheet is written to ``target``."""

    sampling: Sampling
    inputs: tuple[str, ...]
    target: Path
    name: str = NAME

    def settings(self) -> Mapping[str, Any]:
        """Size, seed and strata."""
        return {**self.sampling._asdict(), "by": list(self.sampling.by)}

    def fresh(self, catalog: Catalog) -> Drawn:
        """Nothing drawn yet."""
        return Drawn(self, catalog)


class Pair(NamedTuple):
    """A pair that may come into the sample. Pairs sort by their draw."""

    draw: str
    source: int
    place: int
    rule: str
    text: str
    sender: str
    received_at: str


class Stratum:
    """How many pairs a stratum has, and the ``size`` of them with the least draws, in their order."""

    __slots__ = ("base", "pairs", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.base = 0
        self.pairs: list[Pair] = []

    def take(self, pair: Pair) -> None:
        """Take a pair in, if it is one of the least."""
        if len(self.pairs) < self.size or pair < self.pairs[-1]:
            insort(self.pairs, pair)
            del self.pairs[self.size :]


class Drawn:
    """What has been drawn so far, by stratum; bounded by the size asked for, not by the number of answers."""

    def __init__(self, sample: Sample, catalog: Catalog) -> None:
        self._sample = sample
        self._catalog = catalog
        self._strata: dict[str, Stratum] = {}

    def add(self, answer: Report | Failure, source: int, place: int) -> None:
        """Draw for each pair of one answer."""
        if isinstance(answer, Failure):
            return
        seed, key = self._sample.sampling.seed, self._sample.inputs[source]
        rules = {one.rule: one.axis for one in answer.findings} or {ANY: ANY}
        for rule, axis in rules.items():
            pair = Pair(
                sha256(f"{seed}\n{key}\n{place}\n{rule}".encode()).hexdigest(),
                source,
                place,
                rule,
                shortened(answer.message.text),
                shown_sender(answer),
                received(answer),
            )
            stratum = self._stratum(self._name(answer, rule, axis))
            stratum.base += 1
            stratum.take(pair)

    def as_json(self) -> dict[str, list[Any]]:
        """The base and the pairs of each stratum."""
        return {name: [one.base, one.pairs] for name, one in self._strata.items()}

    def merge(self, counted: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        """Add what another has drawn; of its pairs those are kept that are in the sample so far."""
        kept: dict[str, list[Any]] = {}
        for name, (base, values) in counted.items():
            stratum = self._stratum(name)
            stratum.base += base
            pairs = [Pair(*one) for one in values]
            for pair in pairs:
                stratum.take(pair)
            kept[name] = [base, [pair for pair in pairs if pair <= stratum.pairs[-1]]]
        return kept

    def finish(self) -> dict[str, Any]:
        """Write the sheet. For the manifest: its name and hash, and what each name of a stratum stands for.

        ``TriageError`` when another sheet stands there, which somebody may have filled in.
        """
        codes = {name: self._code(name) for name in sorted(self._strata)}
        rows = [(codes[name], pair) for name, stratum in self._strata.items() for pair in stratum.pairs]
        # A draw that is in a small stratum may be large: another hash for the order, so that it tells nothing.
        rows.sort(key=lambda row: (sha256(row[1].draw.encode()).digest(), row[1]))
        content = sheet(self._asked(*row) for row in rows)
        untouched(self._sample.target, content)
        return {
            "sheet": put(self._sample.target, content),
            "strata": {
                codes[name]: {
                    "of": dict(part.split("=") for part in name.split()),
                    "base": one.base,
                    "drawn": len(one.pairs),
                }
                for name, one in self._strata.items()
            },
        }

    def _name(self, report: Report, rule: str, axis: str) -> str:
        """The stratum of a pair as ``rule=… headline=…``; messages without a finding are never in one with others."""
        sender = report.reading.sender
        values = {
            "rule": rule,
            "headline": report.verdict.headline,
            "axis": axis,
            "kind": report.verdict.kind,
            "sender": sender.kind if sender else "none",
        }
        of = {one: values[one] for one in self._sample.sampling.by}
        if rule == ANY:
            of = {"rule": ANY, **of}
        return " ".join(f"{one}={value}" for one, value in of.items())

    def _stratum(self, name: str) -> Stratum:
        """The stratum of that name."""
        if name not in self._strata:
            self._strata[name] = Stratum(self._sample.sampling.size)
        return self._strata[name]

    def _code(self, name: str) -> str:
        """A name of the stratum that tells a reviewer nothing, and that no spreadsheet takes for a number."""
        whole = "\n".join((str(self._sample.sampling.seed), *self._sample.inputs, name))
        return "s" + sha256(whole.encode()).hexdigest()[:SHORT]

    def _asked(self, stratum: str, pair: Pair) -> Asked:
        """The row of the sheet for a pair."""
        if pair.rule == ANY:
            title = self._catalog.section("ui")["review"][ANY]
        else:
            title = self._catalog.section("rules")[pair.rule]["title"]
        id = f"input{pair.source + 1}-line{pair.place}"  # what no spreadsheet takes for a number or a date
        question = f"{title['zh']} / {title['en']}"
        return Asked(id, pair.rule, question, pair.text, pair.sender, pair.received_at, stratum)


def received(report: Report) -> str:
    """When the message was received, empty when that is not known."""
    reference = report.reading.reference
    return reference.moment.iso() if reference.source == "received_at" else ""


def untouched(target: Path, content: bytes) -> None:
    """``TriageError`` when something else than ``content`` stands under ``target``."""
    if target.exists() and target.read_bytes() != content:
        raise TriageError(
            "another review sheet stands here, and somebody may have filled it in",
            place=target.name,
            effect="it was left as it is, and the run is not complete",
            hint="give it another name, and go on with --resume",
        )
