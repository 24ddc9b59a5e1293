"""People: whom the message addresses, who owes, who writes, who is to be paid.

A name is believed only where something says that it is one: a title, a greeting at the start, a word such as 经办人
before it, or the form that hides a name (张某, 李*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from triage.catalog import Lexicon
from triage.model import Person, Span
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import WordIndex, longest_first, skipped, sought_words

LONGEST_NUMBER = 24  # of the one who is called, in brackets
PAUSES = (",", "!", " ", ":", ".", "。")
LONGEST_HEADING = 14
BRACKETS = ("【", "[", "〔", "〖")
CLOSINGS = {"【": "】", "[": "]", "〔": "〕", "〖": "〗", "「": "」", "『": "』", "《": "》", "(": ")", "<": ">"}
LONGEST_SIGNATURE = 32
LONGEST = 4  # characters of a full name: a compound family name and two more


class Named(NamedTuple):
    """A name in the prepared text: ``name`` runs from ``start`` to ``end``, a title from there to ``stop``."""

    start: int
    end: int
    stop: int
    role: str = "unknown"


class Names:
    """The section ``people`` of the lexicon, ready to look names up."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("people")
        self.usual = frozenset("".join(raw["surnames"]))
        self.doubtful = frozenset(raw["doubtful_surnames"])
        self.compound = frozenset(raw["compound_surnames"])
        self.not_names = frozenset(raw["not_names"])
        self.familiar = frozenset(raw["familiar"])
        self.beginnings = self.usual | self.doubtful | self.familiar | {name[0] for name in self.compound}
        self.titles: dict[str, str] = {word: role for role, words in raw["titles"].items() for word in words}
        self.title_words = longest_first(self.titles)
        self.polite = tuple(raw["polite"])
        self.not_titles_before = tuple(raw["not_titles_before"])
        self.before_titles = tuple(raw["before_titles"])
        self.between = longest_first(raw["between"])
        self.headings = tuple(raw["headings"])
        # What follows a name at the start of a message about somebody else (王强家属:, 王强欠款不还).
        self.of_debtors = (*raw["relatives"], *raw["owes"])
        self.greetings = longest_first(raw["greetings"])
        self.callings = (",", ":", "，", "：", *raw["greetings"])
        self.after = (*raw["groups"], *raw["greetings"])
        self.after_led = (*self.after, *raw["follows"])
        leads = {word: role for role, words in raw["leads"].items() for word in words}
        # Each word with the role of a name after it and of a name before it ("" for neither).
        self.index = WordIndex(
            {
                word: (leads.get(word, ""), self.titles.get(word, ""))
                for word in (*leads, *self.titles, *raw["no_leads"])
            }
        )

    def at(self, text: str, start: int, after: tuple[str, ...]) -> Named | None:
        """The name that begins at ``start``, with its title.

        Without a title it must end where one of ``after`` or no Chinese character follows.
        """
        surname = self.surname_at(text, start)
        if not surname:
            return None
        rest = start + surname
        doubtful = surname == 1 and text[start] in self.doubtful
        if title := self._title_at(text, rest):
            return None if doubtful and title not in self.polite else Named(start, rest, rest + len(title))
        if not self.plausible(text[start : start + 3]):
            return None
        hidden = hidden_ends(text, rest, after)
        for stop in hidden or (rest + 1, rest + 2):
            if not hidden and not all(map(is_han, text[rest:stop])):
                break
            title = self._title_at(text, stop)
            if doubtful and not hidden:
                sure = title in self.polite
            else:
                sure = bool(title) or (stop <= len(text) and self._ends(text, stop, after))
            if sure:
                return Named(start, stop, stop + len(title))
        return None

    def surname_at(self, text: str, start: int) -> int:
        """How many characters the family name (or 小王 up to the last) at ``start`` takes, 0 when there is none."""
        if text[start : start + 2] in self.compound:
            return 2
        char = text[start : start + 1]
        return 1 if char in self.usual or char in self.doubtful else 0

    def nickname_at(self, text: str, start: int, after: tuple[str, ...]) -> Named | None:
        """小王, 老李, 阿强 and the like at ``start``."""
        familiar = text[start : start + 1] in self.familiar and text[start + 1 : start + 2] in self.usual
        if familiar and self.plausible(text[start : start + 3]) and self._ends(text, start + 2, after):
            return Named(start, start + 2, start + 2)
        return None

    def _title_at(self, text: str, at: int) -> str:
        title = self._title_word(text, at)
        return "" if self._no_title(text, title, at + len(title)) else title

    def _no_title(self, text: str, title: str, end: int) -> bool:
        """Whether a title of rank is only the beginning of another word: 律师费."""
        return title not in self.polite and text.startswith(self.not_titles_before, end)

    def _title_word(self, text: str, at: int) -> str:
        if not text.startswith(self.title_words, at):
            return ""
        return next(title for title in self.title_words if text.startswith(title, at))

    def _ends(self, text: str, at: int, after: tuple[str, ...]) -> bool:
        return at >= len(text) or not is_han(text[at]) or text.startswith(after, at)

    def plausible(self, name: str) -> bool:
        """Whether ``name`` is none of the words that only begin like a name."""
        return name[:2] not in self.not_names and name not in self.not_names

    def before(self, text: str, title: str, end: int) -> Named | None:
        """The name right before a title that begins at ``end``.

        A title of rank (律师, 客服 …) stands after a name only at the start of a clause or after a word such as 联系;
        a polite one always does, and then even a doubtful family name counts there.
        """
        polite = title in self.polite
        if self._no_title(text, title, end + len(title)):
            return None
        for length in range(min(LONGEST, end), 0, -1):
            start = end - length
            name = text[start:end]
            if not all(is_han(char) or char == "*" for char in name) or not self.plausible(name[:3]):
                continue
            edge = start == 0 or not is_han(text[start - 1]) or text.endswith(self.before_titles, 0, start)
            compound = length in (2, LONGEST) and name[:2] in self.compound
            single = length < LONGEST and name[0] in self.usual
            lone = polite and edge and length == 1 and name in self.doubtful
            masked = name[0] == "*" and length in (2, 3) and is_han(name[-1])
            if (compound or single or lone or masked) and (edge or (polite and length < LONGEST)):
                return Named(start, end, end + len(title))
        return None


