"""What is said to be one and the same (a card, a contract, a borrower), and is given two numbers or names."""

from __future__ import annotations

from triage.judge.figures import Conflict, Options, on_text
from triage.judge.scene import Scene
from triage.judge.stated import all_of, conflict, first_of, says

PAIR = 2
LEAST_NAME = 2
CARD_AND_NUMBER = "尾号(?:为|是|:)?([0-9]{4})的?[^,。;()]{0,8}卡[(](?:卡号|账号)?:?[0-9]{0,8}[*x]{2,}([0-9]{4})[)]"
ONLY_ONE = (
    "(?:仅|只)(?:有|签有|签了|办有|办了|持有)?此?(?:一|1)(?:张|份|笔|个)|唯一(?:的)?(?:一)?(?:张|份|笔|个)?(?:"
    "卡|合同|借款|账户)"
)
SAME = ("该", "此", "即", "同一", "上述", "前述")
CONTRACT = "编号(?:为|是|:)?([A-Za-z]{1,6}-?[0-9]{3,12}|[0-9]{5,20})"
TAIL = "尾号(?:为|是|:)?([0-9]{4})"
BORROWER = "借款人(?:姓名)?(?:为|是|:)([\u4e00-\u9fff]{2,3})(?=[,。;)、(]|$|女士|先生|系|,)"
SAME_NAME = "姓名与您(?:本人)?(?:一致|相同|相符)[:,为是]{1,2}([\u4e00-\u9fff]{2,4})(?=[,。;)!]|$)"
GREETED = "(?:^|[,。!】\\]]|患者|学员|用户|客户|尊敬的)([\u4e00-\u9fff]{2,4}?)(?:女士|先生|同学)?,?(?:您好|你好)"
OWN = ("您本人", "系您", "本人名下", "您名下")
NOT_ALONE = (
    "担保",
    "紧急联系人",
    "共同借款",
    "共借",
    "配偶",
    "代为",
    "家属",
    "亲属",
    "法定代表人",
    "曾用名",
    "更名",
    "化名",
    "补充协议",
)


def differs_from_itself(scene: Scene, _: Options) -> Conflict | None:
    """One card with two tails, the only contract with two numbers, the recipient's own loan in another name."""
    if says(scene, "mended") or any(word in scene.prepared.text for word in NOT_ALONE):
        return None
    found = first_of(scene, CARD_AND_NUMBER)
    if found is not None and found[1] != found[2]:
        return conflict(scene, found, slots=(("first", found[1]), ("second", found[2])))
    name, greeted = first_of(scene, SAME_NAME), first_of(scene, GREETED)
    if name is not None and greeted is not None and len(name[1]) == len(greeted[1]) and name[1] != greeted[1]:
        return conflict(scene, greeted, name, slots=(("first", greeted[1]), ("second", name[1])))
    return only_one(scene) or borrower(scene)


def only_one(scene: Scene) -> Conflict | None:
    """The only card or contract there is, under two numbers."""
    text = scene.prepared.text
    if first_of(scene, ONLY_ONE) is None or says(scene, "several"):
        return None
    for form in (TAIL, CONTRACT):
        found = list(all_of(scene, form))
        if len(found) != PAIR or found[0][1] == found[1][1]:
            continue
        if any(word in text[found[0].end() : found[1].start()] for word in SAME):
            return conflict(scene, *found, slots=(("first", found[0][1]), ("second", found[1][1])))
    return None


def borrower(scene: Scene) -> Conflict | None:
    """The person spoken to is said to have borrowed herself, and the borrower bears another name."""
    text = scene.prepared.text
    named = [one for one in scene.reading.people if one.role == "addressee" and len(one.name) >= LEAST_NAME]
    named = [one for one in named if all("\u4e00" <= char <= "\u9fff" for char in one.name)]
    found = first_of(scene, BORROWER)
    if len(named) != 1 or found is None or not any(word in text for word in OWN):
        return None
    if found[1][0] == named[0].name[0] or named[0].name in found[1] or "您" in found[1]:
        return None
    place = scene.prepared.span(*found.span(1))
    return Conflict(on_text(named[0].span, place), (("first", named[0].name), ("second", found[1])))
