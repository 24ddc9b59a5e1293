"""Numbers against the register: the sender, and the numbers in the text. A number can be forged, so a match is weak."""

from __future__ import annotations

from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of
from triage.model import Check, Contact, Evidence, Message, Phone, Reading, Sender, Slots
from triage.verify.edits import one_edit
from triage.verify.speaker import Compared, Speaker, compare, notes_on

SENDER_REASONS = {
    "nickname": "nickname",
    "email": "email",
    "mobile": "personal_mobile",
    "virtual_mobile": "virtual_mobile",
    "overseas": "overseas",
    "sms_106": "port_not_on_record",
    "hotline_400": "hotline_as_sender",
}
PHONE_REASONS = {
    "mobile": "personal_mobile",
    "virtual_mobile": "virtual_mobile",
    "overseas": "overseas",
    "hotline_12": "public_body",
    "emergency": "public_body",
    "carrier": "public_body",
}
# 010 and 02x are area codes of three digits, all others have four; what may be dialled after one is short.
TRUNK, AREA, SHORT_AREAS = "0", 3, ("1", "2")
PROVINCIAL = "service_96"
SHORT, SHORT_KINDS = (5, 6), ("service_95", "service_96", "hotline_12")
NO_DIGITS = ("nickname", "email")
SHORTEST_NEAR = 5
MASKED = "*"
AUTHORITY = "authority"


def check_sender(message: Message, reading: Reading, speaker: Speaker, catalog: Catalog) -> tuple[Check, ...]:
    """The check of the sender field, none when it was not given."""
    sender = reading.sender
    if sender is None:
        return ()
    at = Evidence("sender", 0, len(message.sender or sender.raw))
    slots: Slots = (("value", sender.digits or sender.raw),)
    found = None
    if sender.kind not in NO_DIGITS:
        found = compared(sender.digits, sender.kind, speaker, catalog)
    status, org, reason = of_sender(sender, found, message.channel)
    return (Check("sender", sender.raw, at, status, org, reason, with_owner(slots, org, found, speaker, catalog)),)


def of_sender(sender: Sender, found: Compared | None, channel: str) -> tuple[str, str | None, str]:
    """Status, organisation and reason of a sender. A 400 or 800 number cannot send a message, it can only be called."""
    if found and found.status == "mismatch":
        return found.status, found.org, found.reason
    if sender.kind == "hotline_400" and channel != "call":
        return "unknown", None, "hotline_as_sender"
    if found and found.reason in ("on_record", "weak_record"):
        return found.status, found.org, found.reason
    return "unknown", None, SENDER_REASONS.get(sender.kind, "not_on_record")


def check_phones(reading: Reading, speaker: Speaker, catalog: Catalog) -> tuple[Check, ...]:
    """One check for each number in the text, in text order."""
    return tuple(check_phone(phone, speaker, catalog) for phone in reading.phones)


def check_phone(phone: Phone, speaker: Speaker, catalog: Catalog) -> Check:
    """The check of one number in the text. Anybody may quote a public body's number, so that never matches."""
    at = Evidence("text", *phone.span)
    slots: Slots = (("value", phone.digits),)
    if MASKED in phone.digits:
        return Check("phone", phone.raw, at, "unknown", None, "not_on_record", slots)
    found = compared(phone.digits, phone.kind, speaker, catalog)
    if found and found.org and catalog.org(found.org).role == AUTHORITY and found.status == "match":
        found = found._replace(status="unknown", reason="neutral")
    if found:
        reason = {"neutral": "public_body", "related": "on_record"}.get(found.reason, found.reason)
        org = None if found.reason == "related" else found.org
        return Check("phone", phone.raw, at, found.status, org, reason, with_owner(slots, org, found, speaker, catalog))
    near = near_official(phone.digits, speaker, catalog)
    if near:
        return Check("phone", phone.raw, at, "unknown", near, "near_official", (*slots, ("org", near)))
    return Check("phone", phone.raw, at, "unknown", None, PHONE_REASONS.get(phone.kind, "not_on_record"), slots)


def compared(digits: str, kind: str, speaker: Speaker, catalog: Catalog) -> Compared | None:
    """What the register says of a number. A provincial one may be somebody else's elsewhere: it contradicts nobody."""
    found = compare(on_record(digits, catalog), speaker, catalog)
    if found and found.status == "mismatch" and kind == PROVINCIAL:
        return found._replace(status="unknown", org=None, reason="on_record")
    return found


def on_record(digits: str, catalog: Catalog) -> tuple[Contact, ...]:
    """What is on record for a number, or for the short number after an area code (0755-95555, 010-12368)."""
    register = register_of(catalog)
    found = register.numbers(digits)
    if found or not digits.startswith(TRUNK):
        return found
    short = digits[AREA if digits[1:2] in SHORT_AREAS else AREA + 1 :]
    return register.numbers(short) if len(short) in SHORT and register.plan(short) in SHORT_KINDS else ()


def near_official(digits: str, speaker: Speaker, catalog: Catalog) -> str | None:
    """The organisation of the speaker with a well-sourced number one digit away from ``digits``."""
    if len(digits) < SHORTEST_NEAR:
        return None
    for id in speaker.ids:
        for contact in catalog.org(id).contacts:
            if contact.kind == "hotline" and contact.confidence != "low" and one_edit(digits, contact.value):
                return id
    return None


def with_owner(slots: Slots, org: str | None, found: Compared | None, speaker: Speaker, catalog: Catalog) -> Slots:
    """``slots`` with the organisation that the reason text names (that of the check, else the owner on record), and
    what is to be said of the record itself."""
    if found is None:
        return slots
    return (*slots, ("org", org or found.contact.org), *notes_on(found.contact, speaker, catalog))
