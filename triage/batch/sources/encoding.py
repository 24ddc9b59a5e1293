"""The encoding of an input, and the input as UTF-8: whatever it was, what reads it sees lines of UTF-8."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import IO

UTF8 = "utf-8"
GB18030 = "gb18030"
MARKS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
PIECE = 1 << 16
SAMPLE = 4096
USUAL = "\r\n\t，。：；、！？（）【】《》“”"
MARKED = "triage-marked"

Convert = Callable[[bytes, bool], bytes]


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding of an input that begins with ``head``, and how many bytes of it are a byte order mark.

    UTF-8 unless a mark or the bytes say otherwise: GB18030 when most lines that are not ASCII are none of UTF-8 and
    nearly all are of GB18030. A few broken lines do not turn an input into another encoding.

    >>> encoding_of("内容".encode()), encoding_of("内容".encode("gbk")), encoding_of("内容".encode("utf-16"))
    (('utf-8', 0), ('gb18030', 0), ('utf-16-le', 2))
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    if b"\0" in head[:SAMPLE]:
        for encoding in ("utf-16-le", "utf-16-be"):
            if usual(head[:SAMPLE].decode(encoding, "replace")):
                return encoding, 0
    lines = [line for line in head.split(b"\n") if not line.isascii()]
    if len(lines) > 1:
        lines.pop()  # may be cut in the middle of a character
    utf8 = sum(decodes(line, UTF8) for line in lines)
    if utf8 * 2 < len(lines) and sum(decodes(line, GB18030) for line in lines) * 10 >= len(lines) * 9:
        return GB18030, 0
    return UTF8, 0


def usual(text: str) -> bool:
    """Whether nearly all of ``text`` is what messages are made of, which bytes of another encoding are not."""
    return (
        sum(" " <= sign <= "~" or "\u4e00" <= sign <= "\u9fff" or sign in USUAL for sign in text) * 10 >= len(text) * 9
    )


def decodes(line: bytes, encoding: str) -> bool:
    """Whether ``line`` is text in ``encoding``, but for a character that is cut off at its end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def converter(encoding: str, errors: str = MARKED) -> Convert:
    """A function from pieces of an input to UTF-8; its second argument says that a piece is the last one.

    What is no text stays no text: it becomes bytes that are no UTF-8, in the same line.
    """
    if encoding == UTF8 and errors == MARKED:
        return lambda piece, _: piece
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    return lambda piece, final: decoder.decode(piece, final).encode(UTF8, "surrogatepass")


def marked(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes that are no text: a lone surrogate, which no UTF-8 holds. A line end stays one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    reach = error.end if error.encoding.startswith("utf-16") else error.start + 1
    return "\udcff", reach


codecs.register_error(MARKED, marked)


def plain_line_ends(convert: Convert) -> Convert:
    """``convert``, with each carriage return as a line end: the way of old spreadsheets."""
    return lambda piece, final: convert(piece, final).replace(b"\r", b"\n")


class Converted(io.RawIOBase):
    """What follows ``head`` in ``stream``, ``head`` included, in pieces that went through ``convert``."""

    def __init__(self, head: bytes, stream: IO[bytes], convert: Convert) -> None:
        self._head = head
        self._stream = stream
        self._convert = convert
        self._ready = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``into`` as far as there is something; 0 at the end."""
        while not self._ready and not self._ended:
            piece, self._head = self._head or self._more(), b""
            self._ended = not piece
            self._ready = memoryview(self._convert(piece, self._ended))
        size = min(len(into), len(self._ready))
        into[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _more(self) -> bytes:
        read1 = getattr(self._stream, "read1", self._stream.read)
        piece: bytes = read1(PIECE)
        return piece

    def close(self) -> None:
        """Close the stream as well."""
        if not self.closed:
            self._stream.close()
        super().close()
