"""How much of what identifies a person is masked in seeded messages with realistic disguises, and how much else is.

python benchmarks/redaction.py [--count 5000] [--seed 1] [--show KIND]

Every message is made of invented parts: what must be masked is known with its place, and so is what must stay. A
secret counts as masked when none of its letters and digits is left (of a name, none after the first character).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from triage.batch.intervals import wilson
from triage.catalog import load_catalog
from triage.render.personal import KEEPABLE, redacted

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英明华玉兰秀珍红梅文婷建国志宏雪琴海燕晓东春梅浩宇"
    "子轩欣怡梓涵俊凯思远雅琪佳慧嘉豪雨晴"
)
TRADITIONAL = str.maketrans(
    "张刘陈杨赵黄吴孙马罗郑谢韩冯萧许吕苏卢蒋贾阎叶钟姜谭邹陆龙万钱汤贺赖龚伟丽强军艳杰涛刚华兰红国云静",
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許呂蘇盧蔣賈閻葉鍾姜譚鄒陸龍萬錢湯賀賴龔偉麗強軍艷傑濤剛華蘭紅國雲靜",
)
RINGED = dict(zip("123456789", "①②③④⑤⑥⑦⑧⑨", strict=True))
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")
CITIES = ("青川市", "南禾市", "东白市", "云岭市", "和平市", "平湖县", "石桥县")
PARTS = ("城关区", "河东区", "新北区", "西湖区", "朝阳区", "高新区")
ROADS = ("建设路", "解放街", "人民路", "中山大道", "文昌巷", "幸福里", "滨河路", "学府街")
ESTATES = ("阳光花园", "锦绣小区", "东方公寓", "翠竹苑", "和谐家园")
TOWNS = ("李庄镇", "柳河乡", "三河镇", "大王镇")
VILLAGES = ("王家村", "后沟村", "张庄村", "前进村")


WORDS = (
    *("请尽快处理", "已移交法务部门", "将依法报送征信", "安排上门走访", "路上注意安全", "平安健康"),
    *(
        "方便时请回电",
        "高度重视",
        "常用联系人",
        "全部结清后",
        "麻烦您尽快处理",
        "于您方便时办理",
        "借款人应当按时还款",
        "本人高度重视",
    ),
)


class Part(NamedTuple):
    """A piece of a message: what it is, and whether it must be masked, must stay, or is only text (None)."""

    text: str
    kind: str = ""
    secret: bool | None = None


Made = list[Part]
Dice = random.Random


def name(dice: Dice) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))


def spaced(text: str, dice: Dice) -> str:
    """A name as it is, with blanks in it, or in traditional characters."""
    way = dice.randrange(8)
    return " ".join(text) if way == 0 else text.translate(TRADITIONAL) if way == 1 else text


def mobile(dice: Dice) -> str:
    start = dice.choice(("130", "135", "139", "150", "158", "177", "186", "189", "199"))
    return start + "".join(dice.choice("0123456789") for _ in range(8))


def id_number(dice: Dice) -> str:
    body = f"{dice.choice(('110105', '320981', '440301', '510104'))}{dice.randint(1950, 2005)}{dice.randint(1, 12):02}"
    body += f"{dice.randint(1, 28):02}{dice.randint(0, 999):03}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]


def card(dice: Dice) -> str:
    body = dice.choice(("6217", "6228", "6222", "4000", "5200")) + "".join(
        dice.choice("0123456789") for _ in range(dice.choice((11, 14)))
    )
    total = 0
    for place, digit in enumerate(reversed(body), 1):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def grouped(text: str, sizes: tuple[int, ...], mark: str) -> str:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    return mark.join(piece for piece in [*pieces, text[at:]] if piece)


def disguised(text: str, dice: Dice, sizes: tuple[int, ...]) -> str:
    """``text`` as people write it to read it aloud, or to get round a filter."""
    way = dice.randrange(13)
    if way < 4:
        return text
    if way == 4:
        return grouped(text, sizes, " ")
    if way == 5:
        return grouped(text, sizes, "-")
    if way == 6:
        return wide(text)
    if way == 7:
        return " ".join(text)
    if way == 8:
        return "\u200b".join(grouped(text, sizes, " ").split(" "))
    if way == 9:
        return wide(grouped(text, sizes, " "))
    if way == 10:
        return grouped(text, sizes, "·")
    if way == 11:
        return "".join(dice.choice((sign, wide(sign))) for sign in text)
    return "".join(RINGED.get(sign, sign) if dice.random() < 0.4 else sign for sign in text)


def said(kind: str, value: str) -> Part:
    return Part(value, kind, True)


def named(dice: Dice) -> Made:
    who = name(dice)
    before, after = dice.choice(
        (
            ("尊敬的", "先生，"), ("尊敬的", "女士："), ("尊敬的客户", "，"), ("", "先生您好，"), ("", "女士，您好。"),
            ("", "您好："), ("您家人", "的借款，"), ("被告", "，"), ("联系人", "，"), ("经办人", "，"), ("致", "："),
            ("借款人", "，"), ("请转告", "，"), ("亲爱的用户", "，"), ("", "你好，"), ("姓名：", " "), ("本人", "，"),
            ("被执行人", "未履行，"), ("您的朋友", "欠款，"),
        )
    )  # fmt: skip
    return [Part(before), said("name", spaced(who, dice)), Part(after)]


def numbered(dice: Dice) -> Made:
    kind = dice.choice(("mobile", "mobile", "landline", "id_number", "bank_card"))
    if kind == "mobile":
        plain = mobile(dice)
        value = disguised(dice.choice(("", "", "", "+86")) + plain, dice, (3, 4, 4))
        value = plain.translate(SPOKEN) if dice.random() < 0.05 else value
        lead = dice.choice(("请致电", "电话", "联系电话：", "手机", "回拨 ", "联系人电话"))
    elif kind == "landline":
        value = disguised(f"0{dice.choice(('10', '21', '371', '755'))}-{dice.randint(20000000, 89999999)}", dice, (20,))
        lead = dice.choice(("座机", "请拨打", "电话：", "单位电话"))
    elif kind == "id_number":
        value = disguised(id_number(dice), dice, (6, 8, 4))
        lead = dice.choice(("身份证号", "身份证号码：", "证件号", "（身份证", "本人 "))
    else:
        value = disguised(card(dice), dice, (4, 4, 4, 4))
        lead = dice.choice(("银行卡号", "卡号：", "转至", "账号 ", "还款账户："))
    return [Part(lead), said(kind, value), Part(dice.choice(("，", "。", "；", "\n")))]


def accounted(dice: Dice) -> Made:
    kind = dice.choice(("wechat", "qq", "email"))
    if kind == "wechat":
        value = dice.choice(("lw", "fk_", "hk", "kf")) + str(dice.randint(100, 999999)) + dice.choice(("", "a", "vip"))
        lead = dice.choice(("加微信", "微信号：", "加V：", "添加薇信 ", "vx:"))
    elif kind == "qq":
        value = str(dice.randint(10000000, 3999999999))
        lead = dice.choice(("QQ", "加QQ：", "扣扣 ", "qq号"))
    else:
        user = dice.choice(("service", "li.wei", "zhang_h"))
        value = f"{user}{dice.randint(1, 99)}@{dice.choice(('mail', 'post'))}.example.com"
        lead = dice.choice(("邮箱", "发送至", "E-mail: "))
    return [Part(lead), said(kind, value), Part("，")]


def referred(dice: Dice) -> Made:
    kind = dice.choice(("case_number", "contract", "order"))
    if kind == "case_number":
        opening, closing = dice.choice(("（）", "()", "〔〕", "【】"))
        court = dice.choice(("苏0981", "粤0199", "京0105", "沪0115"))
        value = f"{opening}20{dice.randint(20, 26)}{closing}{court}民初{dice.randint(1, 29999)}号"
        lead = dice.choice(("案号", "案号：", "您的案件"))
    elif kind == "contract":
        value = dice.choice(("HT", "JK-", "DK2026")) + str(dice.randint(100000, 9999999999))
        lead = dice.choice(("合同编号", "合同号：", "借款合同编号 ", "借据编号："))
    else:
        value = dice.choice(("", "DD", "P")) + str(dice.randint(10**9, 10**17))
        lead = dice.choice(("订单号", "订单编号：", "流水号 "))
    return [Part(lead), said(kind, value), Part("，")]


def housed(dice: Dice) -> Made:
    street = dice.choice(ROADS) + f"{dice.randint(1, 300)}号"
    house, end = dice.choice(("号楼", "栋", "幢")), dice.choice(("室", "", "号"))
    flat = f"{dice.randint(1, 30)}{house}{dice.randint(1, 6)}单元{dice.randint(101, 2903)}{end}"
    value = dice.choice(
        (
            dice.choice(CITIES) + dice.choice(PARTS) + street,
            dice.choice(CITIES) + dice.choice(PARTS) + street + dice.choice(ESTATES) + flat,
            dice.choice(PARTS) + dice.choice(ESTATES) + flat,
            dice.choice(CITIES) + dice.choice(TOWNS) + dice.choice(VILLAGES),
            dice.choice(TOWNS) + dice.choice(VILLAGES) + f"{dice.randint(1, 20)}组{dice.randint(1, 300)}号",
            street + flat,
        )
    )
    lead = dice.choice(("住址：", "家住", "我们将上门至", "户籍地", "送达地址：", "您住在"))
    return [Part(lead), said("address", value), Part(dice.choice(("，", "。", "\n")))]


def kept(dice: Dice) -> Made:
    """Parts that must stay as they are."""
    kind = dice.choice(("amount", "amount", "hotline", "lender", "day", "span", "words", "public", "port"))
    sums = (
        f"{dice.randint(100, 99999)}.{dice.randint(0, 99):02}",
        f"{dice.randint(1, 99)},{dice.randint(100, 999)}.00",
    )
    money = dice.choice((*sums, str(dice.randint(100, 50000)), "壹万贰仟"))
    value = {
        "amount": f"{money}元",
        "hotline": dice.choice(("95555", "400-820-5555", "95588", "4008205555")),
        "lender": dice.choice(("招商银行", "信用飞", "携程金融", "京东金条")),
        "day": dice.choice(("2026-11-25", "11月25日18:00", "2026年12月1日", "25日24时前")),
        "span": dice.choice(("逾期62天", "分12期", "3个工作日内", "10分钟内")),
        "words": dice.choice(WORDS),
        "public": dice.choice(("12378", "96110", "110", "某市朝阳区人民法院", "城关区人民法院", "市公安局河东分局")),
        "port": dice.choice(("1069", "10690")) + str(dice.randint(10**9, 10**11)),
    }[kind]  # fmt: skip
    lead = {
        "amount": dice.choice(("欠款", "应还", "共计")),
        "hotline": "客服",
        "port": "来自",
        "lender": "您在",
        "public": "可联系",
    }
    return [Part(lead.get(kind, "")), Part(value, kind, False), Part(dice.choice(("，", "。")))]


MAKERS: tuple[Callable[[Dice], Made], ...] = (named, numbered, numbered, accounted, referred, housed)


def message(dice: Dice) -> Made:
    """One message: a signature, a name to begin with or not, and a few parts in any order."""
    body = [dice.choice(MAKERS)(dice) for _ in range(dice.randint(1, 4))]
    body += [kept(dice) for _ in range(dice.randint(1, 4))]
    dice.shuffle(body)
    opening = named(dice) if dice.random() < 0.5 else []
    parts = [Part("【青竹金融】"), *opening, *(part for made in body for part in made)]
    again = [part for part in parts if part.secret and part.kind in ("name", "mobile", "contract", "bank_card")]
    if again and dice.random() < 0.3:  # a second time, and nothing says what it is
        one = dice.choice(again)
        parts += [Part("特此提醒"), Part(one.text, f"{one.kind} again", True), Part("。")]
    return parts


def places(parts: Made) -> Iterator[tuple[Part, int, int]]:
    at = 0
    for part in parts:
        yield part, at, at + len(part.text)
        at += len(part.text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print what was missed, or masked for nothing, of this kind")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    catalog = load_catalog()
    masked, secrets, wrong, others = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    seconds = 0.0
    for _ in range(options.count):
        parts = message(dice)
        text = "".join(part.text for part in parts)
        before = time.perf_counter()
        shown = redacted(text, catalog, KEEPABLE)
        seconds += time.perf_counter() - before
        assert len(shown) == len(text)
        assert redacted(shown, catalog, KEEPABLE) == shown
        for part, start, end in places(parts):
            if part.secret is None:
                continue
            left = shown[start + part.kind.startswith("name") : end]
            if part.secret:
                secrets[part.kind] += 1
                hidden = not any(sign.isalnum() for sign in left)
                masked[part.kind] += hidden
                fault = not hidden
            else:
                others[part.kind] += 1
                fault = left != part.text
                wrong[part.kind] += fault
            if fault and options.show in (part.kind, "all"):
                print(f"{part.kind}: {part.text!r} in {text!r}\n    {shown!r}")
    print(f"{options.count} messages, seed {options.seed}, {seconds / options.count * 1000:.2f} ms each\n")
    print("must be masked        share   of")
    for kind in sorted(secrets):
        print(f"  {kind:<18} {masked[kind] / secrets[kind]:7.2%} {secrets[kind]:5}")
    low, high = wilson(masked.total(), secrets.total())
    print(
        f"  {'all':<18} {masked.total() / secrets.total():7.2%} {secrets.total():5}  (95 %: {low:.2%} to {high:.2%})\n"
    )
    print("masked for nothing    share   of")
    for kind in sorted(others):
        print(f"  {kind:<18} {wrong[kind] / others[kind]:7.2%} {others[kind]:5}")
    print(f"  {'all':<18} {wrong.total() / others.total():7.2%} {others.total():5}")


if __name__ == "__main__":
    main()
