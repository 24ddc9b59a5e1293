"""Numbers that name a case, a contract, an order, a card or a person.

``raw`` and ``value`` are the number as written, without the word for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from triage.catalog import Lexicon
from triage.model import Reference, Span
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import WordIndex, skipped, sought_words

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10x98765432"
LEAST, LEAST_AFTER_BARE = 4, 6  # digits of a number after its word; after one that is common in plain sentences
LONG, SOME_FIGURES = 10, 2  # characters, figures of a number made of letters mostly
LONGEST_WORD = 10
NAMED = ("contract", "order", "other")
BETWEEN = ("号码", "号", "为", "是", ":", "#", "(", "[", "【", "「", "“", '"', " ")
BRACKETS = ("(", "[", "〔", "【", "{", "<", "《", "（", "［")
CLOSINGS = frozenset(")]〕】}>》")
CASE_DIGITS = tuple("0123456789*x×某")


class Words:
    """The section ``references`` of the lexicon; the pattern for plates is compiled on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("references")
        kinds = {word: kind for kind in (*NAMED, "id_number", "card_tail") for word in raw[kind]}
        self.index = WordIndex({**dict.fromkeys(raw["card_names"], "card_name"), **kinds})
        self.courts = tuple(raw["case_courts"])
        self.case_kinds = tuple(raw["case_kinds"])
        self.letter_ends = tuple(raw["letter_ends"])
        self.bare = frozenset(raw["bare"])
        self.order_after = tuple(raw["order_after"])
        self.id_words = tuple(raw["id_number"])
        self.units = tuple(raw["units"])
        self.plates = raw["plates"]
        self.kinds = {kind: tuple(raw[kind]) for kind in ("contract", "order")}

    def kind_before(self, text: str, start: int) -> str:
        """What a number is whose word stands in a bracket behind a plainer one: 合同(编号 …)."""
        if text[start - 1 : start] != "(":
            return ""
        end = start - 1 - text.endswith(("》", ">"), 0, start - 1)
        return next((kind for kind, words in self.kinds.items() if text.endswith(words, 0, end)), "")

    @cached_property
    def plate(self) -> re.Pattern[str]:
        """A number plate."""
        return re.compile(rf"[{self.plates}][a-z][·. ]?[a-z0-9*]{{5,6}}(?![a-z0-9*])")


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


@lru_cache(maxsize=1)
def _case() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:19|20)(?<![0-9]..)[0-9]{2}|二[〇零][二三][〇零一二三四五六七八九])[ ]?[)\]〕】}>》年]?"
        r"(?P<body>[^,，。;；!?\n]{2,24}?)号(?:之[一二三四五六七八九十0-9]{1,2})?"
    )


