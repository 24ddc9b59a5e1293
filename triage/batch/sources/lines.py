"""Records that are lines, or blocks of lines, of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from triage.batch.chunks import Item
from triage.batch.rows import MOST_BYTES
from triage.model import Failure

NOT_TEXT = "this line is no text in the encoding of the file; what it was cannot be told"
TOO_LONG = f"a row has at most {MOST_BYTES // 1_000_000} MB"


def numbered(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number from 1, None for one that is too long to be a record. Never holds more than one."""
    number = 0
    while line := stream.readline(MOST_BYTES):
        number += 1
        if len(line) == MOST_BYTES and not line.endswith(b"\n"):
            while (more := stream.readline(MOST_BYTES)) and not more.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def json_lines(stream: IO[bytes]) -> Iterator[tuple[int, Item]]:
    """Every line that is not blank, with its number; it is parsed by whoever works on it."""
    for number, line in numbered(stream):
        if line is None:
            yield number, too_long(number)
        elif not line.isspace():
            yield number, line


def text_lines(stream: IO[bytes]) -> Iterator[tuple[int, Item]]:
    """Every line that is not blank as the text of a message."""
    for number, line in numbered(stream):
        if line is None:
            yield number, too_long(number)
        elif not line.isspace():
            yield number, message(line, number)


def paragraphs(stream: IO[bytes]) -> Iterator[tuple[int, Item]]:
    """Every block of lines between blank ones as the text of a message, at the place of its first line."""
    block: list[bytes] = []
    first = size = 0
    for number, line in numbered(stream):
        if line is not None and line.isspace():
            if block:
                yield first, joined(block, size, first)
            block, size = [], 0
            continue
        first = first if block else number
        size += MOST_BYTES + 1 if line is None else len(line)
        block.append(b"" if line is None or size > MOST_BYTES else line)
        if len(block) > MOST_BYTES:  # lines that were dropped still count as lines
            del block[1:]
    if block:
        yield first, joined(block, size, first)


def joined(block: list[bytes], size: int, first: int) -> Item:
    """The message of the lines of ``block``, ``size`` bytes in all."""
    return too_long(first) if size > MOST_BYTES else message(b"".join(block), first)


def message(raw: bytes, place: int) -> Item:
    """A record that is a text only."""
    try:
        return {"text": raw.decode("utf-8").strip("\r\n")}
    except UnicodeDecodeError:
        return Failure(None, place, "not_text", NOT_TEXT)


def too_long(place: int) -> Failure:
    """That a record is too long."""
    return Failure(None, place, "too_long", TOO_LONG)
