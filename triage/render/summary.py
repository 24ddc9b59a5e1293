"""What was read, in one paragraph: enough to see that the tool saw what the reader sees, and what it did not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from triage.catalog.catalog import Catalog
from triage.model import Amount, Date, Report
from triage.render.json_v1 import money

MONEY_KINDS = ("collection", "pre_due_reminder", "statement", "settlement_offer", "non_loan_arrears", "lawyer_letter")
PARTS = ("principal", "interest", "penalty", "fee")
WHOLE = ("total", "other")
YEAR = "年"
AT_MOST = 6
NEAR = 8
STAGES = ("legal", "outsourced", "collection", "reminder")  # the last stage that a message speaks of counts
STAGED_KINDS = ("collection", "pre_due_reminder", "settlement_offer", "lawyer_letter")
TOLD_DATES = ("due", "deadline", "statement", "loan", "paid", "court", "as_of")
MEANT = {"addressee": "addressed", "debtor": "about"}
LONG_AGO_YEARS = 1
LONGEST_ARREARS_DAYS = 3660


def summary(report: Report, catalog: Catalog, lang: str) -> str:
    """One paragraph without its label."""

    def words(key: str, **slots: object) -> str:
        return catalog.words("reading", key).of(lang).format(**slots)

    reading = report.reading
    items = list(items_of(report, catalog, lang))
    if not items:
        items = [words("nothing")]
    elif not reading.amounts and report.verdict.kind in MONEY_KINDS:
        items.append(words("no_amount"))
    said = catalog.words("labels", "between").of(lang).join(items) + catalog.words("labels", "stop").of(lang)
    more = [said]
    if reading.reference.source == "as_of" and (reading.durations or any(map(told, reading.dates))):
        more.append(words("no_day"))
    due = due_from_overdue(report)
    if due:
        more.append(words("due_about", day=due))
    roles = {one.role for one in reading.amounts}
    staged = report.verdict.kind == "collection" and report.verdict.scam != "likely"
    if staged and roles.intersection(WHOLE) and roles.isdisjoint(PARTS):
        more.append(words("not_apart"))
    notes = catalog.section("ui")["notes"]
    codes = dict.fromkeys(one.code for one in reading.notes if one.code in notes)
    more += [catalog.words("notes", code).of(lang) for code in codes]
    return ("" if lang == "zh" else " ").join(more)


def items_of(report: Report, catalog: Catalog, lang: str) -> Iterator[str]:
    """The things read: days overdue, sums, dates, then what there is of the rest."""

    def words(key: str, **slots: object) -> str:
        return catalog.words("reading", key).of(lang).format(**slots).strip()

    reading = report.reading
    for one in [one for one in reading.people if one.role in MEANT][:1]:
        yield words(MEANT[one.role], name=one.raw)
    for days in dict.fromkeys(one.days for one in reading.durations if one.role == "overdue" and one.days):
        yield words("overdue", days=days)
    text = report.message.text
    sums = dict.fromkeys(
        sum_words(one, text[max(0, one.span.start - NEAR) : one.span.end], catalog, lang) for one in reading.amounts
    )
    yield from list(sums)[:AT_MOST]
    days_named = dict.fromkeys(date_words(one, report, catalog, lang) for one in reading.dates if told(one))
    yield from list(days_named)[:AT_MOST]
    for count in dict.fromkeys(one.count for one in reading.durations if one.count):
        yield words("instalments", count=count)
    stage = stage_of(report)
    if stage:
        yield words(f"stage_{stage}")
    references = Counter(one.kind for one in reading.references)
    for kind in ("case_number", "contract", "id_number"):
        if references[kind]:
            yield words(kind, count=references[kind])
    accounts = Counter(
        f"bank_card_{one.holder}" if one.kind == "bank_card" and one.holder in ("person", "own") else one.kind
        for one in reading.accounts
    )
    for kind, count in accounts.items():
        yield words(kind, count=count)
    if reading.phones:
        yield words("phones", count=len({one.digits for one in reading.phones}))
    if reading.links:
        yield words("links", count=len({one.url for one in reading.links}))


def stage_of(report: Report) -> str | None:
    """How far the collecting has come by the words of the message, None when they do not show it."""
    if report.verdict.kind not in STAGED_KINDS or report.verdict.scam == "likely":
        return None
    named = {one.id.removeprefix("stage.") for one in report.reading.cues if one.polarity != "negated"}
    return next((one for one in STAGES if one in named), None)


def told(one: Date) -> bool:
    """Whether a date matters to the reader: one with a role of its own, or a day written in full."""
    return bool(one.start or one.end) and (one.role in TOLD_DATES or not one.relative) and not whole_month(one)


def whole_month(one: Date) -> bool:
    """Whether a date is but the name of a month, as in 11月账单."""
    if one.start is None or one.end is None or one.start.day != 1:
        return False
    same = (one.start.year, one.start.month) == (one.end.year, one.end.month)
    return same and (one.end == date.max or (one.end + timedelta(1)).day == 1)


def sum_words(amount: Amount, before: str, catalog: Catalog, lang: str) -> str:
    """One sum with its role; as the message writes it too, when that is in words. ``before``: what stands before it."""

    def words(group: str, key: str, **slots: object) -> str:
        return catalog.words(group, key).of(lang).format(**slots).strip()

    bounds = {"value": amount.value, "low": amount.low, "high": amount.high}
    shown = {name: money(value) for name, value in bounds.items()}
    bound = "range" if amount.value is None else amount.bound if amount.bound != "range" else "exact"
    value = words("bounds", bound, **shown)
    role = total_words(amount, before, catalog, lang) or role_words("amount_roles", amount.role, catalog, lang)
    yuan = amount.currency == "CNY"
    said = words("reading", "sum" if yuan else "foreign_sum", role=role, value=value, currency=amount.currency)
    figures = any("0" <= sign <= "9" for sign in amount.raw.translate(FULL_WIDTH_FIGURES))
    return said if figures or amount.value == Decimal(0) else words("reading", "written", sum=said, raw=amount.raw)


def total_words(amount: Amount, before: str, catalog: Catalog, lang: str) -> str:
    """What the message itself calls a total (全部, 合计), empty when it does not."""
    if amount.role != "total":
        return ""
    totals = catalog.section("ui")["totals"]
    return next((one[lang] for one in totals.values() if one["zh"] in before), "")


def role_words(group: str, role: str, catalog: Catalog, lang: str) -> str:
    """The word for a role, empty for one that needs none."""
    return catalog.words(group, role).of(lang) if role in catalog.section("ui")[group] else ""


FULL_WIDTH_FIGURES = {0xFF10 + one: 0x30 + one for one in range(10)}


def date_words(one: Date, report: Report, catalog: Catalog, lang: str) -> str:
    """One date with its role, what the message calls it, how it was reckoned, and whether it lies years back."""

    def words(key: str, **slots: object) -> str:
        return catalog.words("reading", key).of(lang).format(**slots).strip()

    role = role_words("date_roles", one.role, catalog, lang)
    last = one.end or one.start or report.as_of
    clock = one.end_time or one.time if one.relative else None
    day = f"{last.isoformat()} {clock}" if clock else last.isoformat()
    if one.start and one.end and one.start != one.end and not (one.role == "deadline" and one.relative):
        said = words("from_to", role=role, start=one.start, end=day)
    elif one.relative:
        said = words("called", role=role, raw=one.raw, day=day)
    else:
        said = words("on" if one.start and one.end else "until" if one.end else "since", role=role, day=day)
    reckoned = one.relative or (YEAR not in one.raw and str(last.year) not in one.raw.translate(FULL_WIDTH_FIGURES))
    if reckoned:
        received = report.reading.reference.source == "received_at"
        return said if received else words("reckoned_today", day=said)
    years = report.as_of.year - last.year - ((report.as_of.month, report.as_of.day) < (last.month, last.day))
    return words("years_ago", day=said, years=years) if years >= LONG_AGO_YEARS and one.role != "loan" else said


def due_from_overdue(report: Report) -> str | None:
    """The due date that the days overdue point to, when the day of receipt is known and no due date is named."""
    reading = report.reading
    if reading.reference.source != "received_at" or "recipient" in report.verdict.error_about:
        return None
    if any(one.role == "due" for one in reading.dates):
        return None
    days = {one.days or 0 for one in reading.durations if one.role == "overdue" and one.days and not one.approx}
    if len(days) != 1:
        return None
    count = days.pop()
    received = reading.reference.moment.date
    return (received - timedelta(count)).isoformat() if count <= LONGEST_ARREARS_DAYS < received.toordinal() else None
