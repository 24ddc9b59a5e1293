"""Why the answer says so: rules that fired, what the message claims and what is true of it, and the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from triage.advise import citation, unchecked, wording
from triage.advise.situation import not_chinese
from triage.catalog.catalog import Catalog
from triage.model import Check, Evidence, Finding, Report, Slots
from triage.render.words import LAPSED, finding_why, match_words, reason_words

TOLD_STATUSES = ("defunct", "licence_ended", "investigated", "renamed", "label")
TELLING_REASONS = frozenset(
    ("label", "unknown_name", "several", "near_name", "near_official", "overseas", "ip_host", "short_link")
)
REPEATED = 4
MARK = "*"  # after the name of a rule that was read in copies only
DECIDING_SHOWN = 3
OTHERS = "others"
OTHERS_POINTS = ("third_party_disclosure", "third_party_collection", "public_shaming")
CITATIONS_SHOWN = 2
STRONGER = ("scam", "conduct", "error", "info")  # of two findings on the same words, the axis whose point is shown
SEVERITIES = ("serious", "caution", "info")
LONG_QUOTE = 36
DEMANDS = ("collection", "pre_due_reminder", "statement", "settlement_offer", "lawyer_letter")


class Reason(NamedTuple):
    """One point. ``rank`` 0 is always shown; of the others the highest goes first when there is no room.

    What repeats a point (rank 4) is only for ``--explain``. ``cited`` are the rules named in the text, ``facts`` others
    that it rests on.
    """

    text: str
    rank: int
    cited: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def reasons(report: Report, catalog: Catalog, lang: str, mask: Callable[[str], str]) -> Iterator[Reason]:
    """The points in the order in which they are shown; ``mask`` hides what is secret in a quote."""
    found = in_order(report)
    before = ""
    for finding, rank in zip(found, ranks(found, report), strict=True):
        cited = cited_facts(finding, catalog)
        slots = quoted_briefly(finding.slots, mask, finding.point == "insult")
        quote = dict(slots).get("quote", "")
        if quote and quote == before:
            slots = (*slots, ("quote", catalog.words("labels", "same_words").of(lang)))
        before = quote if rank < REPEATED else before
        yield Reason(with_citations(finding._replace(slots=slots), cited, catalog, lang), rank, cited)
    quoted = [one for finding in found for one in finding.at]
    told = [words_of(one, report) for one in found if one.axis != "info"]
    for piece in report.pieces:
        if piece.place == "truth":
            quote = dict(piece.slots).get("quote", "")
            again = bool(quote) and any(words and (quote in words or words in quote) for words in told)
            told.append(quote)
            shown_piece = piece._replace(slots=quoted_briefly(piece.slots, mask))
            yield Reason(wording(shown_piece, catalog, lang), REPEATED if again else 1, (), piece.facts)
    yield from from_the_register(report, catalog, lang, quoted)
    if asks_nothing(report):
        yield Reason(catalog.words("labels", "nothing_asked").of(lang), 2)


def in_order(report: Report) -> list[Finding]:
    """The findings, those that decide first; those on the same words stand together."""
    deciding = set(report.verdict.because)
    found = sorted(report.findings, key=lambda one: (one.rule not in deciding, one.axis == "info"))
    first: dict[str, int] = {}
    for at, one in enumerate(found):
        first.setdefault(dict(one.slots).get("quote") or one.rule, at)
    return sorted(found, key=lambda one: first[dict(one.slots).get("quote") or one.rule])


def ranks(found: list[Finding], report: Report) -> Iterator[int]:
    """The rank of each finding: the same words are quoted for the strongest only, and every point is made once first.

    Towards a borrower, all that is threatened with other people is one point. What alone decides an axis is never left
    out, unless the headline says it.
    """
    deciding = [one for one in found if one.rule in report.verdict.because]
    about_borrower = "recipient" not in report.verdict.error_about
    points: set[str] = set()
    for finding in found:
        point = finding.point or finding.red_line or finding.rule
        point = OTHERS if point in OTHERS_POINTS and about_borrower else point
        stronger = {one.axis for one in found if same_words(one, finding, report) and strength(one) < strength(finding)}
        alone = finding in deciding and finding.error_about != "recipient" and finding.axis not in stronger
        elsewhere = any(one.axis == finding.axis and not same_words(one, finding, report) for one in deciding)
        if stronger and (elsewhere or not alone):
            yield REPEATED
        elif point in points:
            yield 2
        else:
            yield 0 if finding in deciding and len(points) < DECIDING_SHOWN else 1
            points.add(point)


def same_words(one: Finding, other: Finding, report: Report) -> bool:
    """Whether two findings quote the same words of the message, or nearly the same."""
    mine, theirs = words_of(one, report), words_of(other, report)
    if not mine or not theirs:
        return meet(one.at[0], other.at[0])
    return (mine in theirs or theirs in mine) and 2 * min(len(mine), len(theirs)) >= max(len(mine), len(theirs))


def words_of(finding: Finding, report: Report) -> str:
    """What a finding quotes, else the words of its first evidence; empty when that is not in the text."""
    at = finding.at[0]
    return dict(finding.slots).get("quote", "") or (
        report.message.text[at.start : at.end] if at.field == "text" else ""
    )


def strength(finding: Finding) -> tuple[int, int, str]:
    """What is less is shown when two findings quote the same words."""
    return STRONGER.index(finding.axis), SEVERITIES.index(finding.severity), finding.rule


def meet(one: Evidence, other: Evidence) -> bool:
    """Whether two places share a character."""
    return one.field == other.field and one.start < other.end and other.start < one.end


def cited_facts(finding: Finding, catalog: Catalog) -> tuple[str, ...]:
    """The first few rules of law or conduct that a finding on conduct rests on, those read in the original first."""
    if finding.axis != "conduct":
        return ()
    norms = [one for one in finding.facts if catalog.fact(one).level != "none"]
    return tuple(sorted(norms, key=lambda one: unchecked((one,), catalog))[:CITATIONS_SHOWN])


def with_citations(finding: Finding, cited: tuple[str, ...], catalog: Catalog, lang: str) -> str:
    """Why a finding matters, with the rules it rests on in brackets."""
    why = finding_why(finding, catalog, lang)
    if not cited:
        return why
    names = dict.fromkeys(citation(one, catalog).of(lang) + MARK * unchecked((one,), catalog) for one in cited)
    listed = catalog.words("labels", "cited_between").of(lang).join(names)
    stop = catalog.words("labels", "stop").of(lang)
    return why.removesuffix(stop) + catalog.words("labels", "cited").of(lang).format(list=listed) + stop


def quoted_briefly(slots: Slots, mask: Callable[[str], str], insult: bool = False) -> Slots:
    """``slots`` with a long quote cut in its middle, and an insult after its first half: enough to find it again.

    What is secret is masked first, so that no cut leaves half a number open.
    """
    return tuple((name, brief(mask(value), insult) if name == "quote" else value) for name, value in slots)


def brief(quote: str, insult: bool = False) -> str:
    """One quote; see ``quoted_briefly``.

    >>> brief("别给脸不要脸", insult=True), len(brief("还" * 90))
    ('别给脸***', 33)
    """
    if insult:
        quote = quote[: (len(quote) + 1) // 2] + "***"
    return quote if len(quote) <= LONG_QUOTE else f"{quote[:20]}…{quote[-12:]}"


def from_the_register(report: Report, catalog: Catalog, lang: str, quoted: list[Evidence]) -> Iterator[Reason]:
    """What the comparison with the register adds to the findings."""
    hosts = {(one.span.start, one.span.end): one.host for one in report.reading.links}
    matched = dict.fromkeys(
        match_words(
            hosts.get((one.at.start, one.at.end), one.raw) if one.subject == "link" else one.raw, one, catalog, lang
        )
        for one in report.checks
        if one.status == "match" and one.subject != "signature"
    )
    if matched:
        listed = catalog.words("labels", "listed").of(lang).join(matched)
        yield Reason(catalog.words("labels", "matches").of(lang).format(list=listed), 1)
    told = set()
    for one in report.checks:
        same = (one.subject, one.reason, one.raw, one.org, one.slots)
        if same not in told and worth_telling(one, quoted, report):
            told.add(same)
            yield Reason(reason_words(one, catalog, lang), 1 if one.status == "mismatch" else 2)
    for id in dict.fromkeys(one.org for one in report.claimed if one.org):
        org = catalog.org(id)
        said = org.status == "label" and any(
            meet(one.at, at) for one in report.claimed if one.org == id for at in quoted
        )
        if org.status in TOLD_STATUSES and org.status_note and not said:
            note = org.status_note.of(lang)
            if org.status_as_of:
                dated = catalog.words("labels", "dated").of(lang).format(as_of=org.status_as_of[:7])
                note = note.rstrip(".。") + dated + catalog.words("labels", "stop").of(lang)
            yield Reason(catalog.words("labels", "status").of(lang).format(org=org.name.of(lang), note=note), 1)


def worth_telling(check: Check, quoted: list[Evidence], report: Report) -> bool:
    """Whether a comparison says something that no finding has said, and that matters to this kind of message."""
    if check.status == "unknown":
        everyday = report.verdict.headline == "not_collection" and check.subject == "signature"
        if everyday or (check.reason not in TELLING_REASONS and LAPSED not in dict(check.slots)):
            return False
    return check.status != "match" and not any(meet(check.at, one) for one in quoted)


def asks_nothing(report: Report) -> bool:
    """Whether the demand asks for no code, no payment to a person and no tap: worth saying, since scams do."""
    reading = report.reading
    return (
        report.verdict.scam == "none_found"
        and report.verdict.conduct == "none_found"
        and report.verdict.kind in DEMANDS
        and not not_chinese(report.message.text)
        and not reading.links
        and not any(one.holder != "institution" for one in reading.accounts)
        and not any(one.id.startswith("ask.") and one.polarity == "asserted" for one in reading.cues)
    )
