"""Lengths of time that do not fit the days at their two ends."""

from __future__ import annotations

from datetime import date, timedelta

from triage.judge.figures import Conflict, Options
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, count_of, day_of, first_of, received, says
from triage.read.civil import add_months

MONTH_SLACK = 3
MONTHS_OF_YEAR = 12
YEARS_APART = 1.5
CENTURY, SHORT_YEAR = 2000, 2  # 22年 is 2022
QUARTER_MONTHS = 3
UNITS = "天|日|个月|年"
TERM = (
    f"(?:借期|借款期限|贷款期限|期限|租期|为期|借款期|说好借|约定借|借)(?:为|是|:|共)?(COUNT)({UNITS})(?!内|前|后|以)"
)
RANGE = "(DAY)(?:起)?(?:到|至|-|~|—)(DAY)"
BEGUN = (
    "(DAY)(?:我)?(?:借出|借入|借的|借款|借(?!期)|拿的|放款|放的款|起息|发放)|(?:借款日|放款日|起息日|借出日)(?:"
    "期)?(?:为|是|:)?(DAY)"
)
ENDS = (
    "(?:到期日|到期|最后还款日|最后一期还款日|末期还款日)(?:为|是|:|即)?(DAY)"
    "|(DAY)[)]?(?:就|即|已|已经|就是|为|是)?(?:到期|期满|届满)"
)
WITHIN = "(DAY)?\\)?(?:起)?(COUNT)(天|日|小时)(?:之内|以内|内),?(?:即|也就是|就是)(?:在|至|到)?(DAY)"
GRACE = (
    "(COUNT)(?:天|日)的?宽限期?,?(?:即|至|到|截至|也就是)(?:在)?(DAY)|宽限期?(?:为|是|:)?(COUNT)(?:天|日),?(?:"
    "即|至|到|截至|也就是)(?:在)?(DAY)"
)
DAYS_LEFT = (
    "(?:距离|距|离)(?:最后)?(?:到期)?(?:还款日|到期日|到期|期限|付款日|缴费截止日|截止日)期?(?:为|是|:)?(DAY)[^"
    "0-9。;!]{0,6}(?:剩|余|有)(COUNT)(?:天|日)"
)
PERIOD_LEFT = (
    "距(?:离)?(?:该|此|上述)(?:期限|日期|还款日|到期日)(?:届满|到期)?(?:仅|只|尚|还)?(?:剩|余|有)(COUNT)(?:天|日)"
)
YEARS = (
    "([0-9]{4}|[0-9]{2}(?=年[0-9]{1,2}月))年(?:[0-9]{1,2}月)?[^。;!?]{0,14}?(?:到现在|到今年|至今|到今天|到如今|到[0-9]{4}年?)[,]?(?:[0-9]"
    "{4}年?)?(?:整整|都|已经|已|足足|就|有|快){0,3}(COUNT)年"
)
MONTHS = "(COUNT)月(?:份)?(?:到|至|-|~)(COUNT)月(?:份)?[^0-9。]{0,14}?,?(?:这|共|一共|总共|合计|共计)(COUNT)个月"
QUARTER = "第?([一二三四1234])季度[( ]?(COUNT)月?份?(?:到|至|-|~)(COUNT)月"
AGREED = "(?:约的|约定|约好|说好|讲好|答应)(?:的)?(?:是|在|今年)?(DAY)(?:前|之前)?(?:还|给|到期|结清)"
DRAGGED = "(?:拖|晚|超|迟|过)了?(?:整整|都|足足|已经|有){0,2}(COUNT)天"
HANDED = "(今年|[0-9]{4}年)?((?:COUNT)月(?:COUNT)[日号])(?:才|就|已经)?(?:给你|借给|打给|转给|借的)"
AGREED_YEAR = (
    "(?:约定|约好|说好|讲好)(?:的)?(?:是|在)?(今年|[0-9]{4}年)?((?:COUNT)月(?:COUNT)[日号])(?:前|之前)?(?:还|到期|结清)"
)
BEFORE = 14
UNKNOWN_START = ("收到", "签收", "送达", "工作")
INSTALMENT = ("每月", "每期", "本期", "分期", "月供", "当期")


def length_does_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """A length of time and the two days or months between which it is said to lie, which are not so far apart."""
    if says(scene, "mended"):
        return None
    for test in (term, within, grace, left, dragged, due_first, years, months, quarter):
        found = test(scene)
        if found is not None:
            return found
    return None


def expected_end(start: date, count: int, unit: str) -> date | None:
    """The day ``count`` units after ``start``."""
    if unit in ("天", "日"):
        return start + timedelta(days=count)
    return add_months(start, count * (MONTHS_OF_YEAR if unit == "年" else 1))


def term(scene: Scene) -> Conflict | None:
    """借期7天 with the day of the loan and the day it falls due."""
    named = list(all_of(scene, TERM))
    if len(named) != 1 or says(scene, "several") or any(word in scene.prepared.text for word in INSTALMENT):
        return None
    span, begun, ends = first_of(scene, RANGE), list(all_of(scene, BEGUN)), list(all_of(scene, ENDS))
    if span is not None:
        start, end, last = day_of(scene, span[1]), day_of(scene, span[2]), span
    elif len(begun) == 1 and len(ends) == 1:
        start, end, last = day_of(scene, begun[0][1] or begun[0][2]), day_of(scene, ends[0][1] or ends[0][2]), ends[0]
    else:
        return None
    count = count_of(named[0][1])
    if start is None or end is None or not count or end <= start:
        return None
    due = expected_end(start, count, named[0][2])
    slack = 1 if named[0][2] in "天日" else MONTH_SLACK
    if due is None or abs((due - end).days) <= slack:
        return None
    return conflict(scene, named[0], last, slots=(("said", named[0][0]), ("other", last[0])))


