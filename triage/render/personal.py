"""What identifies a person in any text, and what tells who owes how much to whom: where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from triage.catalog import Catalog, Lexicon
from triage.catalog.register import register_of
from triage.model import Message, Person, Reading, Span
from triage.read.people import Named, find_people, is_han, names_of
from triage.read.prepare import prepare
from triage.read.prepared import Prepared
from triage.read.reading import read
from triage.read.word_index import longest_first, skipped
from triage.render.addresses import addresses
from triage.render.long_numbers import long_numbers

KEEPABLE = ("amounts", "lender")
MASK = "*"
NEUTRAL = "□"  # in place of stars that stand in a text already: they are no part of a name or number
PERSONAL_PHONES = ("mobile", "virtual_mobile", "overseas", "landline")
NAME, AMOUNT, LENDER = "name", "amount", "lender"
PUBLIC_ROLES = ("authority", "carrier")
BLANK = frozenset(" \u3000\xa0")
BETWEEN = re.compile(r"[ .·_–—-]+")
LEAST_COPIED = 5  # characters of a number whose copies are masked wherever they stand
EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}+@[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+)+")
NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億")
ANY_DAY = date(2000, 1, 1)  # days are not masked, so it does not matter from which they are counted


class Secret(NamedTuple):
    """One thing to mask. ``kind``: name address email, the kinds of phones, accounts and references, amount, lender."""

    kind: str
    span: Span


class Words:
    """What is looked for beside what a message is read for."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("masking")
        self.names = names_of(lexicon)
        self.greetings = tuple(word for word in self.names.greetings if len(word) > 1)
        self.follows = (*self.names.after_led, *raw["name_follows"])
        people = lexicon.section("people")
        self.no_leads = frozenset(people["no_leads"])
        leads = (*raw["name_leads"], *self.no_leads, *(word for words in people["leads"].values() for word in words))
        self.leads = re.compile("|".join(longest_first(dict.fromkeys(leads))))
        papers = "|".join(longest_first(raw["papers"]))
        self.paper = re.compile(rf"(?:{papers})(?:号码|号|为|是|[: ]){{0,2}}(?P<number>[a-z]{{0,2}}[0-9]{{5,18}})")


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


def secrets_in(
    text: str, catalog: Catalog, keep: Iterable[str] = KEEPABLE, names: Iterable[str] = ()
) -> tuple[Secret, ...]:
    """Everything in ``text`` that is to be masked, in order; spans may overlap.

    ``keep``: amounts, lender (its names, numbers and links); ``names`` are masked wherever they stand. The numbers of
    public bodies are never masked, those of a lender on record only with its name.
    """
    keep, names = tuple(keep), tuple(names)
    found: set[Secret] = set()
    shown = text
    while more := found_once(shown, catalog, keep, names):
        found |= more
        before, shown = shown, masked_at(shown, more)
        if shown == before:
            break
    return tuple(sorted(found, key=lambda one: (one.span, one.kind)))


def found_once(text: str, catalog: Catalog, keep: tuple[str, ...], names: tuple[str, ...]) -> set[Secret]:
    """What one look at ``text`` finds. Masking it can change how its neighbours are read."""
    text = text.replace(MASK, NEUTRAL)
    prepared = prepare(text, catalog.lexicon)
    reading = read(Message(text), catalog, ANY_DAY)
    found = [*people_of(text, prepared, reading, catalog), *numbers_of(reading, prepared, catalog)]
    found += [Secret("address", prepared.span(*at)) for at in addresses(prepared.text, catalog.lexicon)]
    found += [Secret("email", prepared.span(*one.span())) for one in EMAIL.finditer(prepared.text)]
    papers = words_of(catalog.lexicon).paper.finditer(prepared.text)
    found += [Secret("paper", prepared.span(*one.span("number"))) for one in papers]
    if "amounts" not in keep:
        found += [Secret(AMOUNT, one.span) for one in reading.amounts]
    if "lender" not in keep:
        found += lender_of(reading, prepared, catalog)
    return {*found, *copies(found, prepared, names)}


def people_of(text: str, prepared: Prepared, reading: Reading, catalog: Catalog) -> Iterator[Secret]:
    """The names of persons, without their titles: as the message is read, and without the blanks inside words."""
    for person in reading.people:
        yield from name_in(person, person.span)
    for account in reading.accounts:
        if account.kind == "other" and account.holder == "person":
            yield Secret(NAME, account.span)
    words = words_of(catalog.lexicon)
    yield from (Secret(NAME, span) for span in marked(prepared, words))
    places = [at for at, sign in enumerate(text) if not (sign in BLANK and between_han(text, at))]
    if len(places) < len(text):
        closed = prepare("".join(text[at] for at in places), catalog.lexicon)
        for person in find_people(closed, catalog.lexicon, ()):
            yield from name_in(person, opened(person.span, places))
        yield from (Secret(NAME, opened(span, places)) for span in marked(closed, words))


def opened(span: Span, places: list[int]) -> Span:
    """A span of the text without blanks as one of the text with them."""
    return Span(places[span.start], places[span.end - 1] + 1)


