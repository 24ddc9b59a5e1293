"""Telephone numbers in the text, and what the sender field holds.

The form of a number is found here; what kind of number it is, the number plan of the register says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from triage.catalog import Catalog, Lexicon
from triage.catalog.register import register_of
from triage.model import Phone, Sender, Span
from triage.read.amount_words import by_last, ending
from triage.read.prepared import Prepared
from triage.read.taken import Taken
from triage.read.word_index import longest_first, skipped

HOME = "86"
NOTHING = "unknown"
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202C, 0x202D, 0x2060, 0xFEFF))
FORMS = ("mobile", "toll", "land", "abroad", "port", "short", "emergency", "local")
CLAUSE_ENDS = frozenset(",。;\n】]〕〗」』》")
BESIDE = frozenset(("/", "、", "或", "和", ",", ";"))


class Words:
    """The section ``phones`` of the lexicon; patterns are compiled on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.section("phones")
        self.leads = tuple(raw["leads"])
        self.carrier_names = tuple(raw["carrier_names"])
        self.carrier_ends = tuple(raw["carrier_ends"])
        self.emergency_leads = tuple(raw["emergency_leads"])
        self.emergency_ends = tuple(raw["emergency_ends"])
        self.other_numbers = by_last(raw["other_numbers"])
        self.local_leads = tuple(raw["local_leads"])
        self.units = tuple(raw["units"])
        self.extensions = longest_first(raw["extensions"])
        self.digits = raw["digits"]
        self.written = frozenset(self.digits)

    @cached_property
    def number(self) -> re.Pattern[str]:
        """Every form of number, one named group for each."""
        return re.compile(NUMBER.replace("EXTENSIONS", "|".join(map(re.escape, self.extensions))), re.VERBOSE)

    @cached_property
    def spelled(self) -> re.Pattern[str]:
        """Eleven digits, some of them written out."""
        digit = "".join(self.digits)
        first = "".join(word for word, value in self.digits.items() if value == "1")
        return re.compile(rf"[1{first}](?<![0-9{digit}].)(?:[ .-]?[0-9{digit}]){{10}}(?![0-9{digit}])")

    def led(self, before: str) -> bool:
        """Whether the text right before a number ends with a word for calling it."""
        return before.rstrip(":为是至到( ").endswith(self.leads)

    def other(self, before: str) -> bool:
        """Whether the text before a number says that it is something else."""
        before = before.rstrip(" :\n")
        for end in range(len(before), max(0, len(before) - 5), -1):
            if ending(self.other_numbers, before, end, 0):
                return True
            if before[end - 1] in CLAUSE_ENDS:
                break
        return before.endswith(("¥", "￥", "$", "€"))

    def counts(self, text: str, end: int) -> bool:
        """Whether the digits before ``end`` are a sum, a count or a date."""
        return text.startswith(self.units, skipped(text, end, (" ",), 1))


