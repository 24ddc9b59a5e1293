"""The figures of a message as a reckoning has them: sums, bare numbers, counts, prices and shares, in order.

The readers of amounts keep to what surely is money; a reckoning also holds bare numbers,
``12箱`` and ``30%``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.judge.figures import MOST_FIGURES, Conflict, money, on_text
from triage.judge.scene import Scene
from triage.model import Span
from triage.read.numerals import parse
from triage.read.prepared import Prepared

MOST = 9  # figures of one reckoning; a text with more is left alone
MOST_RESULTS = 20_000
MOST_COUNTS = 6
NEAR = 4  # characters between a word for a part and its figure
SHORT = 5  # digits of a hotline; a round one may be a sum
LEAST_BARE = 5  # a smaller number without a unit is no sum
CHINESE = "零〇一二两三四五六七八九十百千万半"
FIGURES = frozenset("0123456789")
PAUSES = frozenset("。!?;,、\n ")
TAIL = 14  # characters behind a sum in which words for it stand
LARGE = frozenset("十百千万")
SMALL = {"俩": Decimal(2), "仨": Decimal(3)}
HALF_YEAR, HALF = Decimal(6), Decimal("0.5")
HALVES = ("一半", "减半", "对半", "各半", "半价")
TENTHS = 10
FIRST_YEAR = 1900  # a number of years above is the name of one
TENTH_PARTS = {mark: Decimal(at % 9 + 1) for at, mark in enumerate("123456789一二三四五六七八九")}
JOINED = frozenset("-/:#@_")
SLACK = Decimal("0.01")


class Figure(NamedTuple):
    """One number. ``kind``: money plain count share tenths unclear.

    ``unit``: the measure of a count, or what a price is for. ``start``, ``end``: its place on the prepared text, unit
    and all. ``lead`` is the text since the figure before (a share counts as text), ``tail`` that of its clause behind.
    """

    value: Decimal
    kind: str
    unit: str
    start: int
    end: int
    lead: str
    price: bool = False
    tail: str = ""

    @property
    def is_sum(self) -> bool:
        """Whether it may be a sum of money."""
        return self.kind in ("money", "plain")


class Words(NamedTuple):
    """``data/lexicon/sums.yaml`` as the tests use it."""

    lists: Mapping[str, tuple[str, ...]]
    same: Mapping[str, str]

    def within(self, key: str, text: str) -> bool:
        """Whether a word of the list ``key`` stands in ``text``."""
        return any(word in text for word in self.lists[key])

    def measure_at(self, text: str, start: int) -> str:
        """The measure that begins at ``start``; empty when none does."""
        measures = self.lists["measures"]
        return next(one for one in measures if text.startswith(one, start)) if text.startswith(measures, start) else ""

    def measure(self, unit: str) -> str:
        """The measure that ``unit`` means."""
        return self.same.get(unit, unit)


def words_of(scene: Scene) -> Words:
    """The words of reckonings in the lexicon of ``scene``."""
    return words_in(scene.case.catalog.lexicon)


@lru_cache(maxsize=4)
def words_in(lexicon: Lexicon) -> Words:
    """The words of reckonings in ``lexicon``."""
    section = lexicon.section("sums")
    return Words({key: tuple(one) for key, one in section.items() if key != "same"}, section["same"])


@lru_cache(maxsize=1)  # many tests ask for those of the same message
def reckoning(scene: Scene) -> tuple[Figure, ...]:
    """The figures of the message in order; none when there are more than one reckoning holds."""
    text, words = scene.prepared.text, words_of(scene)
    reading = scene.reading
    spans = [
        *(one.span for one in reading.dates),
        *(one.span for one in reading.phones if len(one.digits) > SHORT or not one.digits.endswith("00")),
        *(one.span for one in reading.references),
        *(one.span for one in reading.links),
        *(one.span for one in reading.accounts),
    ]
    if len(spans) > MOST_FIGURES:
        return ()
    taken = [scene.prepared.placed(one) for one in spans]
    found: list[Figure] = []
    last = 0
    for match in _number().finditer(marked(scene.prepared)):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if found and match.start() < found[-1].end:
            continue
        one = figure_at(text, match, last, words)
        if one is not None:
            found.append(one)
            last = last if one.kind == "share" else one.end
            if len(found) > MOST or one.kind == "unclear":
                return ()
    return tuple(found)


def is_price(scene: Scene, span: Span) -> bool:
    """Whether the sum at ``span`` is the price of one: 每平25元."""
    start, end = scene.prepared.placed(span)
    return any(one.price and one.start < end and start < one.end for one in reckoning(scene))


def marked(prepared: Prepared) -> str:
    """The prepared text with the full-width commas of the original, which part no thousands: 一箱58，301拿了."""
    if "，" not in prepared.raw:
        return prepared.text
    starts = prepared.starts or range(len(prepared.raw))
    return "".join("，" if prepared.raw[at] == "，" else one for at, one in zip(starts, prepared.text, strict=True))


def figure_at(text: str, match: re.Match[str], last: int, words: Words) -> Figure | None:
    """What the number at ``match`` is; None when it counts or numbers nothing that a reckoning holds."""
    start, end, written = *match.span(), match[0]
    before, lead = text[start - 1 : start], text[last:start]
    if text.startswith("双十", start - 1):  # the day of the sales
        return None
    if before == ":" and not text[start - 2 : start - 1].isdigit():  # 电费:88
        before = ""
    if before and (
        before in JOINED or before == "第" or (before.isascii() and before.isalpha() and written[0] in "0123456789")
    ):
        return None
    parted = match["below"]
    if parted:
        below, above = (parse(match[part]) for part in ("below", "above"))
        share = Decimal(above) / below if above is not None and below else None
        return Figure(share, "share", "", start, end, lead) if share else None
    if written in HALVES:
        return Figure(HALF, "share", written, start, end, lead)
    if written in SMALL:
        return Figure(SMALL[written], "count", "人", start, end, lead)
    if written == "半":
        return Figure(HALF_YEAR, "count", "月", start, end + 1, lead) if text.startswith("年", end) else None
    if written == "一" and not text.startswith(("元", "块钱"), end):
        return None
    value = parse(written)
    if value is None:
        return tenths_at(text, match, lead)
    after = text[end : end + 4]
    if after.startswith("%"):
        return Figure(value / 100, "share", "", start, end + 1, lead)
    if after.startswith(("折", "成")):
        return tenths_at(text, match, lead)
    unit = next((one for one in words.lists["money"] if after.startswith(one)), "")
    chinese = written[0] in CHINESE
    if not unit:
        measure = words.measure_at(after, 0)
        in_list = "、" in (before, text[end + 1 : end + 2])  # 8月、9月 are no lengths of time
        if measure == "月" and (in_list or text.startswith("份", end + 1)):
            return None
        if measure == "年" and value >= FIRST_YEAR:
            return None
        if measure and not (chinese and LARGE & set(written) and measure in ("方", "平", "对", "位")):
            return Figure(value, "count", words.measure(measure), start, end + len(measure), lead)
        ahead = text[max(0, start - NEAR) : start]
        if ahead.rstrip(":为是共 ").endswith("期数"):
            return Figure(value, "count", "期", start, end, lead)
        shared_out = after[:1] == "分" and after[1:2] in {*FIGURES, *CHINESE}  # 五千四分六个月还
        if after.startswith(words.lists["numbers"]) and not shared_out:
            return None
        if after[:1].isascii() and after[:1].isalpha():
            return None
        if after[:1] and after[0] in JOINED:
            return None
        if chinese and not (LARGE & set(written) and len(written) > 1):
            return None
        if value < LEAST_BARE or ahead.endswith(("尾号", "编号", "单号")):
            return None
    if not unit and "," in written and not written.endswith("0"):
        return Figure(value, "unclear", "", start, end, lead)  # 35,245 may be two figures
    end += len(unit)
    if unit == "块" and text[end : end + 1] in TENTH_PARTS and text.startswith(("一", "每", "/", "1"), end + 1):
        value += TENTH_PARTS[text[end]] / TENTHS  # 1块8一斤
        end += 1
    price, measure = price_of(text, start, end, words)
    behind = words.measure_at(text, end + 1)
    if text.startswith("/", end) or (price and behind and text.startswith(("每", "一"), end)):
        end += 1 + len(behind)
    tail = text[end : end + TAIL]
    pause = next((at for at, one in enumerate(tail) if one in PAUSES or one in FIGURES), len(tail))
    return Figure(value, "money" if unit else "plain", measure, start, end, lead, price, tail[:pause])


def tenths_at(text: str, match: re.Match[str], lead: str) -> Figure | None:
    """八五折, 8.5折, 三成: the tenths as a share."""
    mark = text[match.end() : match.end() + 1]
    if mark not in ("折", "成"):
        return None
    from triage.judge.offers import tenths_of

    tenths = tenths_of(match[0])
    if tenths is None or tenths <= 0:
        return None
    if tenths > TENTHS:
        tenths = tenths / TENTHS
    return Figure(tenths / TENTHS, "tenths" if mark == "折" else "share", mark, match.start(), match.end() + 1, lead)


def price_of(text: str, start: int, end: int, words: Words) -> tuple[bool, str]:
    """Whether the sum is a price, and for what measure: 0.56元/度, 每月150, 一箱58, 1500一个月, 单价38."""
    if text.startswith(("/", "每", "一"), end):
        measure = words.measure_at(text, end + 1)
        if measure and not text.startswith(("利", "工资"), end + 1 + len(measure)):
            return True, words.measure(measure)
    tail = text[max(0, start - 7) : start].rstrip(" :¥为是要收")
    for mark in ("每", "按", "一"):
        place = tail.rfind(mark)
        rest = tail[place + 1 :] if place >= 0 and tail[place - 1 : place] != "第" else ""
        measure = words.measure_at(rest, 0)
        if FIGURES & set(rest) or PAUSES & set(rest):
            continue
        if measure and (rest == measure or mark in ("每", "按") or rest.endswith(("利息", "费", "钱"))):
            return True, words.measure(measure)
    if tail.endswith(("月租", "月租金", "月租费")):
        return True, "月"
    if tail.endswith(("人均", "各欠我", "各欠", "各付", "各出", "各")):
        return True, "人"
    if tail.endswith("按") and text.startswith("算", end):
        return True, ""
    return tail.endswith(words.lists["prices"]), ""


def makes(value: Decimal, choices: Iterable[Iterable[Decimal]]) -> bool:
    """Whether one of each of ``choices`` can be added up to ``value``.

    True as well when there are too many ways to try: then nothing is told.
    """
    slack = slack_of(value)
    results = {Decimal(0)}
    for some in choices:
        results = {result + one for result in results for one in some}
        if len(results) > MOST_RESULTS:
            return True
    return any(abs(one - value) <= slack for one in results)


def worth(one: Figure, counts: Iterable[Figure], shares: Iterable[Decimal] = ()) -> set[Decimal]:
    """What a figure may stand for in a reckoning: itself, as a price so many times, or a share of it."""
    values = {one.value}
    if one.price:
        for count in [each for each in counts if each.value > 1][:MOST_COUNTS]:
            values |= {each * count.value for each in values}
    return values | {part * each for share in shares for part in (share, 1 - share) for each in values}


def slack_of(value: Decimal) -> Decimal:
    """How far a sum may be off for rounding: one per cent, or one yuan; a cent where cents are written."""
    return (
        max(Decimal(1), value * SLACK)
        if value == value.to_integral_value()
        else max(Decimal("0.05"), abs(value) * SLACK / 2)
    )


def may_hold_more(text: str, end: int, figures: Sequence[Figure], words: Words, but: str = "", label: str = "") -> bool:
    """Whether words up to ``end`` say that a figure may be missing: 约, 另, 含; 利息 where no sum of it follows.

    ``but``: a list of which the words do not count; nor do those in ``label``, the words for the result itself.
    """
    if any(one.lead.rstrip(" ¥").endswith("约") for one in figures if one.end <= end):
        return True
    for word in (*words.lists["more"], *words.lists["vague"]):
        if (but and word in words.lists[but]) or word in label:
            continue
        place = text.find(word, 0, end)
        while place >= 0:
            behind = place + len(word)
            denied = text[max(0, place - 4) : place].endswith(words.lists["denied"])
            figured = word in words.lists["more"] and any(
                one.is_sum and (behind <= one.start <= behind + NEAR or one.end == place) for one in figures
            )
            if not denied and not figured and not text.startswith("后", behind):
                return True
            place = text.find(word, behind, end)
    return False


def told(scene: Scene, result: Figure, others: Sequence[Figure], made: Decimal) -> Conflict:
    """The conflict of ``result`` with what ``others`` make."""
    spans = [scene.prepared.span(one.start, one.end) for one in (result, *others)]
    return Conflict(on_text(*spans), (("sum", money(made)), ("total", money(result.value))))


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    figures = "[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:[.][0-9]++)?+"
    return re.compile(
        f"(?P<below>[0-9一二两三四五六七八九十百]{{1,3}})分之(?P<above>[0-9一二两三四五六七八九十]{{1,3}})"
        f"|{figures}(?:[百千万](?:[0-9一二三四五六七八九](?![0-9]))?)?|一半|减半|对半|各半|半价|[{CHINESE}]++|[俩仨]"
    )
