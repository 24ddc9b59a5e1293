"""Small building blocks that say what a piece of the data must look like; ``schema.py`` puts them together.

A shape takes a value and its path and yields every fault as ``(path, what)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from triage.catalog.yaml_lines import Path

Fault = tuple[Path, str]
Shape = Callable[[Any, Path], Iterator[Fault]]

SLOT = re.compile(r"\{[a-z_]+\}")
LONGEST_LIST_TOLD = 12


def text(value: Any, path: Path) -> Iterator[Fault]:
    """A text that is not empty."""
    if not isinstance(value, str):
        yield path, "a text is wanted here"
    elif not value.strip():
        yield path, f"{path[-1] if path and isinstance(path[-1], str) else 'this'} must not be empty"


def one_of(*known: str) -> Shape:
    """One of the words ``known``."""

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in known:
            listed = ", ".join(known[:LONGEST_LIST_TOLD]) + (", …" if len(known) > LONGEST_LIST_TOLD else "")
            yield path, f"{told(value)} is not one of {listed}"

    return shape


def matching(pattern: str, wanted: str) -> Shape:
    """A text that ``pattern`` matches whole; ``wanted`` says so in words."""
    compiled = re.compile(pattern)

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield path, f"{told(value)} is not {wanted}"

    return shape


def day(value: Any, path: Path) -> Iterator[Fault]:
    """A civil date ``YYYY-MM-DD`` that exists."""
    if not is_day(value):
        yield path, f"{told(value)} is not a date that exists (YYYY-MM-DD)"


def source_date(value: Any, path: Path) -> Iterator[Fault]:
    """``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``undated``."""
    whole = f"{value}-01-01"[:10] if isinstance(value, str) and len(value) in (4, 7) else value
    if value != "undated" and not is_day(whole):
        yield path, f"{told(value)} is not YYYY, YYYY-MM, YYYY-MM-DD or undated"


def bilingual(value: Any, path: Path) -> Iterator[Fault]:
    """A text for people: ``{zh, en}`` with equal slots, without exclamation marks."""
    yield from BILINGUAL_KEYS(value, path)
    if not isinstance(value, Mapping) or not all(isinstance(value.get(lang), str) for lang in ("zh", "en")):
        return
    if sorted(SLOT.findall(value["zh"])) != sorted(SLOT.findall(value["en"])):
        yield path, "zh and en do not have the same slots"
    if any(mark in value["zh"] + value["en"] for mark in "!！"):
        yield path, "no exclamation marks in texts for people"


def label(value: Any, path: Path) -> Iterator[Fault]:
    """A word of the interface: bilingual, or empty in both languages where nothing is to be said."""
    if value != {"zh": "", "en": ""}:
        yield from bilingual(value, path)


def list_of(item: Shape, least: int = 0) -> Shape:
    """A list of ``item``, at least so many, none of the plain texts twice."""

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield path, "a list is wanted here"
            return
        if len(value) < least:
            yield path, f"at least {least} wanted here"
        met = set()
        for at, one in enumerate(value):
            if isinstance(one, str):
                if one in met:
                    yield (*path, at), f"{told(one)} stands here twice"
                met.add(one)
            yield from item(one, (*path, at))

    return shape


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """A mapping with all keys of ``required``, any of ``optional``, and no others."""
    known = {**required, **(optional or {})}

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield path, f"a mapping of {', '.join(required) or 'keys'} is wanted here"
            return
        for key in required:
            if key not in value:
                yield path, f"{key} is missing"
        for key, one in value.items():
            if key in known:
                yield from known[key](one, (*path, key))
            else:
                close = get_close_matches(key, known, 1)
                yield (*path, key), f"unknown key {key}" + (f", perhaps {close[0]}" if close else "")

    return shape


def mapping_of(item: Shape, key: Shape = text) -> Shape:
    """A mapping whose keys are ids of the shape ``key`` and whose values are ``item``."""

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield path, "a mapping is wanted here"
            return
        for name, one in value.items():
            yield from key(name, (*path, name))
            yield from item(one, (*path, name))

    return shape


def anything(_value: Any, _path: Path) -> Iterator[Fault]:
    """Any value: somebody else checks it."""
    yield from ()


def tree_of(leaf: Shape, keys: Iterable[str]) -> Shape:
    """Mappings nested at will, down to mappings that have only ``keys``, which are ``leaf``."""
    marks = frozenset(keys)

    def shape(value: Any, path: Path) -> Iterator[Fault]:
        if not isinstance(value, Mapping) or marks & set(value):
            yield from leaf(value, path)
            return
        for name, one in value.items():
            yield from shape(one, (*path, name))

    return shape


def is_day(value: Any) -> bool:
    """Whether ``value`` is the ISO form of a date that exists."""
    if not isinstance(value, str) or len(value) != len("2026-01-01"):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def told(value: Any) -> str:
    """``value`` as a fault repeats it."""
    return repr(value) if isinstance(value, str) else "this"


BILINGUAL_KEYS = record({"zh": text, "en": text})
