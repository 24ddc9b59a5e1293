"""Which values of the register have not been seen for long, as a work list: what most depends on comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from triage.catalog.age import PATH, first_day
from triage.catalog.catalog import Catalog
from triage.catalog.register import WELL_SOURCED, offerable
from triage.model import Contact, Partner, VerifyPath


class Stale(NamedTuple):
    """One value to look at again. ``kind``: that of the contact, or path, partner, status; ``value``: what to look for.

    ``seen``: the newest source's own date; ``days`` since then, None when undated. ``use``: answer (``texts`` steps and
    lines name it by themselves), offered (an answer may offer it), compared (only compared with).
    """

    org: str
    kind: str
    value: str
    purpose: str
    confidence: str
    seen: str
    days: int | None
    use: str
    texts: int
    sources: tuple[str, ...]


class Dated(NamedTuple):
    """When something was last seen, and where."""

    as_of: str
    sources: tuple[str, ...]


Seen = Contact | VerifyPath | Partner | Dated
FUNDED_BY = "funded_by"
USES = ("answer", "offered", "compared")


def stale(catalog: Catalog, today: date, days: int) -> tuple[Stale, ...]:
    """The values whose newest source is more than ``days`` old at ``today``, or bears no date.

    What most texts name comes first, then what answers may offer, then the rest; in each the oldest first, undated ones
    before all. A date without a day counts from its first day.
    """
    named = Counter(selectors(catalog))
    found = [
        one
        for id in catalog.org_ids()
        for one in records_of(catalog, id, named, today)
        if one.days is None or one.days > days
    ]
    return tuple(sorted(found, key=urgency))


def urgency(one: Stale) -> tuple[int, int, bool, int, str]:
    """The place of a value in the work list."""
    return USES.index(one.use), -one.texts, one.days is not None, -(one.days or 0), one.org


def records_of(catalog: Catalog, id: str, named: Counter[tuple[str, str]], today: date) -> Iterator[Stale]:
    """Every contact and verification path of the organisation ``id``, its partners, and its status.

    A status with a note is shown in answers, and texts may name paths and lenders behind a brand.
    """
    org = catalog.org(id)

    def seen(kind: str, value: str, about: tuple[str, str], record: Seen, use: str, texts: int = 0) -> Stale:
        first = first_day(record.as_of)
        age = (today - first).days if first else None
        return Stale(id, kind, value, *about, record.as_of, age, use, texts, record.sources)

    for one in org.contacts:
        texts = named[id, one.kind] if offerable(one) else 0
        use = "answer" if texts else "offered" if offerable(one) else "compared"
        yield seen(one.kind, one.value, (one.purpose, one.confidence), one, use, texts)
    for path in org.paths:
        use = "offered" if path.confidence in WELL_SOURCED else "compared"
        yield seen(PATH, path.url or path.text.zh, (path.kind, path.confidence), path, use)
    for partner in org.partners:
        use = "offered" if partner.relation == FUNDED_BY else "compared"
        yield seen("partner", partner.org, (partner.relation, ""), partner, use)
    if org.status_as_of:
        sources = tuple(catalog.section("senders")["orgs"][id].get("sources", ()))
        use = "offered" if org.status_note else "compared"
        yield seen("status", org.status, ("", ""), Dated(org.status_as_of, sources), use)


def selectors(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The organisation and kind of every contact that a step or line names by itself."""
    lists = [step.contacts for step in catalog.steps()]
    lists += [tuple(one.get("contacts", ())) for one in catalog.section("answers")["pieces"]]
    for selector in (one for contacts in lists for one in contacts):
        source, _, rest = selector.partition(":")
        if source == "org":
            id, _, kind = rest.partition(":")
            yield id, kind
