"""Messages written so that filters miss them: what they say stays the same, and the spans move along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from made import Gold, Made
from written_forms import WIDE

TRADITIONAL = dict(
    zip(
        "请还款户账号联系电话银额贷减处尽结满应开传书员万两为个时间与从将证险欠费这发务师询诉讼规义单详网达内临备参续优办领会过调执强后于",
        "請還款戶賬號聯繫電話銀額貸減處盡結滿應開傳書員萬兩為個時間與從將證險欠費這發務師詢訴訟規義單詳網達內臨備參續優辦領會過調執強後於",
        strict=True,
    )
)
WORDS = (
    "逾期",
    "还款",
    "欠款",
    "借款",
    "贷款",
    "征信",
    "账户",
    "起诉",
    "客服",
    "结清",
    "减免",
    "微信",
    "额度",
    "罚息",
    "违约金",
)
PINYIN = {"还": "huán", "款": "kuǎn", "逾": "yú", "欠": "qiàn", "征": "zhēng", "账": "zhàng", "诉": "sù", "清": "qīng"}


def disguise(random: Random, made: Made, name: str = "") -> Made:
    """The same message in the disguise ``name``, or in any."""
    name = name or random.choice(tuple(DISGUISES))
    return replaced(made, DISGUISES[name](random, made), name)


def replaced(made: Made, shown: dict[int, str], name: str) -> Made:
    """``made`` with the characters at some offsets replaced; the spans move with them."""
    starts, ends, text = [], [], ""
    for at, char in enumerate(made.text):
        starts.append(len(text))
        text += shown.get(at, char)
        ends.append(len(text))
    gold = tuple(one._replace(start=starts[one.start], end=_end(starts, ends, one, shown)) for one in made.gold)
    return made._replace(text=text, gold=gold, disguise=name)


def _end(starts: list[int], ends: list[int], one: Gold, shown: dict[int, str]) -> int:
    """What is put behind the last character of an entity lies outside it."""
    last = one.end - 1
    return starts[last] + 1 if shown.get(last) else ends[last]


def _inside_words(made: Made) -> Iterator[int]:
    """Offsets of the first characters of words that messages hide, outside links and signatures."""
    kept = [one for one in made.gold if one.kind in ("links", "signatures", "accounts")]
    for word in WORDS:
        for match in re.finditer(word, made.text):
            if not any(one.start <= match.start() < one.end for one in kept):
                yield match.start()


def _traditional(_: Random, made: Made) -> dict[int, str]:
    return {at: TRADITIONAL[char] for at, char in enumerate(made.text) if char in TRADITIONAL}


def _apart(random: Random, made: Made) -> dict[int, str]:
    gap = random.choice((" ", "\u200b", "\u200d", "\n"))
    return {at: made.text[at] + gap for at in _inside_words(made)}


def _zero_width(random: Random, made: Made) -> dict[int, str]:
    shown: dict[int, str] = {}
    for at, char in enumerate(made.text[:-1]):
        if "\u4e00" <= char <= "\u9fff" and "\u4e00" <= made.text[at + 1] <= "\u9fff" and random.random() < 0.2:
            shown[at] = char + "\u200b"
    return shown


def _glossed(random: Random, made: Made) -> dict[int, str]:
    brackets = random.choice(("（）", "()"))
    return {
        at: char + brackets[0] + PINYIN[char] + brackets[1]
        for at, char in enumerate(made.text)
        if char in PINYIN and not any(one.start <= at < one.end for one in made.gold)
    }


def _wide_digits(_: Random, made: Made) -> dict[int, str]:
    inside = [one for one in made.gold if one.kind in ("amounts", "dates", "durations", "phones")]
    spots = (at for one in inside for at in range(one.start, one.end))
    return {at: made.text[at].translate(WIDE) for at in spots if "0" <= made.text[at] <= "9"}


DISGUISES: dict[str, Callable[[Random, Made], dict[int, str]]] = {
    "traditional": _traditional,
    "apart": _apart,
    "zero_width": _zero_width,
    "glossed": _glossed,
    "wide_digits": _wide_digits,
}
