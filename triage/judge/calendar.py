"""Days that do not fit the words beside them, the calendar, or the day on which the message came."""

from __future__ import annotations

from datetime import date, timedelta

from triage.judge.figures import Conflict, Options, on_text
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, count_of, day_of, received, says, words
from triage.model import Date
from triage.read.civil import month_length

OFFSETS = {"今": 0, "明": 1, "昨": -1, "后": 2, "前": -2}
WEEKDAYS = "一二三四五六日"
NEAR_DAYS = 120
MONTHS = 12
LONGEST_MONTH = 31
LATELY_DAYS = 45
REACH = 12
DAY_WORD = (
    "(?<![大每当])(今|明|昨|后|前)[天日](?:晚|晚上)?(?:就是|都是|都|已经|已|就|是|即|为)?[ ,(]{0,2}(DAY)(?!线|楼|院)"
)
NUMBERED = "(?<![大每当])(今)[天日](?:都|已经|就|是|已是|已){0,2}([0-9]{1,2})号(?=[了,。!;啊呀吧]|$|还没|都|晚)"
WEEKDAY_BEHIND = "(DAY)[ ,]?[(]?(?:星期|周|礼拜)([一二三四五六日天])(?![一二三四五六日天])"
WEEKDAY_BEFORE = "(?:星期|周|礼拜)([一二三四五六日天])(?:也就是|就是|即)?[ ,]?[(]?(DAY)"
NTH_WEEKDAY = "([0-9]{4}年)?(COUNT)月份?的?第([五六5])个(?:星期|周|礼拜)([一二三四五六日天])"
MONTH_DAYS = (
    "(?:([0-9]{4})年)?(COUNT)月份?(?:按|共|一共|共计|有|的|整月|全月|实际|天数|为|计|满|是){1,4}((?:2|3)[0-9])天"
)
LATE_HOUR = (
    "(?:今日|今晚|今天|明日|明天|明晚|当日|当天|DAY)((?:2[5-9]|[3-9][0-9])(?::[0-9]{2}|[点时]))(?:[0-9]{2}分?)?"
    "(?:之前|以前|前)"
)


def day_word_does_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """今天, 明日, 昨天 beside a date that was another day when the message came; a day's delay is allowed."""
    came = received(scene)
    if came is None or says(scene, "mended", "told"):
        return None
    for found in all_of(scene, DAY_WORD):
        day = day_of(scene, found[2])
        if day is None:
            continue
        wrote = day - timedelta(days=OFFSETS[found[1]])
        if wrote > came or wrote < came - timedelta(days=1):
            return conflict(scene, found, slots=(("said", found[0].strip("(, ")), ("to", came.isoformat())))
    for found in all_of(scene, NUMBERED):
        number = int(found[2])
        if number not in (came.day, (came - timedelta(days=1)).day):
            return conflict(scene, found, slots=(("said", found[0]), ("to", came.isoformat())))
    return None


def weekday_does_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """A date with a day of the week that it is not, or a fifth Wednesday of a month that has four."""
    if says(scene, "mended", "told"):
        return None
    came = received(scene)
    for form, at in ((WEEKDAY_BEHIND, (1, 2)), (WEEKDAY_BEFORE, (2, 1))):
        for found in all_of(scene, form):
            day, named = day_of(scene, found[at[0]]), WEEKDAYS.index(found[at[1]].replace("天", "日"))
            if day is None or day.weekday() == named:
                continue
            if found[at[0]][:4].isdigit() or (came is not None and abs((day - came).days) < NEAR_DAYS):
                return conflict(scene, found, slots=(("said", found[0].strip("(, ")),))
    for found in all_of(scene, NTH_WEEKDAY):
        year, month = int(found[1][:4]) if found[1] else came.year if came else 0, count_of(found[2]) or 0
        if year and 1 <= month <= MONTHS and found[3] in "五5":
            named = WEEKDAYS.index(found[4].replace("天", "日"))
            days = [date(year, month, one) for one in range(29, month_length(year, month) + 1)]
            if all(one.weekday() != named for one in days):
                return conflict(scene, found, slots=(("said", found[0]),))
    return None


def no_such_day(scene: Scene, _: Options) -> Conflict | None:
    """A day, a length of a month or an hour that no calendar and no clock has, where something rests on it."""
    if says(scene, "mended"):
        return None
    for one in scene.reading.dates:
        if one.start is None and one.end is None and one.role in ("loan", "paid", "statement", "event"):
            return Conflict(on_text(one.span), (("said", one.raw),))
    came = received(scene)
    for found in all_of(scene, MONTH_DAYS):
        month = count_of(found[2]) or 0
        year = int(found[1]) if found[1] else came.year if came else 0
        if 1 <= month <= MONTHS and year and month_length(year, month) < int(found[3]) <= LONGEST_MONTH:
            return conflict(scene, found, slots=(("said", found[0]),))
    for found in all_of(scene, LATE_HOUR):
        return conflict(scene, found, slots=(("said", found[0]),))
    return None


def dated_ahead(scene: Scene, _: Options) -> Conflict | None:
    """Something is said to have happened on a day, or in a year, that had not come when the message came."""
    came = received(scene)
    if came is None or says(scene, "mended"):
        return None
    for one in scene.reading.references:
        year = one.value[1:5] if one.kind == "case_number" else ""
        if year.isdigit() and came.year < int(year) <= came.year + 10:
            return Conflict(on_text(one.span), (("said", one.raw), ("to", came.isoformat())))
    for day in scene.reading.dates:
        if day.start is None or day.relative or day.start <= came + timedelta(days=1):
            continue
        if happened(scene, day, came):
            return Conflict(on_text(day.span), (("said", day.raw), ("to", came.isoformat())))
    return None


def happened(scene: Scene, day: Date, came: date) -> bool:
    """Whether the words beside ``day`` say that it is over."""
    text, (start, end) = scene.prepared.text, scene.prepared.placed(day.span)
    before, after = text[max(0, start - REACH) : start], text[end : end + 2 * REACH]
    if any(word in before[-6:] for word in words(scene, "planned")):
        return False
    dated = day.raw[:4].isdigit()
    if not dated and (not says(scene, "lately") or day.start is None or (day.start - came).days > LATELY_DAYS):
        return False
    if before.endswith(words(scene, "happened_before")):
        return True
    after = after.lstrip()
    for word in words(scene, "in_what_way"):
        after = after.removeprefix(word)
    return after.startswith(words(scene, "happened_after")) and says(scene, "since")
