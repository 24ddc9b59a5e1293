"""What a letter may say: from the message, from the register, and from what the user told. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from triage.advise import citation, unchecked
from triage.advise.wording import day_in_words
from triage.catalog import Catalog
from triage.catalog.letters import CARD, LetterKind, bound_to
from triage.letters.plain import plain
from triage.model import Contact, Context, Finding, Org, Report, moment
from triage.render.redact import redactor
from triage.render.why import MARK, cited_facts, words_of

LENDING = ("lender", "platform")
CARD_CUE = "state.credit_card"
PAYEES = ("bank_card", "alipay")
NIGHT = "night_hours"
LEVELS_NAMED = ("standard", "self_discipline")


class Known(NamedTuple):
    """``values`` by slot, ``flags`` that lines may hang on, the ``findings`` as sentences, the facts ``cited``.

    ``lender``: the organisation on record, None when there is none or the message's own word for it is not believed.
    """

    values: Mapping[str, str]
    flags: frozenset[str]
    findings: tuple[str, ...]
    cited: tuple[str, ...]
    lender: Org | None

    def holds(self, name: str) -> bool:
        """Whether the slot ``name`` is filled, or the flag ``name`` holds."""
        return bool(self.values.get(name)) or name in self.flags or (name == "findings" and bool(self.findings))


def known_of(
    kind: LetterKind,
    catalog: Catalog,
    lang: str,
    as_of: date,
    report: Report | None,
    told: Context,
    answers: Mapping[str, str],
) -> Known:
    """All that is known for a letter of ``kind``."""
    words = catalog.section("letters")["words"]
    lender = lender_of(report, catalog) if report else None
    products = products_of(kind, report, lender)
    laws = holding(kind.facts, catalog, as_of, products)
    own = sentences(report, catalog, lang, products) if report and kind.cites_findings else ()
    values = {
        "date": day_in_words(as_of, lang),
        "name": told.name or "",
        "paid_on": day_in_words(told.paid_on, lang) if told.paid_on else "",
        "lender": name_of(lender, lang) if lender else "",
        "body": catalog.org(kind.to[len("org:") :]).name.of(lang) if kind.to.startswith("org:") else "",
        "laws": words["between"][lang].join(cited_as(one, catalog, lang) for one in laws),
    }
    if report:
        values |= said(report, catalog, lang)
    values |= dict(answers)
    flags = {"message"} if report else set()
    flags |= {"has_findings"} if own else set()
    if told.claim in ("paid", "not_due", "never_borrowed"):
        flags |= {"claim_known", f"claim_{told.claim}"}
    cleaned = {name: plain(value) for name, value in values.items()}
    cited = dict.fromkeys((*laws, *(fact for one in own for fact in one.facts)))
    return Known(cleaned, frozenset(flags), tuple(one.text for one in own), tuple(cited), lender)


def lender_of(report: Report, catalog: Catalog) -> Org | None:
    """The lender or platform the message speaks for, when it is on record and nothing speaks against it."""
    if report.verdict.scam == "likely" or report.verdict.identity == "contradicted":
        return None
    orgs = (catalog.org(one.org) for one in report.claimed if one.org)
    return next((org for org in orgs if org.role in LENDING and org.identifies), None)


def name_of(org: Org, lang: str) -> str:
    """The name a letter is addressed to: in Chinese the legal one, where it is on record."""
    return org.legal_name if lang == "zh" and org.legal_name else org.name.of(lang)


def said(report: Report, catalog: Catalog, lang: str) -> dict[str, str]:
    """What the message itself says, identity numbers masked."""
    words = catalog.section("letters")["words"]
    reading, message = report.reading, report.message
    between = words["amounts_between"][lang]
    payees = (one for one in reading.accounts if one.kind in PAYEES and one.holder != "own")
    numbers = {one.kind: one.raw for one in reversed(reading.references) if one.kind in ("contract", "card_tail")}
    written = words["as_written"][lang]
    names = (one.name for one in report.claimed if one.by in ("signature", "body"))
    return {
        "message_text": without_secrets(report),
        "sender": message.sender or "",
        "received": received_words(report, lang),
        "sent_as": next(names, None) or next((one.name for one in reading.signatures), ""),
        "amounts": between.join(dict.fromkeys(one.raw for one in reading.amounts)),
        "links": between.join(dict.fromkeys(one.raw for one in reading.links)),
        "payees": between.join(dict.fromkeys(f"{one.raw} {one.holder_name or ''}".strip() for one in payees)),
        **{kind: written.format(value=raw) for kind, raw in numbers.items()},
    }


def without_secrets(report: Report) -> str:
    """The words of the message without identity numbers, masked or partial ones included."""
    text = report.message.text
    for one in report.reading.references:
        if one.kind == "id_number":
            text = text.replace(one.raw, "".join("*" if sign.isalnum() else sign for sign in one.raw))
    return text


def received_words(report: Report, lang: str) -> str:
    """When the message came, empty when that was not told."""
    if report.message.received_at is None:
        return ""
    when = moment(report.message.received_at)
    day = day_in_words(when.date, lang)
    return day if not when.time else f"{day} {when.time[:5]}" if lang == "zh" else f"{day}, {when.time[:5]}"


class Sentence(NamedTuple):
    """What was found on conduct as a sentence, and the facts that it cites."""

    text: str
    facts: tuple[str, ...]


def sentences(report: Report, catalog: Catalog, lang: str, products: frozenset[str]) -> tuple[Sentence, ...]:
    """The findings on conduct, one sentence for the same words: the words, what they may touch on, the rules."""
    raw = catalog.section("letters")
    words = raw["words"]
    between = words["between"][lang]
    mask = redactor(report, catalog)
    received = received_words(report, lang)
    grouped: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.axis == "conduct" and finding.severity != "info":
            grouped.setdefault(mask(plain(quoted(finding, report))), []).append(finding)
    found = []
    for quote, findings in grouped.items():
        if not quote and not received:
            continue
        points = dict.fromkeys(raw["points"][one.point or "other"][lang] for one in findings)
        key = "finding" if quote else "finding_at"
        text = words[key][lang].format(quote=quote, point=between.join(points), received=received)
        in_force = (one._replace(facts=holding(one.facts, catalog, report.as_of, products)) for one in findings)
        cited = tuple(dict.fromkeys(fact for one in in_force for fact in cited_facts(one, catalog)))
        if cited:
            listed = between.join(dict.fromkeys(cited_as(one, catalog, lang) for one in cited))
            text += words["cited"][lang].format(list=listed)
        found.append(Sentence(text + words["item_end"][lang], cited))
    return tuple(found)


def quoted(finding: Finding, report: Report) -> str:
    """The clause of the message that a finding rests on, else its words; empty when it rests on the hour alone."""
    if finding.point == NIGHT:
        return ""
    text = report.message.text
    for at in finding.at:
        if at.field == "text":
            clauses = (one for one in report.reading.clauses if one.start <= at.start and at.end <= one.end)
            clause = next(clauses, None)
            return text[clause.start : clause.end] if clause else words_of(finding, report) or text[at.start : at.end]
    return ""


def products_of(kind: LetterKind, report: Report | None, lender: Org | None) -> frozenset[str]:
    """What a letter is about, as far as rules are bound to it: a credit card, the type of lender."""
    card = report is not None and any(one.id == CARD_CUE for one in report.reading.cues)
    return frozenset(filter(None, (kind.product, CARD if card else None, lender.lender_type if lender else None)))


def holding(ids: tuple[str, ...], catalog: Catalog, as_of: date, products: frozenset[str]) -> tuple[str, ...]:
    """The facts among ``ids`` that are in force on ``as_of`` and are not bound to another product or lender."""
    return in_force(tuple(id for id in ids if bound_to(catalog, id) in (None, *products)), catalog, as_of)


def in_force(ids: tuple[str, ...], catalog: Catalog, as_of: date) -> tuple[str, ...]:
    """The facts among ``ids`` that are in force on ``as_of``, once each."""
    facts = map(catalog.fact, dict.fromkeys(ids))
    return tuple(one.id for one in facts if (one.start or as_of) <= as_of <= (one.end or as_of))


def cited_as(fact: str, catalog: Catalog, lang: str) -> str:
    """How a letter cites a fact: with its standing where that is no law, and marked when read in copies only."""
    level = catalog.fact(fact).level
    name = citation(fact, catalog).of(lang) + MARK * unchecked((fact,), catalog)
    if level not in LEVELS_NAMED:
        return name
    words: str = catalog.section("letters")["words"][f"level_{level}"][lang]
    return words.format(name=name)


def contact_of(kind: LetterKind, known: Known, catalog: Catalog, as_of: date, card: bool) -> tuple[Contact, ...]:
    """The line of the register by which whoever the letter is for is reached; none when none may be offered."""
    from triage.advise.contacts import best, offered

    if kind.to == "lender":
        return offered(catalog, (known.lender.id,), card, as_of, "claimed:hotline") if known.lender else ()
    body = "gov-12345" if kind.to == "gov:local" else kind.to[len("org:") :]
    return best(catalog, body, "hotline", (), as_of)
