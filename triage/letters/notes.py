"""What is said to the user above a draft: what it does, what to beware of, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.advise import unchecked
from triage.advise.contacts import best
from triage.advise.situation import is_old
from triage.catalog import Catalog
from triage.catalog.letters import LetterKind, Remark, remark_of
from triage.judge import Case
from triage.letters.known import CARD_CUE, Known, cited_as, contact_of, in_force
from triage.model import Contact, Context, Report
from triage.render.contacts import source_words
from triage.render.words import number_words

BESIDE_THE_BORROWER = ("spouse", "guarantor")


def notes_of(
    kind: LetterKind, known: Known, catalog: Catalog, lang: str, as_of: date, report: Report | None, told: Context
) -> Iterator[str]:
    """The notes above a draft, the weightiest first."""
    raw = catalog.section("letters")
    words = raw["words"]
    card = report is not None and any(one.id == CARD_CUE for one in report.reading.cues)
    remarks = [*warnings(kind, known, catalog, report, told), *kind.notes]
    yield raw["stances"][kind.stance][lang]
    for one in remarks:
        yield remark_words(one, known, catalog, lang, as_of)
    for id in kind.scope:
        fact = catalog.fact(id)
        key = "scope_unchecked" if fact.verified == "C" else "scope"
        yield words[key][lang].format(statement=fact.statement.of(lang))
    yield where_to(kind, contact_of(kind, known, catalog, as_of, card), catalog, lang, as_of)
    if any(unchecked((one,), catalog) for one in (*known.cited, *(fact for one in remarks for fact in one.facts))):
        yield words["unchecked"][lang]


def warnings(
    kind: LetterKind, known: Known, catalog: Catalog, report: Report | None, told: Context
) -> Iterator[Remark]:
    """What the case asks to beware of."""
    raw = catalog.section("letters")["warnings"]
    accepts = kind.stance == "accepts"
    if accepts and told.relation in BESIDE_THE_BORROWER:
        yield remark_of(raw["spouse"])
    if kind.lender_types and known.lender and known.lender.lender_type not in kind.lender_types:
        yield remark_of(raw["other_type"])
    if report is None:
        return
    if report.verdict.scam == "likely":
        yield remark_of(raw["scam"])
    elif report.verdict.identity == "contradicted" and kind.to == "lender":
        yield remark_of(raw["contradicted"])
    if accepts and old_dates(report, catalog):
        yield remark_of(raw["old_debt"])
    if kind.id == "conduct" and not known.findings:
        yield remark_of(raw["no_findings"])


def remark_words(remark: Remark, known: Known, catalog: Catalog, lang: str, as_of: date) -> str:
    """A remark with the line it names and the rules that it rests on."""
    text = remark.text.of(lang)
    if remark.contact:
        lines = best(catalog, remark.contact, "hotline", (), as_of)
        name = catalog.org(remark.contact).name.of(lang)
        text = text.replace("{contact}", sourced(lines[0], catalog, lang, as_of, name) if lines else name)
    if known.lender:
        text = text.replace("{org}", known.lender.name.of(lang))
    facts = in_force(remark.facts, catalog, as_of)
    if not facts:
        return text
    words = catalog.section("letters")["words"]
    listed = words["between"][lang].join(cited_as(one, catalog, lang) for one in facts)
    return text + str(words["remark_cited"][lang]).format(list=listed)


def old_dates(report: Report, catalog: Catalog) -> bool:
    """Whether the dates to pay by lie so far back that limitation may matter."""
    case = Case(report.message, report.context, report.reading, report.claimed, report.checks, catalog, report.as_of)
    return is_old(case)


def where_to(kind: LetterKind, contacts: tuple[Contact, ...], catalog: Catalog, lang: str, as_of: date) -> str:
    """Where the letter goes, with the source of the number; or that there is none to offer."""
    words = catalog.section("letters")["words"]
    if not contacts:
        return str(words["send_unknown" if kind.to == "lender" else "send_nowhere"][lang])
    (contact,) = contacts
    body = catalog.org(contact.org).name.of(lang)
    to_lender = kind.to == "lender"
    said = sourced(contact, catalog, lang, as_of, "" if to_lender else body)
    return str(words["send_to_lender" if to_lender else "send_to"][lang]).format(body=body, contact=said)


def sourced(contact: Contact, catalog: Catalog, lang: str, as_of: date, named_in: str) -> str:
    """A number with whose it is (unless the text around names it), its source and date."""
    source = source_words(contact, catalog, lang, as_of, named_in)
    number = number_words(contact.value)
    return f"{number}（{source}）" if lang == "zh" else f"{number} ({source})"
