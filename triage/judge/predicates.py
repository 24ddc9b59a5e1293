"""The closed list of things a rule may ask of a case.

A predicate made with its parameters looks at a scene and returns evidence, an empty tuple when it holds without any
(a guard), or None when it does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from triage.judge.arithmetic import GATES, TESTS
from triage.judge.recipient import clock, context, context_atoms, ledger, name
from triage.judge.records import (
    check,
    check_atoms,
    claims_org,
    cue,
    cue_atoms,
    entity,
    entity_atoms,
    link,
    sender,
    signature,
    spoken_to,
)
from triage.judge.scene import Hits, Params, Scene, Test
from triage.judge.wording import wording, wording_atoms
from triage.model import CHANNELS, CLAIMS, DEEDS, RELATIONS
from triage.read.wording import SORTS

POLARITIES = ("asserted", "negated", "conditional", "quoted")
LINES = ("known", "unknown", "above")
STAGES = ("reminder", "collection", "outsourced", "legal")


class Predicate(NamedTuple):
    """``make`` builds the test. ``atoms`` gives what must occur for it to hold; none means that it must always be run.

    ``values`` lists the allowed values of a parameter, None where they are open; ``required`` must be given.
    ``facts`` are what the recipient may have left out and a rule may ask for.
    """

    make: Callable[[Params], Test]
    atoms: Callable[[Params], Iterable[str]]
    values: Mapping[str, tuple[str, ...] | None]
    required: tuple[str, ...] = ()
    guard: bool = False
    facts: tuple[str, ...] = ()


def record(field: str, name: str, **values: tuple[str, ...]) -> Predicate:
    """The predicate over one kind of record; ``values`` are its parameters, named like its attributes."""
    keys = {key: key for key in values}
    return Predicate(partial(entity, field, keys), entity_atoms(name, *reversed(tuple(values))), dict(values))


def arithmetic(params: Params) -> Test:
    """Sums or dates that do not fit (see ``arithmetic.py``)."""
    run = TESTS[params["test"][0]]
    options = {key: values[0] for key, values in params.items()}

    def test(scene: Scene) -> Hits | None:
        conflict = run(scene, options)
        return conflict.at if conflict else None

    return test


def arithmetic_atoms(params: Params) -> Iterable[str]:
    """What must occur before the test is worth running."""
    return GATES[params["test"][0]]


def guard(prefix: str, params: Params) -> Test:
    """Holds, without evidence, when one of the atoms ``prefix`` + value occurs."""
    wanted = [f"{prefix}{value}" for value in params["is"]]
    return lambda scene: None if scene.atoms.isdisjoint(wanted) else ()


def guard_predicate(prefix: str, values: tuple[str, ...] | None) -> Predicate:
    """A guard that holds when one of the atoms ``prefix`` + value occurs."""
    return Predicate(
        partial(guard, prefix), lambda params: [f"{prefix}{one}" for one in params["is"]], {"is": values}, ("is",), True
    )


PREDICATES: Mapping[str, Predicate] = {
    "cue": Predicate(cue, cue_atoms, {"any": None, "polarity": POLARITIES}, ("any",)),
    "check": Predicate(
        check,
        check_atoms,
        {
            "subject": ("sender", "signature", "phone", "link"),
            "status": ("match", "mismatch", "unknown"),
            "reason": None,
        },
        ("subject", "status"),
    ),
    "claims_org": Predicate(
        claims_org,
        entity_atoms("claims", "role"),
        {
            "role": ("lender", "platform", "collector", "authority", "carrier", "other"),
            "status": ("active", "renamed", "licence_ended", "defunct", "investigated", "label", "unknown"),
            "category": None,
            "lender_type": ("bank", "consumer_finance", "microloan", "platform", "p2p", "none"),
            "identified": ("yes", "no"),
        },
    ),
    "signature": Predicate(
        signature,
        entity_atoms("signature", "is"),
        {"is": ("none", "generic", "label", "known", "unknown", "several")},
        ("is",),
    ),
    "sender": Predicate(sender, entity_atoms("sender", "kind"), {"kind": None}, facts=("sender",)),
    "phone": record("phones", "phone", kind=()),
    "link": Predicate(link, entity_atoms("link", "trait"), {"trait": None}),
    "account": record(
        "accounts",
        "account",
        kind=("bank_card", "alipay", "wechat", "qq", "other"),
        holder=("institution", "person", "own", "unknown"),
    ),
    "reference": record(
        "references", "reference", kind=("case_number", "contract", "order", "card_tail", "id_number", "other")
    ),
    "person": record(
        "people", "person", role=("addressee", "debtor", "contact", "staff", "payee", "official", "unknown")
    ),
    "note": record("notes", "note", code=()),
    "amount": record(
        "amounts",
        "amount",
        role=(
            *("total", "principal", "interest", "penalty", "fee", "min_payment", "installment", "paid", "settlement"),
            *("limit", "offer", "balance", "other"),
        ),
    ),
    "date": record(
        "dates", "date", role=("due", "deadline", "statement", "loan", "paid", "event", "court", "as_of", "unknown")
    ),
    "duration": record("durations", "duration", role=("overdue", "term", "grace", "validity", "other")),
    "context": Predicate(
        context,
        context_atoms,
        {"relation": RELATIONS, "claim": CLAIMS, "did": DEEDS},
        facts=("relation", "claim"),
    ),
    "name": Predicate(
        name, lambda _: ["context.name"], {"status": ("match", "mismatch")}, ("status",), facts=("name",)
    ),
    "ledger": Predicate(ledger, lambda _: ["context.loans"], {"is": ("settled", "absent", "not_due", "less")}, ("is",)),
    "clock": Predicate(clock, lambda _: ["clock"], {"from": None, "to": None}, ("from", "to"), facts=("received_at",)),
    "arithmetic": Predicate(
        arithmetic,
        arithmetic_atoms,
        {
            "test": tuple(TESTS),
            "years": None,
            "grace": None,
            "percent": None,
            "before": ("receipt",),
            "day": None,
            "line": LINES,
        },
        ("test",),
    ),
    "wording": Predicate(wording, wording_atoms, {"like": SORTS, "much_like": SORTS, "unlike": SORTS}),
    "spoken_to": Predicate(spoken_to, lambda _: (), {"is": ("you",)}, ("is",), True),
    "kind": guard_predicate("kind/", None),
    "channel": guard_predicate("channel/", CHANNELS),
    "stage": guard_predicate("stage.", STAGES),
}
