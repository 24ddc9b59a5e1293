"""Whose name is this? From a signature to organisations of the register, and what the words of a name alone show."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Catalog, Lexicon
from triage.catalog.register import Register, fold, register_of
from triage.verify.edits import one_edit, shortened
from triage.verify.words import Words, words_of

LONGEST_NAME, LONGEST_BRANCH = 40, 12
SHORTEST_CORE, LONGEST_NEAR = 3, 10


class Named(NamedTuple):
    """``reason``: known_name label generic near_name unknown_name. ``orgs``: ids, the nearest one for near_name.

    ``used``: those whose very name it uses, so that the message speaks for them.
    """

    reason: str
    orgs: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def resolve_name(catalog: Catalog, name: str) -> Named:
    """What the register knows about the whole name ``name`` (prepared text)."""
    register = register_of(catalog)
    folded = fold(name)
    if register.generic(folded):
        return Named("generic")
    words = words_of(catalog.lexicon)
    ids = register.names(folded)
    if not ids and len(folded) > LONGEST_NAME:
        return Named("unknown_name")
    if not ids:
        ids, rest = opening_name(register, folded)
        if ids and not is_tail(rest, words):
            if rest.endswith(words.offices):
                return Named("near_name", ids, ids)
            ids = ()
    ids = ids or same_name(catalog, folded)
    if ids:
        identifying = tuple(id for id in ids if catalog.org(id).identifies)
        return Named("known_name", identifying, identifying) if identifying else Named("label", ids, ids)
    near = nearest(catalog, folded)
    return Named("near_name", near) if near else Named("unknown_name")


def opening_name(register: Register, folded: str) -> tuple[tuple[str, ...], str]:
    """The ids of the longest name on record that ``folded`` begins with, and what follows it."""
    for end in range(len(folded) - 1, 1, -1):
        ids = register.names(folded[:end])
        if ids:
            return ids, folded[end:]
    return (), ""


def is_tail(rest: str, words: Words) -> bool:
    """Whether ``rest`` after a name only says which part of the organisation speaks."""
    if len(rest) <= LONGEST_BRANCH and rest.endswith(words.branches):
        return True
    while rest:
        tail = next((one for one in words.tails if rest.startswith(one)), None)
        if tail is None:
            return False
        rest = rest[len(tail) :]
    return True


# --- other forms of a name, and near misses --------------------------------------------------------------------------


def core_of(folded: str, words: Words) -> tuple[str, str, str]:
    """``(core, kind, form)`` of a name: 招联消费金融股份有限公司 is 招联, consumer_finance, 消费金融."""
    for company in words.company_forms:
        if folded.endswith(company):
            folded = folded.removesuffix(company)
            break
    for form, kind in words.kinds:
        if folded.endswith(form) and len(folded) > len(form) + 1:
            return folded.removesuffix(form), kind, form
    return folded, "", ""


@lru_cache(maxsize=8)
def cores(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Ids by core and kind of every name on record."""
    words = words_of(catalog.lexicon)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for folded, ids in register_of(catalog).all_names.items():
        core, kind, _ = core_of(folded, words)
        found.setdefault((core, kind), {}).update(dict.fromkeys(ids))
    return {key: tuple(ids) for key, ids in found.items()}


def same_name(catalog: Catalog, folded: str) -> tuple[str, ...]:
    """The one organisation with the same core and kind (招联消金, 招联消费金融), none for an easily confused one."""
    core, kind, _ = core_of(folded, words_of(catalog.lexicon))
    ids = cores(catalog).get((core, kind), ())
    return ids if len(ids) == 1 and not register_of(catalog).confused(folded) else ()


@lru_cache(maxsize=8)
def misses(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Names on record by each of their forms with one character left out."""
    found: dict[str, list[str]] = {}
    for folded in register_of(catalog).all_names:
        if SHORTEST_CORE <= len(folded) <= LONGEST_NEAR:
            for form in shortened(folded):
                found.setdefault(form, []).append(folded)
    return {form: tuple(names) for form, names in found.items()}


def nearest(catalog: Catalog, folded: str) -> tuple[str, ...]:
    """The one organisation whose name is one character away, where that character does not tell two names apart.

    招商 and 招联, 中银 and 中邮, 南京 and 南昌 are different names: a core must have three characters before one may
    differ. Nothing when several organisations are as near, or when the two names are on record as confused.
    """
    register, words = register_of(catalog), words_of(catalog.lexicon)
    confused = register.confused(folded)
    ids: dict[str, None] = {}
    for form in shortened(folded):
        for name in misses(catalog).get(form, ()):
            if one_edit(folded, name) and name not in confused and may_differ(folded, name, words):
                ids.update(dict.fromkeys(register.names(name)))
    return tuple(ids) if len(ids) == 1 else ()


def may_differ(folded: str, name: str, words: Words) -> bool:
    """Whether one different character leaves ``folded`` and the recorded ``name`` alike enough to say so."""
    core, kind, form = core_of(name, words)
    if form and folded.startswith(core) and one_edit(folded[len(core) :], name[len(core) :]):
        return core_of(folded, words)[1] in ("", kind)
    other_core, other_kind, _ = core_of(folded, words)
    return other_kind == kind and min(len(core), len(other_core)) >= SHORTEST_CORE


@lru_cache(maxsize=4096)
def role_of(name: str, lexicon: Lexicon) -> str:
    """The role that the words of a name not on record show: authority collector lender carrier platform, else other."""
    words = words_of(lexicon)
    return next((role for role, parts in words.roles if any(part in name for part in parts)), "other")
