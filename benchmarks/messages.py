"""Invented messages with known entities: the same seed gives the same messages.

    python benchmarks/messages.py [--count 20] [--seed 1]

``messages(count, seed)`` yields them; run as a program, it prints them as JSON lines. Every entity has its span on the
text and the fields that a reader should find. Some messages are disguised (Traditional characters, blanks inside
words, zero-width characters, pinyin glosses, full-width digits): what they say stays the same.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import written_forms as forms
import written_numbers as numbers
import yaml
from disguises import disguise
from made import Gold, Made
from written_forms import Form

TEMPLATES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "message_templates.yaml").read_text("utf-8"))
BESIDES = "said_besides"
PART = re.compile(r"\{(\w+)(?: (\w+))?\}|<([^>]*)>")
HALF_WIDTH = str.maketrans("，：；！（）", ",:;!()")


def messages(count: int, seed: int, disguised: float = 0.08) -> Iterator[Made]:
    """``count`` messages; a share of them is ``disguised``."""
    random = Random(seed)
    families = [(name, template) for name, templates in TEMPLATES.items() if name != BESIDES for template in templates]
    for _ in range(count):
        family, template = random.choice(families)
        made = Writer(random).write(family, template)
        yield disguise(random, made) if random.random() < disguised else made


# --- people and organisations ----------------------------------------------------------------------------------------

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
GIVEN = [
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "强",
    "磊",
    "洋",
    "勇",
    "杰",
    "涛",
    "明",
    "超",
    "建国",
    "秀英",
    "小明",
    "志强",
    "晓燕",
    "海燕",
    "国庆",
    "文博",
    "雨桐",
    "子涵",
    "欣怡",
    "浩然",
    "俊杰",
    "春梅",
    "玉兰",
    "思远",
    "嘉欣",
]
LENDERS = [
    "青竹银行",
    "白桦消费金融",
    "云杉小贷",
    "银杏普惠",
    "青竹银行信用卡中心",
    "水杉分期",
    "梧桐借款",
    "CANA金融",
    "合欢钱包",
]
COLLECTORS = (
    "苍松律师事务所",
    "红柳法务",
    "雪松资产管理",
    "青山区人民法院",
    "青山区调解中心",
    "还款提醒",
    "委外处置中心",
)
OTHERS = ["蓝鲸速递", "木棉移动", "青山供电", "青山物业", "海棠商城", "青山水务"]
COMPANIES = ("青竹资产管理有限公司", "白桦消费金融有限公司", "雪松商业保理有限公司", "青山区人民法院")
CASE_COURTS = ("苏0981", "沪0199", "京01", "粤0399", "浙0198")
CASE_KINDS = ("民初", "执", "诉前调", "民终", "执恢")


def full_name(random: Random) -> str:
    """A common family name with a common given name."""
    return random.choice(SURNAMES) + random.choice(GIVEN)


def hidden_name(random: Random) -> str:
    """A name of which something is left out."""
    name = full_name(random)
    tail = f"*{name[-1]}" if len(name) > 2 else "*"
    return name[0] + random.choice((tail, "某", "*", "某某", "**"))


def person(random: Random, role: str) -> Form:
    """Somebody named as such messages name ``role``."""
    office = random.choice(("经理", "专员", "主任"))
    ranks = {"lawyer": "律师", "mediator": "调解员", "staff_titled": office, "official": "法官"}
    if role in ranks:
        name, title = random.choice((random.choice(SURNAMES), full_name(random))), ranks[role]
        return Form(name + title, {"name": name, "title": title, "role": "official" if role == "official" else "staff"})
    if role in ("heir", "staff_plain"):
        name = full_name(random)
        return Form(name, {"name": name, "title": None, "role": "debtor" if role == "heir" else "staff"})
    style = random.random()
    if role == "staff" and style < 0.5:
        name = random.choice("小老") + random.choice(SURNAMES.replace("于", ""))
        return Form(name, {"name": name, "title": None, "role": role})
    if role in ("addressee", "staff") and style < 0.7:
        name, title = random.choice((random.choice(SURNAMES), full_name(random))), random.choice(("先生", "女士"))
        return Form(name + title, {"name": name, "title": title, "role": role})
    name = hidden_name(random) if style < 0.85 else full_name(random)
    return Form(name, {"name": name, "title": None, "role": role})


# --- one message -----------------------------------------------------------------------------------------------------


class Writer:
    """Writes one message from left to right and keeps where its entities stand."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.text = ""
        self.gold: list[Gold] = []
        self.half_width = random.random() < 0.25
        # From mid-October to Christmas nothing but weekends is free, so that working days can be counted plainly.
        self.now = datetime(2026, 10, 15, 8, 0) + timedelta(days=random.randint(0, 60), minutes=random.randint(0, 800))
        self.today = self.now.date()
        self.account = ""

    def write(self, family: str, template: str) -> Made:
        """The message that ``template`` gives."""
        signature, at_end = self._signature(family), self.random.random() < 0.25
        if not at_end:
            self._sign(signature)
        self._expand(template)
        if self.random.random() < 0.3:
            self._say("" if self.text[-1] in "。.!！" else "。")
            self._say(self.random.choice(TEMPLATES[BESIDES]))
        if at_end:
            self._sign(signature)
        gold = tuple(sorted(self.gold, key=lambda one: (one.start, one.end)))
        return Made(family, self.text, self.now.strftime("%Y-%m-%dT%H:%M"), gold)

    def _signature(self, family: str) -> str:
        if family in ("outsourced", "law_firm", "court", "mediation", "debt_transfer"):
            return self.random.choice(COLLECTORS)
        return self.random.choice(OTHERS if family in ("parcel", "carrier", "utility", "points") else LENDERS)

    def _sign(self, name: str) -> None:
        usual, rare = ("【】", "【】", "【】", "【】", "[]", "〔〕", "［］", "〖〗"), ("「」", "『』", "（）", "《》")
        at_start = not self.text
        heads = at_start and name.endswith(
            ("银行", "金融", "小贷", "分期", "借款", "钱包", "中心", "事务所", "法院", "速递")
        )
        opening, closing = self.random.choice((*usual, *rare) if heads else usual)
        self._add("signatures", Form(opening + name + closing, {"name": name}))

    def _expand(self, template: str) -> None:
        at = 0
        for part in PART.finditer(template):
            self._say(template[at : part.start()])
            at = part.end()
            if part[3] is not None:
                self._expand(self.random.choice(part[3].split("|")))
            else:
                getattr(self, f"_{part[1]}")(part[2] or "")
        self._say(template[at:])

    def _say(self, words: str) -> None:
        self.text += words.translate(HALF_WIDTH) if self.half_width else words

    def _add(self, kind: str, form: Form) -> None:
        self.text += form.lead
        start = len(self.text)
        self.text += form.text
        self.gold.append(Gold(kind, start, len(self.text), form.fields))
        self.text += form.tail

    # Amounts.

    def _money(self, role: str) -> None:
        self._add("amounts", forms.money(self.random, role))

    def _bare(self, role: str) -> None:
        self._add("amounts", forms.bare(self.random, role))

    def _rmb(self, role: str) -> None:
        value = forms.cents(self.random)
        self._add("amounts", Form(f"RMB{value:,}", {"value": value, "bound": "exact", "role": role}))

    def _colloquial(self, role: str) -> None:
        self._add("amounts", forms.colloquial(self.random, role))

    def _enclosed(self, role: str) -> None:
        value = forms.cents(self.random) + 10
        opening, closing = self.random.choice(("【】", '""', "“”", "[]"))
        text = f"{opening}{value}{closing}元"
        self._add("amounts", Form(text, {"value": value, "bound": "exact", "role": role}))

    def _bounded(self, role: str) -> None:
        self._add("amounts", forms.bounded(self.random, role))

    def _range(self, role: str) -> None:
        self._add("amounts", forms.amount_range(self.random, role))

    def _plain_range(self, role: str) -> None:
        self._add("amounts", forms.plain_range(self.random, role))

    def _vague(self, role: str) -> None:
        self._add("amounts", forms.vague(self.random, role))

    def _foreign(self, role: str) -> None:
        self._add("amounts", forms.foreign(self.random, role))

    def _round(self, role: str) -> None:
        value = self.random.randint(3, 99) * 100
        self._add("amounts", Form(f"{value}", {"value": Decimal(value), "bound": "exact", "role": role}))

    def _usd_bare(self, role: str) -> None:
        value = forms.cents(self.random) + 10
        fields = {"value": value, "bound": "exact", "currency": "USD", "role": role}
        self._add("amounts", Form(f"{value}", fields, lead=self.random.choice(("", "：", ":"))))

    def _threshold(self, role: str) -> None:
        form = forms.money(self.random, role)
        self._add("amounts", form._replace(fields={**form.fields, "bound": "at_least"}))

    def _plain_limit(self, role: str) -> None:
        myriads = self.random.randint(1, 30)
        shown = f"{myriads}{self.random.choice(('万', '万元', 'w'))}"
        self._add("amounts", Form(shown, {"value": Decimal(myriads * 10_000), "bound": "at_most", "role": role}))

    def _twice(self, role: str) -> None:
        value = self.random.randint(100, 99_999)
        fields = {"value": Decimal(value), "bound": "exact", "role": role}
        self._add("amounts", Form(f"人民币{forms.chinese(value, forms.FINANCIAL)}元整", fields))
        self._say(self.random.choice(("（小写：", "（", "（即")))
        self._add("amounts", Form(f"¥{value:,}.00", fields))
        self._say("）")

    # Days and lengths of time.

    def _ahead(self) -> date:
        return self.today + timedelta(self.random.choice((0, 1, 2, 3, 5, 8, 13, 21, 34)))

    def _there(self, role: str) -> date:
        if role in ("as_of", "paid", "event", "loan"):
            return self.today - timedelta(self.random.choice((0, 1, 2, 5, 12, 40)))
        return self._ahead()

    def _day(self, role: str) -> None:
        self._add("dates", forms.day(self.random, role, self._there(role), self.today))

    def _at(self, role: str) -> None:
        self._add("dates", forms.day(self.random, role, self._there(role), self.today, with_time=True))

    def _by(self, role: str) -> None:
        self._add("dates", forms.before(self.random, role, self._ahead(), self.today))

    def _today(self, role: str) -> None:
        fields = {"start": self.today, "end": self.today, "time": None, "role": role}
        self._add("dates", Form(self.random.choice(("今日", "今天")), fields))

    def _until(self, role: str) -> None:
        form = forms.day(self.random, role, self._ahead(), self.today)
        self._add("dates", form._replace(fields={**form.fields, "start": None}))

    def _within(self, _: str) -> None:
        self._add("dates", forms.within(self.random, self.now))

    def _month(self, role: str) -> None:
        self._add("dates", forms.month(self.random, role, self.today.replace(day=1)))

    def _span(self, role: str) -> None:
        first = self.today - timedelta(self.random.randint(20, 45))
        self._add("dates", forms.span_of_days(self.random, role, first, first + timedelta(30), self.today))

    def _overdue(self, _: str) -> None:
        self._add("durations", forms.overdue(self.random))

    def _parts(self, _: str) -> None:
        self._add("durations", forms.instalments(self.random))

    def _valid(self, _: str) -> None:
        self._add("durations", forms.validity(self.random))

    def _minutes(self, _: str) -> None:
        minutes = self.random.randint(2, 90)
        self._add("durations", Form(f"{minutes}分钟", {"seconds": minutes * 60, "role": "other"}))

    # Numbers, links, people, accounts.

    def _phone(self, kind: str) -> None:
        usual = ("hotline_400", "hotline_400", "service_95", "landline", "mobile", "virtual_mobile")
        self._add("phones", numbers.phone(self.random, kind or self.random.choice(usual)))

    def _link(self, _: str) -> None:
        self._add("links", numbers.link(self.random))

    def _special(self, _: str) -> None:
        self._add("links", numbers.special_link(self.random))

    def _hidden(self, _: str) -> None:
        self._add("links", numbers.hidden_link(self.random))

    def _name(self, role: str) -> None:
        self._add("people", person(self.random, role))

    def _greeted(self, _: str) -> None:
        name = self.random.choice((full_name(self.random), hidden_name(self.random)))
        self._add("people", Form(name, {"name": name, "title": None, "role": "addressee"}))

    def _payee(self, _: str) -> None:
        self.account = full_name(self.random) if self.random.random() < 0.6 else hidden_name(self.random)
        self._add("people", Form(self.account, {"name": self.account, "title": None, "role": "payee"}))

    def _payee_after(self, _: str) -> None:
        self._card("person")
        self._say("（")
        self._payee("")
        self._say("）")

    def _payee_card(self, _: str) -> None:
        self._payee("")
        self._say("的卡")
        self._card("person")

    def _company(self, _: str) -> None:
        self._say(self.random.choice(COMPANIES))

    def _card(self, holder: str) -> None:
        number = "6217" + "".join(str(self.random.randint(0, 9)) for _ in range(15))
        spaced = " ".join(number[at : at + 4] for at in range(0, 19, 4))
        shown = self.random.choice((number, number, spaced))
        self._add("accounts", Form(shown, {"kind": "bank_card", "holder": holder}))

    def _alipay(self, holder: str) -> None:
        shown = self.random.choice((f"1390000{self.random.randint(0, 9999):04}", "pay_01@example.com"))
        self._add("accounts", Form(shown, {"kind": "alipay", "holder": holder}))

    def _wechat(self, _: str) -> None:
        number = self.random.randint(1000, 9999)
        shown = self.random.choice(
            (f"fw{number}", f"law_{number}", f"1390000{number}", f"qz-{number}a", f"KF_{number}")
        )
        lead = self.random.choice(("", "：", "号"))
        self._add("accounts", Form(shown, {"kind": "wechat", "holder": "unknown"}, lead))

    def _wechat_hidden(self, _: str) -> None:
        """A chat account behind a word that filters miss, perhaps spaced out."""
        number = self.random.randint(1000, 9999)
        plain = self.random.choice((f"fw{number}", f"law_{number}"))
        shown = self.random.choice((plain, plain, " ".join(plain), f"139 0000 {number}"))
        words = (
            "加薇信",
            "加威❤",
            "加V：",
            "+V",
            "加v信",
            "薇❤号：",
            "加wei信",
            "加卫星",
            "加VX：",
            "V信：",
            "加WX",
            "➕V：",
        )
        lead = self.random.choice(words)
        self._add("accounts", Form(shown, {"kind": "wechat", "holder": "unknown"}, lead))

    def _qq_hidden(self, _: str) -> None:
        digits = str(self.random.randint(800_000_000, 800_999_999))
        shown = self.random.choice((digits, " ".join(digits), f"{digits[:3]} {digits[3:6]} {digits[6:]}"))
        lead = self.random.choice(("加扣扣", "Q：", "加Q", "企鹅号", "扣扣群：", "企鹅裙", "QQ号：", "加群"))
        self._add("accounts", Form(shown, {"kind": "qq", "holder": "unknown"}, lead))

    def _company_account(self, _: str) -> None:
        """An account and the institution that holds it, in the orders in which messages put them."""
        name = self.random.choice(COMPANIES)
        fields = {"kind": "bank_card", "holder": "institution", "holder_name": name}
        number = "3105" + "".join(str(self.random.randint(0, 9)) for _ in range(16))
        order = self.random.randrange(4)
        if order == 0:
            self._say(f"户名：{name}，开户行：青竹银行，账号：")
            self._add("accounts", Form(number, fields))
        elif order == 1:
            self._say("账号：")
            self._add("accounts", Form(number, fields))
            self._say(f"，户名：{name}")
        elif order == 2:
            self._say("对公账户")
            self._add("accounts", Form(number, fields))
            self._say(f"（{name}）")
        else:
            self._say("账号")
            self._add("accounts", Form(number, fields))
            self._say(f"户名{name}开户行青竹银行")

    def _qq(self, _: str) -> None:
        shown = str(self.random.randint(800_000_000, 800_999_999))
        lead = self.random.choice(("", "：", " "))
        self._add("accounts", Form(shown, {"kind": "qq", "holder": "unknown"}, lead))

    def _own(self, _: str) -> None:
        start = len(self.text)
        self._say("您尾号")
        self._tail("")
        self._say(self.random.choice(("的储蓄卡", "的银行卡", "银行卡")))
        self.gold.append(Gold("accounts", start, len(self.text), {"kind": "bank_card", "holder": "own"}))

    def _tail(self, _: str) -> None:
        self._add("references", Form(f"{self.random.randint(0, 9999):04}", {"kind": "card_tail"}))

    def _tails(self, _: str) -> None:
        self._tail("")
        self.text += self.random.choice("、/和")
        self._tail("")

    def _id(self, _: str) -> None:
        """An identity number with its check digit, or masked."""
        begins, serial = "110105", f"{self.random.randint(1, 999):03}"
        born = f"19{self.random.randint(50, 99)}{self.random.randint(1, 12):02}{self.random.randint(1, 28):02}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        body = begins + born + serial
        check = "10X98765432"[sum(int(digit) * by for digit, by in zip(body, weights, strict=True)) % 11]
        whole = body + check
        masked = (
            f"{whole[:6]}********{whole[-4:]}",
            f"{whole[:3]}***********{whole[-4:]}",
            f"{whole[:10]}****{whole[-4:]}",
        )
        spaced = f"{whole[:6]} {whole[6:14]} {whole[14:]}"
        shown = self.random.choice((whole, *masked, spaced))
        self._add("references", Form(shown, {"kind": "id_number"}, self.random.choice(("", "：", "号", "号码："))))

    def _id_tail(self, _: str) -> None:
        tail = f"{self.random.randint(0, 999):03}{self.random.choice('0123456789X')}"
        self._add("references", Form(tail, {"kind": "id_number"}))

    def _letter(self, _: str) -> None:
        opening, closing = self.random.choice(("（）", "〔〕", "【】", "[]"))
        number = self.random.randint(1, 999)
        words = self.random.choice(("律函字第", "苍松函字第", "第"))
        shown = f"{opening}2026{closing}{words}{number:03}号"
        self._add("references", Form(shown, {"kind": "other"}))

    def _contract(self, _: str) -> None:
        number = f"{self.random.choice(('XF', 'QZ', 'DK-', 'HT'))}2026{self.random.randint(0, 99_999_999):08}"
        self._add("references", Form(number, {"kind": "contract"}))

    def _order(self, _: str) -> None:
        self._add("references", Form(f"2026{self.random.randint(0, 99_999_999):08}", {"kind": "order"}))

    def _case_other(self, _: str) -> None:
        self._add("references", Form(f"A2026{self.random.randint(0, 9999):04}", {"kind": "other"}))

    def _household(self, _: str) -> None:
        self._add("references", Form(f"{self.random.randint(0, 9_999_999_999):010}", {"kind": "other"}))

    def _case(self, _: str) -> None:
        opening, closing = self.random.choice(
            ("（）", "（）", "()", "〔〕", "[]", "【】", "［］", "｛｝", "《》", "<>")
        )
        court = self.random.choice(CASE_COURTS) + self.random.choice(CASE_KINDS)
        year = self.random.choice(("2026", "2025", "2026", "二〇二六"))
        ordinal = self.random.choice(("", "", "字第"))
        shown = f"{opening}{year}{closing}{court}{ordinal}{self.random.randint(1, 99999)}号"
        self._add("references", Form(shown, {"kind": "case_number"}))

    def _code(self, _: str) -> None:
        digits = self.random.choice((4, 6))
        self._say(f"{self.random.randint(0, 10**digits - 1):0{digits}}")

    def _pickup(self, _: str) -> None:
        self._say(f"{self.random.randint(1, 30)}-{self.random.randint(1, 9)}-{self.random.randint(1000, 9999)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for made in messages(options.count, options.seed):
        gold = [{"entity": one.kind, "raw": made.text[one.start : one.end], **one.fields} for one in made.gold]
        row = {**made._asdict(), "gold": gold}
        print(json.dumps(row, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
