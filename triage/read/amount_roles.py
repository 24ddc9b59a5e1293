"""What an amount is: total, principal, fee … from the words around it in its clause."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Lexicon
from triage.read.amount_forms import repeated
from triage.read.amount_words import CharIndex, beginning, by_first, by_last, ending

_CLAUSE_END = re.compile("[。；;，,！!？?…\n【】]")
_CLAUSE_ENDS = frozenset("。；;，,！!？?…\n【】")
_SENTENCE_ENDS = frozenset("。；;！!？?…\n【】")
_REACH = 40
_LINK_REACH = 6
# Roles that a word after the amount may make precise: 还500元利息 is interest.
_OPEN = frozenset(("total", "other", ""))
_WAIVABLE = frozenset(("penalty", "interest", "fee"))
# A share of one of these is not the thing itself: 转账贷款金额的30%即9000元.
_MEASURED = frozenset(("principal", "total", "limit", "balance"))
_PRECISE = frozenset(("fee", "penalty", "interest", "limit", "offer", "min_payment"))


class RoleWords(NamedTuple):
    """The role part of ``data/lexicon/amounts.yaml``, ready to look up."""

    roles: dict[str, str]
    last: CharIndex
    first: CharIndex
    adjacent: frozenset[str]
    weak: frozenset[str]
    links: frozenset[str]
    done: tuple[str, ...]
    not_done: tuple[str, ...]
    succeeded: frozenset[str]
    deposits: frozenset[str]
    asking: tuple[str, ...]
    least: tuple[str, ...]
    pays: frozenset[str]
    paid: tuple[str, ...]
    not_paid: tuple[str, ...]
    not_paid_near: tuple[str, ...]
    settled: tuple[str, ...]
    settles: tuple[str, ...]
    settled_alone: tuple[str, ...]
    reduced: re.Pattern[str]
    joints: frozenset[str]
    becomes: frozenset[str]
    installment: re.Pattern[str]
    whole: tuple[str, ...]
    offer: tuple[str, ...]
    waived: tuple[str, ...]
    each_part: tuple[str, ...]


@lru_cache(maxsize=4)
def role_words(lexicon: Lexicon) -> RoleWords:
    """The role words of ``lexicon``."""
    raw = lexicon.section("amounts")
    roles = {word: role for role, words in raw["roles"].items() for word in words}
    roles.update((word, "other") for word in raw["weak"] if word not in roles)
    return RoleWords(
        roles=roles,
        last=by_last(roles),
        first=by_first(roles),
        adjacent=frozenset(raw["adjacent"]),
        weak=frozenset(raw["weak"]),
        links=frozenset("".join(raw["links"])),
        done=tuple(raw["paid_before"]["marks"]),
        not_done=tuple(raw["paid_before"]["unless"]),
        succeeded=frozenset(raw["succeeded"]),
        deposits=frozenset(raw["asked"]["words"]),
        asking=tuple(raw["asked"]["by"]),
        least=tuple(raw["least"]),
        pays=frozenset(raw["paid_before"]["words"]),
        paid=tuple(raw["paid_after"]["words"]),
        not_paid=tuple(raw["paid_after"]["unless"]),
        not_paid_near=tuple(raw["paid_after"]["not_near"]),
        settled=tuple(raw["settled_by"]["after"]),
        settles=tuple(raw["settled_by"]["before"]),
        settled_alone=tuple(raw["settled_by"]["alone"]),
        reduced=re.compile(f"(?:{'|'.join(raw['settled_by']['reduced'])})[0-9.,%元折万]{{0,10}}+后"),
        joints=frozenset("".join(raw["joints"])),
        becomes=frozenset(raw["becomes"]),
        installment=re.compile(
            f"{_alternatives(raw['installment_marks'])}|(?<![到逾])(?:{_alternatives(raw['owed_by_number'])})"
        ),
        whole=tuple(raw["whole_marks"]),
        offer=tuple(raw["offer_marks"]),
        waived=tuple(raw["waived_before"]),
        each_part=tuple(raw["each_part"]),
    )


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


class Governed(NamedTuple):
    """The role of an amount and, when its word stands right before the number, where that word begins (else -1)."""

    role: str
    begins: int


def govern(text: str, start: int, end: int, floor: int, ceiling: int, words: RoleWords, inherited: str) -> Governed:
    """The role of the amount ``text[start:end]``; its neighbours end at ``floor`` and begin at ``ceiling``.

    ``inherited``: the role of the amount before, used when nothing but a joint (或, /) stands between.
    """
    word, begins = _word_before(text, start, max(floor, start - _REACH), words)
    role = words.roles.get(word, "")
    if role in _MEASURED and "%" in text[begins:start]:
        word, begins, role = "", -1, ""
    clause = _clause_start(text, start, max(floor, start - _REACH), _CLAUSE_ENDS)
    before = text[clause:start]
    if word in words.weak:
        earlier = _earlier(text, clause, floor, words)
        role = earlier if earlier and earlier != "other" else role
    elif not word and before.endswith(words.least) and _earlier(text, clause, 0, words) in ("total", "installment"):
        return Governed("min_payment", -1)
    elif role in _WAIVABLE and text[max(clause, begins - 4) : begins].endswith(words.waived):
        return Governed("other", -1)
    elif word:
        role = _sum_of_two(text, word, begins, floor, words) or role
    reach = min(ceiling, end + _REACH)
    stop = _CLAUSE_END.search(text, end, reach)
    after = text[end : stop.start() if stop else reach]
    if role in _OPEN:
        role = _word_after(text, end, ceiling, role, words)
    if not role and floor and start - floor <= _LINK_REACH:
        between = text[floor:start]
        if words.joints.issuperset(between) or between.strip(",， ") in words.becomes:
            role = inherited
    adjacent = begins if word and _linked(text, begins + len(word), start, words) else -1
    if role in _OPEN and (("期" in before and _part().search(before[-_LINK_REACH:])) or _repeated(text, end, words)):
        role = "installment"
    elif not role and text[start - 1 : start] == "=" and "+" in text[max(0, floor - _REACH) : floor]:
        role = "total"
    return Governed(_in_clause(role or "other", word, before, after, words), adjacent)


@cache
def _part() -> re.Pattern[str]:
    return re.compile("第[0-9一二三四五六七八九十]{1,3}期[ :为]?$")


def _repeated(text: str, end: int, words: RoleWords) -> bool:
    """Whether the amount is paid every time: 1200.50元/期, 500元*12期."""
    return text.startswith(words.each_part, end) or repeated(text, end)


def _word_before(text: str, start: int, floor: int, words: RoleWords) -> tuple[str, int]:
    at = start
    if text[at - 1 : at] == "\n" and (heading := ending(words.last, text, _line_before(text, at, floor), floor)):
        return heading, text.rindex(heading, 0, at)
    while at > floor and text[at - 1] not in _CLAUSE_ENDS:
        word = ending(words.last, text, at, floor)
        if word and (word not in words.adjacent or _linked(text, at, start, words)):
            return word, at - len(word)
        at -= 1
    return "", -1


def _line_before(text: str, at: int, floor: int) -> int:
    """Where the words of the line before the one that begins at ``at`` end: the heading of a number below it."""
    while at > floor and text[at - 1] in " :\n":
        at -= 1
    return at


def _linked(text: str, start: int, end: int, words: RoleWords) -> bool:
    return start == end or (end - start <= _LINK_REACH and words.links.issuperset(text[start:end]))


def _clause_start(text: str, start: int, floor: int, ends: frozenset[str]) -> int:
    while start > floor and text[start - 1] not in ends:
        start -= 1
    return start


def _earlier(text: str, clause: int, floor: int, words: RoleWords) -> str:
    """The role that the nearest word of an earlier clause of the sentence gives."""
    first = _clause_start(text, clause, max(floor, clause - _REACH), _SENTENCE_ENDS)
    at = clause
    while at > first:
        word = ending(words.last, text, at, first)
        if len(word) > 1 and word not in words.weak:
            return words.roles[word]
        at -= 1
    return ""


def _sum_of_two(text: str, word: str, begins: int, floor: int, words: RoleWords) -> str:
    """本金及利息500元 is a total of both."""
    if begins > floor and text[begins - 1] in "和及与、+":
        other = ending(words.last, text, begins - 1, floor)
        if other and words.roles[other] != words.roles[word]:
            return "total"
    return ""


def _word_after(text: str, end: int, ceiling: int, role: str, words: RoleWords) -> str:
    start = end + text.startswith(")", end)
    start += text.startswith(("的", "为", "是"), start)
    word = beginning(words.first, text, start)
    stop = start + len(word)
    if not word or (ceiling < len(text) and stop <= ceiling and _linked(text, stop, ceiling, words)):
        return role
    found = words.roles[word]
    if found == "installment" and stop < len(text) and text[stop] not in _CLAUSE_ENDS and text[stop] not in " )":
        return role
    return found if not role or found in _PRECISE else role


def _in_clause(role: str, word: str, before: str, after: str, words: RoleWords) -> str:
    """The role once the rest of the clause is heard: paid already, part of a settlement, an installment, an offer."""
    if role in ("total", "installment", "principal", "other"):
        if word in words.pays and (after in words.succeeded or _is_done(before, words)):
            return "paid"
        if ("已" in after or "成功" in after) and _is_paid(before, after, words):
            return "paid"
        if ("后" in before and words.reduced.search(before)) or ("结" in after and _settles(before, after, words)):
            return "settlement"
    if role == "total" and words.installment.search(before):
        return role if any(one in before for one in words.whole) else "installment"
    if role == "paid" and (not word or word in words.deposits) and any(one in before for one in words.asking):
        return "total"
    if role == "limit" and any(one in before or one in after for one in words.offer):
        return "offer"
    if role == "paid" and word not in words.weak and any(one in before for one in words.not_paid_near):
        return "other"
    return role


def _is_done(before: str, words: RoleWords) -> bool:
    if "已" not in before and "成功" not in before:
        return False
    return any(one in before for one in words.done) and not any(one in before for one in words.not_done)


def _settles(before: str, after: str, words: RoleWords) -> bool:
    if any(one in after for one in words.settled_alone):
        return True
    return any(one in before for one in words.settles) and any(one in after for one in words.settled)


def _is_paid(before: str, after: str, words: RoleWords) -> bool:
    if any(one in before for one in words.not_paid_near):
        return False
    for one in words.paid:
        at = after.find(one)
        if at >= 0:
            return not after[:at].endswith(words.not_paid)
    return False
