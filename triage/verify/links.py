"""Links against the register. No link is ever opened or resolved; a host that is not on record is only unknown."""

from __future__ import annotations

from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of
from triage.model import Check, Evidence, Link, Reading
from triage.verify.lookalikes import look_alike
from triage.verify.speaker import Compared, Speaker, compare
from triage.verify.words import tricks_of

BODIES = ("court", "police", "regulator", "public_service")


def check_links(reading: Reading, speaker: Speaker, catalog: Catalog) -> tuple[Check, ...]:
    """One check for each link, in text order."""
    return tuple(check_link(link, speaker, catalog) for link in reading.links)


def check_link(link: Link, speaker: Speaker, catalog: Catalog) -> Check:
    """The check of one link: what is on record for its host, else the trick it plays, else what kind of link it is."""
    status, org, reason, more = compared(link, speaker, catalog)
    slots = [("host", link.host), *((("org", org),) if org else ()), *more]
    return Check("link", link.raw, Evidence("text", *link.span), status, org, reason, tuple(slots))


Answer = tuple[str, str | None, str, tuple[tuple[str, str], ...]]


def compared(link: Link, speaker: Speaker, catalog: Catalog) -> Answer:
    """Status, organisation, reason and further slots of one link."""
    if "ip_host" in link.traits:
        return "unknown", None, "ip_host", ()
    register = register_of(catalog)
    found = compare(register.hosts(link.host), speaker, catalog)
    if found:
        return of_record(found, catalog)
    owner = register.short_link(link.host)
    if owner or "short_link" in link.traits:
        on_record = owner if owner in catalog.section("senders")["orgs"] else None
        return "unknown", on_record, "short_link", (("owner", owner),) if owner else ()
    if link.registrable:
        trick = look_alike(link.host, link.registrable, speaker.ids, catalog)
        if trick:
            return "mismatch", trick.domain.org, trick.reason, (("value", trick.domain.name),)
    for trait in ("app_package", "deep_link"):
        if trait in link.traits:
            return "unknown", None, trait, ()
    return "unknown", None, "court_unknown" if speaker.court else "not_on_record", ()


def of_record(found: Compared, catalog: Catalog) -> Answer:
    """The answer for a host on record."""
    status, org, reason, contact = found
    owner = (("org", contact.org),)
    if reason == "neutral":
        body = catalog.org(contact.org).category in BODIES
        return ("match", org, "on_record", ()) if body else ("unknown", None, "on_record", owner)
    if reason == "related" or (status == "match" and contact.purpose in tricks_of(catalog.lexicon).parent_purposes):
        return "unknown", org, "host_of_parent", ()
    return status, org, reason, () if org else owner
