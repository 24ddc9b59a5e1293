"""The loans of the recipient's own ledger that a message speaks of."""

from __future__ import annotations

from triage.judge.scene import Scene
from triage.model import Claimed, Loan

CLOSED_LOANS = frozenset(("closed", "paid"))
LENDING = ("lender", "platform")


def speaking(scene: Scene) -> list[Claimed]:
    """The lenders and platforms that the message speaks for."""
    return [one for one in scene.case.claimed if one.role in LENDING]


def loans_of(scene: Scene) -> list[Loan]:
    """The loans of the ledger with whom the message speaks for."""
    named = speaking(scene)
    return [loan for loan in scene.case.context.loans if any(lends(loan, scene, one.org, one.name) for one in named)]


def open_loans(scene: Scene) -> list[Loan]:
    """Those of them that are neither closed nor paid."""
    return [loan for loan in loans_of(scene) if loan.status not in CLOSED_LOANS]


def lends(loan: Loan, scene: Scene, id: str | None, written: str) -> bool:
    """Whether ``loan`` is one of the organisation ``id``, written as ``written`` in the message."""
    if loan.lender == written or loan.lender == id:
        return True
    if id is None:
        return False
    org = scene.case.catalog.org(id)
    return loan.lender in (org.name.zh, org.name.en, org.legal_name, *org.aliases, *org.brands)
