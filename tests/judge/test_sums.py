"""Reckonings that do not come out, and their nearest neighbours that do: real texts, the whole way."""

from datetime import date
from decimal import Decimal

import pytest
from opencc import OpenCC

from tests.judge.made import Made
from triage import Message, assess, load_catalog
from triage.judge.reckoning import makes, reckoning
from triage.judge.scene import Scene

RECEIVED = "2026-11-20T10:00"

ITEMS = "parts-do-not-add-up"
REST = "balance-above-rest"
TIMES = "product-does-not-fit"
SHARE = "share-does-not-fit"
SHARES = "shares-exceed-whole"
RATES = "rate-said-two-ways"
FORMS = "sum-written-two-ways"
BOUND = "part-above-whole"
WAIVED = "waived-yet-charged"
LEAST = "minimum-zero-missed"
ABOVE = "sum-above-differs"
INTEREST = "interest-above-named-rate"

CASES = [
    # Items and what they come to.
    (ITEMS, "菜钱：萝卜18 牛肉96 鸡蛋25 一共159，有空转我", True),
    (ITEMS, "菜钱：萝卜18 牛肉96 鸡蛋25 一共139，有空转我", False),
    (ITEMS, "菜钱：萝卜18 牛肉96 鸡蛋25，还有葱姜，一共159，有空转我", False),
    (ITEMS, "菜钱：萝卜18 牛肉96 鸡蛋25 大概一共150，有空转我", False),
    (ITEMS, "小工费九百、砂石三百五、运费一百二，加一块一千五百七，劳您结一下", True),
    (ITEMS, "小工费九百、砂石三百五、运费一百二，加一块一千三百七，劳您结一下", False),
    (ITEMS, "机票780 酒店420 减掉红包50 一共1150", False),
    (ITEMS, "照片冲洗40，相框65，两样合计125，取件时付", True),
    (ITEMS, "遛狗5天每天30，加狗粮90，总共300", True),
    (ITEMS, "遛狗5天每天30，加狗粮90，总共240", False),
    (ITEMS, "本月电费88，水费32，物业费另计，合计410元，请缴", False),
    (ITEMS, "你的欠款一共RMB 7,300，即principal 6,500 + interest 900，no other fees", True),
    (ITEMS, "你的欠款一共RMB 7,400，即principal 6,500 + interest 900，no other fees", False),
    (ITEMS, "您11月5日消费120元，11月8日消费80元，账单总额2,310元", False),
    # What is left.
    (REST, "欠3800 还1500 剩2900 快点转", True),
    (REST, "欠3800 还1500 剩2300 快点转", False),
    (REST, "三叔，那三万你年前给了八千，清明给了六千，还剩两万二", True),
    (REST, "三叔，那三万你年前给了八千，清明给了六千，还剩一万六", False),
    (REST, "婚宴总价26,800元，已付定金5,000元，宴后需付尾款23,800元", True),
    (REST, "婚宴总价26,800元，已付定金5,000元，宴后需付尾款21,800元", False),
    (REST, "押金1800我扣你150修水龙头，那我该退你1750", True),
    (REST, "押金1800我扣你150修水龙头，那我该退你1650", False),
    (REST, "押金1800，扣掉卫生费150，另扣水费，退你1600", False),
    (REST, "老表，我借你七千蚊，上個月還咗三千，仲爭五千", True),
    (REST, "老表，我借你七千蚊，上個月還咗三千，仲爭四千", False),
    (REST, "应付总价9000，先后收到2000、1500、1500，累计5000，尚欠4000", False),
    (REST, "应付总价9000，先后收到2000、1500、1500，累计5000，尚欠5000", True),
    (REST, "你借了5000，转过我1000，利息另算，还差4300", False),
    (REST, "本期应还3,000元，最低还款额300元，您已还200元，距最低还差100元，距全额还差2,800元", False),
    (REST, "工具你预支6000，每月工资扣600，扣了4次，账上还剩4000", True),
    (REST, "工具你预支6000，每月工资扣600，扣了4次，账上还剩3600", False),
    (REST, "房租3000已交，水费50已交，还欠电费120", False),
    (REST, "您应还1,150.00元，使用立减券200元后变为1,350.00元", True),
    (REST, "您应还1,150.00元，使用立减券200元后变为950.00元", False),
    # Price and quantity.
    (TIMES, "【松涛供水】本期用水30吨，单价3.20元，水费126.00元，尚未缴纳。", True),
    (TIMES, "【松涛供水】本期用水30吨，单价3.20元，水费96.00元，尚未缴纳。", False),
    (TIMES, "【松涛供水】本期用水30吨，单价3.20元，执行阶梯价，水费126.00元，尚未缴纳。", False),
    (TIMES, "车位费欠4个月，每月280元，共欠1,320元", True),
    (TIMES, "车位费欠4个月，每月280元，共欠1,120元", False),
    (TIMES, "车位费欠4个月，每月280元，另有滞纳金，共欠1,320元", False),
    (TIMES, "车位费每月280元，本次应缴280元，押金500元", False),
    (TIMES, "苹果一箱65，你家拿了三箱，欠225", True),
    (TIMES, "苹果一箱65，你家拿了三箱，欠195", False),
    (TIMES, "昨晚唱歌一共560，七个人平摊，一人90", True),
    (TIMES, "昨晚唱歌一共560，七个人平摊，一人80", False),
    (TIMES, "15×240=3900，你对一下", True),
    (TIMES, "15×240=3600，你对一下", False),
    (TIMES, "5200-1400=3600 今天转", True),
    (TIMES, "5200-1400=3800 今天转", False),
    # Shares, discounts, halves.
    (SHARE, "您欠款20,000元，经审批可减免25%，即减免6,500元", True),
    (SHARE, "您欠款20,000元，经审批可减免25%，即减免5,000元", False),
    (SHARE, "装修总价60000，首付三成22,000，请今天转", True),
    (SHARE, "装修总价60000，首付三成18,000，请今天转", False),
    (SHARE, "原来欠我4200，给你打八折，打完折3900", True),
    (SHARE, "原来欠我4200，给你打八折，打完折3360", False),
    (SHARE, "原来欠我4200，给你打八折，再减60，实付3300", False),
    (SHARE, "那3400你先还一半2100就行", True),
    (SHARE, "那3400你先还一半1700就行", False),
    (SHARE, "受理费860元，减半收取，即460元", True),
    (SHARE, "受理费860元，减半收取，即430元", False),
    (SHARE, "你还了四分之一，三千块，余下八千", True),
    (SHARE, "你还了四分之一，三千块，余下九千", False),
    (SHARE, "门票480+酒店一半230+打车65=775", False),
    (SHARE, "原来要还9000，现在还7600，一共帮您省了2400", True),
    (SHARE, "原来要还9000，现在还7600，一共帮您省了1400", False),
    (SHARE, "借款20,000元，年利率12%，本期利息200元", False),
    (SHARES, "赔款由甲方承担70%、乙方承担40%", True),
    (SHARES, "赔款由甲方承担70%、乙方承担30%", False),
    (SHARES, "你已经还了55%，还剩55%没还", True),
    (SHARES, "你已经还了55%，还剩45%没还", False),
    (SHARES, "您的罚息减免130%", True),
    # Rates and units.
    (RATES, "逾期按日万分之六（0.6%）计收罚息，本金3000元", True),
    (RATES, "逾期按日万分之六（0.06%）计收罚息，本金3000元", False),
    (RATES, "您的借款月利率1.2%（单利折年利率1.44%），共12期", True),
    (RATES, "您的借款月利率1.2%（单利折年利率14.4%），共12期", False),
    (FORMS, "贷款余额0.75万元（750元）即将到期", True),
    (FORMS, "贷款余额0.75万元（7500元）即将到期", False),
    (FORMS, "贷款余额0.75万元（7512.30元）即将到期", False),
    (INTEREST, "逾期本金6000元，逾期利率为日0.05%，至今逾期30天，逾期利息计900元", True),
    (INTEREST, "逾期本金6000元，逾期利率为日0.05%，至今逾期30天，逾期利息计90元", False),
    # Bounds.
    (BOUND, "您的欠款总额（含本金、利息、费用）6,200元，其中本金6,900元", True),
    (BOUND, "您的欠款总额（含本金、利息、费用）6,200元，其中本金5,900元", False),
    (BOUND, "雨伞单：24小时封顶15元，无其他费用，本单待付28元", True),
    (BOUND, "雨伞单：24小时封顶15元，无其他费用，本单待付12元", False),
    (WAIVED, "违约金150元已经全部给您免了。全年物业费1800元，这次共需缴1950元", True),
    (WAIVED, "违约金150元已经全部给您免了。全年物业费1800元，这次共需缴1800元", False),
    (WAIVED, "利息1,302元全免，违约金288元全免。合计免1,590元", False),
    (WAIVED, "手续费0元！您的账单：本金3000元+手续费60元=3060元", True),
    (WAIVED, "首期手续费0元，之后手续费60元，本金3000元+手续费60元=3060元", False),
    (WAIVED, "6期免息：商品价4800元，分6期，每期还900元", True),
    (WAIVED, "6期免息：商品价4800元，分6期，每期还800元", False),
    (WAIVED, "你欠我八千，给你优惠，一次给一万就算清", True),
    (WAIVED, "你欠我八千，给你优惠，一次给七千就算清", False),
    (LEAST, "您本期最低还款额为0.00元。因您未达到最低还款额，已收违约金45元", True),
    (LEAST, "您本期最低还款额为50.00元。因您未达到最低还款额，已收违约金45元", False),
    (ABOVE, "欠款合计6,318.20元，请您将上述6,381.20元一次性付清", True),
    (ABOVE, "欠款合计6,318.20元，请您将上述6,318.20元一次性付清", False),
    (ABOVE, "本金6,000元，利息318.20元，请您将上述6,318.20元一次性付清", False),
]


