"""The identity axis: does what the message claims about its sender fit the register?"""

from __future__ import annotations

from collections.abc import Iterable

from triage.catalog.catalog import Catalog
from triage.model import Check, Claimed

WEIGHED = ("sender", "phone", "link")
NAMING = ("signature", "body")
GONE = ("defunct", "label")


def identity(claimed: Iterable[Claimed], checks: Iterable[Check], catalog: Catalog) -> str:
    """``contradicted``, ``consistent`` or ``unconfirmed``.

    contradicted: some check is a mismatch. consistent: the message names an organisation that exists (no label, no
    closed platform), and a sender, phone or link matches a record of it; for a public body, a record of any public
    body. A name or a signature alone never suffices, nor does a link or sender that names itself.
    unconfirmed: all else.
    """
    claimed, checks = tuple(claimed), tuple(checks)
    if any(check.status == "mismatch" for check in checks):
        return "contradicted"
    ids = {one.org for one in claimed if one.by in NAMING}
    speaks_for_authority = any(one.role == "authority" and one.by in NAMING for one in claimed)
    for check in checks:
        if check.status != "match" or check.subject not in WEIGHED or check.org is None:
            continue
        org = catalog.org(check.org)
        if (org.id in ids and org.identifies and org.status not in GONE) or (
            speaks_for_authority and org.role == "authority"
        ):
            return "consistent"
    return "unconfirmed"
