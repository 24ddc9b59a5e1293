"""Text exports of messages as ``BEGIN:VMSG`` … ``END:VMSG``: VMG of older phones, VMSG of many Android ones."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import IO

from triage.batch.chunks import Item
from triage.batch.rows import MOST_BYTES
from triage.batch.sources.columns import item_of
from triage.batch.sources.lines import NOT_TEXT, numbered, too_long
from triage.batch.sources.tables import BROKEN
from triage.model import Failure

BEGIN, END = "BEGIN:VMSG", "END:VMSG"
BOXES = ("X-BOX", "X-IRMC-BOX", "X-MESSAGE-TYPE", "X-MESSAGE-BOX")
# What a box is called, in part, and what is in it.
CONTENTS = {"DRAFT": "draft", "SENT": "sent", "SEND": "sent", "OUTBOX": "sent", "SUBMIT": "sent"}
DAY_FIRST = re.compile(r"([0-9]{2})[-.]([0-9]{2})[-.]([0-9]{4})")


class Envelope:
    """One message while its lines are read."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.size = 0
        self.values: dict[str, str] = {}
        self._inside: list[str] = []
        self._texts: list[str] = []
        self._packed: tuple[str, list[str]] | None = None  # how a property is packed, and its lines so far

    def add(self, line: str) -> None:
        """The next line. ValueError when a text cannot be unpacked."""
        if self._packed:
            return self._unpack(line)
        if line.startswith(("BEGIN:V", "END:V")):
            return self._turn(line)
        name, colon, value = line.partition(":")
        name, _, parameters = name.upper().partition(";")
        if not colon:
            name = ""
        if name in BOXES and not self._inside:
            box = next((kind for word, kind in CONTENTS.items() if word in value.upper()), None)
            if box:
                self.values["direction"] = box
        elif name == "X-NOK-DT" and not self._inside:
            self.values["received_at"] = value.strip()
        elif name == "TEL" and "VCARD" in self._inside:
            self.values.setdefault("sender", value.strip())
        elif "VBODY" in self._inside:
            if name == "DATE" and not self._texts:
                self.values.setdefault("received_at", DAY_FIRST.sub(r"\3-\2-\1", value.strip()))
            elif name == "SUBJECT" and "QUOTED-PRINTABLE" in parameters.upper():
                self._packed = (charset(parameters), [])
                self._unpack(value)
            elif name == "SUBJECT" and not self._texts:
                self._texts.append(value)
            else:
                self._texts.append(line)
        return None

    def item(self) -> Item:
        """The record of the message."""
        if self._packed:
            return Failure(None, self.place, "broken_row", BROKEN)
        return item_of({**self.values, "text": "\n".join(self._texts).strip("\n")}, self.place)

    def _turn(self, line: str) -> None:
        kind = line.partition(":")[2]
        if line.startswith("BEGIN"):
            self._inside.append(kind)
        elif kind in self._inside:
            del self._inside[self._inside.index(kind) :]

    def _unpack(self, line: str) -> None:
        assert self._packed
        encoding, packed = self._packed
        packed.append(line.rstrip())
        if not line.rstrip().endswith("="):
            self._packed = None
            raw = binascii.a2b_qp("\n".join(packed).encode())
            self._texts.append(raw.decode(encoding))


def charset(parameters: str) -> str:
    """The encoding that the parameters of a property name; UTF-8 by default. ValueError for one that there is not."""
    found = re.search(r"CHARSET=\"?([A-Za-z0-9_-]{1,20})", parameters, re.IGNORECASE)
    name = found[1].lower() if found else "utf-8"
    if name not in ("utf-8", "utf8", "us-ascii", "ascii", "gbk", "gb2312", "gb18030", "utf-16", "utf-16le", "utf-16be"):
        raise ValueError(name)
    return "gb18030" if name in ("gbk", "gb2312") else name


def envelopes(stream: IO[bytes]) -> Iterator[tuple[int, Item]]:
    """The records of an export in UTF-8, each at the place of the line where it begins."""
    at: Envelope | None = None
    fault = ""
    for number, raw in numbered(stream):
        line = "" if raw is None else raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.strip().upper() == BEGIN:
            if at:
                yield at.place, Failure(None, at.place, "broken_row", f"there is no {END} before the next message")
            at, fault = Envelope(number), ""
        elif at is None:
            if line.strip():
                yield number, Failure(None, number, "broken_row", f"this line stands outside of {BEGIN} … {END}")
        elif line.strip().upper() == END:
            yield at.place, failure(fault, at.place) or at.item()
            at = None
        elif not fault:
            at.size += len(line)
            fault = "too_long" if raw is None or at.size > MOST_BYTES else added(at, raw, line)
    if at:
        yield at.place, Failure(None, at.place, "input_damaged", f"the input ends before {END}")


def added(envelope: Envelope, raw: bytes, line: str) -> str:
    """Add a line; the code of what is wrong with it, or nothing."""
    try:
        raw.decode("utf-8")
        envelope.add(line)
    except ValueError:
        return "not_text"
    return ""


def failure(code: str, place: int) -> Failure | None:
    """The Failure with ``code``."""
    if not code:
        return None
    return too_long(place) if code == "too_long" else Failure(None, place, code, NOT_TEXT)
