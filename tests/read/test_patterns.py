"""No pattern of the reading and verifying rooms can be made to backtrack without bound.

The patterns are collected where they are made: every call of ``re`` out of those rooms while messages are read.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from datetime import date
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import triage.read
import triage.verify
from tests.read.reading_room import spec
from triage.catalog.load import load_catalog
from triage.model import Message
from triage.read.reading import read

ROOMS = ("triage.read.", "triage.verify.")
MANY = 64  # a bounded repeat of more than this counts as unbounded
SAMPLES = [chr(code) for code in range(0x20, 0x7F)] + list("\n一二十百千万元年月日号还款请，。：、（）【】￥①Ａéжαあ❤")

MESSAGES = [
    "【青竹银行】王女士，您尾号0000的信用卡已逾期62天，欠款28,560.75元，请于11月25日前还款，详询4000000000。",
    "（2026）苏0101民初1号，请转账到户名张三，卡号6222000000000000，或加微信wx000000、QQ800000，www.example.com/a?b=1",
    "本周五下午3点前还款壹万贰仟元整，3个工作日内，2026-11-25 18:00至20:00，http://1.2.3.4:80/x，＋86 139 0000 0000",
    "张*先生，您的合同编号HT-2026-0001，最低还款额约3万元至5万元，分12期，逾\n期，征*信，010-00000000转8",
]


def modules() -> list[Any]:
    found = []
    for room in (triage.read, triage.verify):
        for module in pkgutil.iter_modules(room.__path__, room.__name__ + "."):
            found.append(importlib.import_module(module.name))
    return found


def collected() -> dict[tuple[str, int], str]:
    """Every pattern and its flags, and the module that makes it."""
    made: dict[tuple[str, int], str] = {}
    compile_one = re._compile  # type: ignore[attr-defined]

    def note(pattern: Any, flags: int = 0) -> Any:
        frame = sys._getframe(1)
        while frame.f_globals["__name__"].startswith("re"):
            assert frame.f_back is not None
            frame = frame.f_back
        name = frame.f_globals["__name__"] + "."
        if name.startswith(ROOMS) and isinstance(pattern, str):
            made[(pattern, int(flags))] = name[:-1]
        return compile_one(pattern, flags)

    for module in modules():
        for value in vars(module).values():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                made[(value.pattern, value.flags)] = module.__name__
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    re._compile = note  # type: ignore[attr-defined]
    try:
        catalog = load_catalog()
        texts = MESSAGES + [row["text"] for name in ("prepare", "cues", "signatures") for row in spec(name)]
        verify = getattr(triage.verify, "verify", None)
        for text in texts:
            message = Message(text, sender="10690000000000", received_at="2026-11-20T10:00")
            reading = read(message, catalog, "2026-11-22")
            if verify is not None:
                verify(message, reading, catalog, date(2026, 11, 22))
    finally:
        re._compile = compile_one  # type: ignore[attr-defined]
    return made


def faults(pattern: str, flags: int = 0) -> list[str]:
    """What makes the pattern backtrack without bound; empty when nothing does."""
    return list(_faults(parser.parse(pattern, flags), flags))


def _faults(items: Any, flags: int) -> Iterator[str]:
    before: list[Any] = []  # unbounded repeats that may still give back characters
    for op, value in items:
        if op in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            least, most, inside = value
            unbounded = most > MANY
            if unbounded and _gives_back(inside):
                yield "an unbounded repeat within another"
            yield from _faults(inside, flags)
            if unbounded:
                letters = _letters(inside)
                if any(letters & other for other in before):
                    yield "unbounded repeats of the same characters beside each other"
                before = [*before, letters] if least == 0 else [letters]
            elif least > 0:
                before = []
            continue
        for part in _parts(op, value):
            yield from _faults(part, flags)
        if op not in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):
            before = []


def _parts(op: Any, value: Any) -> list[Any]:
    if op is kinds.SUBPATTERN:
        return [value[-1]]
    if op is kinds.BRANCH:
        return list(value[1])
    if op in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    if op is kinds.ATOMIC_GROUP:
        return [value]
    if op is kinds.POSSESSIVE_REPEAT:
        return [value[2]]
    if op is kinds.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _gives_back(items: Any) -> bool:
    """An unbounded repeat inside may give back characters to the repeat around it."""
    for op, value in items:
        if op in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and (value[1] > MANY or _gives_back(value[2])):
            # A repeat shut in by a literal that it cannot match itself is no danger; that takes an exact look.
            return not _fenced(items)
        if op not in (kinds.POSSESSIVE_REPEAT, kinds.ATOMIC_GROUP, kinds.ASSERT, kinds.ASSERT_NOT) and any(
            _gives_back(part) for part in _parts(op, value)
        ):
            return True
    return False


def _fenced(items: Any) -> bool:
    """The sequence begins with a character that no repeat in it can match: every round has a fixed beginning."""
    (op, value), *rest = list(items)
    if op not in (kinds.LITERAL, kinds.IN):
        return False
    first = _letters([(op, value)])
    return all(not first & _letters([item]) for item in rest)


def _letters(items: Any) -> frozenset[str]:
    """Which of the sample characters the items can match anywhere."""
    found: set[str] = set()
    for op, value in items:
        if op is kinds.LITERAL:
            found.add(chr(value))
        elif op is kinds.NOT_LITERAL:
            found.update(set(SAMPLES) - {chr(value)})
        elif op is kinds.ANY:
            found.update(SAMPLES)
        elif op is kinds.IN:
            found.update(char for char in SAMPLES if _in_class(value, char))
        elif op in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            found |= _letters(value[2])
        elif op not in (kinds.ASSERT, kinds.ASSERT_NOT):
            for part in _parts(op, value):
                found |= _letters(part)
    return frozenset(found)


def _in_class(members: Any, char: str) -> bool:
    negated = members[0][0] is kinds.NEGATE
    hit = False
    for op, value in members:
        if op is kinds.LITERAL:
            hit |= ord(char) == value
        elif op is kinds.RANGE:
            hit |= value[0] <= ord(char) <= value[1]
        elif op is kinds.CATEGORY:
            hit = True  # a whole category: take it for anything
    return hit != negated


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"(?:a+)+", True),
        (r"(?:a+b?)*c", True),
        (r"a*[ab]+", True),
        (r"[0-9]+[0-9a-z]+", True),
        (r".*.*", True),
        (r"a+\s*b?a+", True),
        (r"(?:a++)+", False),
        (r"(?>a+)+", False),
        (r"a++[ab]+", False),
        (r"[0-9]+[a-z]+", False),
        (r"a+,a+", False),
        (r"(?:,[0-9]+)*", False),
        (r"[0-9]{1,12}[0-9]{1,12}", False),
    ],
)
def test_the_lint_knows_the_bad_ones(pattern: str, bad: bool) -> None:
    assert bool(faults(pattern)) is bad


def test_no_pattern_backtracks_without_bound() -> None:
    found = collected()
    assert len(found) > 5
    bad = {
        f"{module}: {pattern}": what for (pattern, flags), module in found.items() if (what := faults(pattern, flags))
    }
    assert not bad


def test_no_pattern_depends_on_the_digits_of_other_scripts() -> None:
    for (pattern, flags), module in collected().items():
        if flags & re.ASCII:
            continue
        assert not re.search(r"(?<!\\)(?:\\\\)*\\[dD]", pattern), f"{module}: write [0-9] in {pattern}"