@lru_cache(maxsize=8)
def names_of(lexicon: Lexicon) -> Names:
    """The names of ``lexicon``, made once."""
    return Names(lexicon)


Words = list[tuple[int, int, tuple[str, str]]]
"""The words that lead up to names and the titles after them: bounds, role of a name after it, role of one before it."""


@lru_cache(maxsize=1)
def led_words(text: str, lexicon: Lexicon) -> Words:
    """The words around names in ``text``. Kept until the next text: accounts ask as well."""
    return names_of(lexicon).index.find(sought_words(text, lexicon))


@lru_cache(maxsize=1)
def _twelve_digits() -> re.Pattern[str]:
    return re.compile("[0-9*](?<![0-9*].)(?:[ -]?[0-9*]){11}")


@lru_cache(maxsize=1)
def _long_number() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9*])(?:[0-9*][ -]?+){11,24}[0-9*](?![0-9*])")


def find_people(prepared: Prepared, lexicon: Lexicon, taken: tuple[Span, ...]) -> tuple[Person, ...]:
    """The people of the text, in order, without what overlaps ``taken``; a payee may stand inside an account."""
    names = names_of(lexicon)
    used = own = None  # made for the first name: most messages hold none
    found: list[Person] = []
    for named in _candidates(prepared.text, names, led_words(prepared.text, lexicon)):
        raw, span = prepared.slice(named.start, named.stop)
        if used is None or own is None:
            used, own = Taken(len(prepared.raw), taken), Taken(len(prepared.raw))
        if (named.role == "payee" or used.free(span)) and own.claim(span):
            title = prepared.text[named.end : named.stop] or None
            found.append(Person(raw, span, prepared.shown(named.start, named.end), title, named.role))
    return tuple(sorted(found, key=_place)) if found else ()


def _place(person: Person) -> Span:
    return person.span


def _candidates(text: str, names: Names, words: Words) -> Iterator[Named]:
    """The names, the surest first."""
    for _, end, (role, _title) in words:
        if role and (named := led(text, names, end)):
            rank = names.titles.get(text[named.end : named.stop], "")
            ranked = rank == "official" or (rank == "staff" and role == "contact")
            yield named._replace(role=rank if ranked else role)
    for start in _after_numbers(text):
        if named := names.at(text, start, names.after_led):
            yield named._replace(role="payee")
    for start in _openings(text, names):
        begins = text[start : start + 1] in names.beginnings
        named = called(text, names, start) if begins else None
        if named := named or headed(text, names, start):
            title = text[named.end : named.stop]
            role = names.titles.get(title, "unknown")
            yield named._replace(role="addressee" if role == "unknown" else role)
        named = names.at(text, start, names.of_debtors) if begins else None
        if named and text.startswith(names.of_debtors, named.stop):
            yield named._replace(role="debtor")
    for start, end, (_lead, role) in words:
        if role and (named := names.before(text, text[start:end], start)):
            greeted = role == "unknown" and text.startswith(names.callings, end)
            yield named._replace(role="addressee" if greeted else role)
    for mark in ("某", "*"):
        at = text.find(mark)
        while at >= 0:
            yield from hidden(text, names, at)
            at = text.find(mark, at + 1)


