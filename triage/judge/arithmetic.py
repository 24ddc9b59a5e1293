"""The tests for sums and dates that cannot both be right, by name. Each gives evidence and figures, or None.

A sum or a date that does not fit is a reason to ask, not a proof: fees may be unlisted, another instalment meant, a
grace period agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from triage.judge import days, offers, parts, settled, twice
from triage.judge.figures import Conflict, Options
from triage.judge.scene import Scene

Test = Callable[[Scene, Options], Conflict | None]


@lru_cache(maxsize=64)
def in_room(room: str, name: str) -> Any:
    """The function ``name`` of a room of the judge, imported when first asked for."""
    return getattr(import_module(f"triage.judge.{room}"), name)


def seldom(room: str, name: str) -> Test:
    """A test whose room few messages need; it is imported for the first of them."""

    def test(scene: Scene, options: Options) -> Conflict | None:
        run: Test = in_room(room, name)
        return run(scene, options)

    return test


def reckoned(room: str, name: str) -> Test:
    """A test of the reckonings of a message, whose room is imported when one is there."""

    def test(scene: Scene, options: Options) -> Conflict | None:
        if "reckoned" not in scene.atoms:
            return None
        if name not in WRITTEN_OUT and len(in_room("reckoning", "reckoning")(scene)) < LEAST_FIGURES:
            return None
        found: Test = in_room(room, name)
        return found(scene, options)

    return test


LEAST_FIGURES = 2
WRITTEN_OUT = ("equation_wrong", "rate_said_two_ways", "least_zero_missed", "shares_exceed_whole")  # fewer will do
# The tests that look at the figures of a reckoning (``reckoning.py``), and the room of each.
RECKONED: Mapping[str, str] = {
    "sum_of_items_wrong": "totals",
    "remainder_wrong": "totals",
    "product_wrong": "totals",
    "equation_wrong": "totals",
    "share_wrong": "shares",
    "shares_exceed_whole": "shares",
    "rate_said_two_ways": "shares",
    "part_above_whole": "bounds",
    "waived_yet_charged": "bounds",
    "offer_dearer": "bounds",
    "meter_wrong": "bounds",
    "saving_wrong": "bounds",
    "least_zero_missed": "bounds",
    "sum_above_differs": "bounds",
}


def later(room: str, name: str) -> Test:
    """The test ``name`` of a room that is imported when a message first needs it."""

    def test(scene: Scene, options: Options) -> Conflict | None:
        groups = scene.case.catalog.lexicon.section("statements")["wakes"][name]
        if not all(any(word in scene.prepared.text for word in group) for group in groups):
            return None
        run: Test = in_room(room, name)
        return run(scene, options)

    return test


# Statements about days, counts and standing, which few messages need, with the room each is in.
STATEMENTS: Mapping[str, str] = {
    "day_word_does_not_fit": "calendar",
    "weekday_does_not_fit": "calendar",
    "no_such_day": "calendar",
    "dated_ahead": "calendar",
    "length_does_not_fit": "terms",
    "two_days_for_one": "said_twice",
    "late_in_two_ways": "said_twice",
    "charged_too_early": "said_twice",
    "counts_do_not_fit": "counts",
    "open_and_closed": "standing",
    "differs_from_itself": "same_one",
}

TESTS: Mapping[str, Test] = {
    **{name: later(room, name) for name, room in STATEMENTS.items()},
    **{name: reckoned(room, name) for name, room in RECKONED.items()},
    "parts_do_not_add_up": parts.parts_do_not_add_up,
    "listed_sum_does_not_fit": parts.listed_sum_does_not_fit,
    "equal_instalments_do_not_fit": parts.equal_instalments_do_not_fit,
    "reduction_does_not_fit": offers.reduction_does_not_fit,
    "principal_only_yet_more": offers.principal_only_yet_more,
    "two_forms_differ": twice.two_forms_differ,
    "two_wholes_differ": twice.two_wholes_differ,
    "interest_above_rate": twice.interest_above_rate,
    "nothing_left_yet_demanded": settled.nothing_left_yet_demanded,
    "paid_sum_demanded": settled.paid_sum_demanded,
    "cleared_yet_demanded": settled.cleared_yet_demanded,
    "refund_demanded": settled.refund_demanded,
    "balance_too_high": settled.balance_too_high,
    "instalment_beyond_last": twice.instalment_beyond_last,
    "minimum_above_total": offers.minimum_above_total,
    "settlement_above_debt": offers.settlement_above_debt,
    "overdue_days_do_not_fit": days.overdue_days_do_not_fit,
    "due_after_overdue": days.due_after_overdue,
    "impossible_due_date": days.impossible_due_date,
    "paid_before_due": days.paid_before_due,
    "due_before_loan": days.due_before_loan,
    "due_before_statement": days.due_before_statement,
    "paid_in_time_by_its_words": days.paid_in_time_by_its_words,
    "loan_dated_from": days.loan_dated_from,
    "dates_years_old": days.dates_years_old,
    "deducted_in_advance": seldom("received", "deducted_in_advance"),
    "yearly_rate_above": seldom("received", "yearly_rate_above"),
}

# What must occur before a test is worth running.
GATES: Mapping[str, tuple[str, ...]] = {
    "day_word_does_not_fit": ("date",),
    "weekday_does_not_fit": ("date",),
    "no_such_day": ("note/impossible_date", "date", "duration"),
    "dated_ahead": ("date", "reference/case_number"),
    "length_does_not_fit": ("date", "duration"),
    "two_days_for_one": ("date",),
    "late_in_two_ways": ("duration/overdue",),
    "charged_too_early": ("date",),
    "counts_do_not_fit": ("amount", "duration/term", "duration", "reckoned"),
    "open_and_closed": ("amount", "duration"),
    "differs_from_itself": ("reference", "person", "amount"),
    **dict.fromkeys(RECKONED, ("reckoned",)),
    "parts_do_not_add_up": ("amount/total", "amount/installment"),
    "listed_sum_does_not_fit": ("amount",),
    "equal_instalments_do_not_fit": ("amount/installment",),
    "reduction_does_not_fit": ("amount/settlement", "state.offer_line"),
    "principal_only_yet_more": ("state.principal_only",),
    "two_forms_differ": ("amount",),
    "two_wholes_differ": ("amount",),
    "interest_above_rate": ("amount/interest", "amount/penalty", "state.penalty_named", "amount/principal"),
    "nothing_left_yet_demanded": ("amount/total", "amount/installment"),
    "paid_sum_demanded": ("state.paid",),
    "cleared_yet_demanded": ("state.cleared",),
    "refund_demanded": ("state.refund_owed",),
    "balance_too_high": ("state.left",),
    "instalment_beyond_last": ("duration/term",),
    "minimum_above_total": ("amount/min_payment",),
    "settlement_above_debt": ("amount/settlement",),
    "overdue_days_do_not_fit": ("duration/overdue",),
    "due_after_overdue": ("date/due",),
    "impossible_due_date": ("date/due", "date/deadline"),
    "paid_before_due": ("context.paid_on",),
    "due_before_loan": ("date/loan",),
    "due_before_statement": ("date/statement",),
    "paid_in_time_by_its_words": ("date/paid",),
    "loan_dated_from": ("date/loan",),
    "dates_years_old": ("date/due", "date/deadline"),
    "deducted_in_advance": ("state.received", "context.loans"),
    "yearly_rate_above": ("state.received", "context.loans"),
}

# The slots that each test fills, for the words of a rule.
FILLED: Mapping[str, tuple[str, ...]] = {
    "day_word_does_not_fit": ("said", "to"),
    "weekday_does_not_fit": ("said",),
    "no_such_day": ("said",),
    "dated_ahead": ("said", "to"),
    "length_does_not_fit": ("said", "other"),
    "two_days_for_one": ("first", "second"),
    "late_in_two_ways": ("first", "second"),
    "charged_too_early": ("first", "second"),
    "counts_do_not_fit": ("first", "second"),
    "open_and_closed": (),
    "differs_from_itself": ("first", "second"),
    **dict.fromkeys(RECKONED, ("sum", "total")),
    "parts_do_not_add_up": ("sum", "total"),
    "listed_sum_does_not_fit": ("sum", "total"),
    "equal_instalments_do_not_fit": ("sum", "total"),
    "reduction_does_not_fit": ("sum", "settlement", "total"),
    "principal_only_yet_more": ("sum", "settlement", "total"),
    "two_forms_differ": ("first", "second"),
    "two_wholes_differ": ("first", "second"),
    "interest_above_rate": ("sum", "interest"),
    "nothing_left_yet_demanded": (),
    "paid_sum_demanded": ("total",),
    "cleared_yet_demanded": (),
    "refund_demanded": ("total",),
    "balance_too_high": ("sum", "total"),
    "instalment_beyond_last": ("number", "last"),
    "minimum_above_total": ("minimum", "total"),
    "settlement_above_debt": ("settlement", "total"),
    "overdue_days_do_not_fit": ("due", "days", "counted", "to"),
    "due_after_overdue": ("due",),
    "impossible_due_date": ("due",),
    "paid_before_due": ("paid_on", "due"),
    "due_before_loan": ("loan", "due"),
    "due_before_statement": ("first", "second"),
    "paid_in_time_by_its_words": ("paid_on", "due"),
    "loan_dated_from": ("loan",),
    "dates_years_old": ("last",),
    "deducted_in_advance": ("received", "principal"),
    "yearly_rate_above": ("received", "repay", "days", "rate", "contract", "lpr", "line"),
}
