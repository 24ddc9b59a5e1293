"""Places where money or contact goes: bank accounts, payment accounts, chat accounts, and in whose name they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from triage.catalog import Lexicon
from triage.model import Account, Span
from triage.read.people import Names, led_words, names_of, payees
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import WordIndex, longest_first, skipped, sought_words

NEAR = 60  # characters between the number of an account and the name of its holder
LONGEST_NAME = 26  # characters of the name of an institution
NAMING = (":", "号", "id")
OPENERS = (":", " ", "为", "是", "(", "：")
NAME_STOPS = frozenset(" ,，。;；:：!?、()（）\n0123456789")
LEAST_DIGITS = 12  # of a bank account after a word that says so


class Words:
    """The section ``accounts`` of the lexicon; patterns are compiled on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._raw = raw = lexicon.section("accounts")
        chats = {word: kind for kind in ("alipay", "wechat", "qq") for word in raw[kind]}
        banks = dict.fromkeys(raw["bank_card"], "bank_card")
        self.index = WordIndex({**banks, **chats, **dict.fromkeys(raw["holder"], "holder")})
        self.between = longest_first(raw["between"])
        self.after_institutions = tuple(raw["after_institutions"])
        self.banks = tuple(raw["banks"])
        self.before_names = longest_first(raw["before_names"])
        self.institutions = tuple(raw["institutions"])
        self.own_before = tuple(raw["own_before"])
        self.own_after = tuple(raw["own_after"])
        self.own_cards = tuple(raw["own_cards"])
        self.not_own = tuple(raw["not_own"])
        self.not_after = tuple(raw["not_after"])
        self.phone_leads = tuple(raw["phone_leads"])

    @cached_property
    def card(self) -> re.Pattern[str]:
        """A card number by its first digits and length."""
        first = "|".join(self._raw["card_prefixes"])
        return re.compile(rf"(?<![0-9a-z*./-])(?:{first})(?:[ -]?[0-9]){{12,18}}(?![0-9a-z*]|[.][0-9])")

    @cached_property
    def number(self) -> re.Pattern[str]:
        """A long number soon after a word for it, masked digits included."""
        return re.compile(r"[^0-9*。;\n]{0,14}(?P<id>[0-9*](?:[ -]?[0-9*]){7,24}(?![0-9*]))")

    @cached_property
    def name(self) -> re.Pattern[str]:
        """An e-mail address, a masked mobile number, or an id, its characters perhaps spaced out."""
        return re.compile(
            r"1[0-9]{2}\*{4}[0-9]{4}(?![0-9])|[a-z0-9][a-z0-9._-]{0,63}+@[a-z0-9.-]{1,99}+"
            r"|[1-9][0-9]{2}(?:[ -][0-9]{3,4}){2}(?![0-9a-z_-])"
            r"|[a-z0-9](?:[ ][a-z0-9_-]){4,19}(?![a-z0-9_-])|[a-z0-9][a-z0-9_-]{0,31}+(?![a-z0-9_-])"
        )

    @cached_property
    def own(self) -> re.Pattern[str]:
        """Words for the recipient's own card."""
        said, cards = "|".join(longest_first(self._raw["own"])), "|".join(longest_first(self.own_cards))
        return re.compile(rf"(?:{said})[^,，。;；\n]{{0,12}}?(?:{cards})")


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


class Holder(NamedTuple):
    """Who is named as the holder: bounds of the name, and whether a person or an institution."""

    start: int
    end: int
    holder: str


def find_accounts(prepared: Prepared, lexicon: Lexicon, taken: tuple[Span, ...]) -> tuple[Account, ...]:
    """The accounts of the text, in order, without what overlaps ``taken``. ``raw`` is the number or id alone;
    where only a holder is named, or the recipient's own card is meant, it is those words."""
    text = prepared.text
    words = words_of(lexicon)
    every = sought_words(text, lexicon)
    said = words.index.find(every)
    long_number = _fifteen_digits().search(text) is not None
    owned = not every.keys().isdisjoint(words.own_cards)
    names = names_of(lexicon)
    holders = _holders(text, words, said, tuple(payees(text, names, led_words(text, lexicon))))
    if not (said or long_number or owned or holders):
        return ()
    found: list[Account] = []
    used = Taken(len(prepared.raw), taken)
    named: set[Holder] = set()
    for kind, start, end in _numbers(text, words, names, said, holders):
        raw, span = prepared.slice(start, end)
        if not used.claim(span):
            continue
        holder = None
        if kind in ("bank_card", "alipay"):
            holder = name_after(text, words, names, end) or nearest(holders, start, end)
        if holder:
            named.add(holder)
            name = prepared.shown(holder.start, holder.end)
            found.append(Account(raw, span, kind, holder.holder, name))
        else:
            found.append(Account(raw, span, kind))
    names_used = {text[holder.start : holder.end] for holder in named}
    for holder in holders:
        if text[holder.start : holder.end] not in names_used:
            raw, span = prepared.slice(holder.start, holder.end)
            if used.claim(span):
                name = prepared.shown(holder.start, holder.end)
                found.append(Account(raw, span, "other", holder.holder, name))
    if owned:
        for start, end in _own(text, words):
            raw, span = prepared.slice(start, end)
            found.append(Account(raw, span, "bank_card", "own"))
    return tuple(sorted(found, key=lambda account: account.span))


