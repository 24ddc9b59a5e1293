"""Which form an input has, by its first bytes; its name does not count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from itertools import islice

from triage.batch.sources.columns import has_text, plain
from triage.batch.sources.damage import unusable
from triage.batch.sources.tables import delimiter_of, first_row, rows
from triage.model import Failure

# What an input can be called with ``--input-format``; txt decides between lines and paragraphs.
FORMS = ("jsonl", "txt", "lines", "paragraphs", "csv", "tsv", "xlsx", "parquet", "xml", "vmsg", "sqlite")
# These are read here and there, so that they cannot come through a pipe.
FILES = {b"SQLite format 3\0": "sqlite", b"PAR1": "parquet", b"PK\x03\x04": "xlsx"}
OTHERS = {
    b"\x1f\x8b": ("compressed (gzip)", "unpack it first"),
    b"BZh": ("compressed (bzip2)", "unpack it first"),
    b"\xfd7zXZ\0": ("compressed (xz)", "unpack it first"),
    b"\x28\xb5\x2f\xfd": ("compressed (zstd)", "unpack it first"),
    b"Rar!": ("an archive", "unpack it first"),
    b"7z\xbc\xaf": ("an archive", "unpack it first"),
    b"PK\x05\x06": ("an empty archive", "give the file itself"),
    b"\xd0\xcf\x11\xe0": ("an old or a locked Office file", "save it as XLSX without a password, or as CSV"),
    b"%PDF": ("a PDF", "copy its text into a file"),
    b"\x89PNG": ("a picture", "type off its text; triage check takes it"),
    b"\xff\xd8\xff": ("a picture", "type off its text; triage check takes it"),
    b"bplist": ("a property list", "give the database sms.db or chat.db"),
}
NAME_LIKE = re.compile(r"[^0-9。，！？：；【】]{1,16}")
SIGNATURE = re.compile(r"【[^】]{1,24}】")
SAMPLE = 50
MOST_IN_BLOCK = 8
MOST_CONTROLS = 20  # one character in so many may be a control character


def file_form(head: bytes, place: str) -> str | None:
    """The form of an input whose first bytes give it away; None for text. InputError for one that is not read."""
    for first, (what, hint) in OTHERS.items():
        if head.startswith(first):
            raise unusable(f"this is {what}", place, hint)
    return next((form for first, form in FILES.items() if head.startswith(first)), None)


def text_form(head: bytes, wanted: Mapping[str, str], place: str) -> str:
    """The form of a text that begins with ``head`` (UTF-8). InputError when it is none that is read."""
    text = head.decode("utf-8", "replace")
    controls = sum(sign < " " and sign not in "\t\r\n\f" for sign in text[:4096])
    if controls * MOST_CONTROLS > len(text[:4096]):
        raise unusable("this is neither text nor any other form that is read", place, "see docs/batch.md")
    begin = text.lstrip()
    if re.match(r"<(?:\?xml|!|[a-z]+:?smses|smses|calls)", begin[:64]):
        return "xml"
    if begin[:10].upper() == "BEGIN:VMSG":
        return "vmsg"
    if re.match(r"\[\s*\{\s*\"", begin[:200]):
        raise unusable("this is one list of JSON", place, "write one object a line: jq -c '.[]' IN > OUT.jsonl")
    lines = [line for line in text.splitlines()[:SAMPLE] if line.strip()]
    if not lines or sum(line.lstrip().startswith("{") for line in lines) * 2 >= len(lines):
        return "jsonl"
    return "csv" if is_table(head, wanted) else "txt"


def is_table(head: bytes, wanted: Mapping[str, str]) -> bool:
    """Whether a text is a table: its first row names a column of texts, or all its rows are of one width below names.

    A message with commas is none: its pieces are no names, or the next has more or fewer.
    """
    if wanted:
        return True
    delimiter = delimiter_of(head, wanted)
    first = first_row(head, delimiter)
    if has_text(first, wanted):
        return len(first) > 1 or len(plain(first[0])) > 0
    if len(first) < 2 or not all(NAME_LIKE.fullmatch(cell.strip()) for cell in first):
        return False
    sample = list(islice(rows(BytesIO(head[: head.rfind(b"\n") + 1]), delimiter), SAMPLE))
    return len(sample) > 1 and not any(isinstance(cells, Failure) for _, cells in sample)


def in_paragraphs(head: bytes) -> bool:
    """Whether a text is of messages between blank lines, and not of one message a line.

    It is when blank lines part it into blocks of a few lines each, some of more than one, unless most of the lines of
    those are signed like whole messages.
    """
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    longer = [line for block in blocks if len(block) > 1 for line in block]
    if len(blocks) < 2 or not longer or sum(map(len, blocks)) > MOST_IN_BLOCK * len(blocks):
        return False
    signed = sum(bool(SIGNATURE.match(line) or SIGNATURE.search(line[-28:])) for line in longer)
    return signed * 5 < len(longer) * 4
