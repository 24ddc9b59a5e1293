"""Sums, remainders and products that a message reckons out itself, and gets another figure than they make.

Whatever way of reckoning with the figures of the message makes the result is taken as meant (``reckoning.makes``): only
a result that none makes is told, and only where the text names every figure of the relation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from triage.judge.figures import Conflict, Options, money, on_text
from triage.judge.reckoning import Figure, Words, makes, may_hold_more, reckoning, slack_of, told, words_of, worth
from triage.judge.scene import Scene
from triage.read.numerals import parse

PAIR = 2
MONTHS = 12
NEAR = 8  # characters between two items of a list, and between the last one and its sum
STORY = 30  # the same where all of them are told and nothing else is owed
LEAD = 14  # characters before a result in which the words for it stand
BEHIND = 8  # how far behind a result words that qualify it stand
STOPS = "。!?;"
PAUSES = frozenset("。!?;,\n ")


def sum_of_items_wrong(scene: Scene, _: Options) -> Conflict | None:
    """Items one after the other, bare numbers too, and what they are said to come to: 水63 电147 一共310."""
    words, figures = words_of(scene), reckoning(scene)
    whole = words.within("nothing_else", scene.prepared.text)
    for at, result in enumerate(figures):
        if not result.is_sum or result.price or not words.within("sums", near(result)):
            continue
        if words.within("elsewhere", near(result)):
            continue
        items = items_before(figures, at, all_named=whole) or items_behind(figures, at, words)
        if (
            len(items) < PAIR
            or continued(items[0])
            or any(one.price and one.unit and not counts_of(one, figures) for one in items)
            or hedged(scene, result, figures, words)
            or reached(result, figures, scene)
        ):
            continue
        return told(scene, result, items, sum((one.value for one in items), Decimal(0)))
    return None


def items_before(figures: Sequence[Figure], at: int, *, all_named: bool = False) -> list[Figure]:
    """The sums right before the result, with little between them; a count among them belongs to its price.

    Each may have a line of its own. ``all_named``: the text says that there is nothing else, and may tell more of each.
    """
    items: list[Figure] = []
    gap, apart = figures[at].lead, STORY if all_named else NEAR + 2
    for one in reversed(figures[:at]):
        if len(gap) > apart or any(stop in gap for stop in STOPS) or one.kind in ("share", "tenths"):
            break
        gap = one.lead
        if one.is_sum:
            items.append(one)
    return items[::-1]


def counts_of(price: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The counts of what ``price`` is for."""
    return [one for one in figures if one.kind == "count" and one.unit == price.unit]


def continued(one: Figure) -> bool:
    """Whether another number stands right before a figure, which was read as something else."""
    return len(one.lead) >= PAIR and one.lead[-2].isdigit() and one.lead[-1] in "、,+"


def items_behind(figures: Sequence[Figure], at: int, words: Words) -> list[Figure]:
    """The sums that are listed behind a total: 一共6,200，即5,500加600."""
    items: list[Figure] = []
    for one in figures[at + 1 :]:
        if any(stop in one.lead for stop in STOPS):
            break
        if not items and not words.within("listed", one.lead):
            return []
        if one.is_sum:
            items.append(one)
    return items


