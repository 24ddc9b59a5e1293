"""Faults in rules and kinds that would otherwise only show when a message meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from triage.catalog import Catalog
from triage.judge.arithmetic import FILLED
from triage.judge.engine import AXES, CONFIDENCES, SEVERITIES, SLOT, cue_ids
from triage.judge.predicates import PREDICATES

WITHIN = ("clause", "sentence", "message")
NEEDS = ("received_at", "sender", "relation", "claim", "name")
SLOTS = frozenset(("quote", "org", "host", "value"))
SAME_MEANING = ("axis", "point", "red_line", "error_about")


def check_rules(catalog: Catalog) -> tuple[str, ...]:
    """Every fault of the rules and kinds of ``catalog``, each as ``file: what is wrong``, in file order."""
    checker = Checker(catalog)
    found: list[str] = []
    for id, raw in sorted(catalog.section("rules").items()):
        found += (f"rules/{id}.yaml: {fault}" for fault in checker.rule(raw))
    for at, raw in enumerate(catalog.section("kinds"), 1):
        faults = checker.tree(raw["when"])
        if "kind" in names_in(raw["when"]):
            faults = (*faults, "a kind cannot rest on the kind")
        found += (f"kinds.yaml: {raw['id']} ({at}): {fault}" for fault in faults)
    return tuple(found)


class Checker:
    """Checks trees and rules against the words and kinds of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._cues = frozenset(cue_ids(catalog))
        self._families = frozenset(id.split(".")[0] for id in self._cues)
        self._kinds = frozenset(one["id"] for one in catalog.section("kinds")) | {"other"}
        self._facts = frozenset(catalog.section("facts"))
        self._rules = catalog.section("rules")

    def rule(self, raw: Mapping[str, Any]) -> Iterable[str]:
        """The faults of one rule."""
        for key, known in (("axis", AXES), ("severity", SEVERITIES), ("confidence", CONFIDENCES)):
            if raw[key] not in known:
                yield f"{key}: {raw[key]} is not one of {', '.join(known)}"
        faults = tuple(self.tree(raw["when"]))
        yield from faults
        if not faults and not may_point(raw["when"]):
            yield "when: can hold without anything to point at (only guards or none)"
        filled = SLOTS.union(*(FILLED.get(test, ()) for test in tests_in(raw["when"])))
        for key in ("title", "why"):
            for lang in ("zh", "en"):
                yield from (
                    f"{key}: no such slot {{{slot}}}" for slot in SLOT.findall(raw[key][lang]) if slot not in filled
                )
        yield from (f"facts: {fact} is not on record" for fact in raw.get("facts", ()) if fact not in self._facts)
        yield from (
            f"needs: {need} is not one of {', '.join(NEEDS)}" for need in raw.get("needs", ()) if need not in NEEDS
        )
        if raw["axis"] == "conduct" and not raw.get("facts"):
            yield "facts: a rule about conduct must cite one"
        if raw["axis"] == "error" and not raw.get("error_about"):
            yield "error_about: missing"
        yield from self.covering(raw)
        for key in ("start", "end"):
            if raw.get(key) and not is_day(raw[key]):
                yield f"{key}: not a date"
        for key in ("hit", "miss"):
            if raw["status"] == "stable" and len(raw["examples"].get(key, ())) < 2:
                yield f"examples: fewer than two of {key}"

    def covering(self, raw: Mapping[str, Any]) -> Iterable[str]:
        """What a rule covers says no more than it does: so neither a value of an axis nor a point is ever lost."""
        for id in raw.get("covers", ()):
            other = self._rules.get(id)
            if other is None:
                yield f"covers: {id} is not on record"
            elif any(raw.get(key) != other.get(key) for key in SAME_MEANING):
                yield f"covers: {id} differs in {' or '.join(SAME_MEANING)}"
            elif strength(other) < strength(raw):
                yield f"covers: {id} is stronger"
            elif raw["id"] in other.get("covers", ()):
                yield f"covers: {id} covers it in turn"

    def tree(self, tree: Any) -> tuple[str, ...]:
        """The faults of one tree."""
        if not isinstance(tree, Mapping) or len(tree) != 1:
            return ("when: every node is a mapping of one key",)
        ((name, body),) = tree.items()
        if name in ("all", "any", "none"):
            if not isinstance(body, list) or not body:
                return (f"{name}: wants a list",)
            return tuple(fault for one in body for fault in self.tree(one))
        if name == "near":
            return self.near(body)
        if name not in PREDICATES:
            return (f"{name}: no such predicate",)
        return tuple(self.leaf(name, body))

    def near(self, body: Any) -> tuple[str, ...]:
        """The faults of a ``near``."""
        if not isinstance(body, Mapping) or not isinstance(body.get("of"), list) or len(body["of"]) < 2:
            return ("near: wants of: a list of at least two",)
        faults = [f"near: no such key {key}" for key in body if key not in ("of", "within")]
        if body.get("within", "sentence") not in WITHIN:
            faults.append(f"near: within {body['within']} is not one of {', '.join(WITHIN)}")
        for one in body["of"]:
            faults += self.tree(one)
            faults += (f"near: {name} has no place in the text" for name in names_in(one) if unplaced(name))
        return tuple(faults)

    def leaf(self, name: str, body: Any) -> Iterable[str]:
        """The faults of one predicate."""
        predicate = PREDICATES[name]
        if not isinstance(body, Mapping):
            yield f"{name}: wants a mapping"
            return
        yield from (f"{name}: {key} is missing" for key in predicate.required if not body.get(key))
        for key, value in body.items():
            if key not in predicate.values:
                yield f"{name}: no such key {key}"
                continue
            allowed = self._kinds if name == "kind" else predicate.values[key]
            for one in (value,) if isinstance(value, str) else value:
                if name == "cue" and key == "any":
                    known = one[:-2] in self._families if one.endswith(".*") else one in self._cues
                    if not known:
                        yield f"cue: {one} is not on record"
                elif allowed and one not in allowed:
                    yield f"{name}: {key} {one} is not one of {', '.join(sorted(allowed))}"


