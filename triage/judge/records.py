"""What the message says, whom it speaks for, and what the register says of that: the tests behind the predicates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence, Span


def on_text(span: Span) -> Evidence:
    """Evidence on the text of the message."""
    return Evidence("text", span.start, span.end)


def some(found: Iterable[Evidence]) -> Hits | None:
    """``found`` as a tuple, None when it is empty."""
    return tuple(found) or None


# --- what the message says -------------------------------------------------------------------------------------------


def cue(params: Params) -> Test:
    """Cues of the given ids, asserted unless ``polarity`` says otherwise."""
    atoms = frozenset(cue_atoms(params))

    def test(scene: Scene) -> Hits | None:
        if atoms.isdisjoint(scene.cues):
            return None
        found = atoms.intersection(scene.cues)
        cues, places = scene.reading.cues, sorted(at for atom in found for at in scene.cues[atom])
        return tuple(on_text(cues[at].span) for at in places)

    return test


def cue_atoms(params: Params) -> Iterable[str]:
    """The ids themselves when asserted, else ``id~polarity``."""
    for polarity in params.get("polarity", ("asserted",)):
        for id in params["any"]:
            yield id if polarity == "asserted" else f"{id}~{polarity}"


def spoken_to(params: Params) -> Test:
    """Holds, without evidence, when the text has a word for the one it speaks to (``lexicon/addressing.yaml``).

    Read as written, and once more with what is invisible or disguised in it taken away.
    """
    groups = params["is"]

    def test(scene: Scene) -> Hits | None:
        lexicon, text = scene.case.catalog.lexicon, scene.case.message.text
        words = [word for group in groups for word in lexicon.section("addressing")[group]]
        if any(word in text for word in words):
            return ()
        return () if any(word in scene.prepared.text for word in words) else None

    return test


def entity(field: str, keys: Mapping[str, str], params: Params) -> Test:
    """Records of ``reading.field`` whose attributes are among the given values."""
    wanted = tuple((keys[name], frozenset(values)) for name, values in params.items())

    def test(scene: Scene) -> Hits | None:
        found = getattr(scene.reading, field)
        return some(on_text(one.span) for one in found if all(getattr(one, key) in values for key, values in wanted))

    return test


def link(params: Params) -> Test:
    """Links, of one of the given traits where any are given."""
    traits = frozenset(params.get("trait", ()))

    def test(scene: Scene) -> Hits | None:
        return some(on_text(one.span) for one in scene.reading.links if not traits or not traits.isdisjoint(one.traits))

    return test


def entity_atoms(name: str, *keys: str) -> Callable[[Params], Iterable[str]]:
    """``name/value`` for the first of ``keys`` that is given, else ``name``."""

    def atoms(params: Params) -> Iterable[str]:
        for key in keys:
            if key in params:
                return [f"{name}/{value}" for value in params[key]]
        return [name]

    return atoms


# --- whom it speaks for and what the register says -------------------------------------------------------------------


def check(params: Params) -> Test:
    """Comparisons with the register that came out as given."""
    subjects, statuses = frozenset(params["subject"]), frozenset(params["status"])
    reasons = frozenset(params.get("reason", ()))

    def test(scene: Scene) -> Hits | None:
        return some(
            one.at
            for one in scene.case.checks
            if one.subject in subjects and one.status in statuses and (not reasons or one.reason in reasons)
        )

    return test


def check_atoms(params: Params) -> Iterable[str]:
    """``check/subject/status`` for every pair."""
    return [f"check/{subject}/{status}" for subject in params["subject"] for status in params["status"]]


def claims_org(params: Params) -> Test:
    """Whom the message speaks for, by role, and by what is on record of them."""
    roles = frozenset(params.get("role", ()))
    of_record = {key: frozenset(params[key]) for key in ("status", "category", "lender_type") if key in params}
    identified = params.get("identified", ("",))[0]

    def test(scene: Scene) -> Hits | None:
        found = []
        for one in scene.case.claimed:
            if roles and one.role not in roles:
                continue
            org = scene.case.catalog.org(one.org) if one.org is not None else None
            if identified and (org is not None and org.identifies) != (identified == "yes"):
                continue
            if of_record and (org is None or any(getattr(org, key) not in of_record[key] for key in of_record)):
                continue
            found.append(one.at)
        return some(found)

    return test


def signature(params: Params) -> Test:
    """The signatures, when they are as given; none of them gives no evidence."""
    wanted = [f"signature/{state}" for state in params["is"]]

    def test(scene: Scene) -> Hits | None:
        if scene.atoms.isdisjoint(wanted):
            return None
        return tuple(on_text(one.span) for one in scene.reading.signatures)

    return test


def sender(params: Params) -> Test:
    """The sender, of one of the given kinds."""
    kinds = frozenset(params.get("kind", ()))

    def test(scene: Scene) -> Hits | None:
        one = scene.reading.sender
        if one is None:
            return () if "sender" in scene.assumed else None
        return (Evidence("sender", 0, len(one.raw)),) if not kinds or one.kind in kinds else None

    return test