def remainder_wrong(scene: Scene, _: Options) -> Conflict | None:
    """A debt or a price, what was paid of it, and what is said to be left: 欠4500 还2000 剩3500.

    All that was paid is taken off, unless a remainder was named in between; which of the other sums are meant is open.
    """
    words, figures = words_of(scene), priced(scene)
    for one, other in pairwise(figures):
        full = one.is_sum and is_paid(one, words) and words.within("in_full", near(one))
        if full and other.is_sum and other.value == one.value and is_left(other, words):
            return told(scene, other, (one,), Decimal(0))
    if bears_interest(scene, figures, words):
        return None
    for at, result in enumerate(figures):
        if at < PAIR or not result.is_sum or not is_left(result, words):
            continue
        before = [one for one in figures[:at] if one.is_sum]
        paid: list[Figure] = []
        for one in before:
            listed = bool(paid) and paid[-1] is before[before.index(one) - 1] and not one.lead.strip(" 、,及和")
            if listed or is_paid(one, words) or paid_so_often(one, figures, words):
                paid.append(one)
        if before and len(paid) == len(before):
            paid = paid[1:] if words.within("either", near(before[0])) else []
        bases = [one for one in before if one not in paid]
        if len(paid) > 1:  # what was paid may be added up before it is taken off
            bases = [one for one in bases if one.value != sum(each.value for each in paid)]
        if any(map(continued, before)) or not bases or not paid or hedged(scene, result, figures, words):
            continue
        counts = counted(scene, figures)
        off = sum((max(worth(one, counts)) for one in paid), Decimal(0))
        if sum((max(worth(one, counts)) for one in bases), Decimal(0)) < min(off, result.value):
            continue  # the debt itself is not among them
        free = any(words.within("left", near(one)) or near(one).endswith("=") for one in before)
        free = free or any(one.start > paid[0].start and words.within("owing", near(one)) for one in bases)
        taken = [{-value for value in worth(one, counts)} | ({Decimal(0)} if free else set()) for one in paid]
        for at_paid, one in enumerate(paid):
            if one.value in [each.value for each in paid[:at_paid]]:  # one payment may be named twice
                taken[at_paid].add(Decimal(0))
            if words.within("either", near(one)):  # a deposit is paid by one and given back by the other
                taken[at_paid] |= {-value for value in taken[at_paid]}
        held = [{Decimal(0)} | worth(one, counts) for one in bases]
        held = [values | {-value for value in values} for values in held]
        ways = [taken]
        if len(paid) > PAIR:  # or one of them is what the others come to
            whole = sum((one.value for one in paid), Decimal(0))
            ways += [[{-one.value}] for one in paid if 2 * one.value == whole]
        ways += [[{-one.value}] for one in paid if words.within("sums", near(one))]
        largest = max(bases, key=lambda one: one.value)
        over = [worth(one, counts) | (set() if one is largest else {Decimal(0)}) for one in bases]
        if any(makes(result.value, [*held, *way]) or makes(-result.value, [*over, *way]) for way in ways):
            continue
        return told(scene, result, before, max(Decimal(0), largest.value - off))
    return None


def paid_so_often(one: Figure, figures: Sequence[Figure], words: Words) -> bool:
    """Whether a price stands right behind the count of payments it is for: 还了四次，每次两千."""
    at = figures.index(one)
    count = figures[at - 1] if at else one
    return one.price and count.kind == "count" and count.unit == one.unit and words.within("paid", near(count))


def bears_interest(scene: Scene, figures: Sequence[Figure], words: Words) -> bool:
    """Whether what was paid may be interest in part: instalments are counted, or interest is named without its sum."""
    if any(one.kind == "count" and one.unit == "期" for one in figures):
        return True
    text = scene.prepared.text
    for word in words.lists["interest"]:
        place = text.find(word)
        behind = place + len(word)
        figured = any(one.is_sum and behind <= one.start <= behind + PAIR for one in figures)
        denied = text[max(0, place - PAIR - PAIR) : max(0, place)].endswith(words.lists["denied"])
        if place >= 0 and not figured and not denied and not text.startswith(words.lists["denied"], behind):
            return True
    return False


def priced(scene: Scene) -> tuple[Figure, ...]:
    """The figures of the message; with 押一付三 every sum may be the rent of a month."""
    figures = reckoning(scene)
    if not _deposit().search(scene.prepared.text):
        return figures
    return tuple(one._replace(price=True, unit="月") if one.is_sum else one for one in figures)


def is_left(one: Figure, words: Words) -> bool:
    """Whether the words right before a figure call it what is left, and not the charge for something else."""
    lead = near(one)
    if words.within("old", lead):
        return False
    if lead.endswith(words.lists["left_last"]) and one.tail.startswith(("没", "未")):
        return True
    if lead.endswith(words.lists["left_ends"]):
        return True
    for word in words.lists["left"]:
        place = lead.rfind(word)
        if place >= 0:
            return not words.within("another", lead[place + len(word) :])
    return False


