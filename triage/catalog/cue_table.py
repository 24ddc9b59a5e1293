"""Compile the cue lists of ``data/lexicon/cues_*.yaml`` into one table that is matched without regular expressions.

A pattern becomes one or more chains of groups. A group is a set of literals of which one must stand there; between two
groups lies a gap of at most so many characters inside one clause or one sentence. Each chain hangs on its rarest group,
its anchor, so that a message touches few chains. The table is plain JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from triage.catalog.word_classes import NONE, BadClass, Classes, classes_of, expanded
from triage.errors import TriageError

SHORT_GAP = 8
LONG_GAP = 24
GAP = "…"
KEYS = frozenset({"words", "not", "after", "before"})
# Adjacent groups are multiplied out as long as that makes no more literals than this: fewer steps, rarer anchors.
MOST_PRODUCTS = 48
MOST_CHAINS = 16
# These stand in nearly every message, though hardly in the lexicon; single characters in more than it tells.
EVERYWHERE = (*"0123456789【", "您的", "你的")
EVERY_MESSAGE = 10_000
ONE_CHARACTER = 500


class CueFault(NamedTuple):
    """One fault: the section, the cue, the pattern as written (empty for the cue itself) and what is wrong."""

    section: str
    cue: str
    pattern: str
    what: str


class CueFaults(TriageError):
    """Every fault found in the cue lists at once."""

    def __init__(self, faults: tuple[CueFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"{one.section}: {one.cue}: {one.pattern}: {one.what}" for one in faults))


class Step(NamedTuple):
    """A group of literals and the gap before it: at most ``reach`` characters, inside one clause unless ``far``."""

    reach: int
    far: bool
    literals: frozenset[str]


class BadPattern(ValueError):
    """What is wrong with one pattern."""


def compile_cues(sections: Mapping[str, Any]) -> dict[str, Any]:
    """The table over all sections whose name starts with ``cues_``; the section ``classes`` holds their word classes.

    ``cues``: ``{id, not, after, before}``; ``not`` lists chains. All else is columns, each of them one text: every
    start reads them, and thousands of small lists would take milliseconds. Between ``…``: ``groups`` (literals joined
    with ``|``) and ``words`` (all literals and the words of the other sections, sorted). Between ``;``, as numbers:
    ``chains`` (the cue and the group that anchors it, -1 for those of ``not``, then reach, far and group of each step),
    ``anchors`` (for each word the groups it is in that anchor chains) and ``hanging`` (for each group the chains it
    anchors).

    Errors: ``CueFaults`` with every fault, in file order.
    """
    builder = _Builder(sections.get("classes") or {})
    for section in sorted(name for name in sections if name.startswith("cues_")):
        for cue, body in (sections[section] or {}).items():
            builder.add(section, cue, body)
    if builder.faults:
        raise CueFaults(tuple(builder.faults))
    others = (body for name, body in sections.items() if not name.startswith(("cues_", "classes")))
    return builder.table(word for body in others for word in _words_in(body))


def _words_in(body: Any) -> Iterator[str]:
    """Every text in ``body``; a key only when it is no name of ours."""
    if isinstance(body, str):
        if body and GAP not in body:
            yield body
    elif isinstance(body, Mapping):
        for key, value in body.items():
            if not key.isascii():
                yield key
            yield from _words_in(value)
    else:
        for one in body or ():
            yield from _words_in(one)


class _Builder:
    def __init__(self, classes: Mapping[str, Any]) -> None:
        self.classes, faults = classes_of(classes)
        self.faults = [CueFault("classes", *fault) for fault in faults]
        self.cues: list[dict[str, Any]] = []
        self.groups: dict[frozenset[str], int] = {}
        self.chains: list[list[int]] = []
        self.seen: set[str] = set()

    def add(self, section: str, cue: str, body: Any) -> None:
        def fault(what: str, pattern: str = "") -> None:
            self.faults.append(CueFault(section, cue, pattern, what))

        if cue in self.seen:
            return fault("the same cue stands in another section")
        self.seen.add(cue)
        if not isinstance(body, Mapping):
            return fault("a cue is a mapping with words")
        for key in body:
            if key not in KEYS:
                fault(f"unknown key {key!r}")
            elif not isinstance(body[key], list):
                fault(f"{key} is a list of patterns")
                return None
        if not body.get("words"):
            return fault("a cue needs words")
        index = len(self.cues)
        record: dict[str, Any] = {"id": cue, "not": [], "after": [], "before": []}
        self.cues.append(record)
        for pattern in body["words"]:
            try:
                for chain in chains_of(pattern, self.classes):
                    self.chain(index, chain)
            except BadPattern as bad:
                fault(str(bad), pattern)
        for pattern in body.get("not", ()):
            try:
                record["not"] += [self.chain(-1, chain) for chain in chains_of(pattern, self.classes)]
            except BadPattern as bad:
                fault(str(bad), pattern)
        for key in ("after", "before"):
            for pattern in body.get(key, ()):
                try:
                    record[key] += words_of(pattern, self.classes)
                except BadPattern as bad:
                    fault(str(bad), pattern)
        return None

    def chain(self, cue: int, steps: tuple[Step, ...]) -> int:
        numbers = [cue, -1]
        for step in steps:
            numbers += (step.reach, int(step.far), self.groups.setdefault(step.literals, len(self.groups)))
        self.chains.append(numbers)
        return len(self.chains) - 1

    def table(self, words: Iterable[str]) -> dict[str, Any]:
        groups = [sorted(literals, key=lambda one: (-len(one), one)) for literals in self.groups]
        used = Counter(pair for literals in groups for literal in literals for pair in _pairs(literal))
        used.update(char for literals in groups for literal in literals for char in literal)
        used.update(dict.fromkeys(EVERYWHERE, EVERY_MESSAGE))
        used.update(
            dict.fromkeys({literal for literals in groups for literal in literals if len(literal) == 1}, ONE_CHARACTER)
        )
        weights = [sum(min(used[pair] for pair in _pairs(literal)) for literal in literals) for literals in groups]
        hanging: list[list[int]] = [[] for _ in groups]
        for number, chain in enumerate(self.chains):
            if chain[0] >= 0:
                chain[1] = min(chain[4::3], key=lambda group: (weights[group], group))
                hanging[chain[1]].append(number)
        anchors: dict[str, list[int]] = {word: [] for word in words}
        for group, literals in enumerate(groups):
            for literal in literals:
                anchors.setdefault(literal, [])
                if hanging[group]:
                    anchors[literal].append(group)
        found = sorted(anchors)
        return {
            "cues": self.cues,
            "groups": GAP.join("|".join(literals) for literals in groups),
            "chains": _column(self.chains),
            "words": GAP.join(found),
            "anchors": _column(anchors[word] for word in found),
            "hanging": _column(hanging),
        }


def _column(rows: Iterable[list[int]]) -> str:
    return ";".join(" ".join(map(str, row)) for row in rows)


def _pairs(literal: str) -> list[str]:
    """The neighbours in a literal, or its only character: the lexicon itself tells how common they are in messages."""
    return [literal[at : at + 2] for at in range(len(literal) - 1)] or [literal]


def chains_of(pattern: str, classes: Classes = NONE) -> list[tuple[Step, ...]]:
    """Every chain of non-empty groups that ``pattern`` stands for. ``BadPattern`` when it is not well formed."""
    steps = _multiplied(_parsed(_spelt(pattern, classes)))
    optional = [at for at, step in enumerate(steps) if "" in step.literals]
    if len(optional) == len(steps):
        raise BadPattern("every group may be empty")
    if 2 ** len(optional) > MOST_CHAINS:
        raise BadPattern("too many groups that may be empty")
    return [_without(steps, set(gone)) for gone in _subsets(optional)]


def words_of(pattern: str, classes: Classes = NONE) -> list[str]:
    """The literals of a pattern that is one group or one word."""
    steps = _multiplied(_parsed(_spelt(pattern, classes)))
    if len(steps) != 1 or "" in steps[0].literals:
        raise BadPattern("only words here, no gaps and nothing empty")
    return sorted(steps[0].literals)


def _spelt(pattern: str, classes: Classes) -> str:
    if not isinstance(pattern, str) or not pattern:
        raise BadPattern("a pattern is a text that is not empty")
    try:
        return expanded(pattern, classes)
    except BadClass as bad:
        raise BadPattern(str(bad)) from None


def _parsed(pattern: str) -> list[Step]:
    steps: list[Step] = []
    at, gap = 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == GAP:
            end = at
            while end < len(pattern) and pattern[end] == GAP:
                end += 1
            gap, at = end - at, end
            if gap > 2:
                raise BadPattern("a gap is … or ……")
            if not steps or at == len(pattern):
                raise BadPattern("a gap stands between two groups")
            continue
        if char in "}|":
            raise BadPattern(f"{char} without {{")
        if char == "{":
            end = pattern.find("}", at)
            inside = pattern[at + 1 : end]
            if end < 0 or "{" in inside:
                raise BadPattern("a { without }")
            if GAP in inside:
                raise BadPattern("no gap inside { }")
            alternatives, at = inside.split("|"), end + 1
        else:
            end = at
            while end < len(pattern) and pattern[end] not in "{}|" + GAP:
                end += 1
            alternatives, at = [pattern[at:end]], end
        if len(set(alternatives)) < len(alternatives):
            raise BadPattern("the same alternative twice")
        for word in alternatives:
            if word != word.lower() or any("！" <= letter <= "～" for letter in word):
                raise BadPattern(f"{word} is not folded: lower case and half width")
        reach = (0, SHORT_GAP, LONG_GAP)[gap]
        steps.append(Step(reach, gap == 2, frozenset(alternatives)))
        gap = 0
    return steps


def _multiplied(steps: list[Step]) -> list[Step]:
    """Adjacent groups made into one where that stays small."""
    made = [steps[0]]
    for step in steps[1:]:
        last = made[-1]
        if step.reach == 0 and len(last.literals) * len(step.literals) <= MOST_PRODUCTS:
            joined = frozenset(left + right for left, right in product(last.literals, step.literals))
            made[-1] = last._replace(literals=joined)
        else:
            made.append(step)
    return made


def _without(steps: list[Step], gone: set[int]) -> tuple[Step, ...]:
    """The chain in which the groups at ``gone`` are empty: the gaps on both sides of an empty group add up."""
    made: list[Step] = []
    reach, far = 0, False
    for at, step in enumerate(steps):
        reach, far = reach + step.reach, far or step.far
        if at in gone:
            continue
        first = not made
        made.append(Step(0 if first else reach, far and not first, step.literals - {""}))
        reach, far = 0, False
    return tuple(made)


def _subsets(items: list[int]) -> Iterator[tuple[int, ...]]:
    for keep in product((False, True), repeat=len(items)):
        yield tuple(item for item, kept in zip(items, keep, strict=True) if not kept)
