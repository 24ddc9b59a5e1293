"""A ``when`` tree: what must occur for it to hold, and a test that gathers its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from triage.judge.predicates import PREDICATES
from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence

Needed = tuple[frozenset[str], ...]


class CueIds(tuple[str, ...]):
    """The ids of the cues of one lexicon. Compares and hashes by identity, so that looking it up is quick."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


class Tree:
    """A ``when`` tree over the cue ids of one lexicon (checked before: see ``validation``).

    ``needed``: sets of atoms, of each of which one must occur, the narrowest first. The test itself is built when it
    first runs: of all the rules a message wakes few. ``asked`` are facts whose absence a rule reports; nothing is
    needed of their predicates.
    """

    __slots__ = ("_asked", "_cue_ids", "_test", "_tree", "needed")

    def __init__(self, tree: Mapping[str, Any], cue_ids: CueIds, asked: Sequence[str] = ()) -> None:
        self._tree = tree
        self._cue_ids = cue_ids
        self._asked = frozenset(asked)
        self._test: Test | None = None
        self.needed = tuple(sorted(self._needed(tree), key=len))

    def test(self, scene: Scene) -> Hits | None:
        """The evidence for the tree in ``scene``; an empty tuple when it holds without any, None when it does not."""
        if self._test is None:
            self._test = self._made(self._tree)
        return self._test(scene)

    def occurs(self, atoms: set[str]) -> bool:
        """Whether one atom of every needed set is among ``atoms``."""
        return not any(map(atoms.isdisjoint, self.needed))

    def _needed(self, tree: Mapping[str, Any]) -> Needed:
        name, body = only(tree)
        if name in ("all", "near"):
            parts = body if name == "all" else body["of"]
            return tuple(need for part in parts for need in self._needed(part))
        if name == "any":
            return either([self._needed(part) for part in body])
        if name == "none" or not self._asked.isdisjoint(PREDICATES[name].facts):
            return ()
        atoms = needed_atoms(name, given(body), self._cue_ids)
        return (atoms,) if atoms else ()

    def _made(self, tree: Mapping[str, Any]) -> Test:
        name, body = only(tree)
        if name == "near":
            return near([self._made(one) for one in body["of"]], body.get("within", "sentence"))
        if name in JOINED:
            return JOINED[name]([self._made(one) for one in body])
        return PREDICATES[name].make(self._params(name, body))

    def _params(self, name: str, body: Mapping[str, Any]) -> Params:
        return params_of(name, given(body), self._cue_ids)


Given = tuple[tuple[str, tuple[str, ...]], ...]
"""The parameters of a predicate as they are written, every value a tuple."""


def given(body: Mapping[str, Any]) -> Given:
    """The parameters that stand in ``body``."""
    return tuple((key, (value,) if isinstance(value, str) else tuple(value)) for key, value in body.items())


def params_of(name: str, written: Given, cue_ids: CueIds) -> Params:
    """The parameters, families of cues spelt out."""
    params = dict(written)
    if name == "cue":
        params["any"] = tuple(id for one in params["any"] for id in family(one, cue_ids))
    return params


@lru_cache(maxsize=2048)
def needed_atoms(name: str, written: Given, cue_ids: CueIds) -> frozenset[str]:
    """The atoms of which a predicate needs one; many rules ask the same."""
    return frozenset(PREDICATES[name].atoms(params_of(name, written, cue_ids)))


@lru_cache(maxsize=256)
def family(id: str, cue_ids: CueIds) -> tuple[str, ...]:
    """The ids that ``id`` stands for: itself, or every cue of the family ``name.*``."""
    return tuple(one for one in cue_ids if one.startswith(id[:-1])) if id.endswith(".*") else (id,)


def only(tree: Mapping[str, Any]) -> tuple[str, Any]:
    """The one key of ``tree`` and what stands under it."""
    return next(iter(tree.items()))


def either(branches: Sequence[Needed]) -> Needed:
    """What one of several branches needs: the union of the narrowest set of each."""
    if not all(branches):
        return ()
    return (frozenset().union(*(min(needed, key=len) for needed in branches)),)


def every(tests: Sequence[Test]) -> Test:
    """Holds when all ``tests`` do; their evidence in turn."""

    def test(scene: Scene) -> Hits | None:
        found: list[Evidence] = []
        for one in tests:
            hits = one(scene)
            if hits is None:
                return None
            found += hits
        return tuple(found)

    return test


def some_of(tests: Sequence[Test]) -> Test:
    """Holds when one of ``tests`` does; the evidence of all that do."""

    def test(scene: Scene) -> Hits | None:
        found: list[Evidence] = []
        holds = False
        for one in tests:
            hits = one(scene)
            if hits is not None:
                holds = True
                found += hits
        return tuple(found) if holds else None

    return test


def no(tests: Sequence[Test]) -> Test:
    """Holds, without evidence, when none of ``tests`` does. What is missing is not assumed under it."""

    def test(scene: Scene) -> Hits | None:
        assumed, scene.assumed = scene.assumed, frozenset()
        found = any(one(scene) is not None for one in tests)
        scene.assumed = assumed
        return None if found else ()

    return test


def near(tests: Sequence[Test], within: str) -> Test:
    """Evidence of all ``tests`` that lies in the same clause or sentence; anywhere in the message for ``message``."""
    if within == "message":
        return every(tests)

    def test(scene: Scene) -> Hits | None:
        found: list[list[tuple[int, Evidence]]] = []
        for one in tests:
            hits = one(scene)
            if not hits:
                return None
            placed = [(scene.segment(within, hit), hit) for hit in hits]
            found.append([(segment, hit) for segment, hit in placed if segment is not None])
        shared = set.intersection(*({segment for segment, _ in hits} for hits in found))
        if not shared:
            return None
        return tuple(hit for hits in found for segment, hit in hits if segment in shared)

    return test


JOINED: Mapping[str, Callable[[Sequence[Test]], Test]] = {"all": every, "any": some_of, "none": no}
