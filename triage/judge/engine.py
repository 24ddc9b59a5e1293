"""From a case to its kind and findings: rules in force whose atoms occur are run, the others are not touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from triage.catalog import Catalog
from triage.judge.arithmetic import TESTS
from triage.judge.case import Case, Judgement
from triage.judge.quotes import quotable
from triage.judge.scene import Hits, Scene
from triage.judge.tree import CueIds, Tree
from triage.judge.wording import is_doubtful
from triage.model import Evidence, Finding, Rule, Slots

AXES = {"scam": 0, "error": 1, "conduct": 2, "info": 3}
SEVERITIES = {"serious": 0, "caution": 1, "info": 2}
CONFIDENCES = {"high": 0, "medium": 1, "low": 2}
INSULT = "insult"
SLOT = re.compile(r"\{([a-z_]+)\}")


class Armed(NamedTuple):
    """A tree and the rule it belongs to, which is made only when it wakes."""

    tree: Tree
    made: Callable[[], Rule]

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.made()


class Index(NamedTuple):
    """Everything compiled from one catalog. ``by_atom``: the rules (or kinds) that an atom wakes, by position."""

    rules: tuple[Armed, ...]
    by_atom: Mapping[str, tuple[int, ...]]
    always: tuple[int, ...]
    kinds: tuple[tuple[str, Tree], ...]


@lru_cache(maxsize=4)
def index_of(catalog: Catalog) -> Index:
    """The rules and kinds of ``catalog``, compiled once."""
    ids = cue_ids(catalog)
    rules = tuple(
        Armed(Tree(one["when"], ids, one["needs"]), partial(catalog.rule, id)) for id, one in catalog.triggers().items()
    )
    kinds = tuple((one["id"], Tree(one["when"], ids)) for one in catalog.section("kinds"))
    return index(rules, kinds)


def index(rules: tuple[Armed, ...], kinds: tuple[tuple[str, Tree], ...]) -> Index:
    """The index over ``rules``, each filed under the atoms of its narrowest need."""
    by_atom: dict[str, list[int]] = {}
    always = []
    for at, one in enumerate(rules):
        if not one.tree.needed:
            always.append(at)
            continue
        for atom in one.tree.needed[0]:
            by_atom.setdefault(atom, []).append(at)
    return Index(rules, {atom: tuple(found) for atom, found in by_atom.items()}, tuple(always), kinds)


def cue_ids(catalog: Catalog) -> CueIds:
    """The ids of all cues on record, sorted."""
    return CueIds(sorted(one["id"] for one in catalog.lexicon.section("cues")["cues"]))


def arm(rule: Rule, ids: CueIds) -> Armed:
    """``rule`` with its tree over the cues ``ids``."""
    return Armed(Tree(rule.when, ids, rule.needs), lambda: rule)


def sums_in(tree: Mapping[str, Any]) -> Iterable[Mapping[str, str]]:
    """The parameters of every arithmetic test in ``tree``."""
    for name, body in tree.items():
        if name == "arithmetic":
            yield body
        elif name in ("all", "any", "near"):
            for one in body["of"] if name == "near" else body:
                yield from sums_in(one)


def judge(case: Case) -> Judgement:
    """The kind of the message, its findings (by axis, severity, confidence and id) and the facts it lacks."""
    compiled = index_of(case.catalog)
    scene = Scene(case)
    scene.kind = kind_of(scene, compiled.kinds)
    scene.atoms.add(f"kind/{scene.kind}")
    return concluded(scene, compiled)


def concluded(scene: Scene, compiled: Index) -> Judgement:
    """The judgement of a scene whose kind is known; what a stronger finding covers is left out."""
    day = scene.reading.reference.moment.date
    findings: list[Finding] = []
    covered: set[str] = set()
    yielding: set[str] = set()
    needs: set[str] = set()
    for armed in woken(scene.atoms, compiled):
        rule = armed.rule
        if not in_force(rule, day):
            continue
        hits = armed.tree.test(scene)
        if hits:
            made = finding(scene, armed, hits)
            if is_doubtful(scene, made):
                continue
            findings.append(made)
            covered.update(rule.covers)
            if rule.yields:
                yielding.add(rule.id)
        elif hits is None and rule.needs:
            needs.update(lacking(scene, armed))
    if yielding:
        held = {one.axis for one in findings if one.rule not in yielding}
        covered.update(one.rule for one in findings if one.rule in yielding and one.axis in held)
    findings = sorted((one for one in findings if one.rule not in covered), key=rank)
    return Judgement(scene.kind, tuple(findings), tuple(sorted(needs)))


def kind_of(scene: Scene, kinds: Iterable[tuple[str, Tree]]) -> str:
    """The first kind that holds, else ``other``."""
    atoms = scene.atoms
    for id, tree in kinds:
        if tree.occurs(atoms) and tree.test(scene) is not None:
            return id
    return "other"


def woken(atoms: set[str], compiled: Index) -> list[Armed]:
    """The rules all of whose needs occur, in a fixed order."""
    found = set(compiled.always)
    by_atom = compiled.by_atom
    for atom in atoms:
        if atom in by_atom:
            found.update(by_atom[atom])
    rules = compiled.rules
    return [rules[at] for at in sorted(found) if rules[at].tree.occurs(atoms)]


def in_force(rule: Rule, day: date) -> bool:
    """Whether ``rule`` was in force on ``day``; both ends count."""
    return (rule.start is None or rule.start <= day) and (rule.end is None or day <= rule.end)


def lacking(scene: Scene, armed: Armed) -> tuple[str, ...]:
    """The needs of a rule that would fire if the facts it lacks were as it wants them."""
    missing = {"received_at"} if "clock" not in scene.atoms else set()
    missing |= {name for name in ("relation", "claim", "name") if f"context.{name}" not in scene.atoms}
    if scene.reading.sender is None:
        missing.add("sender")
    wanted = missing.intersection(armed.rule.needs)
    if not wanted:
        return ()
    scene.assumed = frozenset(wanted)
    hits = armed.tree.test(scene)
    scene.assumed = frozenset()
    return tuple(sorted(wanted)) if hits is not None else ()


def finding(scene: Scene, armed: Armed, hits: Hits) -> Finding:
    """The finding of a rule that fired on ``hits``."""
    rule = armed.rule
    at = tuple(dict.fromkeys(hits))
    return Finding(
        rule=rule.id,
        axis=rule.axis,
        severity=rule.severity,
        confidence=rule.confidence,
        red_line=rule.red_line,
        point=rule.point,
        at=at,
        slots=slots_of(scene, armed, at),
        facts=rule.facts,
        level=scene.case.catalog.section("rules")[rule.id].get("level"),
        needs=rule.needs,
        error_about=rule.error_about,
    )


def slots_of(scene: Scene, armed: Armed, at: Hits) -> Slots:
    """The slots the words of the rule ask for, as far as the case fills them.

    ``quote``: words for the first evidence. ``org``: an id of the register, or the name as written; that of the
    check that fired, else whom the message speaks for. ``host``, ``value``: of the link and the sum among the evidence.
    """
    rule = armed.rule
    asked = slots_in((*rule.title, *rule.why))
    filled: dict[str, str] = {}
    for params in sums_in(rule.when) if asked else ():
        conflict = TESTS[params["test"]](scene, params)
        filled.update(conflict.slots if conflict else ())
    if "quote" in asked:
        filled["quote"] = words_at(scene, at[0], whole=armed.rule.point != INSULT)
    if "org" in asked:
        case, there = scene.case, frozenset(at)
        named = [one.org for one in case.checks if one.at in there and one.org is not None]
        named += [one.org or one.name for one in case.claimed if one.at in there]
        named += [one.org or one.name for one in case.claimed]
        filled.update((("org", named[0]),) if named else ())
    spans = {(one.start, one.end) for one in at if one.field == "text"}
    if "host" in asked:
        hosts = [one.host for one in scene.reading.links if tuple(one.span) in spans]
        filled.update((("host", hosts[0]),) if hosts else ())
    if "value" in asked:
        values = [one.value for one in scene.reading.amounts if tuple(one.span) in spans and one.value is not None]
        filled.update((("value", f"{values[0]:.2f}"),) if values else ())
    return tuple((name, filled[name]) for name in asked if name in filled)


@lru_cache(maxsize=512)
def slots_in(rule_words: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the slots in ``rule_words``, each once."""
    return tuple(dict.fromkeys(name for words in rule_words for name in SLOT.findall(words)))


def words_at(scene: Scene, at: Evidence, whole: bool) -> str:
    """The words to quote for ``at``, as written; the value itself for a fact the recipient gave.

    ``whole``: words of the lexicon are quoted with the clause they stand in; a sum, a name, an address never is.
    """
    message, context = scene.case.message, scene.case.context
    if at.field == "text":
        if whole and any((at.start, at.end) == cue.span for cue in scene.reading.cues):
            return quotable(message.text, scene.reading.clauses, at.start, at.end)
        return message.text[at.start : at.end]
    if at.field == "sender":
        return (scene.reading.sender.raw if scene.reading.sender else "")[at.start : at.end]
    if at.field == "received_at":
        return scene.reading.reference.moment.iso()[at.start : at.end]
    if at.field == "context.did":
        return ",".join(context.did)
    if at.field == "context.paid_on":
        return context.paid_on.isoformat() if context.paid_on else ""
    if at.field == "context.loans":
        return ",".join(one.lender for one in context.loans)
    return str(getattr(context, at.field.removeprefix("context.")))


def rank(one: Finding) -> tuple[int, int, int, str]:
    """The order of findings."""
    return AXES[one.axis], SEVERITIES[one.severity], CONFIDENCES[one.confidence], one.rule
