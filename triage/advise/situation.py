"""The situation: what a case looks like to the texts that may answer it, as sets of values under flat keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from triage.advise.contacts import Offer, about_card, claimed_orgs, lender_behind, offer_of, path_slots
from triage.model import Org, Verdict

if TYPE_CHECKING:
    from triage.judge import Case, Judgement

LENDING = ("lender", "platform")
THIRD_PERSONS = ("family", "spouse", "contact", "colleague", "stranger")


class Situation(NamedTuple):
    """``keys``: what holds, by key of ``when``. ``slots``: what a text may name. ``days``: the civil date slots.

    ``offer``: the contacts of the register for a selector.
    """

    keys: Mapping[str, frozenset[str]]
    slots: Mapping[str, str]
    days: Mapping[str, date]
    offer: Offer


def situation(case: Case, judgement: Judgement, verdict: Verdict) -> Situation:
    """The situation of ``case``: only what is known; what is unknown is simply not there."""
    orgs = claimed_orgs(case)
    days = days_of(case)
    offer = offer_of(case)
    context = case.context
    found = judgement.findings
    settled_in_ledger = "paid" in verdict.error_about and context.claim is None
    keys = {
        "headline": {verdict.headline},
        "kind": {verdict.kind},
        "scam": {verdict.scam},
        "error": {verdict.error},
        "conduct": {verdict.conduct},
        "identity": {verdict.identity},
        "error_about": verdict.error_about,
        "relation": {context.relation},
        "claim": {"paid" if settled_in_ledger else context.claim},
        "did": context.did,
        "red_line": (one.red_line for one in found),
        "point": (one.point for one in found),
        "rule": (one.rule for one in found),
        "cue": (one.id for one in case.reading.cues if one.polarity == "asserted"),
        "org_status": (org.status for org in orgs),
        "org_role": (*(org.role for org in orgs), *(one.role for one in case.claimed)),
        "lender_type": (org.lender_type for org in orgs),
        "has": has_of(case, verdict, orgs, days, offer) | of_register(case, orgs).keys(),
        "situation": (),
    }
    known = {key: frozenset(filter(None, values)) for key, values in keys.items()}
    return Situation(known, slots_of(case, orgs, days, offer), days, offer)


def days_of(case: Case) -> dict[str, date]:
    """The dates a text may name: ``deadline``, ``hearing`` and ``court_day``, none of them past at ``as_of``."""
    days: dict[str, date] = {}
    for name, roles in (("deadline", ("due", "deadline")), ("hearing", ("court",))):
        coming = [one.end for one in case.reading.dates if one.role in roles and one.end and one.end >= case.as_of]
        if coming:
            days[name] = min(coming)
    reference = case.reading.reference
    term = timedelta(days=int(case.catalog.section("answers")["terms"]["court_answer"]["days"]))
    received = reference.moment.date
    if reference.source == "received_at" and case.as_of - received <= term <= date.max - received:
        days["court_day"] = received + term
    return days


def has_of(case: Case, verdict: Verdict, orgs: tuple[Org, ...], days: Mapping[str, date], offer: Offer) -> set[str]:
    """What the case has: who received it, contacts on record, things in the message, ages of its dates."""
    reading = case.reading
    third = case.context.relation in THIRD_PERSONS or (
        "recipient" in verdict.error_about and case.context.relation != "guarantor"
    )
    present = {
        "third_person": third,
        "guarantor": case.context.relation == "guarantor",
        "borrower": not third and case.context.relation != "guarantor",
        "hotline": bool(offer("claimed:hotline")),
        "app": bool(offer("claimed:app")),
        "lender": any(org.role in LENDING and org.identifies for org in orgs),
        "link": bool(reading.links),
        "phone": bool(reading.phones),
        "amount": bool(reading.amounts),
        "account": bool(reading.accounts),
        "card": about_card(case),
        "overdue": any(one.role == "overdue" for one in reading.durations)
        or any(one.id == "state.overdue" and one.polarity == "asserted" for one in reading.cues),
        "old_dates": is_old(case),
        "several_loans": sum(one.status not in ("closed", "paid") for one in case.context.loans) > 1,
        "past_due": any(one.role in ("due", "deadline") and one.end and one.end < case.as_of for one in reading.dates),
        "not_chinese": not_chinese(case.message.text),
    }
    return {name for name, there in present.items() if there} | set(days)


def of_register(case: Case, orgs: tuple[Org, ...]) -> dict[str, str]:
    """What is on record of those the message speaks for that a text may name, and that ``has`` asks about: ``path``,
    ``collectors_list``, ``cost_table``, ``credit_report`` (ways to check without a number) and ``lender_behind``.
    """
    claimed = tuple(org.id for org in orgs)
    found = dict(path_slots(case.catalog, claimed, case.as_of, about_card(case)))
    behind = lender_behind(case.catalog, claimed, case.as_of)
    return {**found, "lender_behind": behind} if behind else found


def not_chinese(text: str) -> bool:
    """Whether ``text`` has letters and none of them Chinese: what it says was then not read."""
    if any("\u3400" <= sign <= "\u9fff" for sign in text):
        return False
    return any(sign.isalpha() for sign in text)


def is_old(case: Case) -> bool:
    """Whether every date to pay by lies so far back that limitation may matter, and no later one is named."""
    years = int(case.catalog.section("answers")["terms"]["old_debt"]["years"])
    ends = [one.end for one in case.reading.dates if one.role in ("due", "deadline") and one.end]
    if not ends:
        return False
    last = max(ends)
    return (case.as_of.year - last.year, case.as_of.month, case.as_of.day) >= (years, last.month, last.day)


def slots_of(case: Case, orgs: tuple[Org, ...], days: Mapping[str, date], offer: Offer) -> dict[str, str]:
    """What a text may name: ``org`` as an id of the register, dates in ISO form, a case number as written."""
    slots = {name: day.isoformat() for name, day in days.items()}
    slots.update(of_register(case, orgs))
    named = [org.id for org in orgs if org.role in LENDING and org.identifies]
    if named:
        slots["org"] = named[0]
    apps = offer("claimed:app")
    if apps:
        slots["app"] = apps[0].value
    number = next((one.value for one in case.reading.references if one.kind == "case_number"), None)
    if number:
        slots["case_number"] = number
    return slots
