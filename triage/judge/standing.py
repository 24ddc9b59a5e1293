"""A bill that is said to be paid, repaid or at nothing, and in the same words said to be open."""

from __future__ import annotations

from triage.judge.figures import Conflict, Options, figures
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, count_of, first_of, says

REFUNDED = "(?:已|已经)(?:全额)?退款|无需支付|无需付款|(?:已|已经)(?:关闭|取消)"
TO_PAY = "待支付|待付款|未支付|未付款|请(?:于|在)?[^,。]{0,8}(?:付款|支付)"
CLEARED_ALL = "(?:全部|前|了|清)(COUNT)期(?:账单|借款|分期)?[^。!,]{0,6}"
NUMBERED_OPEN = "(?:第(COUNT)期)[^。;,]{0,16}(?:没还|未还|一直没|请于|前还|还未|欠)"
NO_PRINCIPAL = "(?:剩余|未还|尚欠|欠款|逾期)本金(?:为|是|:)?(?:0|零)(?:[.]00?)?元"
SOME_PRINCIPAL = "(?:尚有|仍有|还有|因有)(?:剩余|部分|未还)?本金(?:未还|未结|未清|没还)|仍欠本金|按剩余本金每"
SAME_BILL = "(本期账单|本月账单|该笔借款|该笔贷款|这笔借款|该订单|该账单)"
PAID = "[^。;!]{0,10}(?:全额还清|已还清|已结清|全部还清|已全部结清|已全额还款)"
UNPAID = "(?:未偿还|未还|没还|尚欠|未缴|拖欠)(?:清)?(?:该|这|的)?"
NEVER_PAID = "(?:一分钱?|一毛钱?|一块钱?|分文)(?:都|也)?(?:没|未|不曾)(?:有)?(?:还|给|付)过?"
YET_PAID = "(?:你|您)(?:还|给|付)(?:我|我们)?的那([0-9一二两三四五六七八九十百千万]{1,9})"
ELSEWHERE = ("最低", "部分", "曾", "历史逾期", "本金已", "利息未", "重新", "换货", "尚未结清", "未全部")


def open_and_closed(scene: Scene, _: Options) -> Conflict | None:
    """One bill, order or principal that is over in one sentence and open in another."""
    text = scene.prepared.text
    if says(scene, "mended", "other_loan") or any(word in text for word in ELSEWHERE):
        return None
    found = numbered(scene)
    if found is not None or says(scene, "several"):
        return found
    for over, still in ((NO_PRINCIPAL, SOME_PRINCIPAL), (NEVER_PAID, YET_PAID)):
        first, second = first_of(scene, over), first_of(scene, still)
        if first is not None and second is not None:
            return conflict(scene, first, second)
    return same_bill(scene) or order(scene)


def same_bill(scene: Scene) -> Conflict | None:
    """本期账单已全额还清 … 未偿还本期账单."""
    for first in all_of(scene, SAME_BILL + PAID):
        second = first_of(scene, f"{UNPAID}{first[1]}|{first[1]}[^。;!]{{0,6}}(?:仍未还|尚未还|逾期未还)")
        if second is not None and second.start() > first.end():
            return conflict(scene, first, second)
    return None


def numbered(scene: Scene) -> Conflict | None:
    """All nine instalments, or the first five, are paid, and the third is wanted."""
    text = scene.prepared.text
    first = next((one for one in all_of(scene, CLEARED_ALL) if is_cleared(text, one.start(), one.end())), None)
    second = first_of(scene, NUMBERED_OPEN)
    if first is None or second is None or second.start() < first.end():
        return None
    number, last = count_of(second[1]), count_of(first[1])
    if number is None or last is None or not 0 < number <= last:
        return None
    return conflict(scene, first, second)


def is_cleared(text: str, start: int, end: int) -> bool:
    """Whether the words around a number of instalments say that they are paid."""
    around = text[max(0, start - 6) : end]
    paid = any(word in around for word in ("结清", "还清", "付清"))
    return paid and not any(word in around for word in ("未", "没", "若", "如", "可", "请", "后"))


def order(scene: Scene) -> Conflict | None:
    """A refunded order whose very sum is to be paid."""
    first, second = first_of(scene, REFUNDED), None
    for one in all_of(scene, TO_PAY):
        needless = "无需" in scene.prepared.text[one.start() - 2 : one.end()]
        if first is not None and one.start() > first.end() and not needless:
            second = one
            break
    sums = [one.value for one in figures(scene)]
    if first is None or second is None or len(sums) < 2 or len(set(sums)) != 1 or "订单" not in scene.prepared.text:
        return None
    return conflict(scene, first, second)
