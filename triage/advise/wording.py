"""The words of a step or piece with its slots filled, short of how a contact is printed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from triage.advise.contacts import PATHS, path_words
from triage.catalog.catalog import Catalog, text_of
from triage.model import Piece, Step, Text

ORGS = frozenset(("org", "lender_behind"))
DAYS = frozenset(("deadline", "hearing", "court_day"))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4)
def texts(catalog: Catalog) -> dict[str, Text]:
    """All texts of steps and pieces by id; no id stands for both."""
    pieces = catalog.section("answers")["pieces"]
    return {one.id: one.text for one in catalog.steps()} | {one["id"]: text_of(one["text"]) for one in pieces}


@lru_cache(maxsize=4)
def easy_texts(catalog: Catalog) -> dict[str, Text]:
    """The plainer texts of steps and pieces by id, for those that have one."""
    return {id: text_of(raw) for id, raw in catalog.section("easy")["texts"].items()}


def wording(
    one: Step | Piece,
    catalog: Catalog,
    lang: str,
    contact: str = "",
    as_of: date | None = None,
    easy: bool = False,
) -> str:
    """The text of ``one`` in ``lang`` (zh or en), ``contact`` being how the caller prints its contacts.

    ``easy`` takes the plainer text where there is one.

    The slots ``org`` and ``lender_behind`` hold an id of the register and are shown by its name, ``app`` as an app, a
    way to check (``contacts.PATHS``) with the date of its source, dates in the words of the
    language (without the year when it is that of ``as_of``), all other slots as they are: what comes from the message
    is not made harmless here. KeyError when ``one`` is not on record.
    """
    plainer = easy_texts(catalog).get(one.id) if easy else None
    text = (plainer or texts(catalog)[one.id]).of(lang)
    if "{" not in text:
        return text
    slots = {name: shown(name, value, catalog, lang, as_of) for name, value in one.slots}
    slots["contact"] = contact
    return re.sub(r"\{([a-z_]+)\}", lambda slot: slots[slot[1]], text)


def shown(name: str, value: str, catalog: Catalog, lang: str, as_of: date | None = None) -> str:
    """One slot as it is read aloud."""
    if name in ORGS:
        return catalog.org(value).name.of(lang)
    if name in PATHS:
        return path_words(value, catalog, lang, as_of)
    if name == "app" and not value.lower().endswith("app"):
        return f"{value}App" if lang == "zh" else f"the {value} app"
    return day_in_words(date.fromisoformat(value), lang, as_of) if name in DAYS else value


def day_in_words(day: date, lang: str, as_of: date | None = None) -> str:
    """A civil date, in full unless ``as_of`` lies in the same year.

    >>> day_in_words(date(2026, 12, 5), "zh"), day_in_words(date(2026, 12, 5), "en")
    ('2026年12月5日', '5 December 2026')
    >>> day_in_words(date(2026, 12, 5), "zh", date(2026, 11, 22))
    '12月5日'
    """
    near = as_of is not None and as_of.year == day.year
    if lang == "zh":
        return f"{day.month}月{day.day}日" if near else f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]}" if near else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def citation(fact: str, catalog: Catalog) -> Text:
    """How a text cites the fact ``fact``, for example 民法典552条."""
    return text_of(catalog.section("facts")[fact]["short"])


def unchecked(facts: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether a rule of law or conduct among ``facts`` was read in copies only (verified C) and must be shown so.

    What a public line is for (level none) is no such rule; its contact carries its own source and date.
    """
    return any(one.verified == "C" and one.level != "none" for one in map(catalog.fact, facts))