def strength(raw: Mapping[str, Any]) -> tuple[int, int]:
    """Severity and confidence, the strongest first."""
    return SEVERITIES.get(raw["severity"], 0), CONFIDENCES.get(raw["confidence"], 0)


def names_in(tree: Any) -> Iterable[str]:
    """Every name used in ``tree``."""
    if isinstance(tree, Mapping):
        for name, body in tree.items():
            yield name
            if name in ("all", "any", "none"):
                for one in body:
                    yield from names_in(one)
            elif name == "near":
                for one in body["of"]:
                    yield from names_in(one)


def tests_in(tree: Any) -> Iterable[str]:
    """The arithmetic tests of ``tree``."""
    if not isinstance(tree, Mapping):
        return
    for name, body in tree.items():
        if name == "arithmetic":
            yield body["test"]
        elif name in ("all", "any"):
            for one in body:
                yield from tests_in(one)


def unplaced(name: str) -> bool:
    """Whether a predicate never points at the text."""
    return name == "none" or (name in PREDICATES and PREDICATES[name].guard)


def may_point(tree: Mapping[str, Any]) -> bool:
    """Whether ``tree`` always has something to point at when it holds."""
    ((name, body),) = tree.items()
    if name == "all":
        return any(may_point(one) for one in body)
    if name == "any":
        return all(may_point(one) for one in body)
    if name == "signature":
        return "none" not in body["is"]
    return name != "none" and not (name in PREDICATES and PREDICATES[name].guard)


def is_day(raw: str) -> bool:
    """Whether ``raw`` is a civil date."""
    try:
        date.fromisoformat(raw)
    except ValueError:
        return False
    return True
