"""Without a message: the steps and lines for a situation that somebody names, and whom to call in need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from triage.advise.answer import answer
from triage.advise.contacts import offered, path_slots
from triage.advise.situation import LENDING, Situation
from triage.advise.steps import choose
from triage.catalog.catalog import Catalog, text_of
from triage.judge.case import Case, Judgement
from triage.model import Contact, Context, Message, Moment, Piece, Reading, ReferenceTime, Step, Text

HEADLINE = "headline"
NO_MESSAGE = "no_message"
# Every key that a text may ask about; what is not known is simply not there.
KEYS = (
    *("headline", "kind", "scam", "error", "conduct", "identity", "error_about", "relation", "claim", "did"),
    *("red_line", "point", "rule", "cue", "org_status", "org_role", "lender_type", "has", "situation"),
)


class Card(NamedTuple):
    """A few sentences to say on the phone."""

    id: str
    title: Text
    lines: tuple[Text, ...]


class Guided(NamedTuple):
    """What to do in one situation. ``first``: the act and why, with ``facts``; ``pieces`` without a headline."""

    id: str
    title: Text
    first: Text
    facts: tuple[str, ...]
    steps: tuple[Step, ...]
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


class Help(NamedTuple):
    """One line to call, and when."""

    contact: Contact
    when: Text
    facts: tuple[str, ...]


def guided(id: str, catalog: Catalog, as_of: date, lenders: tuple[str, ...] = ()) -> Guided:
    """What to do in the situation ``id`` of ``guide.yaml``; ``lenders`` are ids of the register, if it is known who.

    KeyError when there is no such situation. The steps are those of the same facts in a message.
    """
    raw = situations(catalog)[id]
    here = told(raw, catalog, as_of, lenders)
    moment = ReferenceTime(Moment(as_of), "as_of")
    case = Case(Message(""), Context(), Reading(moment), (), (), catalog, as_of)
    kind = next(iter(here.keys["kind"]), "other")
    cards = catalog.section("guide")["cards"]
    return Guided(
        id,
        text_of(raw["title"]),
        text_of(raw["first"]),
        tuple(raw.get("facts", ())),
        choose(case, Judgement(kind, (), ()), here),
        tuple(one for one in answer(case, here) if one.place != HEADLINE),
        tuple(
            Card(one, text_of(cards[one]["title"]), tuple(map(text_of, cards[one]["lines"]))) for one in raw["cards"]
        ),
    )


def situations(catalog: Catalog) -> dict[str, Any]:
    """The situations on record by id, in file order."""
    return {one["id"]: one for one in catalog.section("guide")["situations"]}


def told(raw: Mapping[str, Any], catalog: Catalog, as_of: date, lenders: tuple[str, ...]) -> Situation:
    """The situation that ``raw`` tells of, with what the register says of ``lenders``."""
    orgs = [catalog.org(id) for id in lenders]
    given: dict[str, set[str]] = {key: set(raw["when"].get(key, ())) for key in KEYS}
    card = "card" in given["has"]
    offer = partial(offered, catalog, lenders, card, as_of)
    slots = dict(path_slots(catalog, lenders, as_of, card))
    given["has"] |= {NO_MESSAGE, *slots}
    given["situation"].add(raw["id"])
    for org in orgs:
        given["org_status"].add(org.status)
        given["org_role"].add(org.role)
        given["lender_type"].add(org.lender_type)
    named = [org.id for org in orgs if org.role in LENDING and org.identifies]
    if named:
        slots["org"] = named[0]
        given["has"].add("lender")
    apps = offer("claimed:app")
    if apps:
        slots["app"] = apps[0].value
        given["has"].add("app")
    if offer("claimed:hotline"):
        given["has"].add("hotline")
    return Situation({key: frozenset(values) for key, values in given.items()}, slots, {}, offer)


def help_now(catalog: Catalog, as_of: date) -> tuple[Help, ...]:
    """The lines to call in need, most urgent first; one that is not on record is left out."""
    return tuple(
        Help(contact, text_of(one["when"]), tuple(one.get("facts", ())))
        for one in catalog.section("guide")["help"]
        for contact in offered(catalog, (), False, as_of, one["contact"])
    )


# --- which one is meant ----------------------------------------------------------------------------------------------


def meant(sought: str, records: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids of the ``records`` (each with ``id title names``) that ``sought`` may mean, the likeliest first.

    One alone when it is an id or a name, or when one fits best; else those whose names contain it or lie in it, else
    those spelled nearly so.
    """
    from difflib import SequenceMatcher

    said = plain(sought[:LONGEST])
    if not said:
        return ()
    names = {one["id"]: [plain(name) for name in (one["id"], *one["title"].values(), *one["names"])] for one in records}
    exact = [id for id, known in names.items() if said in known]
    if exact:
        return tuple(exact[:1])
    within = {id: max((overlap(said, name) for name in known), default=0) for id, known in names.items()}
    found = ranked({id: length for id, length in within.items() if length > 1})
    if found:
        return found
    alike = {id: max(SequenceMatcher(None, said, name).ratio() for name in known) for id, known in names.items()}
    return ranked({id: ratio for id, ratio in alike.items() if ratio >= SIMILAR})


LONGEST = 80  # characters of what is sought that are looked at
SIMILAR = 0.6  # 信用卡还不起 and 信用卡还不上 are 0.83 alike


def ranked(scores: Mapping[str, float]) -> tuple[str, ...]:
    """The ids by score, the best alone when nothing comes near it."""
    found = sorted(scores, key=lambda id: -scores[id])
    return tuple(found[:1] if len(found) > 1 and scores[found[0]] > scores[found[1]] else found)


def plain(name: str) -> str:
    """``name`` as it is compared: lower case, without blanks and marks.

    >>> plain("Credit-Error "), plain("不确定，借没借过")
    ('crediterror', '不确定借没借过')
    """
    return "".join(sign for sign in name.lower() if sign.isalnum())


def overlap(one: str, other: str) -> int:
    """The length of the shorter text when it lies in the longer, else 0."""
    short, long = sorted((one, other), key=len)
    return len(short) if short in long else 0
