"""One case as the predicates see it: which atoms occur, and where the clauses and sentences lie.

An atom is a short name for something that occurs in a case: a cue id (``threat.arrest``, ``ask.code~negated``), an
entity with its kind or role (``phone/mobile``), a check (``check/link/mismatch``), a fact the recipient gave
(``context.relation``). Rules whose atoms do not occur are never run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from triage.catalog.catalog import Lexicon
from triage.judge.case import Case
from triage.model import Evidence, Reading, Span
from triage.read.prepare import prepare
from triage.read.prepared import Prepared
from triage.read.wording import alike

Hits = tuple[Evidence, ...]
Params = Mapping[str, tuple[str, ...]]

SIGNATURE_STATES = {
    "known_name": "known",
    "contradicts_body": "known",
    "near_name": "unknown",
    "unknown_name": "unknown",
    "generic": "generic",
    "label": "label",
    "none": "none",
    "several": "several",
}


class Scene:
    """A case, its text as it is read (``prepared``), its atoms, and (once it is known) the kind of the message.

    ``cues``: the places in ``reading.cues`` of each atom. ``assumed`` names missing facts that are taken to be as a
    rule wants them, to learn whether they would matter.
    """

    __slots__ = ("_starts", "assumed", "atoms", "case", "cues", "kind", "prepared", "reading")

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reading: Reading = case.reading
        self.kind = ""
        self.assumed: frozenset[str] = frozenset()
        self.prepared = prepare(case.message.text, case.catalog.lexicon)
        self.cues = cues_of(self.reading)
        self.atoms = atoms_of(case, self.prepared, self.cues)
        self._starts: dict[str, list[int]] = {}

    def segment(self, within: str, evidence: Evidence) -> int | None:
        """The number of the clause or sentence ``evidence`` begins in; None when it is not on the text."""
        if evidence.field != "text":
            return None
        if within not in self._starts:
            spans: tuple[Span, ...] = self.reading.clauses if within == "clause" else self.reading.sentences
            self._starts[within] = [span.start for span in spans]
        return bisect_right(self._starts[within], evidence.start)


Test = Callable[[Scene], Hits | None]
FIGURES = frozenset("0123456789零一二两三四五六七八九十百千万")


def cues_of(reading: Reading) -> dict[str, list[int]]:
    """The places in ``reading.cues`` of every atom: the id when asserted, else ``id~polarity``."""
    places: dict[str, list[int]] = {}
    for at, one in enumerate(reading.cues):
        places.setdefault(one.id if one.polarity == "asserted" else f"{one.id}~{one.polarity}", []).append(at)
    return places


def atoms_of(case: Case, prepared: Prepared, cues: Iterable[str]) -> set[str]:
    """The atoms that occur in ``case``, whose text is ``prepared``; those of its cues are ``cues``."""
    reading, context = case.reading, case.context
    atoms = set(cues)
    for check in case.checks:
        atoms.add(f"check/{check.subject}/{check.status}")
        if check.subject == "signature":
            atoms.add(f"signature/{SIGNATURE_STATES.get(check.reason, '')}")
    if not reading.signatures:
        atoms.add("signature/none")
    if reading.sender is not None:
        atoms.update(("sender", f"sender/{reading.sender.kind}"))
    add(atoms, "claims", (one.role for one in case.claimed))
    add(atoms, "amount", (one.role for one in reading.amounts))
    add(atoms, "date", (one.role for one in reading.dates))
    add(atoms, "duration", (one.role for one in reading.durations))
    add(atoms, "phone", (one.kind for one in reading.phones))
    add(atoms, "person", (one.role for one in reading.people))
    add(atoms, "reference", (one.kind for one in reading.references))
    add(atoms, "note", (one.code for one in reading.notes))
    if reckons(prepared.text, case.catalog.lexicon):
        atoms.add("reckoned")
    add(atoms, "wording", alike(prepared, case.catalog.lexicon))
    for link in reading.links:
        add(atoms, "link", ("", *link.traits))
    for account in reading.accounts:
        add(atoms, "account", (account.kind, account.holder))
    atoms.add(f"channel/{case.message.channel}")
    if reading.reference.source == "received_at" and reading.reference.moment.time is not None:
        atoms.add("clock")
    if context.relation:
        atoms.add("context.relation")
    if context.claim:
        atoms.add("context.claim")
    if context.did:
        atoms.add("context.did")
    if context.name:
        atoms.add("context.name")
    if context.paid_on:
        atoms.add("context.paid_on")
    if context.loans:
        atoms.add("context.loans")
    return atoms


def reckons(text: str, lexicon: Lexicon) -> bool:
    """Whether ``text`` has a word of a reckoning (data/lexicon/sums.yaml) and two numbers, or a share."""
    return _two_numbers().search(text) is not None and any(word in text for word in lexicon.section("sums")["wakes"])


@lru_cache(maxsize=1)
def _two_numbers() -> re.Pattern[str]:
    figures = "".join(sorted(FIGURES))
    return re.compile(f"(?<![{figures}])[{figures}]++[^{figures}]++[{figures}]|[{figures}]%")


def add(atoms: set[str], name: str, values: Iterable[str]) -> None:
    """Note ``name`` and ``name/value`` for every value."""
    for value in values:
        atoms.add(name)
        atoms.add(f"{name}/{value}")
