"""The XML of "SMS Backup & Restore", the common backup app of Android: ``<smses>`` with ``<sms>`` and ``<mms>``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from triage.batch.chunks import Item, Skipped
from triage.batch.sources.columns import item_of
from triage.batch.sources.damage import Damaged
from triage.batch.sources.markup import Markup, pieces, repaired

# Values of sms/@type and mms/@msg_box.
KINDS = {"2": "sent", "3": "draft", "4": "sent", "5": "sent", "6": "sent"}
FROM = "137"
ABSENT = ("", "null")


class Gathered:
    """The records of the elements that were parsed so far."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.count = 0
        self._mms: dict[str, str] | None = None
        self._texts: list[str] = []
        self._sender: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if name == "sms":
            self._add(attributes, attributes.get("type"), attributes.get("body"), attributes.get("address"))
        elif name == "mms":
            self._mms, self._texts, self._sender = attributes, [], None
        elif name == "call":
            self._take(Skipped("call"))
        elif self._mms is not None:
            if name == "part" and attributes.get("ct") == "text/plain" and attributes.get("text") not in ABSENT:
                self._texts.append(attributes.get("text", ""))
            elif name == "addr" and attributes.get("type") == FROM:
                self._sender = attributes.get("address")

    def end(self, name: str) -> None:
        """A tag closes."""
        if name == "mms" and self._mms is not None:
            sender = self._sender if self._sender != "insert-address-token" else None
            if self._texts or self._mms.get("msg_box") in KINDS:
                whole = "\n".join(self._texts)
                self._add(self._mms, self._mms.get("msg_box"), whole, sender or self._mms.get("address"))
            else:
                self._take(Skipped("no_text"))
            self._mms = None

    def _add(self, attributes: dict[str, str], kind: str | None, text: str | None, sender: str | None) -> None:
        if kind in KINDS:
            return self._take(Skipped(KINDS[kind]))
        values: dict[str, Any] = {
            "text": None if text in ABSENT else text,
            "sender": None if sender in ABSENT else sender,
            "received_at": None if attributes.get("date") == "0" else attributes.get("date"),
        }
        return self._take(item_of(values, self.count + 1))

    def _take(self, item: Item) -> None:
        self.count += 1
        self.items.append(item)


def backup(stream: IO[bytes]) -> Iterator[tuple[int, Item]]:
    """The records of a backup in UTF-8; a place is the number of a message or call in it."""
    gathered = Gathered()
    markup = Markup(gathered.start, gathered.end)
    given = 0
    damage: Damaged | None = None
    for piece in chain(pieces(stream), (None,)):
        try:
            markup.feed(repaired(piece or b""), final=piece is None)
        except Damaged as error:
            damage = error
        found, gathered.items = gathered.items, []
        for item in found:
            given += 1
            yield given, item
        if damage:
            raise damage
