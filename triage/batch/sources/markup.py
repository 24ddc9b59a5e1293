"""XML from anywhere, piece by piece: no document type, no entities of its own, no depth, no endless tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from triage.batch.sources.damage import Damaged

PIECE = 1 << 16
MOST_TAG = 64_000_000  # a picture of a message is one attribute
MOST_DEPTH = 64
REPLACEMENT = "\ufffd".encode()
# Characters that XML forbids even as references; exports write them nevertheless.
CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
BLANKS = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))
# The two halves of a pair, or any reference.
REFERENCE = re.compile(
    rb"&#(?:x([dD][89abAB][0-9a-fA-F]{2})|(55(?:29[6-9]|[3-9][0-9]{2})|56(?:[0-2][0-9]{2}|3[01][0-9])));"
    rb"&#(?:x([dD][c-fC-F][0-9a-fA-F]{2})|(5(?:6[3-9]|7[0-3])[0-9]{2}));"
    rb"|&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));"
)
NO_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Markup:
    """A parser that calls ``start(name, attributes)``, ``end(name)`` and ``text(words)``; names have no prefix.

    ``Damaged`` when the input is no XML, or declares a document type.
    """

    def __init__(self, start: Start, end: End | None = None, text: Callable[[str], None] | None = None) -> None:
        self._parser = expat.ParserCreate("utf-8")
        self._depth = 0
        self._start = start
        self._end = end
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.StartDoctypeDeclHandler = refused
        self._parser.EntityDeclHandler = refused
        if text:
            self._parser.CharacterDataHandler = text

    def feed(self, piece: bytes, final: bool = False) -> None:
        """Parse the next ``piece`` of UTF-8."""
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            raise Damaged(f"not well-formed XML in line {error.lineno}: {words}") from None

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Damaged(f"more than {MOST_DEPTH} elements inside each other")
        self._start(name.rpartition(":")[2], attributes)

    def _ended(self, name: str) -> None:
        self._depth -= 1
        if self._end:
            self._end(name.rpartition(":")[2])


def refused(*_: Any) -> None:
    """A document type or an entity is declared, which no export does."""
    raise Damaged("it declares a document type or entities, which is not read")


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """What ``stream`` holds, cut behind ends of tags; a tag of more than ``MOST_TAG`` is ``Damaged``."""
    waiting: list[bytes] = []
    size = 0
    while piece := stream.read(PIECE):
        cut = piece.rfind(b">") + 1
        if cut:
            yield b"".join((*waiting, piece[:cut]))
            waiting, size = [], 0
        waiting.append(piece[cut:])
        size += len(piece) - cut
        if size > MOST_TAG:
            raise Damaged(f"a tag of more than {MOST_TAG // 1_000_000} MB")
    yield b"".join(waiting)


def repaired(piece: bytes) -> bytes:
    """``piece`` with emoji that are written as two references as characters, and what XML forbids replaced.

    >>> repaired(b'&#55357;&#56832; &#xD83D;&#xDE00; &#0; &#38;').decode()
    '😀 😀 � &#38;'
    """
    piece = piece.translate(BLANKS)
    if b"&#" in piece:
        piece = REFERENCE.sub(character, piece)
    return NO_CHARACTERS.sub(REPLACEMENT, piece) if b"\xef\xbf" in piece else piece


def character(found: re.Match[bytes]) -> bytes:
    """What stands for one reference, or for the two halves of a pair."""
    high, low, code = (number(found[at], found[at + 1]) for at in (1, 3, 5))
    if high:
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00).encode() if low >= 0xDC00 else REPLACEMENT
    return REPLACEMENT if forbidden(code) else found[0]


def number(hexadecimal: bytes | None, decimal: bytes | None) -> int:
    """The number of a reference; 0 for none."""
    return int(hexadecimal, 16) if hexadecimal else int(decimal or 0)


def forbidden(code: int) -> bool:
    """Whether XML 1.0 has no character ``code``."""
    return not (code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000)