def is_paid(one: Figure, words: Words) -> bool:
    """Whether the words right before a figure say that it was paid, or taken off."""
    lead = near(one)
    if one.tail.startswith(words.lists["paid_behind"]) or any(word in one.tail for word in words.lists["off_behind"]):
        return True
    said = words.within("paid", lead) or lead.endswith(words.lists["paid_last"])
    said = said or lead.startswith(words.lists["paid_first"])
    return said and not words.within("left", lead) and not words.within("unpaid", lead)


def product_wrong(scene: Scene, _: Options) -> Conflict | None:
    """A price, how many of it, and what that is said to come to: 一箱58，4箱，共欠238."""
    words, figures = words_of(scene), reckoning(scene)
    counts, whole = counted(scene, figures), words.within("all_of_it", scene.prepared.text)
    for price in [one for one in figures if one.is_sum and one.price]:
        fitting = [one for one in counts if one.value > 1 and (not price.unit or one.unit == price.unit)]
        written = [one for one in fitting if any(one.start == each.start for each in figures)]
        sums = [one for one in figures if one.is_sum and not one.price]
        other = one_more_measure(price, words)
        if not fitting or not sums or (other and not any(one.unit == other for one in counts)):
            continue
        for result in sums:
            if not comes_to(result, price, written or fitting, words, all_of_it=whole):
                continue
            once = [one for one in figures if one is price or one.value != price.value]
            made = price.value * fitting[0].value
            if other:
                made *= next(one.value for one in counts if one.unit == other)
            low = "raising" if result.value < made else ""
            if hedged(scene, result, figures, words, but=low) or reached(result, once, scene):
                continue
            return told(scene, result, (price, fitting[0]), made)
    return None


def one_more_measure(price: Figure, words: Words) -> str:
    """The second measure that a price is for: the month of 2.3元/平/月."""
    rest = price.tail[1:] if price.tail.startswith(("/", "·")) else ""
    return words.measure(words.measure_at(rest, 0))


def comes_to(result: Figure, price: Figure, counts: Sequence[Figure], words: Words, *, all_of_it: bool) -> bool:
    """Whether ``result`` is named as what the price and its count come to."""
    lead = near(result)
    if price.unit == "人":
        return words.within("sums", lead)
    if price.unit in ("期", "月") and result.start < price.start:
        short = price.value * min(one.value for one in counts) < result.value
        return short and result.tail.startswith(words.lists["parted"]) and all_of_it
    last = max(price.start, *(one.start for one in counts))
    if result.start < last:
        return False
    if words.within("sums", lead) or lead.endswith(words.lists["sum_last"]):
        return True
    if not lead and any(one.end <= result.start <= one.end + 1 for one in counts):
        return True
    beside = len(price.lead) <= NEAR // PAIR and any(one.end + len(price.lead) == price.start for one in counts)
    if beside and lead and len(lead) <= NEAR and lead.endswith(("费", "钱")) and not words.within("paid", lead):
        return True
    owed = words.within("owed", lead) or not lead.strip(" ,:，")
    return owed and len(result.lead) <= NEAR and price.unit not in ("期", "月", "天", "年")


def equation_wrong(scene: Scene, _: Options) -> Conflict | None:
    """A reckoning that is written out: 3600-1200=1400."""
    for found in _equation().finditer(scene.prepared.text):
        made, result = worked_out(found["left"]), parse(found["right"].rstrip("元块"))
        if made is None or result is None or abs(made - result) <= slack_of(made):
            continue
        place = scene.prepared.span(*found.span())
        return Conflict(on_text(place), (("sum", money(made)), ("total", money(result))))
    return None


def worked_out(written: str) -> Decimal | None:
    """What a chain of figures comes to, products first."""
    total, product, sign = Decimal(0), Decimal(1), 1
    for mark, number in _term().findall("+" + written):
        value = parse(number)
        if value is None:
            return None
        if mark in "×x*":
            product *= value
            continue
        if total or product != 1 or mark == "-":
            total += sign * product
        product, sign = value, -1 if mark == "-" else 1
    return total + sign * product


