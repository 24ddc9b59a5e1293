"""Days that cannot both be right.

Days overdue are counted to the day the message was received or to a day it names itself, never to the day of the
answer.
"""

from __future__ import annotations

from datetime import date, timedelta

from triage.judge.figures import Conflict, Options, ahead, asserted, bill_words, figures, on_text, single_day
from triage.judge.scene import Scene
from triage.model import Duration, Evidence, Span

BEFORE = -2  # sentences between words of being overdue and the due date behind them


def overdue_of(scene: Scene) -> tuple[Duration, int] | None:
    """The only overdue period, in days."""
    found = [one for one in scene.reading.durations if one.role == "overdue"]
    if len(found) == 1 and found[0].days is not None:
        return found[0], found[0].days
    return None


def counted_to(scene: Scene) -> date | None:
    """The day to which days overdue are counted: one the message names, else the day it was received."""
    named = single_day(scene, "as_of")
    if named is not None and not named[0].relative:
        return named[1]
    reference = scene.reading.reference
    return reference.moment.date if reference.source == "received_at" else None


def overdue_days_do_not_fit(scene: Scene, options: Options) -> Conflict | None:
    """Days overdue that do not lead from the due date to the day of the message.

    One day either way is tolerated, days of grace (``grace``, or as the message says) and the uneven length of months.
    """
    if any(word in scene.prepared.text for word in bill_words(scene, "slips")):
        return None
    overdue, end = overdue_of(scene), counted_to(scene)
    due = single_day(scene, "due", but=end) or single_day(scene, "deadline", but=end)
    if due is None or overdue is None or end is None:
        return None
    if due[0].relative and (scene.reading.reference.source != "received_at" or due[1] == end):
        return None
    passed = (end - due[1]).days
    if passed < 0:
        return None
    duration, days = overdue
    grace = max(
        [int(options.get("grace", "0")), *(one.days or 0 for one in scene.reading.durations if one.role == "grace")]
    )
    slack = 1 + (days // 15 if duration.approx else 0)
    if passed - grace - slack <= days <= passed + slack:
        return None
    slots = (("due", due[1].isoformat()), ("days", str(days)), ("counted", str(passed)), ("to", end.isoformat()))
    return Conflict(on_text(duration.span, due[0].span), slots)


def due_after_overdue(scene: Scene, _: Options) -> Conflict | None:
    """A sentence that calls the debt overdue and gives a due date still to come.

    Charges already taken for being late may stand in the sentence after it, and words of being overdue in the two
    before. What is merely supposed (若仍未还), charged by the day, and another bill (另有…) say nothing.
    """
    due = single_day(scene, "due")
    if due is None or due[1] <= scene.reading.reference.moment.date:
        return None
    place = on_text(due[0].span)[0]
    here = scene.segment("sentence", place) or 0
    late = bill_words(scene, "late")
    said = [(one.span, 0) for one in scene.reading.durations if one.role == "overdue"]
    reach = {"state.overdue": 0, "state.late_charged": 1}
    said += [
        (one.span, reach[one.id])
        for one in asserted(scene, *reach)
        if any(word in around(scene, one.span) for word in late)
        and not begins_clause(scene, one.span)
        and not ahead(scene, one.span).endswith(bill_words(scene, "not_late"))
    ]
    sums = figures(scene)
    taken = [one for one in sums if one.role == "penalty" and one.value]
    if any(one.role in ("principal", "interest", "fee") for one in sums):
        taken = []  # one part of a bill, which may bear the charges of the bill before
    if taken and not any(one.id == "state.each_day" for one in scene.reading.cues):
        said += [(one.span, 1) for one in taken]
    for span, after in sorted(said):
        begin, end = sorted((span, due[0].span))
        if not BEFORE <= (scene.segment("sentence", on_text(span)[0]) or 0) - here <= after:
            continue
        if supposed(scene, span) or any(word in stretch(scene, begin, end) for word in bill_words(scene, "between")):
            continue
        return Conflict((*on_text(span), place), (("due", due[1].isoformat()),))
    return None


def begins_clause(scene: Scene, span: Span) -> bool:
    """Whether ``span`` begins its clause: 逾期未更新… says what happens if it is late."""
    return any(one.start == span.start for one in scene.reading.clauses)


def around(scene: Scene, span: Span) -> str:
    """The words of ``span`` and the two characters before it, as they are read."""
    start, end = scene.prepared.placed(span)
    return scene.prepared.text[max(0, start - 2) : end]


def stretch(scene: Scene, first: Span, last: Span) -> str:
    """The text from the beginning of ``first`` to the end of ``last``, as it is read."""
    return scene.prepared.text[scene.prepared.placed(first)[0] : scene.prepared.placed(last)[1]]


def supposed(scene: Scene, span: Span) -> bool:
    """Whether the clause of ``span`` begins with a condition before it."""
    clauses = [one for one in scene.reading.clauses if one.start <= span.start < one.end]
    before = ahead(scene, span)[scene.prepared.placed(clauses[0])[0] :] if clauses else ""
    return any(word in before for word in bill_words(scene, "supposed"))


def impossible_due_date(scene: Scene, _: Options) -> Conflict | None:
    """A day to pay by that no calendar has."""
    for one in scene.reading.dates:
        if one.start is None and one.end is None and one.role in ("due", "deadline"):
            return Conflict(on_text(one.span), (("due", one.raw),))
    return None


def due_before_loan(scene: Scene, _: Options) -> Conflict | None:
    """A day to pay by that lies before the loan was taken."""
    taken = [one for one in scene.reading.dates if one.role == "loan" and one.start is not None]
    by = [one for one in scene.reading.dates if one.role in ("due", "deadline") and one.end is not None]
    if any(one.start > scene.reading.reference.moment.date for one in taken if one.start):
        return None
    if len(taken) != 1 or len(by) != 1 or taken[0].start is None or by[0].end is None or taken[0].start <= by[0].end:
        return None
    slots = (("loan", taken[0].start.isoformat()), ("due", by[0].end.isoformat()))
    return Conflict(on_text(by[0].span, taken[0].span), slots)


def due_before_statement(scene: Scene, _: Options) -> Conflict | None:
    """A bill that came out after the day on which it is due. Words for another bill (上期, 下期) explain it."""
    issued, due = single_day(scene, "statement"), single_day(scene, "due")
    if issued is None or due is None or issued[0].relative or due[0].relative or issued[1] <= due[1]:
        return None
    from triage.judge.stated import says

    if says(scene, "mended", "several") or any(one.role == "paid" for one in scene.reading.dates):
        return None
    if any(word in scene.prepared.text for word in bill_words(scene, "between")):
        return None
    return Conflict(on_text(due[0].span, issued[0].span), (("first", issued[0].raw), ("second", due[0].raw)))


def paid_before_due(scene: Scene, _: Options) -> Conflict | None:
    """The recipient paid on or before the due date, stated or reckoned back from the day of the message."""
    paid = scene.case.context.paid_on
    if paid is None:
        return None
    stated = single_day(scene, "due")
    if stated is not None:
        place, due = stated[0].span, stated[1]
    else:
        overdue, end = overdue_of(scene), counted_to(scene)
        if overdue is None or end is None or (end - date.min).days < overdue[1]:
            return None
        place, due = overdue[0].span, end - timedelta(days=overdue[1])
    if paid > due:
        return None
    at = (Evidence("context.paid_on", 0, len(paid.isoformat())), *on_text(place))
    return Conflict(at, (("paid_on", paid.isoformat()), ("due", due.isoformat())))


def paid_in_time_by_its_words(scene: Scene, _: Options) -> Conflict | None:
    """The message itself dates the payment on or before the due date, and calls it overdue."""
    paid, due, day = single_day(scene, "paid"), single_day(scene, "due"), scene.reading.reference.moment.date
    if paid is None or due is None or paid[1] > due[1] or due[1] > day:
        return None
    if any(one.id == "state.left" for one in scene.reading.cues):
        return None
    late = [one.span for one in scene.reading.durations if one.role == "overdue"]
    late += [one.span for one in asserted(scene, "state.overdue")]
    late = [one for one in late if not supposed(scene, one)]
    if not late or any(word in scene.prepared.text for word in bill_words(scene, "between")):
        return None
    slots = (("paid_on", paid[1].isoformat()), ("due", due[1].isoformat()))
    return Conflict(on_text(min(late), paid[0].span, due[0].span), slots)


def loan_dated_from(scene: Scene, options: Options) -> Conflict | None:
    """A loan is dated on or after ``day``."""
    for one in scene.reading.dates:
        if one.role == "loan" and one.start is not None and one.start.isoformat() >= options["day"]:
            return Conflict(on_text(one.span), (("loan", one.start.isoformat()),))
    return None


def dates_years_old(scene: Scene, options: Options) -> Conflict | None:
    """Every day to pay by lies ``years`` or more before the day of the answer.

    With ``before`` ("receipt"), the earliest of them lies so far before the day the message was received, if that is
    known: such a message may well name a new day to pay by.
    """
    days = [(one.end, one.span) for one in scene.reading.dates if one.role in ("due", "deadline") and one.end]
    if not days:
        return None
    last, span = max(days)
    today, years = scene.case.as_of, int(options.get("years", "3"))
    if options.get("before") == "receipt":
        if scene.reading.reference.source != "received_at":
            return None
        today = scene.reading.reference.moment.date
        last, span = min(days)
    if (today.year - last.year, today.month, today.day) < (years, last.month, last.day):
        return None
    return Conflict(on_text(span), (("last", last.isoformat()),))