@lru_cache(maxsize=1)
def _serial() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9](?:[a-z0-9*_/-]*[a-z0-9*])?+")


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:为|是)?[ ]?[:(\[]?[ ]?\**(?P<tail>[0-9]{3}(?:[0-9]|x)?)(?![0-9a-z]|[-.][0-9]|/(?![0-9]{4}(?![0-9/]))[0-9])"
    )


@lru_cache(maxsize=1)
def _next_tail() -> re.Pattern[str]:
    return re.compile(r"[)]?[、/和及与,][(]?(?P<tail>[0-9]{4})(?![0-9a-z]|[-/.][0-9])")


@lru_cache(maxsize=1)
def _fifteen() -> re.Pattern[str]:
    return re.compile("[0-9*](?<![0-9*x].)[0-9*x]{14}")


@lru_cache(maxsize=1)
def _id() -> re.Pattern[str]:
    return re.compile(
        r"(?=[1-9*][0-9*x]{3}[0-9*x -])(?<![0-9a-z*])"
        r"(?:[1-9][0-9]{16}[0-9x]|(?:[0-9]{4}[ -]){4}[0-9][0-9x]|[0-9]{6}[ -][0-9]{8}[ -][0-9]{3}[0-9x]"
        r"|[1-9][0-9]{14}|[1-9][0-9]{0,13}(?P<mark>[*x])(?P=mark){1,15}[0-9]{0,4}[0-9x*]"
        r"|\*{4,16}[0-9]{2,4}[0-9x])(?![0-9a-z*])"
    )


def find_references(prepared: Prepared, lexicon: Lexicon, taken: tuple[Span, ...]) -> tuple[Reference, ...]:
    """The references of the text, in order, without what overlaps ``taken`` or one found before."""
    text = prepared.text
    found: list[Reference] = []
    if _code().search(text) is None:
        return ()
    used = None
    for kind, start, end in _candidates(text, words_of(lexicon), sought_words(text, lexicon)):
        raw, span = prepared.slice(start, end)
        used = used or Taken(len(prepared.raw), taken)
        if used.claim(span):
            found.append(Reference(raw, span, kind, raw))
    return tuple(sorted(found, key=_place)) if found else ()


def _place(reference: Reference) -> Span:
    return reference.span


@lru_cache(maxsize=1)
def _code() -> re.Pattern[str]:
    return re.compile(r"[0-9*][0-9*][0-9*]|[a-z][0-9]|[0-9][a-z]")


def _candidates(text: str, words: Words, every: Mapping[str, list[int]]) -> Iterator[tuple[str, int, int]]:
    """``(kind, start, end)`` on the prepared text; the surer ones first."""
    if "号" in text:
        for match in _case().finditer(text):
            if of_a_case(match["body"], words):
                start = match.start()
                start -= text[:start].endswith(BRACKETS)
                named = text[max(0, start - LONGEST_WORD) : start].rstrip(":为是 ").endswith(words.kinds["contract"])
                yield "contract" if named else "case_number", start, match.end()
            elif of_a_letter(match, words):
                yield "other", match.start() - text[: match.start()].endswith(BRACKETS), match.end()
    for match in _id().finditer(text) if _fifteen().search(text) or not every.keys().isdisjoint(words.id_words) else ():
        if after_id_word(text, match.start(), words) or is_id_number(match[0]):
            yield "id_number", *match.span()
    for start, end, kind in words.index.find(every):
        if kind in ("card_tail", "card_name"):
            yield from card_tail(text, start, end, kind, words)
        else:
            least = LEAST_AFTER_BARE if text[start:end] in words.bare else LEAST - (kind == "id_number")
            serial = _serial().match(text, skipped(text, end, BETWEEN, 3))
            digits = sum(char in "0123456789*" for char in serial[0]) if serial else 0
            if serial and (digits >= least or mixed(serial[0], kind, least)) and not sum_or_date(text, serial.end()):
                yield words.kind_before(text, start) or kind, *serial.span()
    if not every.keys().isdisjoint(words.order_after):
        for match in _serial().finditer(text):
            if len(match[0]) >= LEAST_AFTER_BARE and text.startswith(words.order_after, match.end()):
                yield "order", *match.span()
    for match in words.plate.finditer(text):
        if sum(char in "0123456789*" for char in match[0]) > 1:
            yield "other", *match.span()


def mixed(serial: str, kind: str, least: int) -> bool:
    """A long number of letters and some figures after an unmistakable word for a contract or an order."""
    if kind not in ("contract", "order") or least == LEAST_AFTER_BARE:
        return False
    return len(serial) >= LONG and sum(char.isdigit() for char in serial) >= SOME_FIGURES


def card_tail(text: str, start: int, end: int, kind: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """The last digits of a card after 尾号 or the word for a card, or right before 尾号."""
    match = _tail().match(text, end)
    if match and (kind == "card_tail" or (len(match["tail"]) == 4 and not goes_on(text, match.end(), words))):
        of_a_person = match["tail"][-1] == "x" or after_id_word(text, start, words)
        yield "id_number" if of_a_person else "card_tail", *match.span("tail")
        yield from more_tails(text, match.end("tail"), "id_number" if of_a_person else "card_tail", words)
    elif kind == "card_tail" and start > 3 and text[start - 4 : start].isdigit() and not _digit(text, start - 5):
        yield "card_tail", start - 4, start


def _digit(text: str, at: int) -> bool:
    return at >= 0 and text[at].isdigit()


def more_tails(text: str, at: int, kind: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """The tails after a first one that ends at ``at``: 尾号1234、5678."""
    while (match := _next_tail().match(text, at)) and not goes_on(text, match.end(), words):
        at = match.end()
        yield kind, *match.span("tail")


def after_id_word(text: str, at: int, words: Words) -> bool:
    """Whether a word for an identity number stands within a few characters before ``at``, in the same clause."""
    near = text[max(0, at - 10) : at]
    if not any(word in near for word in words.id_words):
        return False
    clause = re.split("[,。;\n]", near)[-1]
    return any(word in clause for word in words.id_words)


def goes_on(text: str, at: int, words: Words) -> bool:
    """Whether the digits that end at ``at`` are a sum, a count, a date or the first group of a number."""
    following = skipped(text, at, (" ",), 1)
    grouped = following > at and text[following : following + 4].isdigit()
    return grouped or text.startswith(words.units, following) or sum_or_date(text, at)


def of_a_case(body: str, words: Words) -> bool:
    """Whether what follows the year is the rest of a case number: a court or a kind of procedure, and a number."""
    body = body.strip()
    kind = any(word in body[:10] for word in words.case_kinds)
    return (body.startswith(words.courts) or kind) and body[-1:] in CASE_DIGITS


def of_a_letter(match: re.Match[str], words: Words) -> bool:
    """Whether a bracketed year begins the number of a letter or a document: 〔2026〕律函字第012号, 【2026】001号."""
    if match[0][match.start("body") - match.start() - 1] not in CLOSINGS or match["body"][-1] not in CASE_DIGITS:
        return False
    before = match["body"].rstrip("0123456789*x×某")
    return not before or before.endswith(words.letter_ends)


def sum_or_date(text: str, end: int) -> bool:
    """Whether the value that ends at ``end`` is the beginning of a sum or a date instead."""
    return text[end : end + 1] in ("年", "元", "万") or (
        text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()
    )


def is_id_number(value: str) -> bool:
    """Whether ``value`` has the form of a resident's identity number: a real check digit, or a masked one of 18 places.

    >>> is_id_number("11010519491231002x"), is_id_number("110105194912310021"), is_id_number("3201**********1234")
    (True, False, True)
    """
    if "*" in value or "xx" in value:
        return len(value) == 18 and value[:2].isdigit()
    if len(value) != 18 or not "1800" <= value[6:10] <= "2099" or not "01" <= value[10:12] <= "12":
        return False
    if not "01" <= value[12:14] <= "31":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % 11] == value[17]
