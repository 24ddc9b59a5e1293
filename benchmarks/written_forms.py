"""How amounts, days and lengths of time are written in messages: a form and what it means.

Every function takes the random source first and returns a ``Form``: the text, and the fields of the record that a
reader should make of it. ``lead`` and ``tail`` are characters beside the entity that do not belong to it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

PLAIN, FINANCIAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
WIDE = str.maketrans("0123456789.,:-/", "０１２３４５６７８９．，：－／")


class Form(NamedTuple):
    """The written text and the fields of the entity; ``lead`` and ``tail`` stand outside its span."""

    text: str
    fields: dict[str, Any]
    lead: str = ""
    tail: str = ""


def chinese(number: int, digits: str = PLAIN) -> str:
    """``number`` (below 100,000,000) in Chinese; financial digits take financial units."""
    units = ("", "拾", "佰", "仟") if digits is FINANCIAL else ("", "十", "百", "千")
    if number == 0:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        return chinese(high, digits) + "万" + (gap + chinese(low, digits) if low else "")
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if zero and text else "") + digits[digit] + units[place]
            zero = False
        else:
            zero = True
    return text[1:] if digits is PLAIN and text.startswith("一十") else text


# --- amounts ---------------------------------------------------------------------------------------------------------


def cents(random: Random) -> Decimal:
    """A sum with two decimals, most often between 100 and 100,000 yuan."""
    whole = random.choice((random.randint(1, 99), random.randint(100, 9999), random.randint(10_000, 99_999)))
    return Decimal(f"{whole}.{random.randint(0, 99):02}")


def money(random: Random, role: str) -> Form:
    """An exact sum in any written form."""
    text, value = random.choice(MONEY)(random)
    return Form(text, {"value": value, "bound": "exact", "role": role})


SIGNS = (
    *(("¥", ""), ("￥", ""), ("RMB", ""), ("rmb ", ""), ("CNY ", "")),
    *(("RMB", "元"), ("￥", "元"), ("人民币", "元"), ("", " 元")),
)


def _figures(random: Random) -> tuple[str, Decimal]:
    value = cents(random)
    shown = f"{value:,}" if random.random() < 0.4 else f"{value}"
    style = random.randrange(10)
    if style < 4:
        return f"{shown}元", value
    if style == 9:
        return f"{shown}元".translate(WIDE), value
    sign, unit = random.choice(SIGNS)
    return f"{sign}{shown}{unit}", value


def _whole(random: Random) -> tuple[str, Decimal]:
    value = random.choice((random.randint(1, 99), random.randint(100, 9999), random.randint(100, 999) * 100))
    unit = random.choice(("元", "元", "元整", "块", "块钱", "圆"))
    shown = f"{value:,}" if random.random() < 0.2 else f"{value}"
    return f"{shown}{unit}", Decimal(value)


def _minor(random: Random) -> tuple[str, Decimal]:
    whole, tenth, hundredth = random.randint(1, 9999), random.randint(1, 9), random.randint(1, 9)
    if random.random() < 0.5:
        return f"{whole}元{tenth}角", Decimal(whole) + Decimal(tenth) / 10
    return f"{whole}元{tenth}角{hundredth}分", Decimal(whole) + Decimal(tenth * 10 + hundredth) / 100


def _financial(random: Random) -> tuple[str, Decimal]:
    whole = random.choice((random.randint(1, 99) * 100, random.randint(100, 99_999), random.randint(1, 30) * 10_000))
    text, value = chinese(whole, FINANCIAL), Decimal(whole)
    sign = random.choice(("", "人民币"))
    yuan = random.choice(("元", "圆"))
    if random.random() < 0.6:
        return f"{sign}{text}{yuan}{random.choice(('整', '整', '正', ''))}", value
    tenth, hundredth = random.randint(1, 9), random.randint(1, 9)
    shown = f"{sign}{text}{yuan}{FINANCIAL[tenth]}角{FINANCIAL[hundredth]}分"
    return shown, value + Decimal(tenth * 10 + hundredth) / 100


def _spoken(random: Random) -> tuple[str, Decimal]:
    whole = random.choice((random.randint(2, 99) * 100, random.randint(2, 9) * 1000, random.randint(11, 99_999)))
    return chinese(whole) + random.choice(("元", "块", "块钱", "元")), Decimal(whole)


def _myriads(random: Random) -> tuple[str, Decimal]:
    whole, tenth = random.randint(1, 50), random.randint(1, 9)
    even, odd = Decimal(whole * 10_000), Decimal(whole * 10_000 + tenth * 1000)
    forms = (
        (f"{whole}万元", even),
        (f"{whole}万元整", even),
        (f"{chinese(whole)}万元", even),
        (f"{whole}.{tenth}万元", odd),
        (f"{whole}.{tenth}5万元", odd + 500),
        (f"{whole}万{tenth}000元", odd),
        (f"{whole}万{tenth}千元", odd),
        (f"{tenth}千元", Decimal(tenth * 1000)),
        (f"{whole}w元", even),
    )
    return random.choice(forms)


def bare(random: Random, role: str) -> Form:
    """A number without a unit, as after 应还: or 欠款; the template has the word before."""
    value = cents(random) + 10
    shown, value = random.choice(
        (
            (f"{value}", value),
            (f"{value:,}", value),
            (f"{value.quantize(Decimal(1))}", value.quantize(Decimal(1))),
        )
    )
    lead = random.choice(("：", ":", "", "为", "：\n", "\n", " "))
    return Form(shown, {"value": value, "bound": "exact", "role": role}, lead=lead)


def colloquial(random: Random, role: str) -> Form:
    """一万二, 3千5, 1.2w and the like, which are money only beside a word for it."""
    whole, tenth = random.randint(1, 9), random.randint(1, 9)
    myriad, thousand = Decimal(whole * 10_000 + tenth * 1000), Decimal(whole * 1000 + tenth * 100)
    shown, value = random.choice(
        (
            (f"{chinese(whole)}万{PLAIN[tenth]}", myriad),
            (f"{whole}万{tenth}", myriad),
            (f"{whole}.{tenth}w", myriad),
            (f"{whole}.{tenth}万", myriad),
            (f"{whole}千{tenth}", thousand),
            (f"{'两' if whole == 2 else PLAIN[whole]}千{PLAIN[tenth]}", thousand),
            (f"{whole}w", Decimal(whole * 10_000)),
            (f"{whole}k", Decimal(whole * 1000)),
            (f"{whole}w{tenth}", myriad),
            (f"{whole}W{tenth}", myriad),
            (f"{whole}k{tenth}", thousand),
            (f"{whole}千{tenth}百", thousand),
            (f"{whole}万{tenth}千", myriad),
            (f"{whole}万零{tenth}0", Decimal(whole * 10_000 + tenth * 10)),
        )
    )
    return Form(shown, {"value": value, "bound": "exact", "role": role})


def bounded(random: Random, role: str) -> Form:
    """A sum that is only about, at least or at most so much."""
    value = random.choice((random.randint(2, 99) * 100, random.randint(1, 30) * 10_000))
    shown = f"{value}元" if value < 10_000 or random.random() < 0.5 else f"{value // 10_000}万元"
    bound, lead, tail = random.choice(
        (
            ("about", "约", ""),
            ("about", "大约", ""),
            ("about", "", "左右"),
            ("at_least", "不低于", ""),
            ("at_least", "", "以上"),
            ("at_least", "至少", ""),
            ("at_most", "不超过", ""),
            ("at_most", "最高", ""),
            ("at_most", "", "以内"),
            ("about", "大概", ""),
            ("about", "将近", ""),
            ("about", "", "上下"),
            ("at_least", "超过", ""),
            ("at_least", "", "起"),
            ("at_least", "", "（含）以上"),
            ("at_most", "不到", ""),
            ("at_most", "不高于", ""),
            ("at_most", "", "封顶"),
        )
    )
    return Form(shown, {"value": Decimal(value), "bound": bound, "role": role}, lead, tail)


def vague(random: Random, role: str) -> Form:
    """三千多元, 5000余元, 上万元, 两三千块: the words leave the value open."""
    digit, few = random.randint(1, 9), random.randint(1, 8)
    at_least = {"bound": "at_least", "role": role}
    text, fields = random.choice(
        (
            (f"{digit}000多元", {"value": Decimal(digit * 1000), **at_least}),
            (f"{digit}000余元", {"value": Decimal(digit * 1000), **at_least}),
            (f"{digit}万多", {"value": Decimal(digit * 10_000), **at_least}),
            (f"{digit}w多", {"value": Decimal(digit * 10_000), **at_least}),
            (f"{PLAIN[digit]}万余元", {"value": Decimal(digit * 10_000), **at_least}),
            (
                f"{PLAIN[few]}{PLAIN[few + 1]}千块".replace("二三", "两三"),
                _between(few * 1000, few * 1000 + 1000, role),
            ),
            (f"几{'千百'[digit % 2]}元", _between(*((1000, 9000), (100, 900))[digit % 2], role)),
        )
    )
    return Form(text, fields)


def _between(low: int, high: int, role: str) -> dict[str, Any]:
    return {"value": None, "low": Decimal(low), "high": Decimal(high), "bound": "range", "role": role}


def plain_range(random: Random, role: str) -> Form:
    """Two numbers without a unit behind a word for a sum."""
    low, high = random.randint(1, 4), random.randint(5, 9)
    joiner = random.choice(("-", "~", "至", "到"))
    text, low, high = random.choice(
        (
            (f"{low}00{joiner}{high}00", low * 100, high * 100),
            (f"{low}000{joiner}{high}000", low * 1000, high * 1000),
            (f"{low}万{joiner}{high}万", low * 10_000, high * 10_000),
            (f"{low}w{joiner}{high}w", low * 10_000, high * 10_000),
            (f"{low}{joiner}{high}万", low * 10_000, high * 10_000),
            (f"{low}千{joiner}{high}千", low * 1000, high * 1000),
        )
    )
    return Form(text, _between(low, high, role))


def foreign(random: Random, role: str) -> Form:
    """A sum in another currency."""
    value = cents(random)
    text, code = random.choice(
        (
            (f"USD{value}", "USD"),
            (f"USD {value:,}", "USD"),
            (f"${value:,}", "USD"),
            (f"{value}美元", "USD"),
            (f"美元{value}", "USD"),
            (f"HK${value}", "HKD"),
            (f"{value}港元", "HKD"),
            (f"EUR {value}", "EUR"),
            (f"{value}欧元", "EUR"),
            (f"{value.quantize(Decimal(1))}英镑", "GBP"),
        )
    )
    if text.endswith("英镑"):
        value = value.quantize(Decimal(1))
    return Form(text, {"value": value, "bound": "exact", "currency": code, "role": role})


def amount_range(random: Random, role: str) -> Form:
    """From so much to so much."""
    low = random.randint(1, 40) * 100
    high = low + random.randint(1, 40) * 100
    few, many = random.randint(1, 4), random.randint(5, 20)
    shown, low, high = random.choice(
        (
            (f"{low}-{high}元", low, high),
            (f"{low}~{high}元", low, high),
            (f"{low}元-{high}元", low, high),
            (f"{low}元至{high}元", low, high),
            (f"{few}万至{many}万元", few * 10_000, many * 10_000),
            (f"{few}-{many}万元", few * 10_000, many * 10_000),
            (f"{low}元到{many}万元", low, many * 10_000),
            (f"¥{low}-¥{high}", low, high),
        )
    )
    bounds = {"value": None, "low": Decimal(low), "high": Decimal(high), "bound": "range"}
    return Form(shown, {**bounds, "role": role})


MONEY = (_figures, _figures, _figures, _figures, _figures, _whole, _whole, _minor, _financial, _spoken, _myriads)


# --- days ------------------------------------------------------------------------------------------------------------


def written_day(random: Random, there: date, today: date) -> str:
    """``there`` in one of the forms that, read against ``today``, can mean no other day."""
    year, month, day = there.year, there.month, there.day
    forms = [
        f"{year}年{month}月{day}日",
        f"{year}年{month:02}月{day:02}日",
        f"{year}-{month:02}-{day:02}",
        f"{year}/{month}/{day}",
        f"{year}.{month}.{day}",
        f"{year} 年 {month} 月 {day} 日",
        f"{year}年{month}月{day}日".translate(WIDE),
        "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)) + f"年{chinese(month)}月{chinese(day)}日",
    ]
    if abs((there - today).days) < 150:
        near = [f"{month}月{day}日", f"{month}月{day}日", f"{month}月{day}号", f"{month:02}月{day:02}日"]
        forms += [*near, *near, f"{chinese(month)}月{chinese(day)}日", f"{month} 月 {day} 日"]
    if (year, month) == (today.year, today.month):
        forms += [f"本月{day}日", f"本月{day}号"]
    named = {0: ("今日", "今天"), 1: ("明日", "明天"), 2: ("后天",), -1: ("昨日", "昨天")}
    if (there - today).days in named:
        forms += named[(there - today).days] * 4
    monday = today - timedelta(today.weekday())
    week = (there - monday).days // 7
    if week in (0, 1):
        forms.append(("本周", "下周")[week] + "一二三四五六日"[there.weekday()])
    return random.choice(forms)


def written_time(random: Random) -> tuple[str, str]:
    """A clock time as written, and as ``HH:MM``."""
    hour, minute = random.randint(8, 22), random.choice((0, 0, 15, 30, 59))
    exact = f"{hour:02}:{minute:02}"
    if minute == 0 and random.random() < 0.6:
        named = {9: "上午9点", 12: "中午12点", 14: "下午2点", 16: "下午4点", 18: "下午6点", 20: "晚上8点"}
        return random.choice((f"{hour}点", f"{hour}时", named.get(hour, f"{hour}:00"))), exact
    if minute == 30 and hour < 12:
        return random.choice((f"上午{hour}时30分", f"上午{hour}点半", f"{hour}点半")), exact
    spoken = random.choice((f"{hour}时{minute:02}分", f"{hour}点{minute:02}分"))
    return random.choice((exact, exact, exact.replace(":", "："), spoken)), exact


def day(random: Random, role: str, there: date, today: date, with_time: bool = False) -> Form:
    """One day."""
    text, time = written_day(random, there, today), None
    if with_time:
        clock, time = written_time(random)
        text += _gap(random, text) + clock
    return Form(text, {"start": there, "end": there, "time": time, "end_time": None, "role": role})


def before(random: Random, role: str, there: date, today: date) -> Form:
    """A day before whose end something is to happen: X前."""
    text, time = written_day(random, there, today), None
    if random.random() < 0.35:
        clock, time = random.choice((written_time(random), ("24:00", "24:00"), ("24时", "24:00")))
        text += _gap(random, text) + clock
    elif there == today and random.random() < 0.3:
        text, time = "今晚12点", "24:00"
    text += random.choice(("前", "前", "前", "之前"))
    return Form(text, {"start": None, "end": there, "time": time, "end_time": None, "role": role})


def _gap(random: Random, text: str) -> str:
    """What stands between a day and its time: a blank, which may be left out behind a word."""
    return " " if text[-1].isdigit() else random.choice(("", "", " "))


def month(random: Random, role: str, first: date) -> Form:
    """A whole month of a year."""
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    text = random.choice((f"{first.year}年{first.month}月", f"{first.year}年{first.month:02}月"))
    return Form(text, {"start": first.replace(day=1), "end": last, "time": None, "end_time": None, "role": role})


def span_of_days(random: Random, role: str, first: date, last: date, today: date) -> Form:
    """From one day to another."""
    joiner = random.choice(("至", "到", "-", "~", "—"))
    whole = f"{first.year}年{first.month}月{first.day}日{joiner}{last.year}年{last.month}月{last.day}日"
    short = f"{first.month}月{first.day}日{joiner}{last.month}月{last.day}日"
    dotted = f"{first.year}.{first.month:02}.{first.day:02}-{last.year}.{last.month:02}.{last.day:02}"
    near = abs((first - today).days) < 120 and abs((last - today).days) < 120 and first.year == last.year == today.year
    text = random.choice((whole, dotted, *((short, short) if near else ())))
    return Form(text, {"start": first, "end": last, "time": None, "end_time": None, "role": role})


def within(random: Random, today: datetime) -> Form:
    """A time that runs from the message: N日内."""
    number = random.choice((1, 2, 3, 5, 7, 10, 15, 30))
    written = str(number) if number > 10 or random.random() < 0.7 else ("两" if number == 2 else chinese(number))
    ending = random.choice(("内", "内", "之内", "以内"))
    choice = random.randrange(6)
    start, time = today.date(), None
    if choice == 0:
        hours = random.choice((2, 12, 24, 48, 72))
        there, text = today + timedelta(hours=hours), f"{hours}{random.choice(('小时', '个小时'))}{ending}"
        end, time = there.date(), there.strftime("%H:%M")
    elif choice == 1:
        number = random.choice((1, 2, 3, 5))
        end, text = workdays_after(start, number), f"{number}个工作日{ending}"
    else:
        end, text = start + timedelta(number), f"{written}{random.choice(('日', '天', '天', '个自然日'))}{ending}"
    fields = {"start": start, "end": end, "time": time, "end_time": None, "role": "deadline"}
    return Form(text, fields)


def workdays_after(today: date, count: int) -> date:
    """The ``count``-th weekday after ``today``, where no holiday lies between (the generator sees to that)."""
    while count:
        today += timedelta(1)
        count -= today.weekday() < 5
    return today


# --- lengths of time -------------------------------------------------------------------------------------------------


def overdue(random: Random) -> Form:
    """How long something has been overdue."""
    days = random.choice((random.randint(1, 9), random.randint(10, 99), random.randint(100, 1200)))
    months, stage = random.randint(1, 9), random.randint(1, 6)
    shown = "两" if months == 2 else chinese(months)
    text, days, count = random.choice(
        (
            (f"逾期{days}天", days, None),
            (f"逾期{days}天", days, None),
            (f"逾期{days}日", days, None),
            (f"逾期 {days} 天", days, None),
            (f"逾期已达{days}天", days, None),
            (f"逾期超过{days}天", days, None),
            (f"逾期{chinese(days)}天" if days < 100 else f"逾期{days}天", days, None),
            (f"逾期天数：{days}天", days, None),
            (f"逾期{shown}个月", months * 30, None),
            (f"逾期{months}个月", months * 30, None),
            (f"逾期{stage}期", None, stage),
            (f"逾期M{stage}", stage * 30, None),
            (f"拖欠{days}天", days, None),
        )
    )
    return Form(text, {"days": days, "count": count, "role": "overdue"})


def instalments(random: Random) -> Form:
    """A number of instalments."""
    count = random.choice((3, 6, 9, 12, 18, 24, 36))
    text = f"{count}期" if random.random() < 0.8 or count > 10 else f"{chinese(count)}期"
    return Form(text, {"days": None, "count": count, "role": "term"})


def validity(random: Random) -> Form:
    """How long a code holds."""
    minutes = random.choice((1, 2, 3, 5, 10, 15, 30))
    text = random.choice((f"{minutes}分钟内", f"{minutes}分钟", f"{chinese(minutes)}分钟内"))
    return Form(text, {"days": None, "seconds": minutes * 60, "count": None, "role": "validity"}, tail="有效")
