"""Text that was decoded with the wrong code page: repair it where its bytes still say what it was.

A repair counts only when it makes rare or Western characters into common Chinese ones (GB 2312 level 1, the 3755 most
used), so that ordinary text is never touched.
"""

from __future__ import annotations

from collections import Counter

from triage.read.draft import Draft
from triage.read.folding import Folding

# How the text was decoded, what it really was, how common the repaired text must be, and how uncommon the old one.
CODE_PAGES = (
    ("western", "utf-8", 0.7, 0.7),
    ("western", "gb18030", 0.8, 0.4),
    ("gb18030", "utf-8", 0.8, 0.8),
    ("gb18030", "big5hkscs", 0.9, 0.85),
    ("big5hkscs", "gb18030", 0.9, 0.85),
)
FEWEST = 4
TELLTALES = ("\ufffd", "锟斤拷", "烫烫烫", "锘")
PUNCTUATION = frozenset(",。、;:!?()【】《》“”‘’—…·")


def repaired(draft: Draft, folding: Folding) -> Draft | None:
    """The draft as it was meant, every character mapped to those its bytes stood in; None when nothing is gained."""
    text = draft.text
    before = commonness(text, folding)
    for wrong, right, least, most in CODE_PAGES:
        if before > most or len(text) < FEWEST:
            continue
        coded = [_bytes_of(char, wrong) for char in text]
        if None in coded:
            continue
        meant = _decoded(b"".join(part for part in coded if part is not None), right)
        better = "".join(char for char, _ in meant)
        if _chinese(better) < FEWEST or commonness(better, folding) < max(least, before + 0.1):
            continue
        owner = [at for at, part in enumerate(coded) for _ in part or b""]
        starts: list[int] = []
        ends: list[int] = []
        place = 0
        for _, size in meant:
            starts.append(draft.starts[owner[place]])
            ends.append(draft.ends[owner[place + size - 1]])
            place += size
        return Draft(better, starts, ends)
    return None


def garbled(text: str, folding: Folding) -> bool:
    """The text carries the marks of a wrong code page that cannot be undone."""
    if any(mark in text for mark in TELLTALES):
        return True
    strange = {char for char in set(text) if folding.fold(char).doubtful}
    if not strange:
        return False
    run = longest = 0
    for char in text:
        run = run + 1 if char in strange else 0
        longest = max(longest, run)
    return longest >= 4 or (_chinese(text) >= 6 and commonness(text, folding) < 0.5)


def commonness(text: str, folding: Folding) -> float:
    """The share of common Chinese characters and marks among all that are not ASCII, from 0 to 1; 1 when all are."""
    others = Counter(char for char in text if not char.isascii())
    if not others:
        return 1.0
    return sum(count for char, count in others.items() if _common(char, folding)) / others.total()


def _common(char: str, folding: Folding) -> bool:
    plain = folding.fold(char).plain
    if plain in PUNCTUATION or plain.isascii():
        return not _western(char)
    return _level_one(plain)


def _level_one(char: str) -> bool:
    try:
        coded = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(coded) == 2 and 0xB0 <= coded[0] <= 0xD7


def _western(char: str) -> bool:
    return "\x80" <= char <= "\xff"


def _chinese(text: str) -> int:
    return sum("㐀" <= char <= "鿿" for char in text)


def _bytes_of(char: str, page: str) -> bytes | None:
    if page == "western":
        if char < "\u0100":
            return char.encode("latin-1")
        page = "cp1252"
    try:
        return char.encode(page)
    except UnicodeEncodeError:
        return None


def _decoded(raw: bytes, page: str) -> list[tuple[str, int]]:
    """``raw`` read as ``page``: characters and how many bytes each took; U+FFFD for a byte that cannot be read."""
    made: list[tuple[str, int]] = []
    at = 0
    while at < len(raw):
        size = _size(raw, at, page)
        try:
            char = raw[at : at + size].decode(page)
        except UnicodeDecodeError:
            char, size = "\ufffd", 1
        made.append((char, size))
        at += size
    return made


def _size(raw: bytes, at: int, page: str) -> int:
    """How many bytes the character at ``at`` takes, judged by its first bytes."""
    first = raw[at]
    if first < 0x80:
        return 1
    if page == "utf-8":
        return 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if page == "gb18030" and at + 1 < len(raw) and 0x30 <= raw[at + 1] <= 0x39:
        return 4
    return 2
