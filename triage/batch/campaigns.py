"""Campaigns: messages of one script that went to many, with other names, sums and links.

Equal scripts are one group at once. Scripts that nearly agree are found without comparing all with all: each is reduced
to the least hash of its pieces in each of a few bins, only scripts that share a band of bins are compared, and those
that agree in most of their characters are joined. The work grows with the number of messages.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from triage.batch.script import script_of
from triage.model import Failure, Report
from triage.render.redact import masked

SCHEMA = "triage.campaign/1"
PIECE = 4  # characters
BINS = 16
BAND = 2  # bins
ALIKE = 85.0  # per cent of rapidfuzz's ratio
# So many scripts of one band are compared with a new one: a band that very many share tells them apart badly.
COMPARED = 40
SHOWN = 10
OPEN_NUMBERS = frozenset(("sms_106", "service_95", "service_96", "hotline_12", "hotline_400", "carrier", "landline"))


class Scripts:
    """The form of what workers send back: one line of JSON for each answer, with what a campaign is made of."""

    def head(self) -> bytes:
        """Nothing stands before the first line."""
        return b""

    def record(self, answer: Report | Failure, source: int, place: int, counts: Counter[str]) -> bytes:  # noqa: ARG002
        """Script, day, numbers, hosts, headline, scam and rules of one answer; nothing for a failure."""
        if isinstance(answer, Failure):
            return b""
        reading = answer.reading
        day = reading.reference.moment.date.isoformat() if reading.reference.source == "received_at" else None
        numbers = [shown(one.digits, one.kind) for one in reading.phones]
        sender = reading.sender
        if sender:
            numbers.append(shown(sender.digits or sender.raw, sender.kind))
        line = (
            script_of(answer.message.text, reading),
            day,
            numbers,
            [one.host for one in reading.links if one.host],
            answer.verdict.headline,
            [one.rule for one in answer.findings],
        )
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def shown(digits: str, kind: str) -> str:
    """A number as a campaign lists it: those of persons are masked."""
    return digits if kind in OPEN_NUMBERS else masked(digits)


class Group:
    """Messages of one script."""

    __slots__ = ("days", "headlines", "hosts", "numbers", "rules", "script", "scripts", "size")

    def __init__(self, script: str) -> None:
        self.script = script
        self.size = 0
        self.scripts = 1
        self.days: tuple[str, str] | None = None
        self.headlines: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()

    def add(self, day: str | None, numbers: list[str], hosts: list[str], headline: str, rules: list[str]) -> None:
        """Count one message."""
        self.size += 1
        if day:
            self.days = (min(self.days[0], day), max(self.days[1], day)) if self.days else (day, day)
        self.headlines[headline] += 1
        self.numbers.update(numbers)
        self.hosts.update(hosts)
        self.rules.update(rules)

    def join(self, other: Group) -> None:
        """Take in another group; the script of the larger one stands for both."""
        if (other.size, self.script) > (self.size, other.script):
            self.script = other.script
        self.size += other.size
        self.scripts += other.scripts
        days = [*(self.days or ()), *(other.days or ())]
        self.days = (min(days), max(days)) if days else None
        for name in ("headlines", "hosts", "numbers", "rules"):
            getattr(self, name).update(getattr(other, name))


class Campaign(NamedTuple):
    """A campaign as it is shown, largest counts first. ``days``: first and last day, of messages with a time."""

    script: str
    size: int
    scripts: int
    days: tuple[str, str] | None
    headlines: list[tuple[str, int]]
    hosts: list[tuple[str, int]]
    numbers: list[tuple[str, int]]
    rules: list[tuple[str, int]]

    def record(self) -> dict[str, Any]:
        """The fields of ``triage.campaign/1``."""
        return {"schema": SCHEMA, **self._asdict()}


def grouped(lines: Iterable[bytes]) -> dict[str, Group]:
    """The groups of equal scripts among the lines of ``Scripts``."""
    groups: dict[str, Group] = {}
    for line in lines:
        script, *rest = json.loads(line)
        if script not in groups:
            groups[script] = Group(script)
        groups[script].add(*rest)
    return groups


def campaigns(groups: dict[str, Group], least: int) -> list[Campaign]:
    """The campaigns of at least ``least`` messages, largest first; scripts that nearly agree are one."""
    found = sorted(joined(groups), key=lambda one: (-one.size, one.script))
    return [
        Campaign(
            one.script,
            one.size,
            one.scripts,
            one.days,
            *(top(counts) for counts in (one.headlines, one.hosts, one.numbers, one.rules)),
        )
        for one in found
        if one.size >= least
    ]


def top(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent few, in an order that depends on nothing else."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]


def joined(groups: dict[str, Group]) -> Iterator[Group]:
    """The groups, those with nearly the same script made one."""
    from rapidfuzz import fuzz

    by_band: dict[tuple[int, ...], list[str]] = {}
    leader: dict[str, Group] = {}
    # Large ones first, so that the script of most messages stands for a campaign.
    for script in sorted(groups, key=lambda one: (-groups[one].size, one)):
        group = groups[script]
        keys = bands(script)
        others = dict.fromkeys(other for key in keys for other in by_band.get(key, ())[:COMPARED])
        same = next((other for other in others if fuzz.ratio(script, other, score_cutoff=ALIKE)), None)
        if same is not None:
            leader[same].join(group)
            continue
        leader[script] = group
        for key in keys:
            by_band.setdefault(key, []).append(script)
    yield from leader.values()


def bands(script: str) -> list[tuple[int, ...]]:
    """What a script is found by: its bands of bins, each with the least hashes of its pieces."""
    least = [0] * BINS
    for at in range(max(1, len(script) - PIECE + 1)):
        hashed = crc32(script[at : at + PIECE].encode("utf-8", "replace")) + 1
        place = hashed % BINS
        if not least[place] or hashed < least[place]:
            least[place] = hashed
    return [(at, *least[at : at + BAND]) for at in range(0, BINS, BAND) if any(least[at : at + BAND])]