def within(scene: Scene) -> Conflict | None:
    """15日内，即12月31日前: counted from the day named before it, else from the day the message came."""
    for found in all_of(scene, WITHIN):
        before = scene.prepared.text[max(0, found.start() - BEFORE) : found.start()]
        if any(word in before for word in UNKNOWN_START):
            continue
        start = day_of(scene, found[1]) if found[1] else received(scene)
        end, count = day_of(scene, found[4]), count_of(found[2])
        if start is None or end is None or count is None:
            continue
        due = start + (timedelta(hours=count) if found[3] == "小时" else timedelta(days=count))
        if abs((due - end).days) > MONTH_SLACK:
            return conflict(scene, found, slots=(("said", found[2] + found[3] + "内"), ("other", found[4])))
    return None


def grace(scene: Scene) -> Conflict | None:
    """宽限3天，即11月26日, and the due date before it."""
    found = first_of(scene, GRACE)
    if found is None:
        return None
    due = [one for one in scene.reading.dates if one.role == "due" and one.raw not in found[0] and one.start == one.end]
    if len(due) != 1 or due[0].relative or due[0].start is None:
        return None
    end, count = day_of(scene, found[2] or found[4]), count_of(found[1] or found[3])
    if end is None or count is None or end == due[0].start or abs((due[0].start - end).days + count) <= 1:
        return None
    return conflict(scene, found, slots=(("said", found[0]), ("other", due[0].raw)))


def left(scene: Scene) -> Conflict | None:
    """距还款日12月10日仅剩3天, counted from the day the message came."""
    came, found = received(scene), first_of(scene, DAYS_LEFT)
    by, count = (day_of(scene, found[1]), count_of(found[2])) if found else (None, None)
    if found is None:
        found = first_of(scene, PERIOD_LEFT)
        days = [one.end for one in scene.reading.dates if "月" in one.raw and one.end]
        by, count = (days[0], count_of(found[1])) if found and len(days) == 1 else (None, None)
    if found is None or by is None or count is None or came is None or abs((by - came).days - count) <= 1:
        return None
    return conflict(scene, found, slots=(("said", found[0]), ("other", came.isoformat())))


def dragged(scene: Scene) -> Conflict | None:
    """约的11月20号还 and 拖了十九天, counted to the day the message came."""
    came, by, late = received(scene), list(all_of(scene, AGREED)), list(all_of(scene, DRAGGED))
    if came is None or len(by) != 1 or len(late) != 1 or says(scene, "several"):
        return None
    day, count = day_of(scene, by[0][1]), count_of(late[0][1])
    if day is None or count is None or day >= came or abs((came - day).days - count) <= 1:
        return None
    return conflict(scene, by[0], late[0], slots=(("said", late[0][0]), ("other", by[0][1])))


def due_first(scene: Scene) -> Conflict | None:
    """8月3日借给 and 约定7月3日还, in one year that is named."""
    taken, by = list(all_of(scene, HANDED)), list(all_of(scene, AGREED_YEAR))
    if len(taken) != 1 or len(by) != 1 or not taken[0][1] or taken[0][1] != by[0][1] or says(scene, "several"):
        return None
    days = [day_of(scene, f"2024年{one[2]}") for one in (taken[0], by[0])]
    if days[0] is None or days[1] is None or days[1] >= days[0]:
        return None
    return conflict(scene, taken[0], by[0], slots=(("said", by[0][2]), ("other", taken[0][2])))


def years(scene: Scene) -> Conflict | None:
    """2024年6月, 到现在整整五年."""
    came = received(scene)
    for found in all_of(scene, YEARS):
        count = count_of(found[2])
        begun = int(found[1]) + (CENTURY if len(found[1]) == SHORT_YEAR else 0)
        if came is None or count is None or abs(came.year - begun - count) < YEARS_APART:
            continue
        return conflict(scene, found, slots=(("said", f"{found[2]}年"), ("other", f"{found[1]}年")))
    return None


def months(scene: Scene) -> Conflict | None:
    """3月到10月 and 这6个月: both ends counted, or one."""
    for found in all_of(scene, MONTHS):
        first, last, count = (count_of(found[at]) or 0 for at in (1, 2, 3))
        if not (1 <= first <= MONTHS_OF_YEAR and 1 <= last <= MONTHS_OF_YEAR):
            continue
        apart = (last - first) % MONTHS_OF_YEAR
        if count not in (apart, apart + 1, apart + MONTHS_OF_YEAR, apart + MONTHS_OF_YEAR + 1):
            return conflict(scene, found, slots=(("said", f"{found[3]}个月"), ("other", f"{found[1]}月到{found[2]}月")))
    return None


def quarter(scene: Scene) -> Conflict | None:
    """第三季度 and months that are those of another."""
    for found in all_of(scene, QUARTER):
        number = "一二三四".find(found[1]) + 1 or int(found[1])
        first, last = count_of(found[2]) or 0, count_of(found[3]) or 0
        if last - first == QUARTER_MONTHS - 1 and last != number * QUARTER_MONTHS and last % QUARTER_MONTHS == 0:
            return conflict(scene, found, slots=(("said", f"第{found[1]}季度"), ("other", f"{first}月到{last}月")))
    return None