NUMBER = r"""
(?=[0-9+(])(?<![0-9*\#_=])(?<![0-9][.:-])(?<![a-z](?<!tel)(?<!app)(?<!tel\.)(?<!phone))
(?:
  (?P<mobile>
    (?:(?:\((?:\+|00)?86\)|(?:\+|00)?86)[ -]?)?
    (?: 1[3-9][0-9](?P<a>[ .-]?)[0-9]{4}(?P=a)[0-9]{4} | 1[3-9][0-9]{2}(?P<b>[ -])[0-9]{3}(?P=b)[0-9]{4}
      | 1[3-9][0-9]{5}[ -][0-9]{4} | 1[3-9][0-9](?P<c>[ -])[0-9]{3}(?P=c)[0-9]{5} | 1(?P<d>[ .-])[3-9](?:(?P=d)[0-9]){9}
      | 1[3-9][0-9](?P<e>[ -]?)[*x]{4}(?P=e)[0-9]{4} | 1[3-9][0-9]{5}[*x]{4} | 1[3-9][0-9]{1,2}[*x]{3,7}[0-9]{1,4} )
  )
| (?P<toll>(?:(?:\+|00)?86[ -]?)?[48]00
    (?: [ .-]?[0-9]{7} | [ .-]{1,3}[0-9]{3}[ .-]{1,3}[0-9]{4} | [ .-]{1,3}[0-9]{4}[ .-]{1,3}[0-9]{3}
      | [0-9][ .-][0-9]{3}[ .-][0-9]{3} | [0-9]{3}[ .-][0-9]{4} )
  )
| (?P<land>
    (?: (?:\+|00)86[ -]?\(?0?(?:10|2[0-9]|[3-9][0-9]{2})\)? | \(0[1-9][0-9]{1,2}\) | 0(?:10|2[0-9]|[1-9][0-9]{1,2}) )
    [ -]{0,2} (?:[0-9]{7,8}|[0-9]{3,4}[ -][0-9]{4}|(?:9[56]|12)[0-9]{3})
  )
| (?P<abroad>(?:\((?:\+|00)(?!86)[1-9][0-9]{0,2}\)|(?:\+|00)(?!86)[1-9][0-9]{0,2})
    (?:[ -]?\([0-9]{1,4}\))? (?:[ -]?[0-9]){5,12})
| (?P<port>106 (?: [0-9]{5,18} | [0-9]?[ -][0-9]{3,4}[ -][0-9]{2,6}(?:[ -][0-9]{2,6}){0,2} ))
| (?P<short>1010[ -]?[0-9]{4} | (?:(?:\+|00)86[ -]?)?9[56][0-9]{3,9} | 1[0-2][0-9]{3,9})
| (?P<emergency>1[0-9]{2}(?=[^0-9]|$))
| (?P<local>[2-8](?:[0-9]{6,7}|[0-9]{2,3}[ -][0-9]{4}))
)
(?P<extension>[ ]?(?:EXTENSIONS)[ ]?[0-9]{1,6} | (?<=[0-9]{7})-[0-9]{1,5}(?![0-9-]) )?+
(?! [0-9*\#_] | [.:][0-9] | -[0-9a-z] | [a-z](?<!a(?=pp)) | [@=] )
"""


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``lexicon``, made once."""
    return Words(lexicon)


def find_phones(prepared: Prepared, catalog: Catalog, taken: tuple[Span, ...]) -> tuple[Phone, ...]:
    """The telephone numbers of the text, in order, without what overlaps ``taken``.

    ``digits`` are those one would dial inside China: no +86, no punctuation; numbers abroad begin with 00.
    """
    text = prepared.text
    words = words_of(catalog.lexicon)
    used = Taken(len(prepared.raw), taken)
    found: list[Phone] = []
    if _three_digits().search(text):
        beside = -1  # where a landline ends that a number of the same place may follow
        for match in _matches(text, words.number):
            again = beside >= 0 and text[beside : match.start()].strip() in BESIDE
            phone = _phone(prepared, catalog, words, match, again)
            if phone and used.claim(phone.span):
                found.append(phone)
                beside = match.end() if phone.kind == "landline" else -1
    found += [phone for phone in _spelled(prepared, catalog, words) if used.claim(phone.span)]
    return tuple(sorted(found, key=_place)) if found else ()


def _place(phone: Phone) -> Span:
    return phone.span


def _matches(text: str, number: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where ``number`` matches. It begins where figures do, or a bracket or a plus before them: to try only there is
    several times as fast as to search.
    """
    done = 0
    for run in _figures().finditer(text):
        start = run.start()
        if start < done:
            continue
        match = number.match(text, start) or (number.match(text, start + 1) if text[start] in "+(" else None)
        if match:
            done = match.end()
            yield match