def _openings(text: str, names: Names) -> Iterator[int]:
    """Where the words of a message begin: behind the signatures at the start, and at that of any signed line; behind
    a greeting too (您好,张伟,…).
    """
    at = 0
    while True:
        if at == 0 or text.startswith(BRACKETS, at):
            start = _behind_signatures(text, at)
            yield start
            if text.startswith(names.greetings, start):
                yield skipped(text, skipped(text, start, names.greetings, 1), PAUSES, 2)
        at = text.find("\n", at) + 1
        if at == 0:
            return


def _behind_signatures(text: str, at: int) -> int:
    """Where the words begin behind up to three brackets that stand at ``at``."""
    for _ in range(3):
        opening = at
        while text[opening : opening + 1].isspace():
            opening += 1
        closing = CLOSINGS.get(text[opening : opening + 1])
        end = text.find(closing, opening + 2, opening + LONGEST_SIGNATURE) if closing else -1
        if end < 0:
            break
        at = end + 1
    while text[at : at + 1].isspace():
        at += 1
    return at


def _after_numbers(text: str) -> Iterator[int]:
    """Where a long number ends, or a bracket opens behind it: the holder of an account stands there."""
    for match in _long_number().finditer(text) if _twelve_digits().search(text) else ():
        yield match.end() + (text[match.end() : match.end() + 1] in "( ,")


def led(text: str, names: Names, at: int) -> Named | None:
    """The name after a word that leads up to one and ends at ``at``."""
    start = skipped(text, at, names.between, 2)
    return names.at(text, start, names.after_led) or names.nickname_at(text, start, names.after_led)


def called(text: str, names: Names, start: int) -> Named | None:
    """The name at the start of the message when it is called out: a title, a greeting, a colon or a comma follows."""
    named = names.at(text, start, names.after) or names.nickname_at(text, start, names.after)
    if named is None or named.stop > named.end:
        return named
    at = skipped(text, named.stop, (" ",), 1)
    if text.startswith("(", at):  # 张伟(身份证尾号0000):
        at = text.find(")", at, at + LONGEST_NUMBER) + 1 or at
    return named if text.startswith(names.callings, at) else None


def headed(text: str, names: Names, start: int) -> Named | None:
    """The name that is called out after a heading of the message: 债权转让通知:张伟."""
    colon = text.find(":", start, start + LONGEST_HEADING)
    return called(text, names, colon + 1) if colon > 0 and text.endswith(names.headings, start, colon) else None


def hidden(text: str, names: Names, mark: int) -> Iterator[Named]:
    """A name in a form that hides it (张某, 李*, 欧阳*) around the mark."""
    for start in (mark - 2, mark - 1):
        led_up = text.endswith(names.before_titles, 0, max(start, 0))
        starred_inside = text[mark] == "*" and start > 0 and is_han(text[start - 1]) and not led_up
        surname = names.surname_at(text, start) if start >= 0 and not starred_inside else 0
        if not surname:
            continue
        for end in hidden_ends(text, start + surname, names.after_led):
            if names.plausible(text[start : start + 3]) and names._ends(text, end, names.after_led):
                if text[end : end + 1] != "*" and not text[end : end + 1].isdigit():
                    yield Named(start, end, end)
                return


def hidden_ends(text: str, at: int, after: tuple[str, ...]) -> tuple[int, ...]:
    """Where a hidden given name at ``at`` may end (某, 某某, *, **, *强, 小*), the longest first; none if open.

    A character that begins one of the words ``after`` a name is no part of it (李*的卡).
    """
    if text.startswith("某", at):
        return (at + 2, at + 1) if text.startswith("某某", at) else (at + 1,)
    stars = skipped(text, at, ("*",), 3)
    if stars > at:
        longer = is_han(text[stars : stars + 1]) and not text.startswith(after, stars)
        return (stars + 1, stars) if longer else (stars,)
    return (at + 2,) if is_han(text[at : at + 1]) and text.startswith("*", at + 1) else ()


def payees(text: str, names: Names, words: Words) -> Iterator[tuple[int, int]]:
    """Bounds of the names of those to be paid, titles included."""
    for _, end, (role, _title) in words:
        if role == "payee" and (named := led(text, names, end)):
            yield named.start, named.stop


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character (one, not none)."""
    return "\u4e00" <= char <= "\u9fff"
