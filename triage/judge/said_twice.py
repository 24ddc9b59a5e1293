"""What a message says twice of the days of one debt, and not the same: when it is due, how late, from when charged."""

from __future__ import annotations

import re

from triage.judge.figures import Conflict, Options
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, count_of, day_of, first_of, says

PAIR = 2
BILL_OF_MONTH = "月账单"
MONTH = 30
DUE_DAY = "(?<!自动)(?<!月)(?<!上期)(?<!下期)(?:到期还款日|最后还款日|还款日|付款日)(?:期)?,?(?:为|是|:)?[(]?(DAY)"
HANDED_OVER = "(?:于)(DAY)(?:由[^,。;]{1,12})?(?:转让|受让)|(?:转让日|受让日)(?:期)?(?:为|是|:)?(DAY)"
AGREEMENT = ("协议", "签订", "签署", "生效", "基准", "公告", "交割")
SHIFTED = ("宽限", "周日", "周六", "星期日", "星期六", "节假日")
NO_DAYS = "逾期天数(?:为|是|:)?(?:0|零)(?:天|日|,|。|;|$)|(?:已|已经)?逾期(?:0|零)(?:天|日)|从未逾期|未发生过?逾期"
LATE_ALL_THE_SAME = (
    "(?<!避)(?<!以)(?<!避免)(?<!以免)(?<!防止)(?:因|由于)(?:您)?(?:已)?逾期(?!0|零)|逾期(?:已|已经)?(?:超过"
    "|达|满)(COUNT)(?:天|日)"
)
DAYS_LATE = (
    "(?:截至今[天日]|截至目前|截至本日|目前|现|现已|已|已经|当前)逾期(?:了|达)?第?([0-9]{1,4})(?:天|日)(?!内|将)"
)
DAY_LATE = "逾期(?:第|了|已)?([0-9]{1,4})(?:天|日)"
NOT_A_MONTH = "逾期(?:时间)?(?:还|尚|仍)?(?:不足|不满|未满|不到|没到|没满)(一|两|三|1|2|3)个月"
NOT_YET_DUE = (
    "距离?(?:离)?(?:最后|到期)?(?:还款日|到期日|到期还款日|到期)(?:还|仍|尚)?(?:有|剩)(COUNT)(?:天|日)|还款日"
    "(?:还没|尚未|还未|未)到|账单(?:尚未|还没|还未)(?:生成|出账|出来)"
)
CHARGED_FROM = (
    "(?:自|从)(?:还款日)?(?:的?次日)?(DAY)起?,?(?:开始)?(?:计收|计算|加收|收取|计)?(?:逾期)?(?:罚息|违约金"
    "|滞纳金|逾期利息)|(?:逾期罚息|罚息|违约金|滞纳金|逾期利息)(?:自|从)(?:还款日)?(?:的?次日)?(DAY)起"
)
FIRST_LATE = "首次逾期(?:发生)?(?:于|在|是|为|时间为|:)?([0-9]{4})年([0-9]{1,2})月"
LATE_SINCE = "(?:自|因|从)?([0-9]{4})年([0-9]{1,2})月起,?(?:您)?(?:就|已|持续|连续|一直){0,2}逾期"


def two_days_for_one(scene: Scene, _: Options) -> Conflict | None:
    """One due date, or one day of a transfer, that is given as two days."""
    text = scene.prepared.text
    if len(scene.reading.dates) < PAIR or says(scene, "mended", "several") or any(word in text for word in SHIFTED):
        return None
    if text.count(BILL_OF_MONTH) >= PAIR:
        return None
    for form in (DUE_DAY, HANDED_OVER):
        if form is HANDED_OVER and any(word in text for word in AGREEMENT):
            continue
        found = list(all_of(scene, form))
        days = [day_of(scene, next(filter(None, one.groups()))) for one in found]
        if len(found) == PAIR and None not in days and days[0] != days[1]:
            raw = [next(filter(None, one.groups())) for one in found]
            return conflict(scene, *found, slots=(("first", raw[0]), ("second", raw[1])))
    return None


def late_in_two_ways(scene: Scene, _: Options) -> Conflict | None:
    """Not late and late, so many days and fewer than that, or two numbers of days up to the same day."""
    if says(scene, "corrected", "several") or "笔" in scene.prepared.text.replace("该笔", "").replace("这笔", ""):
        return None
    days = list(all_of(scene, DAYS_LATE))
    if len(days) == PAIR and abs(int(days[0][1]) - int(days[1][1])) > 1:
        return between(scene, *days)
    if says(scene, "mended", "not_now"):
        return None
    none, late = first_of(scene, NO_DAYS), first_of(scene, LATE_ALL_THE_SAME)
    if none is not None and late is not None:
        return between(scene, none, late)
    counted, least = list(all_of(scene, DAY_LATE)), first_of(scene, NOT_A_MONTH)
    if len(counted) == 1 and least is not None and int(counted[0][1]) > (count_of(least[1]) or 1) * (MONTH + 1):
        return between(scene, counted[0], least)
    early = first_of(scene, NOT_YET_DUE)
    if early is not None and len(counted) == 1 and int(counted[0][1]) and (early[1] is None or count_of(early[1])):
        return between(scene, counted[0], early)
    return None


def between(scene: Scene, *found: re.Match[str]) -> Conflict:
    """Two statements of how late it is."""
    return conflict(scene, *found, slots=(("first", found[0][0]), ("second", found[1][0])))


def charged_too_early(scene: Scene, _: Options) -> Conflict | None:
    """A charge for being late from a day before the debt was due, or late long before it was first late."""
    if says(scene, "mended", "several"):
        return None
    first, since = first_of(scene, FIRST_LATE), first_of(scene, LATE_SINCE)
    if first is not None and since is not None and (int(since[1]), int(since[2])) < (int(first[1]), int(first[2])):
        return conflict(scene, first, since, slots=(("first", first[0]), ("second", since[0])))
    found = first_of(scene, CHARGED_FROM)
    if found is None:
        return None
    written = found[1] or found[2]
    start = day_of(scene, written)
    due = [
        one
        for one in scene.reading.dates
        if one.role == "due" and not one.relative and one.start is not None and one.start == one.end
    ]
    due = [one for one in due if one.raw.removesuffix("起") != written]
    if len(due) != 1 or start is None or due[0].start is None or start >= due[0].start:
        return None
    return conflict(scene, found, slots=(("first", due[0].raw), ("second", written)))