def counted(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The counts, two of one measure added and taken off as well, and the months of 押一付三 as one."""
    counts = [one for one in figures if one.kind == "count"]
    for one, other in [pair for pair in combinations(counts, PAIR) if same_measure(*pair)]:
        counts += [one._replace(value=one.value + other.value), one._replace(value=abs(one.value - other.value))]
    text = scene.prepared.text
    if words_of(scene).within("odd_one", text):
        counts += [one._replace(value=one.value - 1) for one in counts if one.unit in ("期", "月") and one.value > PAIR]
    for found in _months().finditer(text):
        first, last = int(found[1]), int(found[2])
        if 1 <= first < last <= MONTHS:
            counts.append(Figure(Decimal(last - first + 1), "count", "月", *found.span(), ""))
    whole = text.find("全年")
    if whole >= 0 and not any(one.unit == "月" for one in counts):
        counts.append(Figure(Decimal(MONTHS), "count", "月", whole, whole + 2, ""))
    deposit = _deposit().search(text)
    if deposit:
        value = (parse(deposit[1]) or Decimal(0)) + (parse(deposit[2]) or Decimal(0))
        counts.append(Figure(Decimal(value), "count", "月", *deposit.span(), ""))
    return counts


def same_measure(one: Figure, other: Figure) -> bool:
    """Whether two counts are different ones of one measure."""
    return one.unit == other.unit and one.value != other.value


def reached(result: Figure, figures: Sequence[Figure], scene: Scene) -> bool:
    """Whether some of the other figures make ``result``: added, a price so many times, what was paid taken off."""
    words, counts = words_of(scene), counted(scene, figures)
    shares = [one.value for one in figures if one.kind in ("share", "tenths")]
    beside = {
        one: before.value
        for before, one in pairwise(figures)
        if before.kind == "count" and one.is_sum and len(one.lead.strip()) <= 1
    }
    choices = []
    for one in figures:
        if one is result or not one.is_sum or (one.start > result.start and one.value == result.value):
            continue
        values = worth(one, counts, shares)
        if one in beside:  # 180度0.58元: a price right behind its count
            values |= {one.value * beside[one]}
        if one.start > result.start and is_paid(one, words):
            values = {-value for value in values}
        choices.append({Decimal(0)} | values)
    ways = [choices]
    for at, values in enumerate(choices):  # one of them may be taken off
        ways.append([*choices[:at], {-value for value in values}, *choices[at + 1 :]])
    return any(makes(result.value, way) for way in ways)


def hedged(scene: Scene, result: Figure, figures: Sequence[Figure], words: Words, but: str = "") -> bool:
    """Whether the text says, up to the result and right behind it, that a figure may be missing; ``but``: a list."""
    text = scene.prepared.text
    behind = text[result.end : result.end + BEHIND]
    end = len(behind) if behind.startswith("(") else next((at for at, one in enumerate(behind) if one in PAUSES), 0)
    return may_hold_more(text, result.end + end, figures, words, but, near(result) if but else "")


def near(one: Figure) -> str:
    """The words that lead to a figure."""
    lead = one.lead[-LEAD:].rstrip(" ,:")
    return lead[max(lead.rfind(stop) for stop in "。,;!?\n") + 1 :]


@lru_cache(maxsize=1)
def _equation() -> re.Pattern[str]:
    number = "[0-9]++(?:,[0-9]{3}(?![0-9]))*+(?:[.][0-9]++)?+(?:元|块|个月|天|人|箱|件|斤|次|期|度|吨)?+"
    return re.compile(
        f"(?<![0-9a-z,.*+×-])(?P<left>{number}(?: ?[-+×x*] ?{number}){{1,6}}) ?="
        f" ?(?P<right>{number})(?![0-9.]|[-+×x*/])"
    )


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile("([-+×x*]) ?([0-9,.]+)")


@lru_cache(maxsize=1)
def _months() -> re.Pattern[str]:
    return re.compile("(?<![0-9-])([0-9]{1,2})(?:月份?)?[-至到~]([0-9]{1,2})月")


@lru_cache(maxsize=1)
def _deposit() -> re.Pattern[str]:
    return re.compile("押([一二两三])付([一二两三四五六])")
