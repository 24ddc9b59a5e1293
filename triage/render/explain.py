"""What ``--explain`` adds: rules and their limits, every comparison, sources with dates, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from triage.advise import citation
from triage.catalog.catalog import Catalog
from triage.model import Contact, Report
from triage.render.words import finding_title, number_words, reason_words


class Row(NamedTuple):
    """One paragraph; ``first`` opens its first line, ``rest`` the others. ``style``: heading item plain."""

    style: str
    text: str
    first: str = ""
    rest: str = ""


def explained(report: Report, catalog: Catalog, lang: str) -> Iterator[Row]:
    """The further rows, in order."""
    yield from rules(report, catalog, lang)
    yield from checks(report, catalog, lang)
    yield from facts(report, catalog, lang)
    yield from contacts(report, catalog, lang)
    kind = catalog.words("kinds", report.verdict.kind).of(lang)
    yield Row("plain", catalog.words("explain", "kind").of(lang).format(kind=kind))
    if report.verdict.needs:
        known = catalog.section("ui")["needs"]
        needs = [catalog.words("needs", one).of(lang) if one in known else one for one in report.verdict.needs]
        listed = catalog.words("labels", "listed").of(lang).join(needs)
        yield Row("plain", catalog.words("explain", "needs").of(lang).format(list=listed))
    digest = report.catalog.removeprefix("sha256:")[:12]
    engine = catalog.words("explain", "engine").of(lang)
    yield Row("plain", engine.format(engine=report.engine, catalog=digest, as_of=report.as_of.isoformat()))


def row(text: str) -> Row:
    """An item of a list."""
    return Row("item", text, "- ", "  ")


def heading(key: str, catalog: Catalog, lang: str) -> Row:
    """The heading of a list."""
    return Row("heading", catalog.words("explain", key).of(lang))


def under(text: str) -> Row:
    """A line under an item."""
    return Row("item", text, "  ", "  ")


def rules(report: Report, catalog: Catalog, lang: str) -> Iterator[Row]:
    """Every rule that fired, with severity, confidence and what it cannot see."""
    yield heading("rules", catalog, lang)
    if not report.findings:
        yield row(catalog.words("explain", "no_rules").of(lang))
    between = catalog.words("labels", "listed").of(lang)
    for one in report.findings:
        about = (
            catalog.words("axes", one.axis).of(lang),
            catalog.words("severities", one.severity).of(lang),
            catalog.words("confidences", one.confidence).of(lang),
        )
        named = catalog.words("labels", "cited").of(lang).format(list=between.join(about))
        yield row(f"{one.rule} {finding_title(one, catalog, lang)}{named}")
        misses = catalog.rule(one.rule).misses.of(lang)
        yield under(catalog.words("explain", "misses").of(lang).format(text=misses))


def checks(report: Report, catalog: Catalog, lang: str) -> Iterator[Row]:
    """Every comparison with the register, unknown ones included."""
    if not report.checks:
        return
    yield heading("checks", catalog, lang)
    one_axis = catalog.words("labels", "axes").of(lang)
    between = catalog.words("labels", "between").of(lang)
    for one in report.checks:
        subject = catalog.words("subjects", one.subject).of(lang)
        status = catalog.words("statuses", one.status).of(lang)
        raw = f" {one.raw}" if one.raw else ""
        value = between.join((status, reason_words(one, catalog, lang)))
        yield row(one_axis.format(axis=subject + raw, value=value))


def facts(report: Report, catalog: Catalog, lang: str) -> Iterator[Row]:
    """Every fact behind a line: statement, level, how far it was verified, sources."""
    named = [one.facts for one in report.findings]
    named += [one.facts for one in report.steps] + [one.facts for one in report.pieces]
    used = dict.fromkeys(fact for facts in named for fact in facts)
    if not used:
        return
    yield heading("facts", catalog, lang)
    for id in used:
        yield row(fact_words(id, catalog, lang))
        for source in catalog.fact(id).sources:
            yield under(source_words(source, catalog, lang))


def fact_words(id: str, catalog: Catalog, lang: str) -> str:
    """One fact in a line."""
    fact = catalog.fact(id)
    return (
        catalog.words("explain", "fact")
        .of(lang)
        .format(
            short=citation(id, catalog).of(lang),
            statement=fact.statement.of(lang).rstrip("。."),
            level=catalog.words("levels", fact.level).of(lang),
            verified=catalog.words("verified", fact.verified).of(lang),
            checked=fact.last_checked,
        )
    )


def source_words(id: str, catalog: Catalog, lang: str) -> str:
    """One source: title, its own date, where it is."""
    source = catalog.source(id)
    dated = source.as_of if source.as_of[:1].isdigit() else catalog.words("explain", "undated").of(lang)
    return catalog.words("explain", "source").of(lang).format(title=source.title, as_of=dated, ref=source.ref)


def contacts(report: Report, catalog: Catalog, lang: str) -> Iterator[Row]:
    """Every contact that the answer offers, with its sources."""
    offered: dict[tuple[str, str], Contact] = {}
    for several in [one.contacts for one in report.steps] + [one.contacts for one in report.pieces]:
        for contact in several:
            offered.setdefault((contact.org, contact.value), contact)
    if not offered:
        return
    yield heading("steps", catalog, lang)
    for contact in offered.values():
        yield row(f"{number_words(contact.value)} {catalog.org(contact.org).name.of(lang)}")
        for source in contact.sources:
            yield under(source_words(source, catalog, lang))
