"""From the columns of a table to the fields of a row: by the names that exports use, or as the caller says."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from triage.batch.chunks import Item, Skipped
from triage.batch.sources.damage import unusable
from triage.batch.sources.times import HINT, time_of
from triage.errors import InputError
from triage.model import Failure

# Names of columns by field, compared in lower case without blanks and joining marks; the first that is there is taken.
# Names that may be somebody else's number (手机号 in a file of complaints is the complainant's) are left to --map.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "短信内容", "信息内容", "消息内容", "内容", "短信正文", "正文", "短信文本", "短信原文", "原文", "文本",
        "短信", "消息", "smstext", "smsbody", "messagebody", "messagetext", "body", "message", "content", "msg",
    ),
    "sender": (
        "sender", "发送号码", "发件号码", "发件人号码", "发信号码", "发送方号码", "来源号码", "对方号码", "主叫号码",
        "号码", "发件人", "发送人", "发信人", "发送方", "来源", "sendernumber", "address", "from", "fromnumber",
        "source",
    ),
    "received_at": (
        "receivedat", "接收时间", "收到时间", "收件时间", "收信时间", "接收日期", "收到日期", "短信时间", "消息时间",
        "日期时间", "时间", "日期", "发送时间", "receivedtime", "datereceived", "received", "timestamp", "datetime",
        "date", "time",
    ),
    "id": ("id", "编号", "短信编号", "消息编号", "记录编号", "messageid", "msgid", "smsid", "guid"),
    "direction": ("direction", "收发", "收发类型", "方向", "消息方向", "短信类型", "类型", "type"),
    "channel": ("channel",),
    "as_of": ("asof",),
    "context": ("context",),
}  # fmt: skip
SENT = frozenset(
    (
        "2",
        "4",
        "5",
        "6",
        "发送",
        "已发送",
        "发出",
        "发件",
        "发信",
        "发",
        "已发",
        "sent",
        "send",
        "outgoing",
        "outbox",
        "out",
    )
)
DRAFT = frozenset(("3", "草稿", "draft"))
JOINTS = re.compile(r"[\s_\-\ufeff/]+")
FIGURES = re.compile(r"[0-9]{5}")
ROUNDED = re.compile(r"[0-9]\.[0-9]+[eE]\+?[0-9]+")
LONGEST_NAME = 16
MOST_SHOWN = 12
MOST_EXACT = 10**15


class Columns(NamedTuple):
    """Which column holds which field (``places``, from 0), whether the first row is a header, and how wide it is."""

    places: dict[str, int]
    header: bool
    width: int
    read_as: str


def wanted_columns(given: Iterable[str]) -> dict[str, str]:
    """What ``--map`` says: the field to the name or the number (from 1) of its column; an empty one is not read.

    >>> wanted_columns(["text=内容,sender=号码"])
    {'text': '内容', 'sender': '号码'}
    """
    wanted: dict[str, str] = {}
    for one in given:
        for pair in next(csv.reader([one]), []):
            field, equals, column = pair.partition("=")
            field = field.strip()
            if not equals or field not in NAMES or field in wanted:
                raise InputError(
                    "not understood" if field not in wanted else f"{field} stands there twice",
                    place="--map",
                    effect="nothing was assessed",
                    hint=f"write FIELD=COLUMN,…; fields: {', '.join(NAMES)}",
                )
            wanted[field] = column.strip()
    return wanted


def plain(name: object) -> str:
    """A name of a column as it is compared."""
    return JOINTS.sub("", str(name if name is not None else "")).lower()


def known(first: Sequence[object], wanted: Mapping[str, str]) -> int:
    """How many cells of ``first`` are names of columns that are known or asked for."""
    names = {name for field in NAMES for name in NAMES[field]} | {plain(name) for name in wanted.values() if name}
    return sum(plain(cell) in names for cell in first)


def has_text(first: Sequence[object], wanted: Mapping[str, str]) -> bool:
    """Whether the row ``first`` names a column of texts, or ``wanted`` says its number."""
    number = wanted.get("text", "")
    if number.isdecimal():
        return int(number) <= len(first)
    names = (plain(number),) if number else NAMES["text"]
    return any(plain(cell) in names for cell in first)


def columns_of(first: Sequence[object], wanted: Mapping[str, str], place: str) -> Columns:
    """The columns of a table whose first row is ``first``. InputError when there is none of texts, or none as asked.

    When ``wanted`` gives a number for the text, there is a header only if the first row names some column.
    """
    cells = [plain(cell) for cell in first]
    places: dict[str, int] = {}
    for field, names in NAMES.items():
        column = wanted.get(field)
        if column is None:
            found = next((cells.index(name) for name in names if name in cells), None)
            if found is not None and found not in places.values():
                places[field] = found
        elif column:
            places[field] = placed(field, column, cells, first, place)
    if "text" not in places:
        raise unusable(
            "no column of texts is known here", place, f"name it: --map text=COLUMN; columns: {shown(first)}"
        )
    header = not wanted.get("text", "").isdecimal() or known(first, {}) > 0
    if not header:
        places = {field: at for field, at in places.items() if field in wanted}
    named = " ".join(f"{field}={shown([first[at]], at) if header else at + 1}" for field, at in sorted(places.items()))
    return Columns(places, header, len(first), named)


def placed(field: str, column: str, cells: list[str], first: Sequence[object], place: str) -> int:
    """Where the column stands that ``--map`` gives for ``field``."""
    if plain(column) in cells:
        return cells.index(plain(column))
    if column.isdecimal() and 1 <= int(column) <= len(cells):
        return int(column) - 1
    raise unusable(f"there is no column for {field} as --map says", place, f"columns: {shown(first)}")


def shown(names: Sequence[object], start: int = 0) -> str:
    """The names of columns for a message; a cell that may be anything else than a name is given by its number."""
    words = []
    for number, name in enumerate(names[:MOST_SHOWN], start + 1):
        text = " ".join(str(name if name is not None else "").split())
        fit = text and len(text) <= LONGEST_NAME and text.isprintable() and not FIGURES.search(text)
        words.append(text if fit else f"column {number}")
    return ", ".join(words) + (f" … ({len(names)} in all)" if len(names) > MOST_SHOWN else "")


def item_of(values: Mapping[str, Any], place: int) -> Item:
    """The record of one row, whose cells are given by field: of a received message, or why there is none."""
    id: str | None = None
    direction = plain(values.get("direction"))
    if direction in SENT:
        return Skipped("sent")
    if direction in DRAFT:
        return Skipped("draft")
    row: dict[str, Any] = {}
    try:
        row["id"] = id = word(values.get("id"))
        for field in ("text", "sender", "channel"):
            value = word(values.get(field))
            if value is not None:
                row[field] = number_of(value) if field == "sender" else value
        for field in ("received_at", "as_of"):
            row[field] = moment_of(values.get(field), field)
        row["context"] = context_of(values.get("context"))
    except ValueError as error:
        return Failure(id, place, "bad_value", str(error))
    return row


def word(value: object) -> str | None:
    """A cell as text; None when there is nothing in it. A whole number has no fraction."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError("a cell is no UTF-8") from None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1:
        return str(int(value)) if abs(value) < MOST_EXACT else f"{value:e}"
    return str(value)


def number_of(cell: str) -> str:
    """The sender without what spreadsheets put around a number to keep it. ValueError when figures were lost."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    text = text.removeprefix("'").strip()
    if ROUNDED.fullmatch(text):
        raise ValueError("sender: a spreadsheet has rounded this number; export the column as text")
    return text.removesuffix(".0") if text.removesuffix(".0").isdecimal() else text


def moment_of(value: object, field: str) -> str | None:
    """The time in a cell. ValueError when it is none."""
    try:
        return time_of(value)
    except (ValueError, InputError):
        raise ValueError(f"{field}: not a date or time that can be told; {HINT}") from None


def context_of(value: object) -> object:
    """The context in a cell, a JSON object. ValueError when it is none."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ValueError("context must be an object of JSON") from None
