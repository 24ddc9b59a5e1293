"""The words this room works with, from ``data/lexicon``: made once for each lexicon."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon


class Words(NamedTuple):
    """``data/lexicon/claims.yaml``, longest words first where one may begin another."""

    roles: tuple[tuple[str, tuple[str, ...]], ...]
    court: tuple[str, ...]
    self_before: tuple[str, ...]
    introductions: tuple[str, ...]
    own_before: tuple[str, ...]
    own_after: tuple[str, ...]
    loan_before: tuple[str, ...]
    loan_after: tuple[str, ...]
    other_before: tuple[str, ...]
    other_after: tuple[str, ...]
    tails: tuple[str, ...]
    branches: tuple[str, ...]
    offices: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    company_forms: tuple[str, ...]


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of ``claims.yaml``. KeyError when the lexicon lacks them."""
    raw = lexicon.section("claims")
    forms = [(form, kind) for kind, forms in raw["kinds"].items() for form in forms]
    return Words(
        roles=tuple((role, tuple(parts)) for role, parts in raw["roles"].items()),
        court=tuple(raw["court"]),
        self_before=tuple(raw["self_before"]),
        introductions=tuple(raw["introductions"]),
        own_before=tuple(raw["own_before"]),
        own_after=tuple(raw["own_after"]),
        loan_before=tuple(raw["loan_before"]),
        loan_after=tuple(raw["loan_after"]),
        other_before=tuple(raw["other_before"]),
        other_after=tuple(raw["other_after"]),
        tails=longest_first(raw["tails"]),
        branches=tuple(raw["branches"]),
        offices=tuple(raw["offices"]),
        kinds=tuple(sorted(forms, key=lambda one: (-len(one[0]), one))),
        company_forms=longest_first(raw["company_forms"]),
    )


class Tricks(NamedTuple):
    """``data/lexicon/links_tricks.yaml``."""

    words: frozenset[str]
    weak_words: frozenset[str]
    cheap_endings: frozenset[str]
    usual_endings: frozenset[str]
    restricted_endings: frozenset[str]
    neutral_categories: frozenset[str]
    parent_purposes: frozenset[str]
    user_pages: frozenset[str]
    not_look_alikes: frozenset[str]


@lru_cache(maxsize=8)
def tricks_of(lexicon: Lexicon) -> Tricks:
    """The lists of ``links_tricks.yaml``. KeyError when the lexicon lacks them."""
    raw = lexicon.section("links_tricks")
    return Tricks(*(frozenset(raw[name]) for name in Tricks._fields))


def longest_first(words: list[str]) -> tuple[str, ...]:
    """``words`` with every word after the longer ones."""
    return tuple(sorted(words, key=lambda one: (-len(one), one)))
