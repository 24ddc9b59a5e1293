"""Figures that cannot stand side by side: a part above its whole, a waived charge that is asked, a dear offer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from triage.judge.figures import ROUNDED, Conflict, Options
from triage.judge.reckoning import Figure, Words, makes, may_hold_more, reckoning, slack_of, told, words_of, worth
from triage.judge.scene import Scene
from triage.judge.totals import is_paid, near

PAIR = 2
ADDED = 4  # figures that a sum with a waived charge may add at most
NEAR = 4
FAR = 2  # an interest-free price more than doubled is another thing


def part_above_whole(scene: Scene, _: Options) -> Conflict | None:
    """A part (其中) above its whole, a charge above its cap, interest saved above all that is left of it."""
    words, figures = words_of(scene), reckoning(scene)
    text = scene.prepared.text
    sums = [one for one in figures if one.is_sum and not one.price]
    for whole, part in pairwise(sums):
        if part.value <= whole.value * ROUNDED or any(stop in part.lead for stop in "。;\n"):
            continue
        lead = part.lead
        of_it = lead.strip(" ,:(").startswith("其中") and words.within("wholes", whole.lead)
        capped = words.within("caps", near(whole)) and words.within("asked", near(part))
        capped = capped and words.within("nothing_else", text)
        charge = next((one for one in words.lists["charges"] if one in near(whole) and one in near(part)), "")
        least = words.within("at_least", near(part)) and words.within("nothing_else", text)
        least = least and (words.within("left", near(whole)) or words.within("sums", near(whole)))
        saved = bool(charge) and words.within("saved", near(part)) and words.within("wholes", near(whole))
        if of_it or capped or least or saved:
            return told(scene, part, (whole,), whole.value)
    return None


def waived_yet_charged(scene: Scene, _: Options) -> Conflict | None:
    """A charge that is waived and yet added to the sum; instalments called free of interest that cost more."""
    words, figures, text = words_of(scene), reckoning(scene), scene.prepared.text
    sums = [one for one in figures if one.is_sum]
    for charge in sums:
        if not charge.value or not waived(text, charge, words):
            continue
        for total in [one for one in sums if one.start > charge.start and not one.price and "免" not in near(one)]:
            others = [one for one in sums if one not in (charge, total) and one.value and one.start < total.start]
            added = [some for count in range(1, ADDED) for some in combinations(others, count)]
            slack = slack_of(total.value) / 100
            values = [sum((one.value for one in some), Decimal(0)) for some in added]
            with_it = any(abs(value + charge.value - total.value) <= slack for value in values)
            if with_it and not any(abs(value - total.value) <= slack for value in values):
                return told(scene, total, (charge,), total.value - charge.value)
    return free_yet_dearer(scene, figures, words) or nothing_but_principal(scene, sums, words)


def nothing_but_principal(scene: Scene, sums: Sequence[Figure], words: Words) -> Conflict | None:
    """No interest, nothing else but the principal, and more is asked: 不要利息，本金4000，没别的，还我4300."""
    text = scene.prepared.text
    free = words.within("no_interest", text) and words.within("nothing_else", text)
    if len(sums) != PAIR or not free or any(one.price for one in sums):
        return None
    principal, asked = sums
    if not near(principal).endswith("本金") or asked.value <= principal.value * ROUNDED or is_paid(principal, words):
        return None
    return told(scene, asked, (principal,), principal.value)


def waived(text: str, charge: Figure, words: Words) -> bool:
    """Whether the charge at a figure is waived: behind it, or where its name stands elsewhere before."""
    if any(word in charge.tail for word in words.lists["waived_behind"]):
        return not words.within("waived_not", charge.tail)
    beside = near(charge)[-NEAR - PAIR :] + charge.tail[:NEAR]
    name = next((one for one in words.lists["charges"] if one in beside), "")
    place = text.find(name) if name else -1
    while 0 <= place < charge.start - len(name) - NEAR:
        before, behind = text[max(0, place - NEAR) : place], text[place + len(name) : place + len(name) + NEAR + NEAR]
        said = before.endswith(words.lists["waives"]) or behind.lstrip(" :,").startswith(words.lists["waived_behind"])
        if said and not words.within("waived_not", before):
            return True
        place = text.find(name, place + 1)
    return False


def free_yet_dearer(scene: Scene, figures: Sequence[Figure], words: Words) -> Conflict | None:
    """Instalments without interest that come to more than the price: 免息，商品价6000，分6期，每期1080."""
    text = scene.prepared.text
    prices = [one for one in figures if one.is_sum and one.price and one.unit in ("期", "月")]
    counts = {one.value: one for one in figures if one.kind == "count" and one.unit in ("期", "月") and one.value > 1}
    goods = [one for one in figures if one.is_sum and not one.price and words.within("goods", near(one))]
    if len(prices) != 1 or len(goods) != 1 or not words.within("interest_free", text):
        return None
    for count in list(counts.values())[:1]:
        made = prices[0].value * count.value
        if goods[0].value * ROUNDED < made < goods[0].value * FAR:
            return told(scene, prices[0], (goods[0], count), goods[0].value / count.value)
    return None


def meter_wrong(scene: Scene, _: Options) -> Conflict | None:
    """The readings of a meter before and now, and a use that is not their difference: 1178, 1203, 用水35吨."""
    words, figures = words_of(scene), reckoning(scene)
    for before, now, used in zip(figures, figures[1:], figures[2:], strict=False):
        named = words.within("meter_before", near(before)) and words.within("meter_now", near(now))
        if not named or used.kind != "count" or not words.within("meter_used", near(used)):
            continue
        made = now.value - before.value
        if (
            before.is_sum
            and now.is_sum
            and abs(made - used.value) > 1
            and not words.within("meter_not", scene.prepared.text)
        ):
            conflict = told(scene, used, (before, now), made)
            return conflict._replace(slots=(("sum", f"{made:f}"), ("total", f"{used.value:f}")))
    return None


def offer_dearer(scene: Scene, _: Options) -> Conflict | None:
    """An offer that is called cheaper and costs more than the debt: 欠一万二，给你优惠，一次给一万四."""
    words, figures, text = words_of(scene), reckoning(scene), scene.prepared.text
    sums = [one for one in figures if one.is_sum and not one.price]
    if len(sums) != PAIR or words.within("dearer", text):
        return None
    debt, offer = sums
    between = text[debt.end : offer.start]
    if offer.value <= debt.value * ROUNDED or is_paid(debt, words) or not words.within("cheaper", text[: offer.start]):
        return None
    owed = any(word in debt.lead for word in ("欠", "要还", "应还", "总额", "剩"))
    if not owed or not words.within("settles", between[-NEAR * PAIR - PAIR :]):
        return None
    return told(scene, offer, (debt,), debt.value)


def saving_wrong(scene: Scene, _: Options) -> Conflict | None:
    """A saving that is not the difference of the sums before it: 原要还12000，现还10500，省了2500."""
    words, figures = words_of(scene), reckoning(scene)
    sums = [one for one in figures if one.is_sum]
    if len(sums) != PAIR + 1 or any(one.price for one in sums):
        return None
    first, second, saving = sums
    if not words.within("saved", near(saving)) or words.within("charges", near(saving)):
        return None
    made = abs(first.value - second.value)
    if abs(made - saving.value) <= slack_of(saving.value) or not made:
        return None
    if may_hold_more(scene.prepared.text, saving.end, figures, words, but="offers"):
        return None
    return told(scene, saving, (first, second), made)


def least_zero_missed(scene: Scene, _: Options) -> Conflict | None:
    """The least payment is zero, and is called missed."""
    words, figures, text = words_of(scene), reckoning(scene), scene.prepared.text
    for one in figures:
        if one.is_sum and not one.value and words.within("least", near(one)) and words.within("least_missed", text):
            if words.within("old", text):
                return None
            return told(scene, one, (), Decimal(0))
    return None


def sum_above_differs(scene: Scene, _: Options) -> Conflict | None:
    """A sum that is called the one named above (上述), and no sum above is it."""
    words, figures = words_of(scene), reckoning(scene)
    for at, one in enumerate(figures):
        before = [each for each in figures[:at] if each.is_sum]
        if not before or not one.is_sum or not one.lead.endswith(words.lists["above"]):
            continue
        counts = [each for each in figures if each.kind == "count"]
        choices = [{Decimal(0)} | (some := worth(each, counts)) | {-value for value in some} for each in before]
        if not makes(one.value, choices):
            return told(scene, one, before[-1:], before[-1].value)
    return None
