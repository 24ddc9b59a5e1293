"""How a contact is printed: the number as one reads it, whose it is, how far it is sourced, and how old that is."""

from __future__ import annotations

from datetime import date

from triage.catalog.age import may_have_changed
from triage.catalog.catalog import Catalog
from triage.catalog.register import standing
from triage.model import Contact
from triage.render.words import CONTACT, number_words

PARENT = "parent_general"  # introduced as a switchboard, not as a line of the organisation
EMERGENCY_DIGITS = 3
# The kind of citation that stands behind each kind of source.
ISSUED = {
    "press_statement": "official_statement_in_press",
    "app_code": "official_app_code",
    "regulator": "regulator_list_copy",
}


def placed(text: str, contact: Contact, catalog: Catalog, lang: str, as_of: date, introduced: set[str]) -> str:
    """``text`` with its contact in place of the mark; where it comes from is said once an answer.

    The source goes inside brackets that are already there, so that none stand side by side or inside one another.
    """
    at = text.find(CONTACT)
    if at < 0:
        return text
    number = number_words(contact.value)
    before, after = text[:at], text[at + 1 :]
    if contact.value in introduced or len(contact.value) <= EMERGENCY_DIGITS:
        return before + number + after
    introduced.add(contact.value)
    source = source_words(contact, catalog, lang, as_of, named_in=before + after)
    opening, closing, comma, semicolon = ("（", "）", "，", "；") if lang == "zh" else ("(", ")", ", ", "; ")
    if before.count(opening) > before.count(closing):
        return before + number + comma + source + after
    if after.lstrip(" ").startswith(opening):
        end = after.index(closing)
        return before + number + after[:end] + semicolon + source + after[end:]
    if lang == "zh":
        return f"{before}{number}{opening}{source}{closing}{after.lstrip(' ')}"
    return f"{before}{number} {opening}{source}{closing}{after}"


def source_words(contact: Contact, catalog: Catalog, lang: str, as_of: date, named_in: str) -> str:
    """Whose number it is (unless the text names it), who lists it, of what date, and whether it may have changed."""

    def words(key: str, **slots: object) -> str:
        return catalog.words("standing", key).of(lang).format(**slots)

    count = len(contact.sources)
    kind = contact.source_kind
    listed = words("list_one") if kind == "list" and count == 1 else words(kind, count=count)
    said = words("on" if own_date(contact, catalog) else "with_records", words=listed, as_of=contact.as_of[:7])
    org = catalog.org(contact.org)
    old = may_have_changed(contact, catalog, as_of)
    if org.role == "authority":
        said = catalog.words("record_notes", "beside").of(lang).format(words=said) if old else said
    elif old or standing(contact) == "check_in_app":
        said = words("maybe_changed", words=said)
    name = org.name.of(lang)
    if org.role != "authority" and contact.purpose != PARENT and name not in named_in:
        name = words("card", org=name) if contact.purpose == "credit_card" else name
        said = words("of_org", org=name, words=said)
    return said


def plain_number(contact: Contact, catalog: Catalog, lang: str, as_of: date) -> str:
    """The number alone, with a word where it may have changed."""
    number = number_words(contact.value)
    public = catalog.org(contact.org).role == "authority"
    if public or not (may_have_changed(contact, catalog, as_of) or standing(contact) == "check_in_app"):
        return number
    return catalog.words("standing", "easy_changed").of(lang).format(number=number)


def own_date(contact: Contact, catalog: Catalog) -> bool:
    """Whether the newest date is that of the kind of source named, and not of a list that agrees with it."""
    if contact.source_kind in ("list", "own"):
        return True
    kind = ISSUED.get(contact.source_kind, contact.source_kind)
    sources = [catalog.source(one) for one in contact.sources]
    return any(one.kind == kind and one.as_of[:7] == contact.as_of[:7] for one in sources)
