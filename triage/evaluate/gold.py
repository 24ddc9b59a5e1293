"""What a label may say: its keys, the shapes of their values, and the values that an answer can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

ANSWERS = {
    "scam": ("none_found", "possible", "likely"),
    "error": ("none_found", "possible", "likely"),
    "conduct": ("none_found", "questionable", "serious"),
    "identity": ("consistent", "unconfirmed", "contradicted"),
    "must_not_say": ("scam", "error", "conduct"),
}
NAMES = ("kind", "kind_alt", "red_lines", "conduct_points", "error_about")
STRINGS = ("phones", "links", "names")
RECORDS = ("amounts", "dates")
SINGLE = ("overdue_days", "org")
KEYS = frozenset((*ANSWERS, *NAMES, *STRINGS, *RECORDS, *SINGLE))


def fault_of(gold: Mapping[str, Any]) -> str | None:
    """Why ``gold`` cannot be scored, in words that follow "line 3", None when it can."""
    for key in (*ANSWERS, *NAMES):
        if not all(isinstance(one, str) for one in listed(gold, key)):
            return f"has a gold.{key} that is no list of words"
    for key in STRINGS:
        if not all(isinstance(one, str) or is_record(one) for one in listed(gold, key)):
            return f"has a gold.{key} that is no list of strings"
    for key in RECORDS:
        if not all(is_record(one) for one in listed(gold, key)):
            return f"has a gold.{key} that is no list of objects"
    if not all(one.get("value") is None or is_sum(one["value"]) for one in listed(gold, "amounts")):
        return "has an amount in gold whose value is no sum"
    ends = [one.get(end) for one in listed(gold, "dates") for end in ("start", "end")]
    if not all(one is None or is_day(one) for one in ends):
        return "has a date in gold that is not YYYY-MM-DD"
    if not isinstance(gold.get("org", ""), str | None):
        return "has a gold.org that is no name"
    days = gold.get("overdue_days")
    if days is not None and not str(days).isdecimal():
        return "has a gold.overdue_days that is no number of days"
    return None


def slips(gold: Mapping[str, Any]) -> Iterator[str]:
    """What in ``gold`` is never scored, or can never be right: keys and values that no answer has."""
    for key in gold:
        if key not in KEYS:
            yield f"gold.{key} is not scored"
    for key, answers in ANSWERS.items():
        if not set(listed(gold, key)) <= set(answers):
            yield f"gold.{key} takes: {', '.join(answers)}"


def listed(gold: Mapping[str, Any], key: str) -> list[Any]:
    """The values under ``key``: a list, or a word as a list of one; ``[None]`` for anything else."""
    value = gold.get(key)
    if value is None:
        return []
    if isinstance(value, str) and key not in RECORDS:
        return [value]
    return value if isinstance(value, list) else [None]


def is_record(value: object) -> bool:
    """Whether ``value`` is an object."""
    return isinstance(value, dict)


def is_sum(value: object) -> bool:
    """Whether ``value`` is a decimal number."""
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def is_day(value: object) -> bool:
    """Whether ``value`` is a civil date."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
