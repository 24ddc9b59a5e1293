"""What differs from one recipient to the next (name, sum, card, contract) makes no reminder a threat or a trick."""

import random
from datetime import date

import pytest

from triage import Message, Report, assess, load_catalog
from triage.read.word_scan import scan_of

CATALOG = load_catalog()
DAY = date(2026, 11, 22)
BANK = "【青竹银行】尊敬的{name}先生，您尾号{tail}的信用卡本期应还{sum}元，还款日11月25日，请及时还款。"
LOAN = "【青竹消费】客户{name}，您的账单{sum}元已逾期5天，合同号{code}，如已还款请忽略。"
PLAIN = {"name": "李强", "tail": "0000", "sum": "873.40", "code": "7B20CC93D1"}
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文建国红志海波鑫宇浩凯怡雨泽晨阳俊峰梅琴飞鹏龙云"
    "佑子涵轩诗诺沐源嘉利益安康证法正义财富贵德福禄寿喜金银铜铁锤"
)


def judged(template: str, **slots: str) -> Report:
    text = template.format(**{**PLAIN, **slots})
    return assess(Message(text, "1069000000", received_at="2026-11-20T10:00"), catalog=CATALOG, as_of=DAY)


def numbers() -> list[str]:
    """The numbers that are words of the lexicon (110, 12368 …)."""
    return sorted(word for word in scan_of(CATALOG.lexicon).words if word.isdigit() and len(word) > 1)


@pytest.mark.parametrize("template", [BANK, LOAN], ids=["bank", "loan"])
def test_sums_that_look_like_words(template: str) -> None:
    plain = judged(template)
    for number in numbers():
        for amount in (number, f"1{number}", f"{number}0", f"{number}.50", f"1,{number.zfill(3)[:3]}"):
            assert judged(template, sum=amount).verdict == plain.verdict, amount


@pytest.mark.parametrize("seed", range(40))
def test_names_and_codes_that_look_like_words(seed: int) -> None:
    chance = random.Random(seed)
    for template in (BANK, LOAN):
        plain = judged(template)
        for _ in range(10):
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))
            code = "".join(chance.choices("ABCDEFGHJKMNPQRSTVWX0123456789", k=14))
            tail = f"{chance.randrange(10_000):04}"
            found = judged(template, name=name, code=code, tail=tail)
            assert found.verdict == plain.verdict, (name, code, tail)