def marked(prepared: Prepared, words: Words) -> Iterator[Span]:
    """Names that are called at the start of a clause (张伟您好), as in several messages in one text, and those after a
    word that leads up to one; for masking, more may follow a name than where it is read."""
    text, names = prepared.text, words.names
    for start, _ in prepared.clauses:
        named = names.at(text, skipped(text, start, (" ",), 2), names.greetings)
        if named and (named.stop > named.end or text.startswith(words.greetings, named.end)):
            yield from whole_name(prepared, named)
    for lead in words.leads.finditer(text):
        named = names.at(text, skipped(text, lead.end(), names.between, 2), words.follows)
        if named and lead[0] not in words.no_leads:
            yield from whole_name(prepared, named)


def whole_name(prepared: Prepared, named: Named) -> Iterator[Span]:
    """Where a name stands; nowhere when it is a family name alone."""
    if named.end - named.start > 1:
        yield prepared.span(named.start, named.end)


def name_in(person: Person, span: Span) -> Iterator[Secret]:
    """The name alone; none where only a family name is given."""
    if len(person.name) > 1:
        yield Secret(NAME, Span(span.start, span.end - len(person.title or "")))


def between_han(text: str, at: int) -> bool:
    """Whether the blank at ``at`` stands between two Chinese characters."""
    return is_han(text[at - 1 : at]) and is_han(text[at + 1 : at + 2])


def numbers_of(reading: Reading, prepared: Prepared, catalog: Catalog) -> Iterator[Secret]:
    """Numbers and ids of persons, their cases, contracts, orders and accounts."""
    register = register_of(catalog)
    for reference in reading.references:
        yield Secret(reference.kind, reference.span)
    for account in reading.accounts:
        institution = account.kind == "other" and account.holder == "institution"
        if (
            account.holder != "own"
            and not institution
            and any(sign.isalnum() and not is_han(sign) for sign in account.raw)
        ):
            yield Secret(account.kind, account.span)
    for phone in reading.phones:
        if phone.kind in PERSONAL_PHONES and not any(map(register.numbers, as_dialled(phone.digits))):
            yield Secret(phone.kind, phone.span)
    written = catalog.lexicon.section("phones")["digits"]
    for kind, start, end in long_numbers(prepared.text, written):
        if kind == "number" and register.plan(prepared.text[start:end]) != "unknown":
            continue  # the port that a message came from
        yield Secret(kind, prepared.span(start, end))


def as_dialled(digits: str) -> tuple[str, ...]:
    """A number, and what is left of it without the area code."""
    area = 0 if digits[:1] != "0" else 3 if digits[1:2] in ("1", "2") else 4
    return digits, digits[area:]


def lender_of(reading: Reading, prepared: Prepared, catalog: Catalog) -> Iterator[Secret]:
    """The names, numbers and links by which a lender is known, and every name that a message is signed with."""
    register = register_of(catalog)
    public = frozenset(id for id in catalog.org_ids() if catalog.section("senders")["orgs"][id]["role"] in PUBLIC_ROLES)
    for start, end, id in register.names_in(prepared.text):
        if id not in public:
            yield Secret(LENDER, prepared.span(start, end))
    for signature in reading.signatures:
        if not public.issuperset(register.names(signature.name) or ("",)):
            yield Secret(LENDER, signature.span)
    for phone in reading.phones:
        if any(one.org not in public for one in register.numbers(phone.digits)):
            yield Secret(LENDER, phone.span)
    for link in reading.links:
        if not public.intersection(one.org for one in register.hosts(link.host)):
            yield Secret(LENDER, link.span)


def copies(found: list[Secret], prepared: Prepared, names: Iterable[str]) -> Iterator[Secret]:
    """Every other place where a name or a number stands that was found, however it is spaced."""
    places = [at for at, sign in enumerate(prepared.text) if not BETWEEN.fullmatch(sign)]
    closed = "".join(prepared.text[at] for at in places)
    own = {one.span: one.kind for one in found if one.kind not in (AMOUNT, "address", "card_tail")}
    wanted = {BETWEEN.sub("", name).lower(): NAME for name in names}
    starts = {prepared.span(place, place + 1).start: at for at, place in reversed(tuple(enumerate(places)))}
    for span, kind in own.items():
        first = starts.get(span.start)
        if first is not None:
            last = first
            while last < len(places) and prepared.span(places[last], places[last] + 1).end <= span.end:
                last += 1
            wanted.setdefault(closed[first:last], kind)
    for words, kind in wanted.items():
        if len(words) < (2 if kind in (NAME, LENDER) else LEAST_COPIED):
            continue
        at = closed.find(words)
        while at >= 0:
            yield Secret(kind, prepared.span(places[at], places[at + len(words) - 1] + 1))
            at = closed.find(words, at + 1)


def masked_at(text: str, secrets: Iterable[Secret]) -> str:
    """``text`` with ``secrets`` starred: length and punctuation stay, and of a name its first character.

    Amounts keep their units.
    """
    signs = list(text)
    for kind, (start, end) in secrets:
        if kind == NAME:
            start += 1
        for at in range(start, end):
            sign = text[at]
            if sign.isdigit() or sign in NUMERALS if kind == AMOUNT else sign.isalnum():
                signs[at] = MASK
    return "".join(signs)


def redacted(text: str, catalog: Catalog, keep: Iterable[str] = KEEPABLE, names: Iterable[str] = ()) -> str:
    """``text`` with everything masked that ``secrets_in`` finds; masking the result again changes nothing."""
    return masked_at(text, secrets_in(text, catalog, keep, names))
