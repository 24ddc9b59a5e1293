"""What the recipient knows: relation, claim, name, own list of loans, hour of receipt."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from triage.judge.figures import exact, value_of
from triage.judge.names import same_person
from triage.judge.owed import loans_of, open_loans, speaking
from triage.judge.records import on_text, some
from triage.judge.scene import Hits, Params, Scene, Test
from triage.model import Evidence, Loan
from triage.verify.plain import plain

# Interest and costs since the list was written may make the debt larger than it says.
TOLERATED = Decimal("1.25")


def context(params: Params) -> Test:
    """What the recipient said of the case; every given parameter must hold."""
    relations, claims = frozenset(params.get("relation", ())), frozenset(params.get("claim", ()))
    deeds = frozenset(params.get("did", ()))

    def test(scene: Scene) -> Hits | None:
        known, assumed = scene.case.context, scene.assumed
        found = []
        for name, value, wanted in (("relation", known.relation, relations), ("claim", known.claim, claims)):
            if value is None and wanted and name in assumed:
                continue
            if wanted:
                if value not in wanted:
                    return None
                found.append(Evidence(f"context.{name}", 0, len(value or "")))
        if deeds:
            done = ",".join(known.did)
            if deeds.isdisjoint(known.did):
                return None
            found.append(Evidence("context.did", 0, len(done)))
        return tuple(found)

    return test


def context_atoms(params: Params) -> Iterable[str]:
    """The first fact asked for."""
    return [f"context.{next(iter(params))}"] if params else []


def name(params: Params) -> Test:
    """The people addressed, when the recipient's own name is or is not theirs; one that fits outweighs the others."""
    wanted = {"match": True, "mismatch": False}[params["status"][0]]

    def test(scene: Scene) -> Hits | None:
        own = scene.case.context.name
        if own is None:
            return () if "name" in scene.assumed else None
        people = [one for one in scene.reading.people if one.role in ("addressee", "debtor")]
        lexicon = scene.case.catalog.lexicon
        own = plain(own, lexicon)
        fits = [same_person(plain(one.name, lexicon), own, titled=one.title is not None) for one in people]
        if not wanted and True in fits:
            return None
        return some(on_text(one.span) for one, fit in zip(people, fits, strict=True) if fit is wanted)

    return test


def ledger(params: Params) -> Test:
    """What the recipient's own list of loans says of the lender the message speaks for."""
    wanted = params["is"][0]

    def test(scene: Scene) -> Hits | None:
        known = scene.case.context.loans
        named = speaking(scene)
        if not known or not named:
            return None
        loans, current = loans_of(scene), open_loans(scene)
        settled = bool(loans) and not current
        reference = scene.reading.reference.moment.date
        not_due = bool(current) and all(loan.due is not None and loan.due > reference for loan in current)
        less = bool(current) and claims_more(scene, current)
        holds = {"absent": not loans, "settled": settled, "not_due": not_due, "less": less}[wanted]
        return (Evidence("context.loans", 0, len(known)), named[0].at) if holds else None

    return test


def claims_more(scene: Scene, loans: list[Loan]) -> bool:
    """Whether every exact total of the message is larger, by more than a quarter, than all that is outstanding."""
    known = [loan.outstanding for loan in loans if loan.outstanding is not None]
    totals = [value_of(one) for one in exact(scene, "total")]
    return bool(totals) and len(known) == len(loans) and min(totals) > sum(known, Decimal(0)) * TOLERATED


def clock(params: Params) -> Test:
    """The clock time of receipt, from ``from`` up to but not including ``to``, over midnight if need be."""
    start, end = params["from"][0], params["to"][0]

    def test(scene: Scene) -> Hits | None:
        reference = scene.reading.reference
        time = reference.moment.time if reference.source == "received_at" else None
        if time is None:
            return () if "received_at" in scene.assumed else None
        inside = start <= time < end if start < end else time >= start or time < end
        stamp = reference.moment.iso()
        return (Evidence("received_at", len(stamp) - len(time), len(stamp)),) if inside else None

    return test