Said = list[tuple[int, int, str]]
"""The words found: bounds and the kind of account, or ``holder``."""


@lru_cache(maxsize=1)
def _fifteen_digits() -> re.Pattern[str]:
    return re.compile(r"[0-9](?<![0-9].)(?:[ -]?[0-9]){14}")


def _numbers(
    text: str, words: Words, names: Names, said: Said, holders: tuple[Holder, ...]
) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` of the numbers and ids, those after a word for them first.

    Beside the name of a holder a card number needs no check digit.
    """
    for _, end, kind in said:
        if kind == "bank_card":
            match = words.number.match(text, end)
            if match and any(lead in text[end : match.start("id")] for lead in words.phone_leads):
                continue
            if match and sum(char in "0123456789*" for char in match["id"]) >= LEAST_DIGITS:
                yield kind, *match.span("id")
    for match in words.card.finditer(text) if _fifteen_digits().search(text) else ():
        holder = holders or name_after(text, words, names, match.end())
        if holder or luhn(re.sub("[^0-9]", "", match[0])):
            yield "bank_card", *match.span()
    for start, end, kind in said:
        if kind in ("alipay", "wechat", "qq") and not _latin(text[start - 1 : start], text[start]):
            at = skipped(text, end, words.between, 4)
            match = words.name.match(text, at)
            id = unspaced(match[0]) if match else ""
            named = any(mark in text[end:at] for mark in NAMING)
            if match and is_id_of(kind, id, named=named) and not text.startswith(words.not_after, end):
                yield kind, *match.span()


def _latin(before: str, first: str) -> bool:
    """Whether a Latin word would begin inside another one or inside an e-mail address."""
    return before == "@" or ("a" <= first <= "z" and "a" <= before <= "z")


def _own(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where the recipient's own card is meant as the place that money goes to or is drawn from."""
    for match in words.own.finditer(text):
        start, end = match.span()
        if any(word in match[0] for word in words.not_own):
            continue
        before, after = text[max(0, start - 8) : start], text[end : end + 10]
        into = any(before.endswith(word) or (len(word) > 1 and word in before) for word in words.own_before)
        if into or any(word in after for word in words.own_after):
            yield start, end


def unspaced(id: str) -> str:
    """An id without blanks, a number without hyphens."""
    digits = re.sub("[ -]", "", id)
    return digits if digits.isdigit() else id.replace(" ", "")


def is_id_of(kind: str, id: str, *, named: bool = False) -> bool:
    """Whether ``id`` can be an account of that kind; letters alone count only where they are ``named`` as an id."""
    if kind == "qq":
        return id.isdigit() and 5 <= len(id) <= 11 and id[0] != "0"
    if kind == "alipay":
        return "@" in id or "*" in id or (id.isdigit() and len(id) >= 11)
    if id.isdigit():
        return 7 <= len(id) <= 11
    marked = any(char.isdigit() or char == "_" for char in id)
    return 5 <= len(id) <= 20 and "@" not in id and (marked or named)


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number is right.

    >>> luhn("6200000000000005"), luhn("6200000000000006")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _holders(text: str, words: Words, said: Said, payees: tuple[tuple[int, int], ...]) -> tuple[Holder, ...]:
    """The holders named: an institution where the words end like one, else one of ``payees``, who are people."""
    found: list[Holder] = []
    for _, end, kind in said:
        if kind == "holder" and (stop := institution_end(text, skipped(text, end, OPENERS, 3), words)):
            found.append(Holder(skipped(text, end, OPENERS, 3), stop, "institution"))
    for start, stop in payees:
        if not any(start < other.end and other.start < stop for other in found):
            found.append(Holder(start, stop, "person"))
    return tuple(found)


def institution_end(text: str, start: int, words: Words) -> int:
    """Where the name of an institution that begins at ``start`` ends, 0 when there is none."""
    stop = start
    while stop < len(text) and stop - start < LONGEST_NAME and text[stop] not in NAME_STOPS:
        if stop - start > 3 and text.startswith(words.after_institutions, stop):
            break
        stop += 1
    ends = (end for end in range(stop, start + 3, -1) if text.endswith(words.institutions, start, end))
    return next(ends, 0)


def name_after(text: str, words: Words, names: Names, end: int) -> Holder | None:
    """Who is named right after a number, as in 6217… (张某); the bank may stand between."""
    start = skipped(text, end, words.before_names, 3)
    stop = institution_end(text, start, words)
    if stop and not any(bank in text[start:stop] for bank in words.banks):
        return Holder(start, stop, "institution")
    named = names.at(text, skipped(text, stop, words.before_names, 3) if stop else start, names.after_led)
    return Holder(named.start, named.stop, "person") if named else None


def nearest(holders: tuple[Holder, ...], start: int, end: int) -> Holder | None:
    """The holder closest to an account number, None beyond ``NEAR`` characters."""
    gaps = [(max(holder.start - end, start - holder.end), holder) for holder in holders]
    gaps = [(gap, holder) for gap, holder in gaps if gap <= NEAR]
    return min(gaps)[1] if gaps else None
