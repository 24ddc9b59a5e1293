"""Counts that do not fit one another: debts announced and listed, instalments paid and left."""

from __future__ import annotations

import re

from triage.judge.figures import Conflict, Options, between, figures
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, count_of, first_of, says

ANNOUNCED = "(?:共|共有|有|名下|总共)(COUNT)(?:笔|项|张|单|个账户)(?:借款|贷款|逾期|欠款|账单|债务|未还)?"
ORDINAL = "第(COUNT)(?:笔|项|张|单)"
LISTED = "(?:依次|分别|金额)(?:为|是|:)"
LIST_MARKS = frozenset("、,和与及以;:. ")
IN_ALL = "(?:总期数|总|共|共分|一共|总共|分成|分|合计)(?:为|:)?(COUNT)(?:期|个月(?=每))(?!账单|没|未|逾)"
PAID = "(?:还到第|已还|已经还了|已经还|还了|已付|已缴|已扣)(COUNT)期"
LEFT = "(?:剩余未还期数|剩余期数|剩余|还剩|尚余|还有|剩下|未还期数|剩|待还|未还)(?:为|:)?(COUNT)期"
TWO_FORMS = "([零壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十]{1,3})期[(]([0-9]{1,3})期?[)]"
IN_A_ROW = "连续(?:逾期)?(COUNT)期"
IN_PARTS = "(?<![0-9第])(COUNT)期(?:免息|无息|零息)?分期"
OVER = "(?:已有|已经有|连续|有)(COUNT)期(?:未还|没还|逾期|未付)"
ALL_LISTED = "(?:以上|就这|这|上述)(COUNT)(?:笔|项|张|单|次|回)(?:全部|就是全部|没别的|为全部|,?没有别的|哈|了|,)"
ALTOGETHER = "累计(?:逾期)?(?:期数)?(?:为|是|:)?(COUNT)期"
MONTHLY = "(?:一年|共|一共|总共)(COUNT)个月,?每(?:个)?月"
THIS_ONE = "第(COUNT)(?:期|个月)"
OPEN_END = ("等", "其余", "其他", "其它", "含本期", "又", "新增", "展期", "延长")


def counts_do_not_fit(scene: Scene, _: Options) -> Conflict | None:
    """Two counts of one debt, one of which is higher or lower than the other allows."""
    if says(scene, "mended") or any(word in scene.prepared.text for word in OPEN_END):
        return None
    return announced(scene) or instalments(scene)


def announced(scene: Scene) -> Conflict | None:
    """共3笔 with two sums behind it, or 两笔 with a third."""
    found = list(all_of(scene, ANNOUNCED))
    if len(found) != 1:
        return None
    count, numbered = count_of(found[0][1]), list(all_of(scene, ORDINAL))
    highest = max(((count_of(one[1]) or 0, at) for at, one in enumerate(numbered)), default=(0, 0))
    if count and count > 1 and len(numbered) > count and highest[0] > count:
        return differ(scene, found[0], numbered[highest[1]])
    if len(found) == 1 and count and (all_told := closed(scene, found[0], count)) is not None:
        return all_told
    listed = first_of(scene, LISTED)
    if "其中" in scene.prepared.text or listed is None or count is None or listed.start() < found[0].end():
        return None
    after = [one for one in figures(scene) if scene.prepared.placed(one.span)[0] >= listed.end()]
    run = after[:1]
    for one in after[1:]:
        if not LIST_MARKS.issuperset(between(scene, run[-1].span, one.span)):
            break
        run.append(one)
    if not run or scene.prepared.placed(run[0].span)[0] > listed.end() + 2 or len(run) in (1, count):
        return None
    return differ(scene, found[0], listed, str(len(run)))


def closed(scene: Scene, found: re.Match[str], count: int) -> Conflict | None:
    """有三笔 with two sums behind it, and 就这三笔 behind them."""
    end = first_of(scene, ALL_LISTED)
    if end is None or count_of(end[1]) != count or end.start() < found.end():
        return None
    from triage.judge.reckoning import reckoning

    listed = [one for one in reckoning(scene) if one.is_sum and found.end() <= one.start < end.start()]
    if len(listed) in (0, 1, count, count + 1) or any(one.price for one in listed):
        return None
    return differ(scene, found, end, str(len(listed)))


def instalments(scene: Scene) -> Conflict | None:
    """More paid or left than there are, or more in a row than altogether."""
    if says(scene, "several") and "每" not in scene.prepared.text:
        return None
    forms = first_of(scene, TWO_FORMS)
    if forms is not None and count_of(forms[1]) != count_of(forms[2]):
        return differ(scene, forms, forms, forms[2])
    row, altogether = first_of(scene, IN_A_ROW), first_of(scene, ALTOGETHER)
    if row is not None and altogether is not None and (count_of(row[1]) or 0) > (count_of(altogether[1]) or 0) > 0:
        return differ(scene, row, altogether)
    monthly, here = first_of(scene, MONTHLY), first_of(scene, THIS_ONE)
    if monthly is not None and here is not None and (count_of(here[1]) or 0) > (count_of(monthly[1]) or 0) > 0:
        return differ(scene, monthly, here)
    parts, over = first_of(scene, IN_PARTS), first_of(scene, OVER)
    if parts is not None and over is not None and (count_of(over[1]) or 0) > (count_of(parts[1]) or 0) > 1:
        return differ(scene, parts, over)
    whole = list(all_of(scene, IN_ALL))
    paid, left = list(all_of(scene, PAID)), list(all_of(scene, LEFT))
    left = [one for one in left if not any(each.start() <= one.start() < each.end() for each in whole)]
    if len(whole) != 1 or len(left) != 1 or len(paid) > 1:
        return None
    total, rest, gone = count_of(whole[0][1]), count_of(left[0][1]), count_of(paid[0][1]) if paid else 0
    if not total or rest is None or gone is None or rest + gone <= total:
        return None
    return differ(scene, whole[0], left[0])


def differ(scene: Scene, one: re.Match[str], other: re.Match[str], second: str = "") -> Conflict:
    """Two counts, as they are written."""
    return conflict(scene, one, other, slots=(("first", one[0]), ("second", second or other[0])))
