"""Links against the register. No link is ever opened or resolved; a host that is not on record is only unknown."""

from __future__ import annotations

from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of, tails_of
from triage.model import Check, Evidence, Link, Reading
from triage.read.hosts import suffixes_of
from triage.verify.lookalikes import look_alike, named_before
from triage.verify.speaker import Compared, Speaker, compare, notes_on
from triage.verify.words import tricks_of

COURT = "court"
BODIES = (COURT, "police", "regulator", "public_service")


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
    before = named_before(userinfo_of(link), catalog) if "userinfo" in link.traits else None
    if before and before.domain.name != link.registrable:
        return "mismatch", before.domain.org, before.reason, (("value", before.domain.name),)
    if "ip_host" in link.traits:
        return "unknown", None, "ip_host", ()
    register = register_of(catalog)
    found = compare(register.hosts(link.host), speaker, catalog)
    owner = register.short_link(link.host)
    if found and not (owner and found.status == "mismatch"):  # anybody may have shortened a link there
        status, org, reason, more = of_record(found, speaker, catalog)
        return status, org, reason, (*more, *notes_on(found.contact, speaker, catalog))
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
    if shows_pages_of_anybody(link, catalog):
        return "unknown", None, "user_page", ()
    if speaker.court:
        return "unknown", None, "court_unknown", ()
    abused = (link.registrable or "").partition(".")[2] in tricks_of(catalog.lexicon).cheap_endings
    return "unknown", None, "abused_ending" if abused else "not_on_record", ()


def shows_pages_of_anybody(link: Link, catalog: Catalog) -> bool:
    """Whether anybody may put up a page at the host: it is on a list, or under a suffix that a company gives out."""
    if not tricks_of(catalog.lexicon).user_pages.isdisjoint(tails_of(link.host)):
        return True
    ending = (link.registrable or "").partition(".")[2]
    return bool(ending) and suffixes_of(catalog.lexicon).hosting(ending)


def userinfo_of(link: Link) -> str:
    """What stands before the @ of a link."""
    return link.url.partition("://")[2].partition("/")[0].rpartition("@")[0]


def of_record(found: Compared, speaker: Speaker, catalog: Catalog) -> Answer:
    """The answer for a host on record."""
    status, org, reason, contact = found
    owner = (("org", contact.org),)
    if reason == "neutral":
        body = catalog.org(contact.org).category in BODIES
        return ("match", org, "on_record", ()) if body else ("unknown", None, "on_record", owner)
    if reason == "weak_record" and speaker.court and catalog.org(contact.org).category == COURT:
        return "unknown", org, "court_reported", ()
    if reason == "related" or (status == "match" and contact.purpose in tricks_of(catalog.lexicon).parent_purposes):
        return "unknown", org, "host_of_parent", ()
    return status, org, reason, () if org else owner