def fired(text: str) -> set[str]:
    """The rules that ``text`` wakes."""
    report = assess(Message(text, received_at=RECEIVED), catalog=load_catalog(), as_of=date(2026, 11, 22))
    return {one.rule for one in report.findings}


@pytest.mark.parametrize(("rule", "text", "fires"), CASES)
def test_a_reckoning_and_its_neighbour(rule: str, text: str, fires: bool) -> None:
    assert (rule in fired(text)) is fires


@pytest.mark.parametrize(("rule", "text", "fires"), [one for one in CASES if not one[2]])
def test_a_reckoning_that_comes_out_is_no_error(rule: str, text: str, fires: bool) -> None:
    sums = {ITEMS, REST, TIMES, SHARE, SHARES, RATES, FORMS, BOUND, WAIVED, LEAST, ABOVE, INTEREST}
    assert not sums & fired(text)


@pytest.mark.parametrize("disguise", [OpenCC("s2t").convert, "\u200b".join], ids=["traditional", "invisible"])
def test_a_disguise_hides_no_reckoning(disguise: object) -> None:
    assert callable(disguise)
    other = [(rule, text) for rule, text, fires in CASES if (rule in fired(disguise(text))) is not fires]
    assert not other


FIGURES = [
    ("欠4500 还2000", [("4500", "plain"), ("2000", "plain")]),
    ("一箱58，301拿了4箱", [("58", "plain"), ("301", "plain"), ("4", "count")]),
    ("房租1400加滞纳金140,1540", [("1400", "plain"), ("140", "plain"), ("1540", "plain")]),
    ("那两万你还了三分之一", [("20000", "plain"), ("0.33", "share")]),
    ("打八五折，减30%", [("0.85", "tenths"), ("0.3", "share")]),
    ("半年1050，仨人", [("6", "count"), ("1050", "plain"), ("3", "count")]),
    ("6-2-901室，第3期，3号楼", []),
    ("35,245", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_the_figures_of_a_reckoning(text: str, expected: list[tuple[str, str]]) -> None:
    found = reckoning(Scene(Made(text).case()))
    assert [(f"{round(one.value, 2).normalize():f}", one.kind) for one in found] == expected


def test_a_sum_is_made_by_one_of_each_choice() -> None:
    choices = [{Decimal(0), Decimal(100)}, {Decimal(-30), Decimal(30)}]
    assert makes(Decimal(70), choices)
    assert makes(Decimal(130), choices)
    assert not makes(Decimal(100), choices)


def test_too_many_ways_tell_nothing() -> None:
    many = [{Decimal(one * 7**at) for one in range(9)} for at in range(7)]
    assert makes(Decimal("0.5"), many)
