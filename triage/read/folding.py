"""Fold characters to the plain ones of a message: half width, lower case, simplified, nothing invisible.

The tables are generated (``data/tables``), never the interpreter's own Unicode version. A table is not parsed: each
distinct character is looked up in its text once and kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon

# Stands in translated text wherever one character is not simply another one.
MARK = "\uffff"

BIDI = ((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
ZERO_WIDTH = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180D), (0x180F, 0x180F)),
    *((0x200B, 0x200D), (0x2060, 0x2065), (0x206A, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    *((0xFFF9, 0xFFFC), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
COMBINING = (
    *((0x0300, 0x034E), (0x0350, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF)),
    *((0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
)
CONTROL = ((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F))
# Variation selectors belong to emoji and say nothing by themselves.
SELECTORS = ((0xFE00, 0xFE0F),)
SURROGATES = (0xD800, 0xDFFF)
KEYCAP = "\u20e3"

# Latin-1 signs that mainland text has anyway.
ORDINARY = "¥×÷·°±§"

TONED = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ")
TONES = "\u0304\u0301\u030c\u0300"
VOWELS = {"a": "āáǎà", "ɑ": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}


class Fold(NamedTuple):
    """What one character becomes: ``plain`` (may be empty or several), and the note it deserves.

    ``apart``: a digit of its own (①, ², ⑩), not to be run together with plain digits beside it.
    ``doubtful``: it stands for itself, but ordinary mainland text hardly has it.
    """

    plain: str
    note: str | None = None
    apart: bool = False
    doubtful: bool = False


class Folding(dict[int, str]):
    """A table for ``str.translate`` that grows with the characters it meets; ``MARK`` where ``fold`` must be asked."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._tables = tuple(lexicon.table(f"{name}.txt") for name in ("folding", "expansions", "traditional"))
        self._folds: dict[str, Fold] = {}

    def __missing__(self, code: int) -> str:
        fold = self.fold(chr(code))
        simple = len(fold.plain) == 1 and not (fold.note or fold.apart or fold.doubtful)
        self[code] = plain = fold.plain if simple else MARK
        return plain

    def fold(self, char: str) -> Fold:
        """What ``char`` becomes."""
        known = self._folds.get(char)
        if known is None:
            known = self._folds[char] = self._look_up(char)
        return known

    def _look_up(self, char: str) -> Fold:
        code = ord(char)
        if " " <= char <= "~" or char == "\n":
            return Fold(char.lower())
        single, several, simpler = self._tables
        if plain := _plain(single, char):
            return Fold(plain)
        if plain := _plain(several, char):
            return Fold(plain, apart=True)
        if plain := _plain(simpler, char):
            return Fold(plain, note="traditional" if _rare(char) else None)
        if _within(code, SELECTORS):
            return Fold("")
        if _within(code, BIDI):
            return Fold("", note="bidi")
        if _within(code, ZERO_WIDTH) or _within(code, COMBINING):
            return Fold("", note="zero_width")
        if _within(code, CONTROL) or code & 0xFFFE == 0xFFFE:
            return Fold("", note="control_characters")
        if SURROGATES[0] <= code <= SURROGATES[1]:
            return Fold("\ufffd", note="lone_surrogate")
        strange = code < 0x100 and char not in ORDINARY
        return Fold(char, doubtful=strange or char in TONED or char == "\ufffd" or _rare(char))


@lru_cache(maxsize=8)
def folding_of(lexicon: Lexicon) -> Folding:
    """The folding over the tables of ``lexicon``."""
    return Folding(lexicon)


def _plain(table: str, char: str) -> str | None:
    """The plain text that ``char`` folds to in a table of lines ``plain SPACE char SPACE char …``, or None."""
    found = table.find(char)
    while found > 0 and table[found - 1] != " ":
        found = table.find(char, found + 1)
    if found <= 0:
        if not char.isspace():
            return None
        found = table.find(f" U+{ord(char):04X}")
        if found < 0:
            return None
    start = table.rfind("\n", 0, found) + 1
    plain = table[start : table.find(" ", start)]
    return chr(int(plain[2:], 16)) if plain.startswith("U+") else plain


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _rare(char: str) -> bool:
    """A Chinese character outside GB 2312, or one of the marks that decoding with the wrong code page leaves."""
    if "\ue000" <= char <= "\uf8ff":
        return True
    if not ("㐀" <= char <= "鿿"):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return char in "锟斤拷锛銆"
