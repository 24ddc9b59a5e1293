"""Databases of phones: ``sms.db`` of iOS, ``chat.db`` of macOS, ``mmssms.db`` of Android. Opened to read only."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from triage.batch.chunks import Item, Skipped
from triage.batch.sources.backup import KINDS
from triage.batch.sources.columns import item_of
from triage.batch.sources.damage import Damaged, unusable
from triage.batch.sources.lines import NOT_TEXT
from triage.batch.sources.times import since_1970
from triage.batch.sources.typedstream import text_of
from triage.model import Failure

MOST_VALUE = 16_000_000
APPLE_EPOCH = 978_307_200  # 2001-01-01 UTC, in seconds since 1970
NANOSECONDS = 10**11  # a count of seconds is smaller, one of nanoseconds larger
ATTACHMENT = "\ufffc"
FIRST_REACTION = 2000  # of associated_message_type
# Tables and the columns read of them; what an older version lacks is read as NULL.
APPLE = ("text", "attributedBody", "date", "is_from_me", "service", "item_type", "associated_message_type")
ANDROID = ("body", "address", "date", "type")
HINT = "sms.db (iOS), chat.db (macOS) and mmssms.db (Android) are read"


def kind_of(name: str) -> str:
    """``apple`` or ``android``. InputError when the file is neither, or cannot be read."""
    try:
        with closing(connected(name)) as database:
            tables = {
                row[0].decode("utf-8", "replace")
                for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if {"message", "handle"} <= tables and {b"text", b"handle_id"} <= set(columns(database, "message")):
                return "apple"
            if "sms" in tables and {b"body", b"address"} <= set(columns(database, "sms")):
                return "android"
    except sqlite3.Error as error:
        raise unusable(f"the database cannot be read ({said(error)})", name, "copy it again from the phone") from None
    raise unusable("a database, but none of messages that is known here", name, HINT)


def connected(name: str) -> sqlite3.Connection:
    """The database, which is left as it is: no lock, no file beside. What a ``-wal`` file beside it holds is read."""
    path = Path(name).resolve()
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    database = sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True)
    database.text_factory = bytes
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    return database


def columns(database: sqlite3.Connection, table: str) -> list[bytes]:
    """The names of the columns of a table."""
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def messages(name: str, kind: str) -> Iterator[tuple[int, Item]]:
    """The records of a database in the order in which they were stored; a place is the number of a message in it."""
    try:
        with closing(connected(name)) as database:
            rows = database.execute(query(database, kind))
            for place, row in enumerate(rows, 1):
                yield place, (apple if kind == "apple" else android)(row, place)
    except sqlite3.Error as error:
        raise Damaged(said(error)) from None


def query(database: sqlite3.Connection, kind: str) -> str:
    """What is asked of a database of ``kind``."""
    table, wanted = ("message", APPLE) if kind == "apple" else ("sms", ANDROID)
    there = {name.decode("utf-8", "replace") for name in columns(database, table)}
    chosen = ", ".join(f"m.{name}" if name in there else "NULL" for name in wanted)
    if kind == "apple":
        joined = "message m LEFT JOIN handle h ON h.ROWID = m.handle_id"
        return f"SELECT m.ROWID, {chosen}, h.id FROM {joined} ORDER BY m.ROWID"
    return f"SELECT m.ROWID, {chosen} FROM sms m ORDER BY m.ROWID"


def apple(row: tuple[Any, ...], place: int) -> Item:
    """The record of a row of iOS or macOS."""
    number, text, body, date, from_me, service, item_type, reaction, handle = row
    if from_me:
        return Skipped("sent")
    if item_type:
        return Skipped("group_event")
    if isinstance(reaction, int) and reaction >= FIRST_REACTION:
        return Skipped("reaction")
    if not isinstance(text, bytes) and isinstance(body, bytes):
        inside = text_of(body)
        if inside is None:
            return Failure(str(number), place, "not_text", "attributedBody: no text was found in it")
        text = inside.encode("utf-8", "replace")
    return received(number, text, handle, apple_time(date), service == b"iMessage", place)


def android(row: tuple[Any, ...], place: int) -> Item:
    """The record of a row of Android."""
    number, text, address, date, kind = row
    if str(kind) in KINDS:
        return Skipped(KINDS[str(kind)])
    return received(number, text, address, str(date) if date else None, False, place)


def received(number: int, text: Any, sender: Any, when: str | None, imessage: bool, place: int) -> Item:
    """The record of a received message."""
    try:
        words = text.decode("utf-8").replace(ATTACHMENT, "") if isinstance(text, bytes) else ""
        who = sender.decode("utf-8") if isinstance(sender, bytes) else sender
    except UnicodeDecodeError:
        return Failure(str(number), place, "not_text", NOT_TEXT)
    if not words.strip():
        return Skipped("no_text")
    values = {"id": number, "text": words, "sender": who, "received_at": when}
    return item_of({**values, "channel": "imessage"} if imessage else values, place)


def apple_time(date: Any) -> str | None:
    """The local time of seconds or nanoseconds since 2001; None for none; ``?`` when it is no time."""
    if not isinstance(date, (int, float)) or not date:
        return None
    try:
        return since_1970(APPLE_EPOCH + int(date // 10**9 if abs(date) > NANOSECONDS else date))
    except ValueError:
        return "?"


def said(error: sqlite3.Error) -> str:
    """What SQLite says of a damage, without the words of the file that it may quote."""
    return re.split(r"[(:]", str(error), maxsplit=1)[0].strip()
