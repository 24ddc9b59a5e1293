"""Names of places, streets and shops make no reminder a threat; threats that name a place stay threats."""

import random
from datetime import date

import pytest

from triage import Message, Report, assess, load_catalog
from triage.read.people import is_han
from triage.read.places import find_places, words_of
from triage.read.prepare import prepare

CATALOG = load_catalog()
DAY = date(2026, 11, 22)
PLAIN = "青竹路"
EVERYDAY = [
    "【青竹快递】您的包裹已到{place}12号门口，请凭取件码3321取件。",
    "【青竹外卖】骑手已到{place}，请下楼取餐。",
    "【青竹物业】{place}3幢业主：本季度物业费480元请于月底前缴纳。",
    "【青竹供电】{place}一带明日8:00至12:00停电检修。",
    "【青竹银行】您尾号0000的信用卡11月20日在{place}消费88.00元。",
    "【青竹银行】尊敬的李强先生，您在{place}支行办理的贷款本期应还873.40元，还款日11月25日。",
    "【青竹小贷】您的借款已逾期5天，请到{place}18号营业厅办理还款。",
    "今晚七点{place}见，别迟到。",
]
# About a debt, with nothing behind the place: enough for a street or an estate, not for a shop.
LOAN = "【青竹小贷】您的借款已逾期5天，还款网点位于{place}，请尽快办理还款。"
NAMES = [
    "坟头小区",
    "棺材店",
    "断头路",
    "杀猪巷",
    "鬼街",
    "死人沟",
    "白骨塔",
    "打狗岭路",
    "砍头崖",
    "乱葬岗公园",
    "黄泉路",
    "阎王殿",
    "杀人坪",
    "人头山",
    "断魂桥",
    "绑架胡同",
    "刀把村",
    "打铁街",
    "火葬场路",
    "殡仪馆公交站",
    "剁椒鱼头馆",
    "孙二娘人肉包子店",
    "刀削面馆",
    "虎口路",
    "骨头巷",
    "斩龙桥",
    "剥皮街",
    "拘留所公交站",
    "监狱小区",
    "阎王面馆",
    "坟头草烧烤",
    "棺材铺奶茶",
]
THREATS = [
    "再不还钱，坟头村见。",
    "不还钱就去棺材店挑一口，钱我出。",
    "欠的钱今晚不还，花圈和棺材抬到你们小区门口。",
    "还不上就把你埋在后山坟头，没人找得到。",
    "不还钱出门小心点，走夜路当心。",
    "再拖，找人在你单位那条路上打断你的腿。",
    "欠钱不还，死路一条。",
    "钱不到账，我们到你家村里泼油漆。",
]


def judged(text: str) -> Report:
    return assess(Message(text, "1069000000", received_at="2026-11-20T10:00"), catalog=CATALOG, as_of=DAY)


def grim() -> list[str]:
    """Words of threats that may be the name of a place: two to four Chinese characters, none that no name has."""
    classes = CATALOG.lexicon.section("classes")
    words = {word for name in ("first_aid", "fate", "weapon") for word in classes[name]}
    never = words_of(CATALOG.lexicon).never
    return sorted(one for one in words if 2 <= len(one) <= 4 and all(map(is_han, one)) and never.isdisjoint(one))


@pytest.mark.parametrize("name", NAMES)
def test_grim_names_of_places(name: str) -> None:
    for template in EVERYDAY:
        assert judged(template.format(place=name)).verdict == judged(template.format(place=PLAIN)).verdict, template


@pytest.mark.parametrize("seed", range(30))
def test_words_of_threats_as_names(seed: int) -> None:
    chance = random.Random(seed)
    words = words_of(CATALOG.lexicon)
    streets = sorted(words.kinds)
    anything = sorted(words.all)
    for template in (*EVERYDAY, LOAN):
        plain = judged(template.format(place=PLAIN)).verdict
        for _ in range(4):
            name = chance.choice(grim()) + chance.choice(streets if template == LOAN else anything)
            assert judged(template.format(place=name)).verdict == plain, (template, name)


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_that_names_a_place_stays_one(text: str) -> None:
    report = judged(text)
    assert report.verdict.headline == "act_now", report.verdict
    assert "violence-threat" in report.verdict.because


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("包裹已到坟头小区12号", ["坟头"]),
        ("您在棺材店消费88.00元", ["棺材"]),
        ("石家庄市打狗岭路见", ["石家", "打狗", "打狗岭"]),
        ("【坟头草烧烤】座位已保留", ["坟头草"]),
        ("前方断头路，请掉头", ["前方断头"]),
        ("死路一条", []),
        ("走夜路当心", []),
        ("坟头村里等你", []),
        ("不还钱，棺材店见", []),
        ("送到您小区", []),
    ],
)
def test_where_a_name_stands(text: str, names: list[str]) -> None:
    prepared = prepare(text, CATALOG.lexicon)
    assert [text[one.start : one.end] for one in find_places(prepared, CATALOG.lexicon)] == names


def test_spans_lie_on_the_original() -> None:
    text = "包\u200b裹已到坟\u200b頭小區12號"
    (found,) = find_places(prepare(text, CATALOG.lexicon), CATALOG.lexicon)
    assert text[found.start : found.end] == "坟\u200b頭"