def _phone(prepared: Prepared, catalog: Catalog, words: Words, match: re.Match[str], again: bool) -> Phone | None:
    """The record, None when the number is something else. ``again``: a landline stands right before."""
    text, start, end = prepared.text, *match.span()
    form = _form_of(match)
    extension = match["extension"]
    body = match[form]
    # A name in round brackets at the very start signs; 借款 in it says nothing about the number.
    behind = text.find(")") + 1 if text.startswith("(") else 0
    before = text[max(behind if behind <= start else 0, start - 12) : start]
    digits = domestic(body, form)
    kind = "overseas" if form == "abroad" else register_of(catalog).plan(digits.replace("*", "0"))
    led = words.led(before)
    if form == "emergency":
        near = before.removesuffix(":").endswith(words.emergency_leads) or text.startswith(words.emergency_ends, end)
        if kind != "emergency" or not near:
            return None
    elif form == "abroad":
        if (extension or "").startswith("-") or not possible_abroad(digits):
            return None
    elif form == "local":
        if not again and not before.rstrip(":为是 (").endswith(words.local_leads):
            return None
        kind = "landline"
    elif form == "land":
        kind = kind if kind != NOTHING else "landline"
        if not led and words.other(before):
            return None
    elif kind == "carrier":
        named = any(name in before for name in words.carrier_names)
        if not (led or named or text.startswith(words.carrier_ends, skipped(text, end, (" ", ")"), 1))):
            return None
    elif kind == NOTHING and not (led and form != "short"):
        return None
    if form in ("short", "port", "mobile", "toll") and not led and words.other(before):
        return None
    if form in ("short", "mobile", "emergency", "toll", "port", "local") and not extension and words.counts(text, end):
        return None
    raw, span = prepared.slice(start, end)
    return Phone(raw, span, digits, kind, re.sub("[^0-9]", "", extension) if extension else None)


def _spelled(prepared: Prepared, catalog: Catalog, words: Words) -> Iterator[Phone]:
    """Mobile numbers with written-out digits."""
    for match in words.spelled.finditer(prepared.text):
        digits = re.sub("[ .-]", "", "".join(words.digits.get(char, char) for char in match[0]))
        kind = register_of(catalog).plan(digits)
        if kind in ("mobile", "virtual_mobile") and not words.written.isdisjoint(match[0]):
            yield Phone(*prepared.slice(*match.span()), digits, kind)


def _form_of(match: re.Match[str]) -> str:
    return next(form for form in FORMS if match[form])


def domestic(body: str, form: str) -> str:
    """What one dials inside China: no punctuation, no +86; abroad as 00…, a landline with its 0."""
    digits = body if body.isdigit() else re.sub("[^0-9*x+]", "", body).replace("x", "*")
    if form == "abroad":
        return digits.replace("+", "00")
    bare = digits.replace("+", "").removeprefix("00") if digits.startswith(("+", "00")) else digits
    if form in ("mobile", "toll", "short"):
        return bare.removeprefix(HOME)
    if form == "land":
        area = bare.removeprefix(HOME)
        return area if area.startswith("0") else "0" + area
    return digits


def possible_abroad(digits: str) -> bool:
    """Whether 00… is a number that can exist; by length alone without the library."""
    try:
        import phonenumbers
    except ImportError:
        return 9 <= len(digits) <= 17
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse("+" + digits[2:]))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1)
def _figures() -> re.Pattern[str]:
    return re.compile(r"[0-9+(][0-9]*+")


@lru_cache(maxsize=1)
def _three_digits() -> re.Pattern[str]:
    return re.compile(r"[0-9][^0-9]?[0-9][^0-9]?[0-9]")


def read_sender(raw: str, catalog: Catalog) -> Sender:
    """What the sender field holds: kinds of numbers, ``email`` or ``nickname``. Never raises."""
    text = raw.translate(WIDE).translate(UNSEEN).strip().lower()
    if "@" in text:
        return Sender(raw, "", "email")
    main = text
    for word in words_of(catalog.lexicon).extensions:
        main = main.split(word)[0]
    digits = re.sub("[^0-9*]", "", main)
    if any(char.isalpha() for char in main) or not main:
        return Sender(raw, digits, "nickname" if text else NOTHING)
    abroad = main.lstrip("( ").startswith(("+", "00"))
    bare = digits.removeprefix("00") if abroad else digits
    if abroad and not bare.startswith(HOME):
        return Sender(raw, "00" + bare, "overseas" if len(bare) > 4 else NOTHING)
    inside = bare.removeprefix(HOME)
    forms = [inside] if abroad else [bare, inside]
    if inside != bare and not inside.startswith("0"):
        forms.append("0" + inside)
    for candidate in forms:
        kind = register_of(catalog).plan(candidate.replace("*", "0"))
        if kind != NOTHING:
            return Sender(raw, candidate, kind)
    return Sender(raw, inside if abroad else bare, NOTHING)
