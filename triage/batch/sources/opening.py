"""Open an input: which form it has, and its records."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import IO, NamedTuple

from triage.batch.sources.backup import backup
from triage.batch.sources.columns import columns_of
from triage.batch.sources.damage import Records, unusable, whole
from triage.batch.sources.encoding import MARKED, Converted, converter, encoding_of, plain_line_ends
from triage.batch.sources.lines import json_lines, paragraphs, text_lines
from triage.batch.sources.objects import columns_in, mapped
from triage.batch.sources.recognition import FILES, file_form, in_paragraphs, text_form
from triage.batch.sources.tables import delimiter_of, first_row, table
from triage.batch.sources.vmsg import envelopes

STDIN = "-"
HEAD = 1 << 22  # what the encoding is told by
SNIFFED = 1 << 16  # what the form is told by
NONE: Mapping[str, str] = MappingProxyType({})


class Source(NamedTuple):
    """One input. ``records`` gives ``(place, item)`` for each record; ``place`` is its line or row, from 1.

    ``form`` is its name, and, where it had to be told, the encoding and the columns.
    """

    name: str
    form: str
    records: Records


def source_of(name: str, form: str | None = None, wanted: Mapping[str, str] = NONE) -> Source:
    """The input ``name``, a path or ``-`` for stdin. ``InputError`` when it cannot be read.

    ``form`` is one of ``FORMS``, by default recognised; ``wanted`` are columns by field, by name or number.
    """
    file = stdin() if name == STDIN else opened(name)
    stream = is_stream(name)
    head = first_of(file, stream)
    if not stream:
        file.close()
    found = form if form in FILES.values() else form or file_form(head, name)
    if found in FILES.values():
        if stream:
            raise unusable(f"{found} cannot be read from a pipe", name, "save it as a file and name that")
        return of_file(name, str(found), wanted)
    return of_text(name, head, file if stream else None, form, wanted)


def of_file(name: str, form: str, wanted: Mapping[str, str]) -> Source:
    """An input that is read here and there. Loaded only now: no other input needs what reads it."""
    if form == "xlsx":
        from triage.batch.sources import workbook

        sheet = workbook.sheet_of(name, wanted)
        return source(name, f"xlsx, {sheet.read_as}", lambda: workbook.records(name, sheet))
    if form == "parquet":
        from triage.batch.sources import parquet

        columns = parquet.columns_in(name, wanted)
        return source(name, f"parquet, {columns.read_as}", lambda: parquet.records(name, columns))
    from triage.batch.sources import phone_db

    kind = phone_db.kind_of(name)
    return source(name, f"sqlite, {kind}", lambda: phone_db.messages(name, kind))


def of_text(name: str, head: bytes, stream: IO[bytes] | None, form: str | None, wanted: Mapping[str, str]) -> Source:
    """An input of text that begins with ``head``; ``stream`` is what follows it, None for a file."""
    encoding, mark = encoding_of(head)
    begin = converter(encoding)(head[mark : mark + SNIFFED], False)
    old = b"\n" not in begin
    begin = begin.replace(b"\r", b"\n") if old else begin
    form = form or text_form(begin, wanted, name)
    convert = converter(encoding, "replace" if form == "xml" else MARKED)
    convert = plain_line_ends(convert) if old and form != "xml" else convert

    def text() -> IO[bytes]:
        if stream is not None:
            raw: IO[bytes] = stream
            return io.BufferedReader(Converted(head[mark:], raw, convert))
        raw = opened(name)
        raw.seek(mark)
        return io.BufferedReader(Converted(b"", raw, convert))

    told = form if encoding == "utf-8" else f"{form}, {encoding.upper()}"
    if form == "jsonl":
        objects = columns_in(begin, wanted)
        if not objects:
            return source(name, told, lambda: json_lines(text()))
        return source(name, f"{told}, {objects.read_as}", lambda: mapped(text(), objects.names))
    if form in ("csv", "tsv"):
        delimiter = "\t" if form == "tsv" else delimiter_of(begin, wanted)
        columns = columns_of(first_row(begin, delimiter), wanted, name)
        return source(name, f"{told}, {columns.read_as}", lambda: table(text(), delimiter, columns))
    if form == "txt":
        form = "paragraphs" if in_paragraphs(begin) else "lines"
        told = told.replace("txt", f"txt, {form}")
    reader = {"lines": text_lines, "paragraphs": paragraphs, "xml": backup, "vmsg": envelopes}[form]
    return source(name, told, lambda: reader(text()))


def source(name: str, form: str, records: Records) -> Source:
    """A source that tells where it breaks off."""
    return Source(name, form, lambda: whole(records))


def is_stream(name: str) -> bool:
    """Whether an input can be read only once: stdin, a pipe."""
    return name == STDIN or not os.path.isfile(name)


def first_of(file: IO[bytes], stream: bool) -> bytes:
    """The first bytes of an input, ``HEAD`` at most.

    Of a stream only as many as it takes: a whole line, and, unless that is JSON, something that is not ASCII.
    """
    if not stream:
        try:
            return file.read(HEAD)
        except OSError as error:
            raise unreadable(error, file.name) from None
    head = b""
    read1 = getattr(file, "read1", file.read)
    while len(head) < SNIFFED and (piece := read1(SNIFFED)):
        head += piece
        if b"\n" in head and (head.lstrip().startswith(b"{") or not head.isascii()):
            break
    return head


@contextmanager
def lines_of(name: str) -> Iterator[Iterable[bytes]]:
    """The lines of the file ``name``, or of stdin for ``-``. ``InputError`` when it cannot be read."""
    if name == STDIN:
        yield stdin()
        return
    with opened(name) as file:
        yield file


def stdin() -> IO[bytes]:
    """Standard input. ``InputError`` when it is closed."""
    if sys.stdin is None:
        raise unusable("standard input is closed", "stdin")
    return sys.stdin.buffer


def opened(name: str) -> IO[bytes]:
    """The file ``name``. ``InputError`` when it cannot be read."""
    try:
        return open(name, "rb")
    except (OSError, ValueError) as error:
        raise unreadable(error, name) from None


def unreadable(error: OSError | ValueError, name: str) -> Exception:
    """That a file cannot be read."""
    why = error.strerror if isinstance(error, OSError) else "not a name of a file"
    return unusable(f"cannot be read ({why})", name, "check the name and the rights of the file")
