"""The words of findings, checks and lines, with their slots filled."""

from __future__ import annotations

import re

from triage.advise import wording
from triage.catalog.catalog import Catalog
from triage.model import Check, Finding, Piece, Slots, Step

SEEN, LAPSED, OWN = "seen", "lapsed", "own"  # slots of a check: what is to be said of the record that it rests on
UNDATED = "undated"
CONTACT = "\ue000"  # stands in a text where its contact goes; a private-use character, in none of our texts


def number_words(digits: str) -> str:
    """A number of the register as one reads it.

    >>> number_words("4008625862"), number_words("95555"), number_words("02161234567"), number_words("057112345678")
    ('400-862-5862', '95555', '021-61234567', '0571-12345678')
    """
    if not digits.isdecimal():
        return digits
    if len(digits) == 10 and digits[:3] in ("400", "800"):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    if digits.startswith("0") and len(digits) in (10, 11, 12):
        area = 3 if digits[1] in "12" else 4
        return f"{digits[:area]}-{digits[area:]}"
    return digits


def line_words(one: Step | Piece, catalog: Catalog, lang: str) -> str:
    """The text of a step or piece with the bare value of its contact."""
    return wording(one, catalog, lang, number_words(one.contacts[0].value) if one.contacts else "")


def finding_title(finding: Finding, catalog: Catalog, lang: str) -> str:
    """The title of the rule that fired."""
    return catalog.rule(finding.rule).title.of(lang)


def finding_why(finding: Finding, catalog: Catalog, lang: str) -> str:
    """Why the finding matters, quoting the message."""
    why = filled(catalog.rule(finding.rule).why.of(lang), finding.slots, catalog, lang)
    return why.replace("「【", "【").replace("】」", "】")


def reason_words(check: Check, catalog: Catalog, lang: str) -> str:
    """What the comparison says, in words."""
    text = catalog.words("reasons", f"{check.subject}.{check.reason}").of(lang)
    org = (("org", check.org),) if check.org else ()
    slots = (("value", check.raw), *org, *check.slots)
    text += "".join(catalog.words("record_notes", key).of(lang) for key in record_notes(check))
    return filled(text, slots, catalog, lang)


def record_notes(check: Check) -> list[str]:
    """What is to be said of the record that a comparison rests on: dated or undated (it is old), lapsed, own."""
    slots = dict(check.slots)
    age = {SEEN: UNDATED if slots.get(SEEN) == UNDATED else "dated"}
    return [age.get(key, key) for key in (SEEN, LAPSED, OWN) if key in slots]


def match_words(value: str, check: Check, catalog: Catalog, lang: str) -> str:
    """``value``, which is on record, with what is to be said of its record in brackets."""
    notes = (catalog.words("record_notes", f"beside_{key}").of(lang) for key in record_notes(check))
    return value + filled("".join(notes), check.slots, catalog, lang)


def filled(text: str, slots: Slots, catalog: Catalog, lang: str) -> str:
    """``text`` with its ``{slots}`` filled; an id of the register is shown by its name, an empty slot as nothing."""
    values = dict(slots)
    orgs = catalog.section("senders")["orgs"]

    def value(slot: re.Match[str]) -> str:
        found = values.get(slot[1], "")
        return catalog.org(found).name.of(lang) if slot[1] in ("org", "owner") and found in orgs else found

    return re.sub(r"\{([a-z_]+)\}", value, text) if "{" in text else text
